package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this subject share. */
abstract class FeedFixture {

    static final String EVIDENCE = "\"evidence\":[{\"source\":\"feed-paper\",\"locator\":\"p1\"}]";

    @Inject
    Graph graph;

    int number;

    @BeforeEach
    void source() {
        if (get("/v1/sources/feed-paper").statusCode() != 200) {
            Leftovers.remove(graph, "feed-");
            editor().body("{\"id\":\"feed-paper\",\"name\":\"Feed paper\"}")
                    .post("/v1/sources")
                    .expecting(201);
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "feed-");
    }

    static String end() {
        return get("/v1/schema").header("X-Graph-Version") + "-999999999";
    }

    String create(String path) {
        Response response = editor().body("{\"name\":\"Feed thing %d\",%s}".formatted(number++, EVIDENCE))
                .post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    static void describe(String id) {
        editor().header("If-Match", "*")
                .body("{\"description\":\"Described.\"}")
                .patch("/v1/entities/" + id)
                .expecting(200);
    }

    static Request editor() {
        return Api.editor().contentType(Request.JSON);
    }
}
