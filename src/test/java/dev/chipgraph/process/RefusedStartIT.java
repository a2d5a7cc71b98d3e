package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that cannot work end at once, with one message for the person who tried. */
class RefusedStartIT {

    @Test
    void secondOwnerOfOneFolder() throws IOException, InterruptedException {
        // Given
        ServiceProcess owner = SharedService.ready();

        // When
        try (var second = ServiceProcess.onFolder(SharedService.folder())) {
            // Then
            assertRefused(
                    second, "The data folder %s is in use".formatted(SharedService.folder()), "process " + owner.pid());
        }
        assertThat(owner.isReady()).isTrue();
        assertThat(owner.get(ServiceProcess.PARTNERS).statusCode()).isEqualTo(200);
    }

    @Test
    void fileInPlaceOfTheFolder(@TempDir Path elsewhere) throws IOException, InterruptedException {
        Path file = Files.createFile(elsewhere.resolve("file"));
        try (var service = ServiceProcess.onFolder(file)) {
            assertRefused(service, "cannot use the folder " + file);
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void noServerToStart(@TempDir Path elsewhere) throws IOException, InterruptedException {
        // Given: somebody copied the application without the server that belongs to it
        Path application = elsewhere.resolve("application");
        copy(ServiceProcess.application(), application, "neo4j-server");

        // When
        try (var service = ServiceProcess.copied(application, elsewhere.resolve("data"))) {
            // Then
            assertRefused(
                    service,
                    "No Neo4j server",
                    application.resolve("neo4j-server").toString(),
                    "quarkus.neo4j.uri");
        }
    }

    private static void assertRefused(ServiceProcess service, String... told) throws InterruptedException {
        assertThat(service.awaitExit()).isNotZero();
        var lines = service.log().lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines)
                .as("The one message")
                .singleElement()
                .satisfies(line -> assertThat(line).contains(told));
    }

    private static void copy(Path from, Path to, String without) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve(without)))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
