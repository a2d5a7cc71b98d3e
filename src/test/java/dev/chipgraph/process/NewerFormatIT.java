package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;

/** A folder that a newer edition of the service has written is left alone. */
class NewerFormatIT {

    private static final String ADDRESS = "server.bolt.listen_address=";

    @Test
    void theServiceIsNotReadyAndSaysWhy(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        Path graph = folder.resolve("graph");
        Path data = Files.createFile(folder.resolve("empty.ndjson"));
        String[] settings = {"chipgraph.embedded.folder=" + graph, "chipgraph.data=" + data};
        try (var service = ServiceProcess.with(settings)) {
            service.awaitReady();
            run(graph, "MATCH (g:Graph {id: 'graph'}) SET g.format = 99");
            service.stop();
        }

        // When
        try (var service = ServiceProcess.with(settings)) {
            service.awaitListening();

            // Then
            Eventually.within(
                    Eventually.PATIENCE,
                    "the reason is told",
                    () -> service.reason().contains("The stored data has format 99"));
            assertThat(service.isReady()).isFalse();
            assertThat(service.isLive()).isTrue();
            assertThat(service.get(ServiceProcess.PARTNERS).statusCode()).isEqualTo(503);
            assertThat(service.log()).contains("format 99");
        }
    }

    private static void run(Path graph, String statement) throws IOException {
        String address = Files.readAllLines(graph.resolve("conf/neo4j.conf")).stream()
                .filter(line -> line.startsWith(ADDRESS))
                .findFirst()
                .orElseThrow()
                .substring(ADDRESS.length());
        var password = AuthTokens.basic("neo4j", Files.readString(graph.resolve("password")));
        try (var driver = GraphDatabase.driver("bolt://" + address, password);
                var session = driver.session()) {
            session.run(statement).consume();
        }
    }
}
