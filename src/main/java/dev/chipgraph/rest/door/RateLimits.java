package dev.chipgraph.rest.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.rest.access.KeyAuthentication;
import dev.chipgraph.rest.problem.EarlyProblems;
import dev.chipgraph.rest.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests a client may send, and tells clients in the headers of draft-ietf-httpapi-ratelimit-headers.
 * An anonymous client is known by its address, any other by its principal. The counts are kept in memory.
 */
@ApplicationScoped
public class RateLimits {

    private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION + 50;
    private static final int AFTER_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION - 50;

    private static final String ANONYMOUS = "anonymous";
    private static final int MAX_CLIENTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private final LimitsConfig config;
    private final ApiKeys keys;
    private final EarlyProblems problems;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    RateLimits(LimitsConfig config, ApiKeys keys, EarlyProblems problems) {
        this.config = config;
        this.keys = keys;
        this.problems = problems;
    }

    void add(@Observes Filters filters) {
        filters.register(this::limitAddress, BEFORE_AUTHENTICATION);
        filters.register(this::limitPrincipal, AFTER_AUTHENTICATION);
    }

    private void limitAddress(RoutingContext context) {
        // Health and metrics must stay readable when other clients use up the limit.
        if (context.normalizedPath().matches("/q/(health|metrics).*")
                || (hasCredentials(context) ? mayTryCredentials(context) : mayAskAnonymously(context.request()))) {
            context.next();
        }
    }

    private static boolean hasCredentials(RoutingContext context) {
        var request = context.request();
        return KeyAuthentication.guards(context)
                && (KeyAuthentication.secret(request).isPresent()
                        || KeyAuthentication.token(request).isPresent());
    }

    private boolean mayAskAnonymously(HttpServerRequest request) {
        return consume(ANONYMOUS, address(request), config.anonymousPerMinute(), request);
    }

    /** Counts credentials that turn out to be wrong. Those that were right recently are always let through. */
    private boolean mayTryCredentials(RoutingContext context) {
        var request = context.request();
        if (config.failedLoginsPerMinute() == 0
                || KeyAuthentication.secret(request).filter(keys::isRemembered).isPresent()) {
            return true;
        }
        Bucket failures = bucket("failed-logins", address(request), config.failedLoginsPerMinute());
        if (failures.getAvailableTokens() == 0) {
            reject(
                    request,
                    failures.estimateAbilityToConsume(1).getNanosToWaitForRefill(),
                    "Your address has sent wrong credentials too often.");
            return false;
        }
        context.addEndHandler(end -> {
            if (request.response().getStatusCode() == 401) {
                failures.tryConsume(1);
            }
        });
        return true;
    }

    private void limitPrincipal(RoutingContext context) {
        if (!(context.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous()
                || consume(
                        "principal",
                        user.getSecurityIdentity().getPrincipal().getName(),
                        config.principalPerMinute(),
                        context.request())) {
            context.next();
        }
    }

    /** Counts a request, unless the client has reached its limit; then the request is rejected. */
    private boolean consume(String policy, String client, int perMinute, HttpServerRequest request) {
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
            reject(
                    request,
                    probe.getNanosToWaitForRefill(),
                    "The limit is %d requests a minute%s."
                            .formatted(perMinute, policy.equals(ANONYMOUS) ? "; with an API key it is higher" : ""));
        }
        return probe.isConsumed();
    }

    private void reject(HttpServerRequest request, long nanos, String detail) {
        request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(nanos))));
        problems.answer(request, ProblemType.TOO_MANY_REQUESTS, detail);
    }

    /** A bucket that is full at first and refilled evenly over a minute. */
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

    /** The address of a client. IPv6 clients own a whole network of addresses (RFC 6177), so they are known by that. */
    private static String address(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("A literal address needs no lookup", e);
        }
    }
}
