package dev.chipgraph.rest.request;

import dev.chipgraph.graph.Database;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.GraphAnswer;
import dev.chipgraph.rest.format.Tabular;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Headers that every answer about the graph carries, and answers that its reader has already (RFC 9110, 304). What a GET
 * returns depends on the version of the graph, the address, what the reader accepts, the day, which stands in for a date that
 * is not given, and the edition of the service; so a validator is known before anything is read.
 */
@ApplicationScoped
public class CachingFilter {

    public static final String GRAPH_VERSION = "X-Graph-Version";
    static final String LEAST_VERSION = "X-Min-Graph-Version";

    private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;
    private static final int DIGITS = 16;

    /** Has whoever asks, if only there is something to have: which the answer tells. */
    private static final String ANY = "*";

    private final Database database;
    private final ResponseContext reply;
    private final String edition;

    CachingFilter(
            Database database,
            ResponseContext reply,
            @ConfigProperty(name = "quarkus.application.version") String edition) {
        this.database = database;
        this.reply = reply;
        this.edition = edition;
    }

    /** Whoever has written asks to be answered from what was written, on whichever instance. */
    @ServerRequestFilter(priority = Priorities.USER + 500)
    void recentEnough(ContainerRequestContext request) {
        String least = request.getHeaderString(LEAST_VERSION);
        if (least == null) {
            return;
        }
        if (!least.matches("\\d{1,18}")) {
            throw new InvalidInput(
                    "header", LEAST_VERSION, "must be a version of the graph, as X-Graph-Version gives it");
        }
        database.awaitVersion(Long.parseLong(least));
    }

    /** After the parameters were checked, so that a mistake stays a mistake. */
    @ServerRequestFilter(priority = Priorities.USER + 1_000)
    Response unchanged(ContainerRequestContext request) {
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known == null || !isCacheable(request)) {
            return null;
        }
        String tag = tag(request);
        boolean same = Arrays.stream(known.split(",", -1))
                .map(String::strip)
                .anyMatch(candidate -> candidate.equals(tag) || candidate.equals("W/" + tag));
        return same ? Response.notModified().build() : null;
    }

    @ServerResponseFilter
    void add(ContainerRequestContext request, ContainerResponseContext response) {
        var headers = response.getHeaders();
        headers.putSingle(HttpHeaders.VARY, VARY);
        headers.putSingle(GRAPH_VERSION, reply.version());
        boolean complete = response.getStatus() == 200;
        if (isAboutAccess(request.getUriInfo().getPath()) || (complete && isOfTheMoment(response.getEntity()))) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        } else if (isCacheable(request) && (complete || response.getStatus() == 304)) {
            headers.putSingle(HttpHeaders.ETAG, tag(request));
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        if (complete) {
            headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, reply.languages());
            boolean whole = response.getEntity() instanceof Tabular<?> && isStreamed(response) && !hasLimit(request);
            // A question that is posted goes on by a cursor in its body, which no address can hold.
            if (!whole && isCacheable(request)) {
                reply.next().ifPresent(link -> headers.putSingle(HttpHeaders.LINK, link.toString()));
            }
            if (isCacheable(request) && ANY.equals(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatus(304);
                response.setEntity(null);
            }
        }
    }

    /** What was cut short because time was running out may hold more the next time. */
    private static boolean isOfTheMoment(Object answer) {
        return switch (answer) {
            case GraphAnswer graph -> graph.meta().reasons().contains(Truncation.TIME);
            case GraphAnswer.Items<?> items -> items.meta().reasons().contains(Truncation.TIME);
            case null, default -> false;
        };
    }

    private static boolean isStreamed(ContainerResponseContext response) {
        return response.getMediaType() != null
                && Format.of(response.getMediaType()).filter(Format::isStreamed).isPresent();
    }

    private static boolean hasLimit(ContainerRequestContext request) {
        return request.getUriInfo().getQueryParameters().containsKey("limit");
    }

    private static boolean isCacheable(ContainerRequestContext request) {
        return isCacheable(request.getMethod(), request.getUriInfo().getPath());
    }

    /** Whether answers to this method at this path have a validator, and so can be 304. */
    public static boolean isCacheable(String method, String path) {
        return List.of("GET", "HEAD").contains(method)
                && path.startsWith("/v1/")
                && !isAboutAccess(path)
                && !path.startsWith("/v1/imports");
    }

    /** What is no part of the graph, and for nobody but who asks. */
    private static boolean isAboutAccess(String path) {
        return path.equals("/v1/me") || path.startsWith("/v1/keys");
    }

    private String tag(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        return tag(
                reply.version(),
                uri.getRawPath(),
                String.valueOf(uri.getRawQuery()),
                String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT)),
                String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** A validator of what was just written, for the next condition. */
    public String tag(String path, long version) {
        return tag(version, path);
    }

    private String tag(long version, String... of) {
        String all = String.join(
                "\n",
                edition,
                String.join("\n", of),
                LocalDate.now(Clock.systemUTC()).toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "\"%d-%s\""
                    .formatted(version, HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
