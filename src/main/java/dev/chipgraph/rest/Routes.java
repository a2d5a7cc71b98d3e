package dev.chipgraph.rest;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What is decided before any resource: addresses that are too long, and the way in. */
@ApplicationScoped
public class Routes {

    private static final int LONGEST_URI = 8_192;

    private final Trace trace;

    Routes(Trace trace) {
        this.trace = trace;
    }

    void add(@Observes Router router) {
        router.get("/").handler(context -> context.redirect("/q/swagger-ui/"));
    }

    @ServerRequestFilter(preMatching = true)
    Response tooLong(ContainerRequestContext request) {
        var uri = request.getUriInfo();
        if (uri.getRequestUri().toString().length() <= LONGEST_URI) {
            return null;
        }
        ProblemType type = ProblemType.URI_TOO_LONG;
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        type,
                        type.title(),
                        type.status(),
                        "The address is longer than %d characters.".formatted(LONGEST_URI),
                        uri.getPath(),
                        trace.id(),
                        List.of(),
                        List.of()))
                .build();
    }
}
