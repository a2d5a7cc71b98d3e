package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;

/** What the tests of this subject share. */
abstract class ImportFixture {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String SOURCE = "{\"source\":{\"id\":\"load-paper\",\"name\":\"Load paper\"}}";
    static final String EVIDENCE = "\"evidence\":[{\"source\":\"load-paper\",\"locator\":\"p1\"}]";

    @Inject
    Graph graph;

    /** Limits that a test reaches soon. */
    public static final class SmallBatches implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "chipgraph.imports.batch", "50",
                    "chipgraph.imports.poll", "50ms",
                    "chipgraph.imports.max-size", "3M",
                    "chipgraph.imports.max-unpacked-size", "4M",
                    "chipgraph.imports.max-line", "64K");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "load-");
        run("MATCH (j:Import) WHERE j.id STARTS WITH 'load-' DELETE j");
    }

    // Helpers

    static String sector(String id, String name) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"sector\",\"name\":\"%s\",%s}}".formatted(id, name, EVIDENCE);
    }

    static String related(String from, String type, String to) {
        return "{\"relationship\":{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s}}"
                .formatted(from, type, to, EVIDENCE);
    }

    static String lines(String... records) {
        return String.join("\n", records) + "\n";
    }

    static Json load(String... records) {
        return ended(form().multiPart("file", "records.ndjson", lines(records).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
    }

    static Request form() {
        return admin().contentType("multipart/form-data");
    }

    static Request body(String type) {
        return admin().contentType(type);
    }

    void run(String cypher) {
        var statement = new Statement("test", cypher);
        graph.write(change -> change.run(statement, Map.of()));
    }

    /** How an import ended. */
    static Json ended(Response started) {
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
        return until(started.jsonPath().getString("id"), "done", "rejected", "failed", "cancelled");
    }

    static Json rejections(Json job) {
        return admin().get("/v1/imports/" + job.getString("id") + "/rejections?limit=500")
                .jsonPath();
    }

    static Json until(String id, String... states) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Json job = admin().get("/v1/imports/" + id).jsonPath();
            if (List.of(states).contains(job.getString("state"))) {
                return job;
            }
            assertThat(Instant.now()).as(() -> job.toString()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The first page of the rejections of an import. */
    static Json rejectionsOf(Json job) {
        return admin().get("/v1/imports/" + job.getString("id") + "/rejections").jsonPath();
    }

    static Json unchanged(Supplier<Json> work) {
        String before = get("/v1/schema").header("X-Graph-Version");
        Json result = work.get();
        assertThat(get("/v1/schema").header("X-Graph-Version")).isEqualTo(before);
        return result;
    }

    static Request editor() {
        return Api.editor().contentType(Request.JSON);
    }

    static Request admin() {
        return Api.admin().contentType(Request.JSON);
    }
}
