package dev.chipgraph.rest;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.Preparation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Until schema and bundled data are there, a question would get an answer from half a graph. */
@ApplicationScoped
public class Ready {

    private final Preparation preparation;

    Ready(Preparation preparation) {
        this.preparation = preparation;
    }

    @ServerRequestFilter
    void check(UriInfo uri) {
        if (uri.getPath().startsWith("/v1/")) {
            preparation.missing().ifPresent(reason -> {
                throw new DatabaseUnavailable(reason);
            });
        }
    }
}
