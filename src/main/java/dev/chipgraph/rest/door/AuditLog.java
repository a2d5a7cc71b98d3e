package dev.chipgraph.rest.door;

import dev.chipgraph.rest.access.MeResource;
import dev.chipgraph.rest.problem.ApiRoutes;
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
 * Logs every write and every denied request in the category {@code chipgraph.audit}, one line each. Bodies, query
 * strings and credentials are not logged.
 */
@ApplicationScoped
public class AuditLog {

    private static final Logger LOG = Logger.getLogger("chipgraph.audit");
    private static final Set<Integer> DENIED = Set.of(401, 403, 429);
    private static final int PRIORITY = 900;
    private static final int MAX_VALUE_LENGTH = 500;

    private final ApiRoutes routes;

    AuditLog(ApiRoutes routes) {
        this.routes = routes;
    }

    void add(@Observes Filters filters) {
        filters.register(
                context -> {
                    context.addEndHandler(end -> record(context));
                    context.next();
                },
                PRIORITY);
    }

    private void record(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        if (!DENIED.contains(response.getStatusCode())
                && routes.isRead(request.method().name(), context.normalizedPath())) {
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

    /**
     * Quotes and escapes a value, because one that comes from the client must neither end the line nor forge another
     * value.
     */
    private static void put(StringBuilder line, String name, String value) {
        if (value == null) {
            return;
        }
        line.append(line.isEmpty() ? "" : " ").append(name).append("=\"");
        value.codePoints().limit(MAX_VALUE_LENGTH).forEach(character -> {
            if (character == '"' || character == '\\') {
                line.append('\\').appendCodePoint(character);
            } else if (isPrintable(character)) {
                line.appendCodePoint(character);
            } else {
                line.append("\\u{%x}".formatted(character));
            }
        });
        line.append('"');
    }

    private static boolean isPrintable(int character) {
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
