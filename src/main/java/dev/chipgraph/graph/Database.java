package dev.chipgraph.graph;

import io.quarkus.arc.Arc;
import io.quarkus.neo4j.runtime.Neo4jConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;

/**
 * The connection to the one database, embedded or elsewhere, and what is known of its health. Nothing here waits longer
 * than it is told to: the driver alone would hang for a minute on a server that is gone and for two on one that is
 * frozen.
 */
@ApplicationScoped
public class Database {

    /** Runs before anything that needs the database. */
    public static final int STARTS = 10;

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Statement VERSION = Statement.of("query/version");
    private static final int COLD_PATIENCE = 5;

    private static final Duration MARGIN = Duration.ofMillis(400);

    private static final Pattern TOO_EXPENSIVE = Pattern.compile("Neo\\..*(TransactionTimedOut.*|OutOfMemory.*)");

    private static final int SPARE_CONNECTIONS = 4;

    /** What Neo4j says instead of checking the password when it was wrong three times. */
    private static final String TRIED_TOO_OFTEN = "Neo.ClientError.Security.AuthenticationRateLimit";

    private final Neo4jConfiguration address;
    private final GraphConfig config;
    private final RequestClock clock;
    private final Semaphore readPermits;
    private final Semaphore writers = new Semaphore(1, true);
    private final boolean external;
    private EmbeddedNeo4j embedded;
    private Driver driver;
    private volatile boolean stopping;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long version;
    private volatile String unavailableReason = "The database has not answered yet.";

    Database(Neo4jConfiguration address, GraphConfig config, RequestClock clock) {
        this.clock = clock;
        this.address = address;
        this.config = config;
        external = isSet("quarkus.neo4j.uri");
        readPermits = new Semaphore(config.database().maxInFlight());
    }

    void start(@Observes @Priority(STARTS) StartupEvent event) {
        if (!external) {
            embedded = EmbeddedNeo4j.start(config.embedded());
        }
        driver = GraphDatabase.driver(uri(), credentials(), driverConfig());
        Thread.ofVirtual().name("database-probe").start(this::probe);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (driver != null) {
            // A frozen server would not answer the goodbye.
            driver.closeAsync()
                    .toCompletableFuture()
                    .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                    .join();
        }
        if (embedded != null) {
            embedded.close();
        }
    }

    /** Address of the database in use. */
    public String uri() {
        return external ? address.uri() : embedded.uri();
    }

    /** Why the database cannot be used at the moment, or null when it can. */
    public String unavailableReason() {
        return unavailableReason;
    }

    /** Whether somebody set it: the extension's default address must not look like a wish for a server there. */
    private static boolean isSet(String setting) {
        return ConfigProvider.getConfig().getConfigValue(setting).getSourceOrdinal() > Integer.MIN_VALUE;
    }

    private AuthToken credentials() {
        if (embedded != null) {
            return AuthTokens.basic("neo4j", embedded.password());
        }
        var authentication = address.authentication();
        if (authentication.disabled()) {
            return AuthTokens.none();
        }
        return authentication
                .value()
                .map(both -> both.split("/", 2))
                .map(both -> AuthTokens.basic(both[0], both[both.length - 1]))
                .orElseGet(() -> AuthTokens.basic(authentication.username(), authentication.password()));
    }

    /**
     * The extension's own driver, which nothing uses and so never connects, leaves the time to connect at half a minute
     * and cannot be replaced when the server's address is known only after it started.
     */
    @SuppressWarnings(
            "deprecation") // The driver's own bridge to the system's log writes out each message, logged or not.
    private Config driverConfig() {
        var limits = config.database();
        var builder = Config.builder()
                .withMaxConnectionPoolSize(limits.maxInFlight() + SPARE_CONNECTIONS)
                .withConnectionAcquisitionTimeout(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionTimeout(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withMaxTransactionRetryTime(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionLivenessCheckTimeout(1, TimeUnit.MINUTES)
                .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .withLogging(Logging.slf4j())
                .withUserAgent("chipgraph");
        boolean decidedByScheme = uri().matches("[a-z0-9]+\\+s.*");
        return address.encrypted() && !decidedByScheme
                ? builder.withEncryption()
                        .withTrustStrategy(address.trustSettings().toInternalRepresentation())
                        .build()
                : builder.build();
    }

    private void probe() {
        var limits = config.database();
        while (!stopping) {
            try {
                // A database that is still cold may need longer to say that it is there than one may take to say it
                // still is.
                int patience = unavailableReason == null ? 1 : COLD_PATIENCE;
                seen(run(
                        limits.probeDeadline().multipliedBy(patience),
                        AccessMode.READ,
                        Database::versionNow,
                        () -> {}));
                failures.set(0);
                if (unavailableReason != null) {
                    LOG.infof("The database at %s answers", uri());
                }
                unavailableReason = null;
                if (embedded != null) {
                    embedded.answered();
                }
            } catch (RuntimeException e) {
                // Whatever it is, the next look may find it mended.
                String reason = e instanceof DatabaseUnavailable
                        ? e.getMessage()
                        : "The database at %s cannot be used: %s".formatted(uri(), e.getMessage());
                failures.incrementAndGet();
                if (unavailableReason == null && !stopping) {
                    LOG.warn(reason);
                }
                unavailableReason =
                        embedded == null ? reason : embedded.unavailableReason().orElse(reason);
            }
            try {
                Thread.sleep(limits.probeInterval());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long versionNow(Session session) {
        return session.run(VERSION.text()).stream()
                .map(row -> row.get("version").asLong())
                .findFirst()
                .orElse(0L);
    }

    /** Version of the graph when the database was last looked at. */
    public long version() {
        return version;
    }

    /**
     * Waits until the graph is known to have this version.
     *
     * @throws DatabaseUnavailable when it does not come to have it within the time of a request
     */
    public void awaitVersion(long least) {
        while (version < least) {
            long seen = read(Database::versionNow);
            if (seen < least && left().compareTo(MARGIN) < 0) {
                throw new DatabaseUnavailable("The graph has the version %d here, not yet %d.".formatted(seen, least));
            }
            seen(seen);
            if (version < least) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** Work with a session. */
    interface Work<T> {
        T with(Session session);
    }

    /**
     * Does a unit of reading within the deadline of requests; refused when too much is under way.
     *
     * @throws DatabaseUnavailable when it cannot be done in time
     */
    <T> T read(Work<T> work) {
        refuseWhileInTrouble();
        Duration left = left();
        if (!left.isPositive()) {
            throw new DatabaseUnavailable("The database at %s is too slow at the moment.".formatted(uri()));
        }
        try {
            if (!readPermits.tryAcquire(
                    Math.min(config.database().queueing().toMillis(), left.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new DatabaseUnavailable(Objects.requireNonNullElseGet(
                        unavailableReason,
                        () -> "%d statements are under way, which is as many as the database is given at once."
                                .formatted(config.database().maxInFlight())));
            }
        } catch (InterruptedException e) {
            throw stopping(e);
        }
        return run(left(), AccessMode.READ, session -> once(session, work), readPermits::release);
    }

    /** One look that fails may be a hiccup; after a second one nobody need wait to be told the same. */
    private void refuseWhileInTrouble() {
        String known = unavailableReason;
        if (failures.get() > 1 && known != null) {
            throw new DatabaseUnavailable(known);
        }
    }

    /**
     * After how long the server is to give up a statement of a client's making: sooner than the request has to be
     * answered, to be able to say so.
     */
    Duration patience() {
        Duration rest = left().minus(MARGIN);
        return rest.compareTo(MARGIN) > 0 ? rest : MARGIN;
    }

    /**
     * Does several units of reading at the same time, all of them within the deadline of the request.
     *
     * @throws DatabaseUnavailable when any of them cannot be done in time
     */
    <T> List<T> readAtOnce(List<Work<T>> works) {
        if (works.size() == 1) {
            return List.of(read(works.getFirst()));
        }
        var context = Arc.container().requestContext();
        var request = context.getStateIfActive();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = works.stream()
                    .map(work -> threads.submit(() -> {
                        if (request != null) {
                            context.activate(request); // for the clock, which belongs to the request
                        }
                        try {
                            return read(work);
                        } finally {
                            context.deactivate();
                        }
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException e) {
            throw stopping(e);
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        }
    }

    /** Whether half of the time of the request is gone. */
    boolean late() {
        return left().compareTo(config.database().deadline().dividedBy(2)) < 0;
    }

    /** What is left of the time of a request, which may read several times; all of it outside of requests. */
    private Duration left() {
        Duration deadline = config.database().deadline();
        return Arc.container().requestContext().isActive() ? deadline.minus(clock.elapsed()) : deadline;
    }

    /** A read that met a fault which the driver calls passing is tried once more. */
    private static <T> T once(Session session, Work<T> work) {
        try {
            return work.with(session);
        } catch (Neo4jException e) {
            if (e instanceof RetryableException && !isTooExpensive(e)) {
                return work.with(session);
            }
            throw e;
        }
    }

    /** Notes a version that the graph is known to have, sooner than the next look at it. */
    synchronized void seen(long known) {
        version = Math.max(version, known);
    }

    /** Work with a session that is to be done within a time. */
    interface TimedWork<T> {
        T with(Session session, Duration limit);
    }

    /**
     * Does a unit of writing. The database lets one writer at a time go on in any case, so those of this instance wait here,
     * in the order in which they came and without holding connections.
     *
     * @throws DatabaseUnavailable when it cannot be done in time, or too many are waiting
     */
    <T> T write(TimedWork<T> work) {
        refuseWhileInTrouble();
        if (writers.getQueueLength() >= config.database().maxWaitingWrites()) {
            throw new DatabaseUnavailable("%d changes are waiting, which is as many as may. Nothing was changed."
                    .formatted(config.database().maxWaitingWrites()));
        }
        return inTurn(config.database().writeDeadline(), work);
    }

    /** Does a unit of loading, which may take its time. */
    <T> T load(TimedWork<T> work) {
        return inTurn(config.database().loadDeadline(), work);
    }

    /** Does a unit of writing that needs no turn, because it is no part of the graph itself. */
    <T> T writeAuxiliary(TimedWork<T> work) {
        refuseWhileInTrouble();
        Duration limit = config.database().writeDeadline();
        return run(limit, AccessMode.WRITE, session -> work.with(session, limit), () -> {});
    }

    private <T> T inTurn(Duration deadline, TimedWork<T> work) {
        long start = System.nanoTime();
        try {
            if (!writers.tryAcquire(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseUnavailable("Other changes took all of the time. Nothing was changed.");
            }
        } catch (InterruptedException e) {
            throw stopping(e);
        }
        Duration left = deadline.minusNanos(System.nanoTime() - start);
        try {
            return run(left, AccessMode.WRITE, session -> work.with(session, left), writers::release);
        } catch (DatabaseUnavailable e) {
            throw new OutcomeUnknown(e);
        }
    }

    /** Does a unit of set-up. */
    <T> T setUp(Work<T> work) {
        return run(config.database().loadDeadline(), AccessMode.WRITE, work, () -> {});
    }

    private <T> T run(Duration deadline, AccessMode mode, Work<T> work, Runnable afterwards) {
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
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // The interrupt makes the driver give up the connection, so that nothing keeps waiting behind our back.
            worker.interrupt();
            throw new DatabaseUnavailable(
                    "The database at %s did not answer within %d ms.".formatted(uri(), deadline.toMillis()), e);
        } catch (InterruptedException e) {
            worker.interrupt();
            throw stopping(e);
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        }
    }

    private static DatabaseUnavailable stopping(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DatabaseUnavailable("The service is stopping.", e);
    }

    private RuntimeException translated(Throwable cause) {
        return switch (cause) {
            case DatabaseUnavailable unavailable -> unavailable;
            case SecurityException e
            when e instanceof AuthenticationException || TRIED_TOO_OFTEN.equals(e.code()) ->
                new DatabaseUnavailable("The database at %s refuses the user name or password.".formatted(uri()), e);
            case SecurityException e ->
                new DatabaseUnavailable(
                        "The connection to the database at %s is refused: %s"
                                .formatted(
                                        uri(),
                                        Objects.requireNonNullElse(e.getCause(), e)
                                                .getMessage()),
                        e);
            case Neo4jException e
            when isTooExpensive(e) ->
                new QueryAborted(
                        "The database at %s gave up: this takes too much time or memory at the moment."
                                .formatted(uri()),
                        e);
            case Neo4jException e
            when e instanceof RetryableException || isPoolExhausted(e) ->
                new DatabaseUnavailable("The database at %s cannot be reached.".formatted(uri()), e);
            case RuntimeException e -> e;
            case Throwable other -> new IllegalStateException(other);
        };
    }

    private static boolean isTooExpensive(Neo4jException e) {
        return e.code() != null && TOO_EXPENSIVE.matcher(e.code()).matches();
    }

    /** The driver reports this as a mistake of its client, without a code of its own. */
    private static boolean isPoolExhausted(Neo4jException e) {
        return e instanceof ClientException
                && e.getMessage() != null
                && e.getMessage().contains("acquire connection");
    }
}
