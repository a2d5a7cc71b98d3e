package dev.chipgraph.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Identifies a request: by the trace id of the caller's {@code traceparent} (W3C Trace Context), or else by a new one. */
@RequestScoped
public class Trace {

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final int BYTES = 16;

    private final HttpServerRequest request;
    private String id;

    Trace(@Context HttpServerRequest request) {
        this.request = request;
    }

    /** 32 hexadecimal digits. */
    public String id() {
        if (id == null) {
            String given = request.getHeader("traceparent");
            var matcher = TRACEPARENT.matcher(given == null ? "" : given);
            id = matcher.matches() ? matcher.group(1) : random();
        }
        return id;
    }

    static String random() {
        byte[] bytes = new byte[BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
