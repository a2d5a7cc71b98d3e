package dev.chipgraph.graph;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.neo4j.runtime.Neo4jConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * The connection to the database, embedded or external. Every unit of work has a deadline: the driver alone would wait a
 * minute for a server that is gone and two for one that is frozen.
 */
@ApplicationScoped
public class Database {

    /** Priority of its start; beans that need the database start later. */
    public static final int STARTS = 10;

    private static final Statement VERSION = Statement.of("query/version");

    /** Time that is kept back to tell the client that the database was too slow. */
    private static final Duration MARGIN = Duration.ofMillis(400);

    private static final Duration VERSION_POLL = Duration.ofMillis(50);

    private final Neo4jConfiguration address;
    private final GraphConfig config;
    private final RequestClock clock;
    private final DriverFactory drivers;
    private final DatabaseHealth health;
    private final Permits permits;
    private final Patience patience;
    private Optional<EmbeddedNeo4j> embedded = Optional.empty();
    private Driver driver;

    Database(Neo4jConfiguration address, GraphConfig config, RequestClock clock, MeterRegistry meters) {
        this.clock = clock;
        this.address = address;
        this.config = config;
        drivers = new DriverFactory(address, config.database());
        health = new DatabaseHealth(config.database());
        permits = new Permits(config.database(), meters);
        patience = new Patience(config.database(), health, clock);
        Gauge.builder("chipgraph.graph.version", health, DatabaseHealth::version)
                .register(meters);
    }

    void start(@Observes @Priority(STARTS) StartupEvent event) {
        if (!DriverFactory.isExternal()) {
            embedded = Optional.of(EmbeddedNeo4j.start(config.embedded()));
        }
        driver = embedded.map(drivers::embedded).orElseGet(drivers::external);
        Thread.ofVirtual()
                .name("database-probe")
                .start(() -> health.run(
                        uri(),
                        embedded,
                        deadline -> run(deadline, AccessMode.READ, Database::currentVersion, () -> {})));
    }

    void stop(@Observes ShutdownEvent event) {
        health.stop();
        if (driver != null) {
            // A frozen server would not answer the goodbye.
            driver.closeAsync()
                    .toCompletableFuture()
                    .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                    .join();
        }
        embedded.ifPresent(EmbeddedNeo4j::close);
    }

    /** Address of the database in use. */
    public String uri() {
        return embedded.map(EmbeddedNeo4j::uri).orElseGet(address::uri);
    }

    /** Why the database cannot be used at the moment, or null when it can. */
    public String unavailableReason() {
        return health.unavailableReason().orElse(null);
    }

    /** The greatest version of the graph that was seen. */
    public long version() {
        return health.version();
    }

    /** Notes a version that the graph is known to have. */
    void seen(long version) {
        health.seen(version);
    }

    private static long currentVersion(Session session) {
        return session.run(VERSION.text()).stream()
                .map(row -> row.get("version").asLong())
                .findFirst()
                .orElse(0L);
    }

    /**
     * Waits until the graph has a version.
     *
     * @throws DatabaseUnavailable when it does not have the version within the deadline of a request
     */
    public void awaitVersion(long least) {
        while (version() < least) {
            long seen = read(Database::currentVersion);
            if (seen < least && left().compareTo(MARGIN) < 0) {
                throw new DatabaseUnavailable(
                        "The graph of this instance has version %d, not yet %d.".formatted(seen, least));
            }
            seen(seen);
            if (version() < least) {
                LockSupport.parkNanos(VERSION_POLL.toNanos());
            }
        }
    }

    /** Work with a session. */
    interface Work<T> {
        T with(Session session);
    }

    /** Work with a session and a time limit. */
    interface TimedWork<T> {
        T with(Session session, Duration limit);
    }

    /**
     * Reads within the deadline of the request.
     *
     * @throws DatabaseUnavailable when the database does not answer in time or too many reads are running
     */
    <T> T read(Work<T> work) {
        return read((session, limit) -> work.with(session));
    }

    /** Likewise, with a limit that ends before the deadline, so that there is time to answer. */
    <T> T read(TimedWork<T> work) {
        return read(work, () -> false);
    }

    /** Likewise, and waits beyond the deadline while the database is planning. */
    <T> T read(TimedWork<T> work, BooleanSupplier planning) {
        health.check();
        Duration left = left();
        if (!left.isPositive()) {
            throw new DatabaseUnavailable("The database is too slow at the moment.");
        }
        permits.acquireRead(left, health.unavailableReason());
        Duration rest = left();
        Duration limit = rest.minus(MARGIN).compareTo(MARGIN) > 0 ? rest.minus(MARGIN) : MARGIN;
        return run(
                rest,
                AccessMode.READ,
                session -> withRetry(session, again -> work.with(again, limit)),
                permits::releaseRead,
                planning);
    }

    /** Reads on behalf of no request, with the deadline of planning. */
    <T> T readInBackground(Work<T> work) {
        health.check();
        permits.acquireRead(config.database().queueing(), health.unavailableReason());
        return run(config.database().planningDeadline(), AccessMode.READ, work, permits::releaseRead);
    }

    /** Does not count some of the time of the request. */
    void exclude(Duration time) {
        patience.exclude(time);
    }

    private static <T> T withRetry(Session session, Work<T> work) {
        try {
            return work.with(session);
        } catch (Neo4jException e) {
            if (Neo4jErrors.isTransient(e)) {
                return work.with(session);
            }
            throw e;
        }
    }

    Duration halfOfDeadline() {
        return config.database().deadline().dividedBy(2);
    }

    /** Whether more than half of the deadline of the request is over. */
    boolean isLate() {
        return left().compareTo(halfOfDeadline()) < 0;
    }

    /** The rest of the deadline of the request, which may read several times; the whole deadline outside of requests. */
    private Duration left() {
        Duration deadline = config.database().deadline();
        return Arc.container().requestContext().isActive() ? deadline.minus(clock.elapsed()) : deadline;
    }

    /**
     * Changes the graph. The database serialises writers in any case, so the writers of this instance wait here, in the
     * order of arrival and without holding connections.
     *
     * @throws DatabaseUnavailable when it cannot be done in time or too many changes are waiting
     */
    <T> T write(TimedWork<T> work) {
        health.check();
        permits.checkWriteQueue();
        return writeInTurn(config.database().writeDeadline(), work);
    }

    /** Changes the graph, with the longer deadline of loading data. */
    <T> T load(TimedWork<T> work) {
        return writeInTurn(config.database().loadDeadline(), work);
    }

    /**
     * Does a transaction on the leader without waiting for writers of the graph: for data that is not part of the graph, and
     * for reads that must see the last commit.
     */
    <T> T withoutTurn(TimedWork<T> work) {
        return withoutTurn(config.database().writeDeadline(), work);
    }

    /** The same, with the deadline of loading data. */
    <T> T loadWithoutTurn(TimedWork<T> work) {
        return withoutTurn(config.database().loadDeadline(), work);
    }

    private <T> T withoutTurn(Duration limit, TimedWork<T> work) {
        health.check();
        return run(limit, AccessMode.WRITE, session -> work.with(session, limit), () -> {});
    }

    private <T> T writeInTurn(Duration deadline, TimedWork<T> work) {
        Duration left = permits.acquireWrite(deadline);
        try {
            return run(left, AccessMode.WRITE, session -> work.with(session, left), permits::releaseWrite);
        } catch (DatabaseUnavailable e) {
            throw new OutcomeUnknown(e);
        }
    }

    /** Administers the database, with the deadline of loading data. */
    <T> T setUp(Work<T> work) {
        return run(config.database().loadDeadline(), AccessMode.WRITE, work, () -> {});
    }

    private <T> T run(Duration deadline, AccessMode mode, Work<T> work, Runnable afterwards) {
        return run(deadline, mode, work, afterwards, () -> false);
    }

    private <T> T run(Duration deadline, AccessMode mode, Work<T> work, Runnable afterwards, BooleanSupplier planning) {
        var answer = new CompletableFuture<T>();
        Thread worker = Thread.ofVirtual().name("database").start(() -> {
            try (Session session = driver.session(SessionConfig.builder()
                    .withDatabase(config.database().name())
                    .withDefaultAccessMode(mode)
                    .build())) {
                answer.complete(work.with(session));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            } finally {
                afterwards.run();
            }
        });
        try {
            return patience.await(answer, deadline, planning);
        } catch (TimeoutException e) {
            // The interrupt makes the driver give up the connection, so that no thread keeps waiting for it.
            worker.interrupt();
            throw new DatabaseUnavailable(
                    "The database did not answer within %d ms.".formatted(deadline.toMillis()), e);
        } catch (InterruptedException e) {
            worker.interrupt();
            throw Neo4jErrors.interrupted(e);
        } catch (ExecutionException e) {
            throw Neo4jErrors.translate(e.getCause());
        }
    }
}
