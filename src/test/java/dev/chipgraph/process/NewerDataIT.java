package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer version of the service brings newer data, onto a graph that editors have changed since. */
class NewerDataIT {

    private static final String EVIDENCE = "\"evidence\":[{\"source\":\"newer-paper\"}]";
    private static final List<String> FIRST = List.of(
            "{\"source\":{\"id\":\"newer-paper\",\"name\":\"Newer paper\"}}",
            company("newer-kept"),
            company("newer-deleted"),
            supplies("newer-kept", "newer-deleted"));

    @Test
    void whatEditorsDidStandsAndNeverKeepsTheServiceFromStarting(@TempDir Path folder)
            throws IOException, InterruptedException {
        // Given
        SharedDatabase.clear();
        try (var service = started(folder)) {
            assertThat(service.write("DELETE", "/v1/companies/newer-deleted?cascade=true", null, "If-Match", "*")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.write(
                                    "POST",
                                    "/v1/ministries",
                                    "{\"id\":\"newer-taken\",\"name\":\"Newer taken\",%s}".formatted(EVIDENCE),
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .isEqualTo(201);
            service.stop();
        }

        // When it has more of what was deleted
        try (var service = started(folder, supplies("newer-deleted", "newer-kept"), company("newer-added"))) {
            // Then
            assertThat(service.get("/v1/companies/newer-deleted").statusCode()).isEqualTo(410);
            assertThat(service.get("/v1/companies/newer-added").statusCode()).isEqualTo(200);
            service.stop();
        }

        // When it takes an id for something else
        try (var service = started(folder, company("newer-taken"), company("newer-last"))) {
            // Then
            assertThat(service.log())
                    .contains("does not fit the graph; it is not loaded, or not in full", "cannot be company");
            assertThat(service.get("/v1/ministries/newer-taken").statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/companies/newer-last").statusCode()).isEqualTo(404);
        }
    }

    private static ServiceProcess started(Path folder, String... more) throws IOException, InterruptedException {
        Path data = folder.resolve("data.ndjson");
        Files.write(data, Stream.concat(FIRST.stream(), Stream.of(more)).toList());
        var service = ServiceProcess.writable(SharedDatabase.settings(SharedDatabase.port(), "chipgraph.data=" + data));
        service.awaitReady();
        return service;
    }

    private static String company(String id) {
        return "{\"entity\":{\"id\":\"%1$s\",\"kind\":\"company\",\"name\":\"The company %1$s\",%2$s}}"
                .formatted(id, EVIDENCE);
    }

    private static String supplies(String from, String to) {
        return "{\"relationship\":{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",%s}}"
                .formatted(from, to, EVIDENCE);
    }
}
