package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this subject share. */
abstract class GraphOracle {

    static final int LARGEST = 500;

    /** All relationships by id, and what each entity is joined with by which of them. */
    static final Map<String, Map<String, Object>> RELATIONSHIPS = new HashMap<>();

    static final SortedMap<String, SortedMap<String, Set<String>>> JOINED = new TreeMap<>();

    @BeforeEach
    void readEverything() {
        if (!JOINED.isEmpty()) {
            return;
        }
        for (var entity : all(LARGEST, "/v1/entities", "validAt", "all", "fields", "id")) {
            all(LARGEST, "/v1/entities/" + entity.get("id") + "/relationships", "validAt", "all")
                    .forEach(relationship -> {
                        String from = id(relationship.get("from"));
                        String to = id(relationship.get("to"));
                        RELATIONSHIPS.put(id(relationship), relationship);
                        join(from, to, id(relationship));
                        join(to, from, id(relationship));
                    });
        }
        assertThat(RELATIONSHIPS).hasSizeGreaterThan(600);
    }

    static void join(String one, String other, String relationship) {
        JOINED.computeIfAbsent(one, first -> new TreeMap<>())
                .computeIfAbsent(other, first -> new TreeSet<>())
                .add(relationship);
    }

    static String id(Object thing) {
        return (String) ((Map<?, ?>) thing).get("id");
    }

    static List<String> randomEntities(int count) {
        var entities = List.copyOf(JOINED.keySet());
        return new Random(34)
                .ints(count, 0, entities.size())
                .mapToObj(entities::get)
                .toList();
    }

    static Map<String, Integer> naiveDistances(String start, int most) {
        var distances = new HashMap<>(Map.of(start, 0));
        for (int distance = 1; distance <= most; distance++) {
            for (String entity : Set.copyOf(distances.keySet())) {
                for (String next : JOINED.get(entity).keySet()) {
                    distances.putIfAbsent(next, distance);
                }
            }
        }
        return distances;
    }
}
