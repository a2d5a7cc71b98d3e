package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/** Answers requests that do not reach JAX-RS with problem documents. */
@ApplicationScoped
public class EarlyProblems {

    /** How long the rest of a body is read: a client that is cut off while it sends does not see the answer. */
    private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    private final ObjectMapper json;
    private final Vertx vertx;

    EarlyProblems(ObjectMapper json, Vertx vertx) {
        this.json = json;
        this.vertx = vertx;
    }

    /** Answers a request that has not been answered yet. */
    public void answer(HttpServerRequest request, ProblemType type, String detail) {
        var response = request.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(document(request, type, detail));
        if (!request.isEnded()) {
            request.handler(rest -> {}).resume();
            vertx.setTimer(DRAIN_TIME.toMillis(), late -> closeIfSending(request));
        }
    }

    /** Closes the connection of a request whose body is still arriving. */
    public static void closeIfSending(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.connection().close();
        }
    }

    private Buffer document(HttpServerRequest request, ProblemType type, String detail) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(new Problem(
                    type,
                    type.title(),
                    type.status(),
                    detail,
                    instance(request.path()),
                    TraceId.of(request),
                    List.of(),
                    List.of(),
                    List.of())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path; null when it is not a valid URI reference. */
    private static String instance(String path) {
        try {
            return path == null ? null : new URI(path).toString();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
