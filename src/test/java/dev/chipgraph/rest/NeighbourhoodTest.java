package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Neighbourhoods against a naive search. */
@QuarkusTest
@ExtendWith(Api.class)
class NeighbourhoodTest extends GraphOracle {

    @Test
    void theNeighbourhoodIsWhatANaiveSearchFinds() {
        for (String start : randomEntities(20)) {
            for (int depth = 1; depth <= 3; depth++) {
                Json answer = json(
                        "/v1/entities/" + start + "/graph",
                        "depth",
                        depth,
                        "perType",
                        500,
                        "limit",
                        1000,
                        "validAt",
                        "all");
                var distances = naiveDistances(start, depth);
                List<String> nodes = answer.getList("nodes.id");

                assertThat(answer.getBoolean("meta.truncated")).isFalse();
                assertThat(answer.getList("meta.reasons")).isEmpty();
                assertThat(answer.getMap("meta.leftOut")).isEmpty();
                assertThat(nodes.getFirst()).isEqualTo(start);
                assertThat(nodes).containsExactlyInAnyOrderElementsOf(distances.keySet());
                assertThat(nodes.stream().map(distances::get)).isSorted();
                var inner = new HashSet<>(distances.keySet());
                int last = depth;
                inner.removeIf(entity -> distances.get(entity) == last);
                assertThat(answer.getInt("meta.exploredNodes")).isEqualTo(inner.size());
                assertThat(answer.<String>getList("edges.id"))
                        .containsExactlyInAnyOrderElementsOf(RELATIONSHIPS.values().stream()
                                .filter(relationship -> inner.contains(id(relationship.get("from")))
                                        || inner.contains(id(relationship.get("to"))))
                                .map(GraphOracle::id)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vietnam, 1, 3, 100",
        "vietnam, 2, 5, 40",
        "world, 2, 25, 100",
        "world, 4, 500, 1000",
        "south-korea, 3, 1, 1000",
        "semiconductors, 4, 2, 7",
        "fpt, 2, 1, 1"
    })
    void theAccountOfWhatIsLeftOutIsExact(String start, int depth, int perType, int limit) {
        Json answer = json(
                "/v1/entities/" + start + "/graph",
                "depth",
                depth,
                "perType",
                perType,
                "limit",
                limit,
                "validAt",
                "all");
        List<Map<String, Object>> edges = answer.getList("edges");
        List<String> nodes = answer.getList("nodes.id");
        Map<String, Map<String, Integer>> omitted = new HashMap<>();
        answer.<Map<String, Object>>getList("meta.omitted")
                .forEach(omission -> omitted.computeIfAbsent((String) omission.get("entity"), first -> new HashMap<>())
                        .put((String) omission.get("type"), (Integer) omission.get("count")));

        assertThat(nodes).hasSizeLessThanOrEqualTo(limit).doesNotHaveDuplicates();
        var explored = nodes.subList(0, answer.getInt("meta.exploredNodes"));
        assertThat(explored).containsAll(omitted.keySet());
        for (String entity : explored) {
            var counts = new HashMap<String, Integer>();
            RELATIONSHIPS.values().stream()
                    .filter(relationship ->
                            entity.equals(id(relationship.get("from"))) || entity.equals(id(relationship.get("to"))))
                    .forEach(relationship -> counts.merge((String) relationship.get("type"), 1, Integer::sum));
            edges.stream()
                    .filter(edge ->
                            edge.get("from").equals(entity) || edge.get("to").equals(entity))
                    .forEach(edge -> counts.merge((String) edge.get("type"), -1, Integer::sum));
            counts.values().removeIf(count -> count == 0);
            assertThat(omitted.getOrDefault(entity, Map.of())).as(entity).isEqualTo(counts);
        }
        Map<String, Integer> leftOut = answer.getMap("meta.leftOut");
        assertThat(leftOut.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(omitted.values().stream()
                        .flatMap(types -> types.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum());
        assertThat(answer.getBoolean("meta.truncated"))
                .isEqualTo(!answer.getList("meta.reasons").isEmpty());
        if (!omitted.isEmpty()) {
            assertThat(answer.getBoolean("meta.truncated")).isTrue();
        }
    }

    @Test
    void edgesAreTheRelationshipsThemselves() {
        Json answer = json("/v1/entities/kfia/graph", "depth", 2, "validAt", "all", "include", "evidence");
        List<String> nodes = answer.getList("nodes.id");

        assertThat(answer.<Map<String, Object>>getList("edges")).isNotEmpty().allSatisfy(edge -> {
            assertThat(nodes).contains((String) edge.get("from"), (String) edge.get("to"));
            assertThat((List<?>) edge.get("evidence")).isNotEmpty();
            var relationship = new HashMap<>(RELATIONSHIPS.get(id(edge)));
            relationship.put("from", id(relationship.get("from")));
            relationship.put("to", id(relationship.get("to")));
            relationship.put("evidence", edge.get("evidence"));
            relationship.put("label", edge.get("label"));
            assertThat(edge).isEqualTo(relationship);
        });
        assertThat(json("/v1/entities/kfia/graph", "depth", 2, "validAt", "all", "include", "evidence")
                        .getMap(""))
                .as("the same again")
                .isEqualTo(answer.getMap(""));
    }

    @Test
    void onlyTheKindsAndTypesAskedForAreEntered() {
        assertThat(json("/v1/entities/fpt/graph", "depth", 3, "kinds", "agreement", "kinds", "company")
                        .<String>getList("nodes.kind"))
                .contains("agreement")
                .containsOnly("agreement", "company");
        assertThat(json("/v1/entities/fpt/graph", "depth", 4, "excludeKinds", "place")
                        .getList("nodes.kind"))
                .doesNotContain("place")
                .hasSizeGreaterThan(10);
        Json onlyTypes = json("/v1/entities/kfia/graph", "depth", 2, "types", "PARTY_TO", "types", "SIGNED_AT");
        assertThat(onlyTypes.<String>getList("edges.type")).contains("PARTY_TO").containsOnly("PARTY_TO", "SIGNED_AT");
        Json none = json("/v1/entities/fpt/graph", "kinds", "place", "excludeKinds", "place");
        assertThat(none.getList("nodes.id")).containsExactly("fpt");
        assertThat(none.getBoolean("meta.truncated")).isFalse();
        Json back = json("/v1/entities/vietnam/graph", "depth", 2, "kinds", "company", "perType", 1);
        assertThat(back.<Map<String, Object>>getList("meta.omitted"))
                .as("the way back to where it began is not left out twice")
                .allSatisfy(
                        omission -> assertThat((Integer) omission.get("count")).isPositive());
    }

    @Test
    void atADateBeforeEverythingNothingDatedHolds() {
        assertThat(json("/v1/entities/vietnam/graph", "depth", 2, "validAt", "0001-01-01")
                        .getList("edges.findAll { it.validFrom != null }"))
                .isEmpty();
        assertThat(json("/v1/paths", "from", "kfia", "to", "vietnam", "validAt", "0001-01-01")
                        .getList("items.hops.flatten().relationships.flatten().findAll { it.validFrom != null }"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/kfia/graph",
                "/v1/paths?from=kfia&to=vietnam",
                "/v1/common?entity=kfia&entity=vietnam"
            })
    void beforeTheGraphKnewAnythingNobodyIsKnown(String question) {
        assertThat(problem(404, question + (question.contains("?") ? "&" : "?") + "knownAt=2000-01-01")
                        .getString("type"))
                .isEqualTo("/problems/unknown-reference");
    }
}
