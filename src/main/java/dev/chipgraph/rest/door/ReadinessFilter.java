package dev.chipgraph.rest.door;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.GraphPreparation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers 503 until the schema and the bundled data are loaded, so that no answer comes from an incomplete graph. */
@ApplicationScoped
public class ReadinessFilter {

    private final Database database;
    private final GraphPreparation preparation;

    ReadinessFilter(Database database, GraphPreparation preparation) {
        this.database = database;
        this.preparation = preparation;
    }

    @ServerRequestFilter
    void check(UriInfo uri) {
        if (uri.getPath().startsWith("/v1/")) {
            preparation.pendingStep().ifPresent(reason -> {
                throw new DatabaseUnavailable(Objects.requireNonNullElse(database.unavailableReason(), reason));
            });
        }
    }
}
