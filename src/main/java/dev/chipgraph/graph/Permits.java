package dev.chipgraph.graph;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how much of this instance runs in the database at once: several reads, one write. */
final class Permits {

    private final GraphConfig.Database limits;
    private final Semaphore reads;
    private final Semaphore writes = new Semaphore(1, true);

    Permits(GraphConfig.Database limits) {
        this.limits = limits;
        reads = new Semaphore(limits.maxInFlight());
    }

    /**
     * Waits for the permit to read.
     *
     * @param unavailableReason why the database cannot be used, if it cannot
     * @throws DatabaseUnavailable when no permit becomes free in time
     */
    void acquireRead(Duration left, Optional<String> unavailableReason) {
        Duration wait = limits.queueing().compareTo(left) < 0 ? limits.queueing() : left;
        if (!acquire(reads, wait)) {
            throw new DatabaseUnavailable(unavailableReason.orElseGet(
                    () -> "%d statements are running, the maximum at one time.".formatted(limits.maxInFlight())));
        }
    }

    void releaseRead() {
        reads.release();
    }

    /** @throws DatabaseUnavailable when as many writes are waiting as may wait */
    void checkWriteQueue() {
        if (writes.getQueueLength() >= limits.maxWaitingWrites()) {
            throw new DatabaseUnavailable(
                    "%d changes are waiting, the maximum. Nothing was changed.".formatted(limits.maxWaitingWrites()));
        }
    }

    /**
     * Waits for the permit to write, in the order of arrival.
     *
     * @return the rest of the time
     * @throws DatabaseUnavailable when the permit does not become free in time
     */
    Duration acquireWrite(Duration deadline) {
        long start = System.nanoTime();
        if (!acquire(writes, deadline)) {
            throw new DatabaseUnavailable("Other changes took all of the time. Nothing was changed.");
        }
        return deadline.minusNanos(System.nanoTime() - start);
    }

    void releaseWrite() {
        writes.release();
    }

    private static boolean acquire(Semaphore permits, Duration wait) {
        try {
            return permits.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Neo4jErrors.interrupted(e);
        }
    }
}
