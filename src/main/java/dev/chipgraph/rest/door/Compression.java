package dev.chipgraph.rest.door;

import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.HeadRequests;
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compresses answers with gzip for clients that accept it (RFC 9110, 8.4 and 12.5.3). Vert.x does so for every answer without
 * Content-Encoding; this decides which those are, once their other headers are complete, and has HEAD answered like GET.
 */
@ApplicationScoped
public class Compression implements HttpServerOptionsCustomizer {

    private static final int PRIORITY = 1_000;
    private static final String GZIP = "gzip";
    private static final String NOT_COMPRESSED = "identity";
    private static final Detector DETECTOR = new Detector();

    /** The server overlooks this when other codings are accepted. */
    private static final Pattern REFUSED = Pattern.compile("gzip *; *q=0(?:\\.0*)? *(?:,|$)");

    private final CompressionConfig config;

    Compression(CompressionConfig config) {
        this.config = config;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setCompressionSupported(config.enabled()).addCompressor(StandardCompressionOptions.gzip());
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }

    void add(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(
                    context -> {
                        context.addHeadersEndHandler(complete -> choose(context));
                        context.next();
                    },
                    PRIORITY);
        }
    }

    private void choose(RoutingContext context) {
        var request = context.request();
        var response = context.response();
        var headers = response.headers();
        boolean unchanged = response.getStatusCode() == 304;
        boolean compressible = isCompressible(headers.get(HttpHeaders.CONTENT_TYPE));
        if (compressible || unchanged) {
            addVary(headers);
        }
        var accepted = request.headers().getAll(HttpHeaders.ACCEPT_ENCODING);
        if (accepted.isEmpty() || request.version() == HttpVersion.HTTP_1_0) {
            return;
        }
        boolean http2 = request.version() == HttpVersion.HTTP_2;
        boolean head = HeadRequests.isHead(context);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean gzip = DETECTOR.wantsGzip(accepted)
                && accepted.stream()
                        .noneMatch(codings -> REFUSED.matcher(codings).find());
        // Over HTTP/2 Vert.x states gzip in a 304 too, so there it has to be the coding of small answers as well.
        if (compressible
                && gzip
                && (http2
                        || length == null
                        || Long.parseLong(length) >= config.minSize().asLongValue())) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
            if (head) {
                headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
            }
        } else if (http2 ? !unchanged : !head && headers.contains(HttpHeaders.CONTENT_TYPE) && !"0".equals(length)) {
            // Over HTTP/1.1 Vert.x removes this header from whatever has content.
            headers.set(HttpHeaders.CONTENT_ENCODING, NOT_COMPRESSED);
        }
    }

    /**
     * All content is text, apart from the icons of the pages and from what is compressed already. Events are sent one by one,
     * with little to gain.
     */
    private static boolean isCompressible(String type) {
        return type != null
                && Stream.of("image/", "text/event-stream", Format.OF_ZIP).noneMatch(type::startsWith);
    }

    private static void addVary(MultiMap headers) {
        headers.set(
                HttpHeaders.VARY,
                Stream.concat(headers.getAll(HttpHeaders.VARY).stream(), Stream.of(HttpHeaders.ACCEPT_ENCODING))
                        .collect(Collectors.joining(", ")));
    }

    /** Tells what Vert.x decides about a request. */
    private static final class Detector extends HttpContentCompressor {

        private Detector() {
            super(StandardCompressionOptions.gzip());
        }

        private boolean wantsGzip(List<String> accepted) {
            return GZIP.equals(determineEncoding(String.join(",", accepted)));
        }
    }
}
