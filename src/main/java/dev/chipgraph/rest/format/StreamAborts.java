package dev.chipgraph.rest.format;

import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.rest.problem.TraceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Breaks off responses that fail after their head was sent, so that no client takes the part it has for the whole. */
@ApplicationScoped
public class StreamAborts {

    private static final Logger LOG = Logger.getLogger(StreamAborts.class);
    private static final String ABORTED = "chipgraph.streams.aborted";
    /** INTERNAL_ERROR of RFC 9113, section 7. */
    private static final long INTERNAL_ERROR = 2;

    private final CurrentVertxRequest current;
    private final MeterRegistry meters;

    StreamAborts(CurrentVertxRequest current, MeterRegistry meters) {
        this.current = current;
        this.meters = meters;
    }

    /**
     * Resets the stream of the current request. Its response must not be ended by anything else: HTTP/1.1 would send the
     * last chunk, by which the client knows a complete response.
     *
     * @param format what is streamed, for the metric
     * @param progress how far it had come, such as "after 25 records"
     * @return false when the head has not been sent, so that the failure can still become a problem document
     */
    public boolean abort(Throwable cause, String format, String progress) {
        var request = current.getCurrent().request();
        if (request.response().closed()) {
            LOG.debugf("The client of %s left %s: %s", request.path(), progress, cause.getMessage());
            return true;
        }
        if (!request.response().headWritten()) {
            return false;
        }
        LOG.warnf(
                cause instanceof DatabaseUnavailable ? null : cause,
                "%s %s was aborted %s: %s",
                TraceId.of(request),
                request.path(),
                progress,
                cause.getMessage());
        meters.counter(ABORTED, "format", format).increment();
        reset(request);
        return true;
    }

    private static void reset(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
        } else {
            // A TCP reset, because a plain close is the regular end of a response to an HTTP/1.0 client.
            var channel = ((ConnectionBase) request.connection()).channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.close();
        }
    }
}
