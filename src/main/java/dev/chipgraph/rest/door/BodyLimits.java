package dev.chipgraph.rest.door;

import dev.chipgraph.rest.problem.BodyTooLarge;
import dev.chipgraph.rest.problem.EarlyProblems;
import dev.chipgraph.rest.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;

/**
 * Limits how large a body may be, and how long it may take to arrive. Imports have a size limit of their own and no
 * time limit.
 */
@Provider
@ApplicationScoped
public class BodyLimits implements ReaderInterceptor {

    private static final int BEFORE_RATE_LIMITS = SecurityHandlerPriorities.AUTHENTICATION + 60;
    private static final String IMPORTS = "/v1/imports";

    private final LimitsConfig config;
    private final EarlyProblems problems;
    private final Vertx vertx;
    private final CurrentVertxRequest current;

    BodyLimits(LimitsConfig config, EarlyProblems problems, Vertx vertx, CurrentVertxRequest current) {
        this.config = config;
        this.problems = problems;
        this.vertx = vertx;
        this.current = current;
    }

    void add(@Observes Filters filters) {
        filters.register(this::check, BEFORE_RATE_LIMITS);
    }

    private void check(RoutingContext context) {
        long limit = maxBytes(context);
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && new BigInteger(length.strip()).compareTo(BigInteger.valueOf(limit)) > 0) {
            problems.answer(context.request(), ProblemType.TOO_LARGE, new BodyTooLarge(limit).getMessage());
        } else {
            limitTime(context);
            context.next();
        }
    }

    private long maxBytes(RoutingContext context) {
        return (isImport(context) ? config.importSize() : config.bodySize()).asLongValue();
    }

    private static boolean isImport(RoutingContext context) {
        return context.normalizedPath().startsWith(IMPORTS);
    }

    private void limitTime(RoutingContext context) {
        var request = context.request();
        boolean hasBody = request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains("Transfer-Encoding");
        if (!hasBody || isImport(context) || request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(config.bodyTime().toMillis(), late -> {
            if (!request.isEnded()) {
                problems.answer(
                        request,
                        ProblemType.BODY_TOO_SLOW,
                        "The body did not arrive within %d seconds."
                                .formatted(config.bodyTime().toSeconds()));
                EarlyProblems.closeIfSending(request);
            }
        });
        context.addEndHandler(end -> {
            if (request.isEnded()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Limits a body that was sent without its length. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new LimitedStream(context.getInputStream(), maxBytes(current.getCurrent())));
        return context.proceed();
    }

    private static final class LimitedStream extends FilterInputStream {

        private final long limit;
        private long count;

        private LimitedStream(InputStream body, long limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            count += Math.max(0, read);
            if (count > limit) {
                throw new BodyTooLarge(limit);
            }
        }
    }
}
