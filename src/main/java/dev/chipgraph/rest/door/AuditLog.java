package dev.chipgraph.rest.door;

import dev.chipgraph.rest.access.MeResource;
import dev.chipgraph.rest.problem.ApiPaths;
import dev.chipgraph.rest.problem.TraceId;
import dev.chipgraph.rest.request.CachingFilter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The log of who changed or wanted what, one line a request, in the category {@code chipgraph.audit}: every write, and
 * whatever was denied. Bodies, queries and credentials are not in it.
 */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = Logger.getLogger("chipgraph.audit");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> DENIED = Set.of(401, 403, 429);
    private static final int FIRST = 900;
    private static final int LONGEST = 500;

    void add(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(end -> record(context));
                    context.next();
                },
                FIRST);
    }

    private static void record(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        boolean denied = DENIED.contains(response.getStatusCode());
        if (!denied && (READING.contains(request.method().name()) || isQuestion(request.path()))) {
            return;
        }
        var line = new StringBuilder();
        var user = context.user() instanceof QuarkusHttpUser known ? known.getSecurityIdentity() : null;
        boolean anonymous = user == null || user.isAnonymous();
        put(line, "trace", TraceId.of(request));
        put(line, "principal", anonymous ? null : user.getPrincipal().getName());
        put(line, "by", anonymous ? null : MeResource.by(user));
        put(line, "address", request.remoteAddress().hostAddress());
        put(line, "method", request.method().name());
        put(line, "path", request.path());
        put(line, "status", Integer.toString(response.getStatusCode()));
        put(line, "version", response.headers().get(CachingFilter.GRAPH_VERSION));
        put(line, "location", response.headers().get(HttpHeaders.LOCATION));
        LOG.info(line);
    }

    /** A question that is asked by a body writes nothing. */
    private static boolean isQuestion(String path) {
        return path != null && path.startsWith("/v1/") && ApiPaths.POSTED.contains(path.substring("/v1/".length()));
    }

    /** A value may come from the client: in quotes, and escaped, it can neither end its line nor pretend to be another value. */
    private static void put(StringBuilder line, String name, String value) {
        if (value == null) {
            return;
        }
        line.append(line.isEmpty() ? "" : " ").append(name).append("=\"");
        value.codePoints().limit(LONGEST).forEach(character -> {
            if (character == '"' || character == '\\') {
                line.append('\\').appendCodePoint(character);
            } else if (isPlain(character)) {
                line.appendCodePoint(character);
            } else {
                line.append("\\u{%x}".formatted(character));
            }
        });
        line.append('"');
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
