package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service ends, one way or another, and starts again on the same folder. */
class RestartIT {

    private static final String VERSION = "X-Graph-Version";

    @Test
    void afterItWasStoppedItHasTheSameData() throws IOException, InterruptedException {
        // Given
        ServiceProcess first = SharedService.ready();
        var before = first.get(ServiceProcess.PARTNERS);
        ProcessHandle database = first.database();

        // When
        int exit = first.stop();

        // Then: 143 is what a JVM says after SIGTERM
        assertThat(exit).isIn(0, 143);
        assertThat(Processes.isGone(database)).as("The database has ended").isTrue();
        assertThat(first.log()).contains("chipgraph stopped").doesNotContain("ERROR", "did not stop within");

        // When
        SharedService.replaceBy(ServiceProcess.onFolder(SharedService.folder()));
        ServiceProcess second = SharedService.ready();

        // Then
        assertThat(second.log()).contains("Bundled data is up to date").doesNotContain("Bundled data loaded");
        assertSame(before, second.get(ServiceProcess.PARTNERS));
    }

    @Test
    void afterItWasKilledNoProcessIsLeftAndItStartsAtOnce() throws IOException, InterruptedException {
        // Given
        ServiceProcess first = SharedService.ready();
        var before = first.get(ServiceProcess.PARTNERS);
        ProcessHandle database = first.database();

        // When
        first.kill();
        SharedService.replaceBy(ServiceProcess.onFolder(SharedService.folder()));

        // Then
        assertEnds(database);
        ServiceProcess second = SharedService.ready();
        assertThat(second.log()).contains("Bundled data is up to date");
        assertSame(before, second.get(ServiceProcess.PARTNERS));
    }

    @Test
    void afterItWasKilledWhileItsDatabaseStartedNoProcessIsLeft(@TempDir Path folder)
            throws IOException, InterruptedException {
        // Given
        Path log = folder.resolve("logs").resolve("neo4j.log");
        try (var first = ServiceProcess.onFolder(folder)) {
            Eventually.within(Eventually.PATIENCE, "the database starts", () -> Files.exists(log));
            ProcessHandle database = first.database();

            // When
            first.kill();

            // Then
            assertEnds(database);
        }
    }

    private static void assertEnds(ProcessHandle database) throws InterruptedException {
        try {
            Eventually.within(Duration.ofSeconds(30), "the database has ended", () -> Processes.isGone(database));
        } finally {
            database.destroyForcibly();
        }
    }

    private static void assertSame(HttpResponse<String> before, HttpResponse<String> after) {
        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.body()).contains("vn-it-industry-department");
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(before.headers().firstValue(VERSION)).isPresent();
        assertThat(after.headers().firstValue(VERSION))
                .isEqualTo(before.headers().firstValue(VERSION));
    }
}
