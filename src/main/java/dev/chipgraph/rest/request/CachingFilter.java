package dev.chipgraph.rest.request;

import dev.chipgraph.graph.Database;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.GraphAnswer;
import dev.chipgraph.rest.format.Tabular;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Adds the headers for caching and answers 304 to clients that have the current answer (RFC 9110). The answer to a GET
 * depends on the version of the graph, the URL, the accepted formats, languages and codings, the day (the default of {@code
 * validAt}) and the release of the service. Its ETag is a digest of these and is known before the database is read.
 */
@ApplicationScoped
public class CachingFilter {

    public static final String GRAPH_VERSION = "X-Graph-Version";
    static final String MIN_GRAPH_VERSION = "X-Min-Graph-Version";

    private static final String VARY = HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE;
    private static final int DIGEST_LENGTH = 16;
    private static final String REVALIDATIONS = "chipgraph.revalidations";

    private final Database database;
    private final ResponseContext reply;
    private final String release;
    private final String vary;
    private final Counter unchanged;
    private final Counter changed;

    CachingFilter(
            Database database,
            ResponseContext reply,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.version") String release,
            @ConfigProperty(name = "quarkus.http.cors.enabled", defaultValue = "false") boolean cors) {
        this.database = database;
        this.reply = reply;
        this.release = release;
        unchanged = meters.counter(REVALIDATIONS, "result", "unchanged");
        changed = meters.counter(REVALIDATIONS, "result", "changed");
        // The headers for CORS depend on the origin, which Quarkus does not say.
        vary = cors ? VARY + ", Origin" : VARY;
    }

    /** Waits until this instance sees the version that the client requires, for example that of its own last write. */
    @ServerRequestFilter(priority = Priorities.USER + 500)
    void awaitMinVersion(ContainerRequestContext request) {
        String minimum = request.getHeaderString(MIN_GRAPH_VERSION);
        if (minimum == null) {
            return;
        }
        if (!minimum.matches("\\d{1,18}")) {
            throw new InvalidInput(
                    "header", MIN_GRAPH_VERSION, "must be a version of the graph: a number as in X-Graph-Version");
        }
        database.awaitVersion(Long.parseLong(minimum));
    }

    /** Runs after the check of the parameters, so that an invalid request is never answered by 304. */
    @ServerRequestFilter(priority = Priorities.USER + 1_000)
    Response unchanged(ContainerRequestContext request) {
        String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        // Any answer satisfies *, if the resource exists; so it is checked after the resource was read.
        if (known == null || EntityTags.isAny(known) || !isCacheable(request)) {
            return null;
        }
        boolean same = EntityTags.of(HttpHeaders.IF_NONE_MATCH, known).contains(tag(request));
        (same ? unchanged : changed).increment();
        return same ? Response.notModified().build() : null;
    }

    @ServerResponseFilter
    void add(ContainerRequestContext request, ContainerResponseContext response) {
        var headers = response.getHeaders();
        headers.putSingle(HttpHeaders.VARY, vary);
        headers.putSingle(GRAPH_VERSION, reply.version());
        boolean complete = response.getStatus() == 200;
        if (isAboutAccess(request.getUriInfo().getPath()) || (complete && isTimeLimited(response.getEntity()))) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        } else if (isCacheable(request) && (complete || response.getStatus() == 304)) {
            headers.putSingle(HttpHeaders.ETAG, tag(request));
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        if (complete) {
            boolean whole = response.getEntity() instanceof Tabular<?> && isStreamed(response) && !hasLimit(request);
            headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, reply.languages(response.getEntity(), whole));
            // The cursor of a POST is in its body, which a link cannot hold.
            if (!whole && isCacheable(request)) {
                reply.next().ifPresent(link -> headers.putSingle(HttpHeaders.LINK, link.toString()));
            }
            String known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
            if (isCacheable(request) && known != null && EntityTags.isAny(known)) {
                response.setStatus(304);
                response.setEntity(null);
            }
        }
    }

    /** An answer that was truncated for lack of time may be longer the next time. */
    private static boolean isTimeLimited(Object answer) {
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

    /** Whether a path is about API keys or identities, which are not part of the graph and must not be cached. */
    public static boolean isAboutAccess(String path) {
        return path.equals("/v1/me") || path.startsWith("/v1/keys");
    }

    private String tag(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        return tag(
                reply.version(),
                uri.getRawPath(),
                String.valueOf(uri.getRawQuery()),
                String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT)),
                String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)),
                String.valueOf(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
    }

    /** The ETag of a record that was just written, for the If-Match of the next change. */
    public String tag(String path, long version) {
        return tag(version, path);
    }

    private String tag(long version, String... of) {
        String all = String.join(
                "\n",
                release,
                String.join("\n", of),
                LocalDate.now(Clock.systemUTC()).toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return "\"%d-%s\""
                    .formatted(version, HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
