package dev.chipgraph.rest.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.rest.access.KeyAuthentication;
import dev.chipgraph.rest.problem.BodyTooLarge;
import dev.chipgraph.rest.problem.EarlyProblems;
import dev.chipgraph.rest.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one client from taking what is there for all: how often it may ask (as draft-ietf-httpapi-ratelimit-headers tells
 * clients), how much it may send, and for how long. All of it is decided from what is in memory.
 */
@Provider
@ApplicationScoped
public class RequestLimits implements ReaderInterceptor {

    private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION + 50;
    private static final int AFTER_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION - 50;

    private static final int MOST_CLIENTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int BYTES_OF_A_NETWORK = 8;
    private static final String IMPORTS = "/v1/imports";

    private final LimitsConfig config;
    private final ApiKeys keys;
    private final EarlyProblems problems;
    private final Vertx vertx;
    private final CurrentVertxRequest current;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    RequestLimits(LimitsConfig config, ApiKeys keys, EarlyProblems problems, Vertx vertx, CurrentVertxRequest current) {
        this.config = config;
        this.keys = keys;
        this.problems = problems;
        this.vertx = vertx;
        this.current = current;
    }

    void add(@Observes Filters filters) {
        filters.register(this::beforeAuthentication, BEFORE_AUTHENTICATION);
        filters.register(this::afterAuthentication, AFTER_AUTHENTICATION);
    }

    private void beforeAuthentication(RoutingContext context) {
        var request = context.request();
        if (isTooLarge(context)) {
            problems.answer(request, ProblemType.TOO_LARGE, new BodyTooLarge(greatestBody(context)).getMessage());
            return;
        }
        if (mayGoOn(context)) {
            watch(context);
            context.next();
        }
    }

    /** Whether a request without credentials is within its limit, and one with them within that of failures. */
    private boolean mayGoOn(RoutingContext context) {
        var request = context.request();
        if (!isLimited(context)) {
            return true;
        }
        var secret = KeyAuthentication.secret(request);
        if (KeyAuthentication.guards(context)
                && (secret.isPresent() || KeyAuthentication.token(request).isPresent())) {
            if (config.failedLoginsPerMinute() == 0
                    || secret.filter(keys::isRemembered).isPresent()) {
                return true;
            }
            Bucket failures = bucket("failed-logins", address(request), config.failedLoginsPerMinute());
            if (failures.getAvailableTokens() == 0) {
                var left = failures.estimateAbilityToConsume(1);
                tooMany(request, left.getNanosToWaitForRefill(), "Too many credentials from your address were wrong.");
                return false;
            }
            context.addEndHandler(end -> {
                if (request.response().getStatusCode() == 401) {
                    failures.tryConsume(1);
                }
            });
            return true;
        }
        return isWithin("anonymous", address(request), config.anonymousPerMinute(), request);
    }

    private void afterAuthentication(RoutingContext context) {
        if (!(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous()
                || isWithin(
                        "principal",
                        user.getSecurityIdentity().getPrincipal().getName(),
                        config.principalPerMinute(),
                        context.request())) {
            context.next();
        }
    }

    /** Those who watch the service must not be kept out by those who use it. */
    private static boolean isLimited(RoutingContext context) {
        return !context.normalizedPath().matches("/q/(health|metrics).*");
    }

    private boolean isWithin(String policy, String client, int perMinute, HttpServerRequest request) {
        if (perMinute == 0) {
            return true;
        }
        var probe = bucket(policy, client, perMinute).tryConsumeAndReturnRemaining(1);
        request.response()
                .putHeader("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(policy, perMinute, MINUTE.toSeconds()))
                .putHeader(
                        "RateLimit",
                        "\"%s\";r=%d;t=%d"
                                .formatted(
                                        policy, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())));
        if (!probe.isConsumed()) {
            tooMany(
                    request,
                    probe.getNanosToWaitForRefill(),
                    "You may ask %d times a minute%s."
                            .formatted(perMinute, policy.equals("anonymous") ? "; with an API key, more often" : ""));
        }
        return probe.isConsumed();
    }

    private void tooMany(HttpServerRequest request, long nanos, String detail) {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(nanos))));
        problems.answer(request, ProblemType.TOO_MANY_REQUESTS, detail);
    }

    /** Full at first, and filled again evenly over a minute. */
    private Bucket bucket(String policy, String client, int perMinute) {
        return buckets.get(
                policy + " " + client,
                unknown -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build());
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    /** One client has a whole network of IPv6 addresses to ask from (RFC 6177). */
    private static String address(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), BYTES_OF_A_NETWORK))
                    : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address needs no look-up", e);
        }
    }

    private boolean isTooLarge(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null
                && new BigInteger(length.strip()).compareTo(BigInteger.valueOf(greatestBody(context))) > 0;
    }

    private long greatestBody(RoutingContext context) {
        return (isImport(context) ? config.importSize() : config.bodySize()).asLongValue();
    }

    private static boolean isImport(RoutingContext context) {
        return context.normalizedPath().startsWith(IMPORTS);
    }

    /** Counts what is read of a body whose length was not told. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        long limit = greatestBody(current.getCurrent());
        context.setInputStream(new FilterInputStream(context.getInputStream()) {
            private long count;

            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int some = super.read(bytes, from, length);
                count(some);
                return some;
            }

            private void count(int some) throws IOException {
                count += Math.max(0, some);
                if (count > limit) {
                    throw new BodyTooLarge(limit);
                }
            }
        });
        return context.proceed();
    }

    /** A body that trickles in would hold what it takes to read it for ever. */
    private void watch(RoutingContext context) {
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
                EarlyProblems.hangUp(request);
            }
        });
        context.addEndHandler(end -> {
            if (request.isEnded()) {
                vertx.cancelTimer(timer);
            }
        });
    }
}
