package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests of this subject share. */
abstract class FilterChoices {

    static final int LARGEST = 500;

    /** An entity with who takes part in it and what it is about. */
    record Subject(Map<String, Object> entity, Map<String, String> parties, Set<String> sectors) {

        String text(String field) {
            return (String) entity.get(field);
        }

        long sources() {
            return ((List<?>) entity.get("evidence"))
                    .stream()
                            .map(evidence -> (Map<?, ?>) evidence)
                            .filter(evidence -> !evidence.get("extractor").equals("translation"))
                            .map(evidence -> ((Map<?, ?>) evidence.get("source")).get("id"))
                            .distinct()
                            .count();
        }
    }

    static List<Subject> subjects(String list, String type, String at) {
        var within = within();
        return all(LARGEST, list, "include", "evidence", "validAt", at).stream()
                .map(entity -> {
                    var parties = new LinkedHashMap<String, String>();
                    var sectors = new HashSet<String>();
                    for (var relationship :
                            all(LARGEST, "/v1/entities/" + entity.get("id") + "/relationships", "validAt", at)) {
                        var from = (Map<?, ?>) relationship.get("from");
                        var to = (Map<?, ?>) relationship.get("to");
                        if (type.equals(relationship.get("type"))) {
                            parties.put((String) from.get("id"), (String) from.get("country"));
                        } else if ("sector".equals(to.get("kind"))) {
                            sectors.add((String) to.get("id"));
                        }
                    }
                    sectors.addAll(sectors.stream()
                            .flatMap(sector -> within.getOrDefault(sector, Set.of()).stream())
                            .toList());
                    return new Subject(entity, parties, sectors);
                })
                .toList();
    }

    /** Of each sector those that it is within. */
    static Map<String, Set<String>> within() {
        var direct = new HashMap<String, Set<String>>();
        for (var sector : all(LARGEST, "/v1/sectors")) {
            String id = (String) sector.get("id");
            all(LARGEST, "/v1/entities/" + id + "/relationships", "type", "PART_OF", "direction", "out")
                    .forEach(part -> direct.computeIfAbsent(id, none -> new TreeSet<>())
                            .add((String) ((Map<?, ?>) part.get("to")).get("id")));
        }
        var within = new HashMap<String, Set<String>>();
        for (String sector : direct.keySet()) {
            var waiting = new ArrayList<>(List.of(sector));
            var reached = within.computeIfAbsent(sector, none -> new TreeSet<>());
            while (!waiting.isEmpty()) {
                for (String outer : direct.getOrDefault(waiting.removeLast(), Set.of())) {
                    if (reached.add(outer)) {
                        waiting.add(outer);
                    }
                }
            }
        }
        return within;
    }

    static <T> Set<T> each(List<Subject> subjects, Function<Subject, Stream<T>> values) {
        return subjects.stream().flatMap(values).collect(Collectors.toCollection(TreeSet::new));
    }
}
