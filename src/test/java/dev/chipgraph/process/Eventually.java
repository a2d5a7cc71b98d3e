package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
final class Eventually {

    /** For what has no limit of its own: the machine may be slow and busy. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Fails unless the condition comes true within the limit, counted from the call. */
    static void within(Duration limit, String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        boolean met;
        Duration passed;
        do {
            met = condition.getAsBoolean();
            passed = Duration.ofNanos(System.nanoTime() - start);
            if (!met) {
                Thread.sleep(PAUSE);
            }
        } while (!met && passed.compareTo(limit) < 0);
        assertThat(met).as("%s within %s", what, limit).isTrue();
        assertThat(passed).as("Time until %s", what).isLessThanOrEqualTo(limit);
    }
}
