package dev.chipgraph;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Reads what the service measures. */
public final class Metrics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Metrics() {}

    /** The value of a metric, given by its name and all of its labels. */
    public static double value(String metric) {
        String all = given().get("/q/metrics").asString();
        return all.lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + metric + " in " + all));
    }

    /** Waits until a metric has a value. */
    public static void await(String metric, double value) {
        Instant end = Instant.now().plus(PATIENCE);
        while (value(metric) != value) {
            assertThat(Instant.now())
                    .as("%s is %s, not yet %s", metric, value(metric), value)
                    .isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
