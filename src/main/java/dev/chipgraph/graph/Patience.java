package dev.chipgraph.graph;

import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for answers of the database until a deadline, to which the time of some planning does not count. */
final class Patience {

    private static final Duration POLL = Duration.ofMillis(50);

    private final GraphConfig.Database limits;
    private final DatabaseHealth health;
    private final RequestClock clock;

    Patience(GraphConfig.Database limits, DatabaseHealth health, RequestClock clock) {
        this.limits = limits;
        this.health = health;
        this.clock = clock;
    }

    /**
     * The answer, as soon as it is there.
     *
     * @param planning whether the database is planning, which is worth waiting for beyond the deadline
     * @throws TimeoutException when it does not come in time
     */
    <T> T await(CompletableFuture<T> answer, Duration deadline, BooleanSupplier planning)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (!isPlanned(answer, planning)) {
                throw e;
            }
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Does not count some of the time of the request, if there is one. */
    void exclude(Duration time) {
        if (Arc.container().requestContext().isActive()) {
            clock.exclude(time);
        }
    }

    /** Waits for the plan while the database answers the probes. */
    private boolean isPlanned(CompletableFuture<?> answer, BooleanSupplier planning) {
        long start = System.nanoTime();
        Duration waited = Duration.ZERO;
        boolean wasPlanning = planning.getAsBoolean();
        while (planning.getAsBoolean()
                && !answer.isDone()
                && health.unavailableReason().isEmpty()
                && waited.compareTo(limits.planningPatience()) < 0) {
            LockSupport.parkNanos(POLL.toNanos());
            waited = Duration.ofNanos(System.nanoTime() - start);
        }
        return wasPlanning && (answer.isDone() || !planning.getAsBoolean());
    }
}
