package dev.chipgraph.rest.format;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * HEAD requests, which are handled as GET, so that their answers have the same headers (RFC 9110, 9.3.2). Vert.x leaves the
 * content out.
 */
public final class HeadRequests {

    private static final String KEY = HeadRequests.class.getName();

    private HeadRequests() {}

    public static void rerouteAsGet(RoutingContext context, String uri) {
        context.put(KEY, true).reroute(HttpMethod.GET, uri);
    }

    /** Whether only the headers are wanted, so that a stream can end after them. */
    public static boolean isHead(RoutingContext context) {
        return context.get(KEY, false);
    }
}
