package dev.chipgraph.graph;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/** Probes the database at intervals and keeps what the last probe told: whether it answers, and its graph version. */
final class DatabaseHealth {

    private static final Logger LOG = Logger.getLogger(DatabaseHealth.class);

    /** How much longer a probe may take while the database starts. */
    private static final int START_FACTOR = 5;

    private final GraphConfig.Database limits;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long version;
    private volatile String unavailableReason = "The database has not answered yet.";
    private volatile boolean stopping;

    DatabaseHealth(GraphConfig.Database limits) {
        this.limits = limits;
    }

    /**
     * Probes until {@link #stop}.
     *
     * @param uri address of the database, for messages
     * @param embedded the embedded server, if there is one
     * @param probe returns the version of the graph within the given time
     */
    void run(String uri, Optional<EmbeddedNeo4j> embedded, ToLongFunction<Duration> probe) {
        while (!stopping) {
            try {
                int factor = unavailableReason == null ? 1 : START_FACTOR;
                seen(probe.applyAsLong(limits.probeDeadline().multipliedBy(factor)));
                failures.set(0);
                if (unavailableReason != null) {
                    LOG.infof("The database at %s answers", uri);
                }
                unavailableReason = null;
                embedded.ifPresent(EmbeddedNeo4j::answered);
            } catch (RuntimeException e) {
                // Any failure may be over at the next probe.
                failed(
                        uri,
                        e instanceof DatabaseUnavailable
                                ? e.getMessage()
                                : "The database cannot be used: " + e.getMessage(),
                        () -> embedded.flatMap(EmbeddedNeo4j::unavailableReason));
            }
            try {
                Thread.sleep(limits.probeInterval());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void failed(String uri, String reason, Supplier<Optional<String>> embedded) {
        failures.incrementAndGet();
        if (unavailableReason == null && !stopping) {
            LOG.warnf("%s It is at %s.", reason, uri);
        }
        unavailableReason = embedded.get().orElse(reason);
    }

    void stop() {
        stopping = true;
    }

    /** Why the database cannot be used at the moment; empty when it can. */
    Optional<String> unavailableReason() {
        return Optional.ofNullable(unavailableReason);
    }

    /**
     * Rejects work at once while the database is down, instead of letting it wait. A single failed probe does not count.
     *
     * @throws DatabaseUnavailable when two probes in a row have failed
     */
    void check() {
        String reason = unavailableReason;
        if (failures.get() > 1 && reason != null) {
            throw new DatabaseUnavailable(reason);
        }
    }

    /** The greatest version of the graph that was seen. */
    long version() {
        return version;
    }

    /** Notes a version that the graph is known to have. */
    synchronized void seen(long known) {
        version = Math.max(version, known);
    }
}
