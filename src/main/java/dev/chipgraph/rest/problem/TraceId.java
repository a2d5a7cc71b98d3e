package dev.chipgraph.rest.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The trace id of a request: that of its {@code traceparent} header (W3C Trace Context), or else a random one. */
@RequestScoped
public class TraceId {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final String HEADER = "traceparent";
    private static final int BYTES = 16;

    private final HttpServerRequest request;

    TraceId(@Context HttpServerRequest request) {
        this.request = request;
    }

    /** 32 hexadecimal digits. */
    public String id() {
        return of(request);
    }

    /** The trace id of a request. A random one is stored in the header, so that later calls return the same. */
    public static String of(HttpServerRequest request) {
        String given = request.getHeader(HEADER);
        var matcher = TRACEPARENT.matcher(given == null ? "" : given);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        String id = random();
        request.headers().set(HEADER, "00-%s-%s-00".formatted(id, random().substring(BYTES)));
        return id;
    }

    static String random() {
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
