package dev.chipgraph.rest.access;

import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.access.Secret;
import dev.chipgraph.rest.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Authenticates by API key, in the header {@code X-API-Key} or as a bearer token. Other bearer tokens are left to
 * OpenID Connect. Requests outside of {@code /v1}, such as those for health and metrics, are not authenticated.
 */
@ApplicationScoped
public class KeyAuthentication implements HttpAuthenticationMechanism, IdentityProvider<KeyAuthentication.Request> {

    static final String HEADER = "X-API-Key";

    /** Attribute of an identity: how it was authenticated. */
    static final String BY = "by";

    static final String BY_KEY = "api-key";
    static final String BY_CONFIGURATION = "configuration";

    private static final String BEARER = "Bearer ";

    private static final int BEFORE_OIDC = DEFAULT_PRIORITY + 1_000;

    private final ApiKeys keys;
    private final boolean takesTokens;

    KeyAuthentication(
            ApiKeys keys,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider,
            @ConfigProperty(name = "quarkus.oidc.public-key") Optional<String> publicKey) {
        this.keys = keys;
        takesTokens = provider.isPresent() || publicKey.isPresent();
    }

    /** A secret to be checked. */
    public static final class Request extends BaseAuthenticationRequest {

        private final String secret;

        private Request(String secret) {
            this.secret = secret;
        }
    }

    /** Whether a request may need a role. */
    public static boolean guards(RoutingContext context) {
        return context.normalizedPath().startsWith("/v1");
    }

    /** The secret of an API key that a request carries. */
    public static Optional<String> secret(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .or(() -> token(request).filter(token -> token.startsWith(Secret.PREFIX)));
    }

    /** The bearer token that a request carries. */
    public static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        if (!guards(context)) {
            return Uni.createFrom().nullItem();
        }
        Optional<String> secret = secret(context.request());
        if (secret.isPresent()) {
            return manager.authenticate(new Request(secret.get()));
        }
        return takesTokens || token(context.request()).isEmpty()
                ? Uni.createFrom().nullItem()
                : Uni.createFrom()
                        .failure(new AuthenticationFailedException(new ApiKeys.KeyRejected(
                                "The bearer token is not an API key, and this service trusts no other tokens.")));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
        return keys.isAnsweredAtOnce(request.secret)
                ? Uni.createFrom().item(() -> identity(request.secret))
                // The lookup waits for the database, which must not block the event loop.
                : context.runBlocking(() -> identity(request.secret));
    }

    private SecurityIdentity identity(String secret) {
        try {
            var holder = keys.holder(secret);
            return QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal(holder.principal()))
                    .addRole(holder.role().wire())
                    .addAttribute(BY, holder.principal().equals(ApiKeys.CONFIGURED) ? BY_CONFIGURATION : BY_KEY)
                    .build();
        } catch (ApiKeys.KeyRejected e) {
            throw new AuthenticationFailedException(e);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, Problem.CHALLENGE));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Request.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.OTHER_HEADER, HEADER));
    }

    @Override
    public Class<Request> getRequestType() {
        return Request.class;
    }

    @Override
    public int getPriority() {
        return BEFORE_OIDC;
    }
}
