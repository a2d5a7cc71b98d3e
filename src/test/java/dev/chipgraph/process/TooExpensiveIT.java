package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A question that would take for ever is given up within the limits that users are promised, which tests relax. One that
 * only takes long to plan is not to blame.
 */
class TooExpensiveIT {

    private static final Duration GIVEN_UP = Duration.ofSeconds(4);

    @Test
    void aPatternThatTakesTooLongIsGivenUpWithAdvice() throws IOException, InterruptedException {
        ServiceProcess service = SharedService.ready();
        String nodes = IntStream.range(0, 6).mapToObj("\"n%d\": {}"::formatted).collect(Collectors.joining(", "));
        String edges = IntStream.range(0, 5)
                .mapToObj(i -> "{\"from\": \"n%d\", \"to\": \"n%d\", \"direction\": \"both\"}".formatted(i, i + 1))
                .collect(Collectors.joining(", "));

        String pattern = "{\"nodes\": {%s}, \"edges\": [%s]}".formatted(nodes, edges);
        Eventually.within(
                Eventually.PATIENCE,
                "the pattern is planned",
                () -> service.post("/v1/patterns", pattern).statusCode() != 503);

        for (int time = 0; time < 2; time++) {
            Instant start = Instant.now();
            var response = service.post("/v1/patterns", pattern);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
            assertThat(response.body())
                    .contains("/problems/too-expensive", "a ref or a where on n0, n1, n2, n3, n4, n5");
            assertThat(Duration.between(start, Instant.now())).isLessThan(GIVEN_UP);
            assertThat(service.get(ServiceProcess.PARTNERS).statusCode())
                    .as("it keeps answering")
                    .isEqualTo(200);
        }
    }

    @Test
    void aPatternThatTakesLongToPlanIsAnsweredAtALaterTry() throws IOException, InterruptedException {
        String nodes = IntStream.range(0, 11)
                .mapToObj("\"n%d\": {\"kind\": \"place\"}"::formatted)
                .collect(Collectors.joining(", "));
        String edges = IntStream.range(0, 11)
                .mapToObj(i -> "{\"from\": \"start\", \"type\": \"PART_OF\", \"to\": \"n%d\", \"hops\": \"1..%d\"}"
                        .formatted(i, i % 2 + 1))
                .collect(Collectors.joining(", "));
        String pattern =
                "{\"nodes\": {\"start\": {\"kind\": \"place\", \"where\": {\"id\": \"nowhere\"}}, %s}, \"edges\": [%s]}"
                        .formatted(nodes, edges);

        // A statement gets half a second, in which no database plans this one, however warm it is.
        try (ServiceProcess hurried = WritableService.another(
                SharedDatabase.port(), "chipgraph.database.deadline=900ms", "chipgraph.imports.workers=0")) {
            hurried.awaitReady();

            var response = hurried.post("/v1/patterns", pattern);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            assertThat(response.body()).contains("/problems/database-unavailable");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            Eventually.within(Eventually.PATIENCE, "the pattern is planned", () -> {
                var next = hurried.post("/v1/patterns", pattern);
                assertThat(next.statusCode()).as(next.body()).isIn(200, 503);
                return next.statusCode() == 200;
            });
        }
    }
}
