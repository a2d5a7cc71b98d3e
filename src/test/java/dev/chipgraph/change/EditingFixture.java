package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this subject share. */
abstract class EditingFixture {

    static final String EVIDENCE = "\"evidence\":[{\"source\":\"edit-paper\",\"locator\":\"p1\"}]";
    static final int WRITERS = 8;

    @Inject
    Graph graph;

    int number;

    @BeforeEach
    void source() {
        if (get("/v1/sources/edit-paper").statusCode() != 200) {
            Leftovers.remove(graph, "edit-");
            created("sources", "{\"id\":\"edit-paper\",\"name\":\"Edit paper\",\"type\":\"article\"}");
            created("sources", "{\"id\":\"edit-letter\",\"name\":\"Edit letter\",\"type\":\"article\"}");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "edit-");
    }

    // Helpers

    Response created(String path, String body) {
        Response response = editor().body(body).post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response;
    }

    String sector() {
        return created("sectors", "{\"name\":\"Edit sector %d\",%s}".formatted(number++, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    String company() {
        return created("companies", "{\"name\":\"Edit firm %d\",%s}".formatted(number++, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    static String relate(String from, String type, String to) {
        Response response = editor().body(
                        "{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s}".formatted(from, type, to, EVIDENCE))
                .post("/v1/relationships");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    static Response addEvidence(String subject, String body) {
        String path = subject.startsWith("edit-") ? "entities" : "relationships";
        Response response = editor().body(body).post("/v1/%s/%s/evidence".formatted(path, subject));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response;
    }

    static Response patch(String id, String body) {
        Response response = editor().header("If-Match", "*").body(body).patch("/v1/entities/" + id);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    static void delete(String path) {
        Response response = editor().header("If-Match", "*").delete(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    /** What the export tells of an entity: its record and its relationships. */
    static List<String> export(String id) {
        return given().accept("application/x-ndjson")
                .get("/v1/exports")
                .asString()
                .lines()
                .filter(line -> line.contains("\"" + id + "\""))
                .sorted()
                .toList();
    }

    static String version() {
        return get("/v1/schema").header("X-Graph-Version");
    }

    /** What is refused leaves no trace: neither a version of the graph, nor an entry in the feed. */
    static void unchanged(Runnable work) {
        String before = version();
        work.run();
        assertThat(version()).isEqualTo(before);
        assertThat(json("/v1/changes", "cursor", before + "-999999999").getList("items"))
                .isEmpty();
    }

    /** All at the same moment. */
    static List<Response> together(int writers, Work work) throws Exception {
        var start = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var answers = threads.invokeAll(IntStream.range(0, writers)
                    .<Callable<Response>>mapToObj(writer -> () -> {
                        start.await();
                        return work.by(writer);
                    })
                    .toList());
            var all = new ArrayList<Response>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    interface Work {
        Response by(int writer);
    }

    static Request editor() {
        return Api.editor().contentType(Request.JSON);
    }
}
