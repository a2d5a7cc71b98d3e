package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A question that would take for ever is given up within the limits that users are promised, which tests relax. */
class TooExpensiveIT {

    private static final Duration GIVEN_UP = Duration.ofSeconds(4);

    @Test
    void aPatternThatTakesTooLongIsGivenUpWithAdvice() throws IOException, InterruptedException {
        ServiceProcess service = SharedService.ready();
        String nodes = IntStream.range(0, 6).mapToObj("\"n%d\": {}"::formatted).collect(Collectors.joining(", "));
        String edges = IntStream.range(0, 5)
                .mapToObj(i -> "{\"from\": \"n%d\", \"to\": \"n%d\", \"direction\": \"both\"}".formatted(i, i + 1))
                .collect(Collectors.joining(", "));

        for (int time = 0; time < 2; time++) {
            Instant start = Instant.now();
            var response = service.post("/v1/patterns", "{\"nodes\": {%s}, \"edges\": [%s]}".formatted(nodes, edges));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
            assertThat(response.body())
                    .contains("/problems/too-expensive", "a ref or a where on n0, n1, n2, n3, n4, n5");
            assertThat(Duration.between(start, Instant.now())).isLessThan(GIVEN_UP);
            assertThat(service.get(ServiceProcess.PARTNERS).statusCode())
                    .as("it keeps answering")
                    .isEqualTo(200);
        }
    }
}
