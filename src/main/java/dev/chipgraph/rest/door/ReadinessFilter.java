package dev.chipgraph.rest.door;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.GraphConfig;
import dev.chipgraph.ingest.GraphPreparation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Answers 503 until the schema and the bundled data are loaded, so that no answer comes from an incomplete graph. Where the
 * configuration says so, as in development mode, requests wait for that first.
 */
@ApplicationScoped
public class ReadinessFilter {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Database database;
    private final GraphPreparation preparation;
    private final Duration patience;

    ReadinessFilter(Database database, GraphPreparation preparation, GraphConfig config) {
        this.database = database;
        this.preparation = preparation;
        patience = config.startPatience();
    }

    @ServerRequestFilter
    void check(UriInfo uri) {
        if (uri.getPath().startsWith("/v1/")) {
            awaitPreparation();
            preparation.pendingStep().ifPresent(reason -> {
                throw new DatabaseUnavailable(Objects.requireNonNullElse(database.unavailableReason(), reason));
            });
        }
    }

    private void awaitPreparation() {
        long end = System.nanoTime() + patience.toNanos();
        while (preparation.pendingStep().isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
