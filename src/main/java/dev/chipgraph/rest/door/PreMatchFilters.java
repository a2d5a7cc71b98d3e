package dev.chipgraph.rest.door;

import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.problem.ApiPaths;
import dev.chipgraph.rest.problem.EarlyProblems;
import dev.chipgraph.rest.problem.ProblemType;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What is decided before any resource: addresses and headers that cannot be taken, and the way in. */
@ApplicationScoped
public class PreMatchFilters {

    private static final int LONGEST_URI = 8_192;
    private static final int LONGEST_HEADERS = 16_384;
    private static final int BEFORE_ANYTHING_READS_THEM = 950;
    private static final int AFTER_LIMITS = SecurityHandlerPriorities.AUTHENTICATION + 25;
    private static final int FORMAT_FIRST = 100;

    private final EarlyProblems problems;

    PreMatchFilters(EarlyProblems problems) {
        this.problems = problems;
    }

    void add(@Observes Router router) {
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.redirect("/q/swagger-ui/"));
        router.route().order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT).failureHandler(this::failed);
    }

    /** What is wrong before any resource has no answer of ours yet; what a resource says after its refusal is for nobody. */
    private void failed(RoutingContext context) {
        ProblemType type = ProblemType.MALFORMED_REQUEST;
        if (context.response().ended()) {
            return;
        }
        String path = context.request().path();
        boolean astray = context.statusCode() == 404 && (path == null || !path.startsWith("/"));
        if (context.statusCode() == type.status() || astray) {
            SecurityHeaders.add(context.request());
            problems.answer(context.request(), type, type.explanation());
        } else {
            context.next();
        }
    }

    /** The server would take an address that is none to whatever reads it; see {@code Main}. */
    void addresses(@Observes Filters filters) {
        filters.register(this::checkUri, BEFORE_ANYTHING_READS_THEM);
        filters.register(this::checkLengths, AFTER_LIMITS);
    }

    /** The server would take longer ones. */
    private void checkLengths(RoutingContext context) {
        var request = context.request();
        int headers = request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        if (request.uri().length() > LONGEST_URI) {
            problems.answer(
                    request,
                    ProblemType.URI_TOO_LONG,
                    "The address is longer than %d characters.".formatted(LONGEST_URI));
        } else if (headers > LONGEST_HEADERS) {
            problems.answer(
                    request,
                    ProblemType.HEADERS_TOO_LARGE,
                    "The headers are longer than %d characters.".formatted(LONGEST_HEADERS));
        } else {
            context.next();
        }
    }

    private void checkUri(RoutingContext context) {
        String sent = context.request().uri();
        try {
            String encoded = RawUrl.encoded(sent);
            if (encoded.equals(sent)) {
                context.next();
            } else {
                context.reroute(encoded);
            }
        } catch (IllegalArgumentException e) {
            problems.answer(context.request(), ProblemType.MALFORMED_REQUEST, e.getMessage());
        }
    }

    /** {@code ?format=} stands for the header, for who cannot set one; what it may be is checked with the parameters. */
    void format(@Observes Filters filters) {
        filters.register(
                context -> {
                    for (Format format : Format.values()) {
                        if (format.wire().equals(context.request().getParam("format"))) {
                            context.request().headers().set(HttpHeaders.ACCEPT, format.mediaType());
                        }
                    }
                    context.next();
                },
                FORMAT_FIRST);
    }

    /** Before it is asked who wants it: what there is nowhere, nobody need have the right to. */
    @ServerRequestFilter(preMatching = true)
    void unknown(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!ApiPaths.exists(path)) {
            throw new NotFoundException();
        }
        if (path.startsWith("/v1/")
                && !List.of(ApiPaths.methods(path).split(", ", -1)).contains(request.getMethod())) {
            throw new NotAllowedException(ApiPaths.methods(path));
        }
    }

    /** A list may have empty elements (RFC 9110, 5.6.1), and one that is empty wishes nothing in particular. */
    @ServerRequestFilter(preMatching = true)
    void emptyWishes(ContainerRequestContext request) {
        String wished = request.getHeaderString(HttpHeaders.ACCEPT);
        if (wished == null) {
            return;
        }
        String rest = Arrays.stream(wished.split(",", -1))
                .filter(element -> !element.isBlank())
                .collect(Collectors.joining(","));
        if (rest.isEmpty() || !rest.equals(wished)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, rest.isEmpty() ? MediaType.WILDCARD : rest);
        }
    }
}
