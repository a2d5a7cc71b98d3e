package dev.chipgraph.graph;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Limits how much of this instance runs in the database at once: several reads, one write. */
final class Permits {

    private static final String REFUSED = "chipgraph.database.refused";
    private static final String ACCESS = "access";
    private static final String READ = "read";
    private static final String WRITE = "write";

    private final GraphConfig.Database limits;
    private final Semaphore reads;
    private final Semaphore writes = new Semaphore(1, true);
    private final Counter refusedReads;
    private final Counter refusedWrites;

    Permits(GraphConfig.Database limits, MeterRegistry meters) {
        this.limits = limits;
        reads = new Semaphore(limits.maxInFlight());
        refusedReads = meters.counter(REFUSED, ACCESS, READ);
        refusedWrites = meters.counter(REFUSED, ACCESS, WRITE);
        gauge(meters, "chipgraph.database.running", READ, () -> limits.maxInFlight() - reads.availablePermits());
        gauge(meters, "chipgraph.database.running", WRITE, () -> 1 - writes.availablePermits());
        gauge(meters, "chipgraph.database.waiting", READ, reads::getQueueLength);
        gauge(meters, "chipgraph.database.waiting", WRITE, writes::getQueueLength);
    }

    private static void gauge(MeterRegistry meters, String name, String access, Supplier<Number> value) {
        Gauge.builder(name, value).tag(ACCESS, access).register(meters);
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
            refusedReads.increment();
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
            refusedWrites.increment();
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
            refusedWrites.increment();
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
