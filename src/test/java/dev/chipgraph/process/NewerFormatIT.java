package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A database that a newer edition of the service has written is left alone. */
class NewerFormatIT {

    @Test
    void theServiceIsNotReadyAndSaysWhy() throws IOException, InterruptedException {
        // Given
        SharedDatabase.clear();
        SharedDatabase.run("CREATE (:Graph {id: 'graph', format: 99})");

        // When
        try (var service = ServiceProcess.with(SharedDatabase.settings(SharedDatabase.port()))) {
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
        } finally {
            SharedDatabase.clear();
        }
    }
}
