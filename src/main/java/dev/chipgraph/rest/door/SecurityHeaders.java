package dev.chipgraph.rest.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Adds the headers to every answer that keep browsers from misusing it: content type, framing, referrer and scripts.
 */
@ApplicationScoped
public class SecurityHeaders {

    private static final int PRIORITY = 1_000;
    private static final String POLICY = "Content-Security-Policy";

    /** API answers are data, which neither loads nor is embedded in anything. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI has inline scripts and styles, and images as data URLs. */
    private static final String OWN_PAGES =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    void add(@Observes Filters filters) {
        filters.register(
                context -> {
                    add(context.request());
                    context.next();
                },
                PRIORITY);
    }

    static void add(HttpServerRequest request) {
        var headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        // CORS decides which pages may read an answer; credentials are in headers, so embedding discloses nothing.
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        String path = request.path();
        if (path == null || !path.matches("/q/(swagger-ui|health-ui|dev).*")) {
            headers.set(POLICY, NOTHING);
        } else if (!path.startsWith("/q/dev")) {
            headers.set(POLICY, OWN_PAGES);
        }
        if ("https".equals(request.scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
