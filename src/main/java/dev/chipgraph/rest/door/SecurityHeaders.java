package dev.chipgraph.rest.door;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Tells browsers, on every answer, not to do with it what it is not for. */
@ApplicationScoped
public class SecurityHeaders {

    private static final int FIRST = 1_000;
    private static final String POLICY = "Content-Security-Policy";

    /** Data is neither a page nor part of one. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI starts from a script and styles within its page, and shows pictures that are within its styles. */
    private static final String OWN_PAGES =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    void add(@Observes Filters filters) {
        filters.register(
                context -> {
                    add(context.request());
                    context.next();
                },
                FIRST);
    }

    static void add(HttpServerRequest request) {
        var headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        // Who may read it is for CORS to say, and for everything else the data is public or behind a header.
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
