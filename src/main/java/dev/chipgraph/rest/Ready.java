package dev.chipgraph.rest;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.Preparation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Until schema and bundled data are there, a question would get an answer from half a graph. */
@ApplicationScoped
public class Ready {

    private final Database database;
    private final Preparation preparation;

    Ready(Database database, Preparation preparation) {
        this.database = database;
        this.preparation = preparation;
    }

    @ServerRequestFilter
    void check(UriInfo uri) {
        if (uri.getPath().startsWith("/v1/")) {
            preparation.missing().ifPresent(reason -> {
                throw new DatabaseUnavailable(Objects.requireNonNullElse(database.trouble(), reason));
            });
        }
    }
}
