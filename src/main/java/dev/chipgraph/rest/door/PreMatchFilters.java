package dev.chipgraph.rest.door;

import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.HeadRequests;
import dev.chipgraph.rest.problem.ApiRoutes;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks and adapts requests before they are matched to a resource: URL, headers, path, method and format. */
@ApplicationScoped
public class PreMatchFilters {

    private static final int MAX_URI_LENGTH = 8_192;
    private static final int MAX_HEADERS_LENGTH = 16_384;
    /** Before any handler reads the URL. */
    private static final int URI_PRIORITY = 950;
    /** After the rate limits, so that these requests count too. */
    private static final int LENGTH_PRIORITY = SecurityHandlerPriorities.AUTHENTICATION + 25;

    private static final int FORMAT_PRIORITY = 100;

    private final EarlyProblems problems;
    private final ApiRoutes routes;

    PreMatchFilters(EarlyProblems problems, ApiRoutes routes) {
        this.problems = problems;
        this.routes = routes;
    }

    void add(@Observes Router router) {
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> context.response()
                        .setStatusCode(Status.FOUND.getStatusCode())
                        .putHeader(HttpHeaders.LOCATION, "/q/swagger-ui/")
                        .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                        .end());
        router.route().order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT).failureHandler(this::failed);
    }

    /** Adds a problem document to requests that Vert.x itself rejects. */
    private void failed(RoutingContext context) {
        ProblemType type = ProblemType.MALFORMED_REQUEST;
        if (context.response().ended()) {
            return;
        }
        String path = context.request().path();
        boolean relativePath = context.statusCode() == 404 && (path == null || !path.startsWith("/"));
        if (context.statusCode() == type.status() || relativePath) {
            SecurityHeaders.add(context.request());
            problems.answer(context.request(), type, type.explanation());
        } else {
            context.next();
        }
    }

    /** Vert.x itself passes invalid URLs on to the handlers; see {@code Main}. */
    void addUriChecks(@Observes Filters filters) {
        filters.register(this::checkUri, URI_PRIORITY);
        filters.register(this::checkLengths, LENGTH_PRIORITY);
    }

    /** The limits of the server itself are higher, because it answers what exceeds them without a problem document. */
    private void checkLengths(RoutingContext context) {
        var request = context.request();
        int headers = request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        if (request.uri().length() > MAX_URI_LENGTH) {
            problems.answer(
                    request,
                    ProblemType.URI_TOO_LONG,
                    "The URL is longer than %d characters.".formatted(MAX_URI_LENGTH));
        } else if (headers > MAX_HEADERS_LENGTH) {
            problems.answer(
                    request,
                    ProblemType.HEADERS_TOO_LARGE,
                    "The headers are longer than %d characters in all.".formatted(MAX_HEADERS_LENGTH));
        } else {
            context.next();
        }
    }

    private void checkUri(RoutingContext context) {
        String sent = context.request().uri();
        try {
            String encoded = RawUrl.encoded(sent);
            // The pages under /q are answered by handlers that tell HEAD and GET apart themselves.
            if (HeadRequests.canBeGet(context) && !encoded.startsWith("/q/")) {
                HeadRequests.rerouteAsGet(context, encoded);
            } else if (encoded.equals(sent)) {
                context.next();
            } else {
                context.reroute(encoded);
            }
        } catch (IllegalArgumentException e) {
            problems.answer(context.request(), ProblemType.MALFORMED_REQUEST, e.getMessage());
        }
    }

    /**
     * Translates {@code ?format=} into the header Accept. Unknown formats are rejected later, with the other
     * parameters.
     */
    void addFormatParameter(@Observes Filters filters) {
        filters.register(
                context -> {
                    for (Format format : Format.values()) {
                        if (format.wire().equals(context.request().getParam("format"))) {
                            context.request().headers().set(HttpHeaders.ACCEPT, format.accept());
                        }
                    }
                    context.next();
                },
                FORMAT_PRIORITY);
    }

    /** Rejects unknown paths and methods before a role is asked for, so that nobody needs one to learn of them. */
    @ServerRequestFilter(preMatching = true)
    void checkRoute(RoutingContext context) {
        var methods = routes.methods(context.normalizedPath());
        if (methods.isEmpty()) {
            throw new NotFoundException();
        }
        if (!methods.contains(context.request().method().name())) {
            throw new NotAllowedException(
                    Response.status(Status.METHOD_NOT_ALLOWED).build());
        }
    }

    /** Removes empty elements from Accept, which RFC 9110, 5.6.1 allows; an empty list accepts everything. */
    @ServerRequestFilter(preMatching = true)
    void normalizeAccept(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null) {
            return;
        }
        String rest = Arrays.stream(accept.split(",", -1))
                .filter(element -> !element.isBlank())
                .collect(Collectors.joining(","));
        if (rest.isEmpty() || !rest.equals(accept)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, rest.isEmpty() ? MediaType.WILDCARD : rest);
        }
    }
}
