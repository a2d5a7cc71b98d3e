package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one service exports, another one loads, and it is the same graph. */
class ExportIT {

    private static final String EXPORT = "/v1/exports?format=ndjson";

    @Test
    void theExportOfAnImportedExportIsTheSameToTheByte(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        ServiceProcess first = SharedService.ready();
        String exported = first.get(EXPORT).body();
        assertThat(exported.lines()).hasSizeGreaterThan(1_000);
        Path file = Files.writeString(folder.resolve("exported.ndjson"), exported);
        SharedDatabase.clear();

        // When
        try (var second =
                ServiceProcess.with(SharedDatabase.settings(SharedDatabase.port(), "chipgraph.data=" + file))) {
            second.awaitReady();

            // Then
            assertThat(second.get(EXPORT).body()).isEqualTo(exported);
            assertThat(second.get(ServiceProcess.PARTNERS).statusCode()).isEqualTo(200);
            assertThat(second.get("/v1/agreements?hasConflict=true&count=true&fields=id")
                            .body()
                            .replaceFirst("\"graphVersion\":\\d+", ""))
                    .isEqualTo(first.get("/v1/agreements?hasConflict=true&count=true&fields=id")
                            .body()
                            .replaceFirst("\"graphVersion\":\\d+", ""));
        }
    }
}
