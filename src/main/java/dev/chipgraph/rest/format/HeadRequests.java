package dev.chipgraph.rest.format;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * HEAD requests, which are handled as GET, so that their answers have the same headers (RFC 9110, 9.3.2). Vert.x leaves the
 * content out over HTTP/1, but not over HTTP/2, where JAX-RS handles them.
 */
public final class HeadRequests {

    private static final String KEY = HeadRequests.class.getName();

    private HeadRequests() {}

    /** Whether this is a HEAD request that Vert.x answers correctly when it is handled as GET. */
    public static boolean canBeGet(RoutingContext context) {
        var request = context.request();
        return HttpMethod.HEAD.equals(request.method()) && request.version() != HttpVersion.HTTP_2;
    }

    public static void rerouteAsGet(RoutingContext context, String uri) {
        context.put(KEY, true).reroute(HttpMethod.GET, uri);
    }

    /** Whether only the headers are wanted, so that a stream can end after them. */
    public static boolean isHead(RoutingContext context) {
        return context.get(KEY, false)
                || HttpMethod.HEAD.equals(context.request().method());
    }
}
