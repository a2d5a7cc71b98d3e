package dev.chipgraph.ingest;

import static dev.chipgraph.Api.admin;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An import that breaks the Java virtual machine's limits fails, and the next one is worked on. */
@QuarkusTest
@ExtendWith(Api.class)
class ImportErrorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Imports imports;

    @Inject
    ImportConfig config;

    /** Files that cannot be read without going beyond a limit, and others. */
    private static final class Breaking extends ImportFiles {

        Breaking(Imports imports, ImportConfig config) {
            super(imports, config);
        }

        @Override
        RecordSource open(ImportJob job) {
            return switch (job.name()) {
                case "stack" -> throw new StackOverflowError();
                case "memory" -> throw new OutOfMemoryError();
                case "assertion" -> throw new AssertionError();
                default -> super.open(job);
            };
        }
    }

    @Test
    void anErrorFailsTheImportAndLeavesTheWorkerAtWork() {
        QuarkusMock.installMockForType(new Breaking(imports, config), ImportFiles.class);

        for (String name : List.of("stack", "memory", "assertion", "stack", "memory")) {
            Json job = ended(name);
            assertThat(job.getString("state")).as(name).isEqualTo("failed");
            assertThat(job.getString("detail"))
                    .contains(
                            name.equals("assertion") ? "The service has failed" : "needs more memory",
                            "Nothing was loaded");
        }
        assertThat(ended("good").getString("state")).isEqualTo("done");
    }

    private static Json ended(String name) {
        String id = admin().contentType("application/octet-stream")
                .body("{\"source\":{\"id\":\"errors-paper\",\"name\":\"Errors paper\"}}".getBytes(UTF_8))
                .put("/v1/imports/" + name + "?dryRun=true")
                .jsonPath()
                .getString("id");
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Json job = admin().get("/v1/imports/" + id).jsonPath();
            if (job.getString("finishedAt") != null) {
                return job;
            }
            assertThat(Instant.now()).as("%s has ended", name).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
