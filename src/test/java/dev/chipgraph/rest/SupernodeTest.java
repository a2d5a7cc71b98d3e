package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A place with tens of thousands of relationships: each company is located in it, every tenth of them only until 1999, and
 * is present in it. Each company supplies the next.
 */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(Lifecycle.PER_CLASS)
class SupernodeTest {

    private static final int COMPANIES = Thorough.or(20_000, 50_000);
    private static final int LOCATED = COMPANIES - COMPANIES / 10;
    private static final int BATCH = 5_000;
    private static final String NODE =
            "name: %1$s, nameKey: %1$s, names: [%1$s], nameLangs: ['en'], nameTypes: [''], hash: '', version: 1, recordedAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z'), hasConflict: false";
    private static final String RELATIONSHIP =
            "id: '%s-' + right('000000000000' + toString(i), 13), hash: '', recordedAt: datetime('2026-01-01T00:00:00Z'), hasConflict: false";
    private static final Statement HUBS = new Statement(
            "hubs",
            "UNWIND ['spokes-hub', 'spokes-twin'] AS id CREATE (:Entity:Place {id: id, kind: 'place', %s})"
                    .formatted(NODE.formatted("id")));
    private static final Statement COMPANY = new Statement(
            "companies",
            "UNWIND range($first, $last) AS i CREATE (:Entity:Organization:Company {id: 'spoke-' + i, kind: 'company', %s})"
                    .formatted(NODE.formatted("'Spoke ' + i")));
    private static final Statement JOIN = new Statement("join", """
            MATCH (hub:Entity {id: 'spokes-hub'}), (twin:Entity {id: 'spokes-twin'})
            UNWIND range($first, $last) AS i
            MATCH (company:Entity {id: 'spoke-' + i}), (next:Entity {id: 'spoke-' + ((i + 1) %% $companies)})
            CREATE (company)-[:PRESENT_IN {%s}]->(hub)
            CREATE (company)-[:LOCATED_IN {%s, validTo: CASE WHEN i %% 10 = 0 THEN '1999' END}]->(hub)
            CREATE (company)-[:SUPPLIES {%s}]->(next)
            WITH twin, company, i WHERE i < 2000
            CREATE (company)-[:PRESENT_IN {%s}]->(twin)
            """.formatted(
                    RELATIONSHIP.formatted("present-in"),
                    RELATIONSHIP.formatted("located-in"),
                    RELATIONSHIP.formatted("supplies"),
                    RELATIONSHIP.formatted("present-in").replace("toString(i)", "toString(i + $companies)")));
    private static final Statement REMOVE = new Statement(
            "remove",
            "MATCH (e:Entity) WHERE e.id STARTS WITH 'spoke' WITH e LIMIT 5000 DETACH DELETE e RETURN count(*) AS gone");

    @Inject
    Graph graph;

    private boolean built;

    /** Before the first test, not before all: only then it is known where the service listens. */
    @BeforeEach
    void build() {
        if (built) {
            return;
        }
        built = true;
        remove();
        graph.load(change -> change.run(HUBS, Map.of()));
        for (Statement statement : List.of(COMPANY, JOIN)) {
            for (int first = 0; first < COMPANIES; first += BATCH) {
                Map<String, Object> rows = Map.of("first", first, "last", first + BATCH - 1, "companies", COMPANIES);
                graph.load(change -> change.run(statement, rows));
            }
        }
        graph.replan(); // as an import does at its end
    }

    @AfterAll
    void remove() {
        while (graph.load(change -> change.run(REMOVE, Map.of()).getFirst().number("gone")) > 0) {
            // The rest would be too much for one transaction.
        }
    }

    @Test
    void theNeighbourhoodOfTheHubIsCappedAndCounted() {
        Json answer = json("/v1/entities/spokes-hub/graph");

        assertThat(answer.getList("edges.findAll { it.type == 'PRESENT_IN' }")).hasSize(25);
        assertThat(answer.getList("edges.findAll { it.type == 'LOCATED_IN' }")).hasSize(25);
        assertThat(answer.getMap("meta.leftOut"))
                .isEqualTo(Map.of("PRESENT_IN", COMPANIES - 25, "LOCATED_IN", LOCATED - 25));
        assertThat(answer.getList("meta.reasons")).containsExactly("perType");
        assertThat(answer.getInt("meta.exploredNodes")).isEqualTo(1);
        assertThat(json("/v1/entities/spokes-hub/graph", "validAt", "all").getMap("meta.leftOut"))
                .isEqualTo(Map.of("PRESENT_IN", COMPANIES - 25, "LOCATED_IN", COMPANIES - 25));
        assertThat(json("/v1/entities/spokes-hub/graph", "kinds", "person").getMap("meta.leftOut"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "spokes-hub, 1, 500, 1000",
        "spokes-hub, 2, 25, 100",
        "spokes-hub, 3, 25, 1000",
        "spokes-hub, 4, 500, 1000",
        "spoke-7, 2, 25, 100",
        "spoke-7, 4, 500, 1000"
    })
    void everyDepthIsAnsweredWithinItsLimits(String start, int depth, int perType, int limit) {
        Json answer = json(
                "/v1/entities/" + start + "/graph",
                "depth",
                depth,
                "perType",
                perType,
                "limit",
                limit,
                "include",
                "evidence");
        int present = answer.<String>getList("edges.findAll { it.type == 'PRESENT_IN' && it.to == 'spokes-hub' }.id")
                .size();

        assertThat(answer.getList("nodes")).hasSizeBetween(2, limit);
        assertThat(answer.getList("edges").size()).isLessThanOrEqualTo(5000);
        assertThat(answer.getBoolean("meta.truncated")).isTrue();
        assertThat(answer.getInt("meta.omitted.find { it.entity == 'spokes-hub' && it.type == 'PRESENT_IN' }.count"))
                .isEqualTo(COMPANIES - present);
    }

    @Test
    void pathsThroughTheHubAreMetFromTheOtherEnds() {
        Json through = json("/v1/paths", "from", "spoke-100", "to", "spoke-14000");
        assertThat(through.getList("items[0].nodes.id")).containsExactly("spoke-100", "spokes-hub", "spoke-14000");
        assertThat(through.getInt("items[0].length")).isEqualTo(2);
        assertThat(through.getList("items[0].hops[0].relationships.type"))
                .as("the company stood there until 1999")
                .containsExactly("PRESENT_IN");

        Json end = json("/v1/paths", "from", "spokes-hub", "to", "spoke-4041", "maxHops", 2, "k", 10);
        assertThat(end.getList("items.length")).startsWith(1, 2, 2);
        assertThat(end.getBoolean("meta.truncated")).isFalse();

        Json between = json("/v1/paths", "from", "spokes-hub", "to", "spokes-twin", "maxHops", 2);
        assertThat(between.getBoolean("meta.truncated")).isTrue();
        assertThat(between.getList("meta.reasons")).containsExactly("perType");
        assertThat(between.<String>getList("meta.omitted.entity")).contains("spokes-twin");
    }

    @Test
    void whatTheHubHasInCommonIsMetFromTheOther() {
        Json neighbours = json("/v1/common", "entity", "spokes-hub", "entity", "spoke-4041");
        assertThat(neighbours.<String>getList("items.entity.id")).containsExactlyInAnyOrder("spoke-4040", "spoke-4042");
        assertThat(neighbours.getBoolean("meta.truncated")).isFalse();

        Json companies = json("/v1/common", "entity", "spoke-4041", "entity", "spoke-13000");
        assertThat(companies.<String>getList("items.entity.id")).containsExactly("spokes-hub");
        assertThat(companies.getLong("items[0].relationships")).isEqualTo(2L * COMPANIES);

        Json hubs = json("/v1/common", "entity", "spokes-hub", "entity", "spokes-twin", "maxHops", 3);
        assertThat(hubs.getBoolean("meta.truncated")).isTrue();
    }
}
