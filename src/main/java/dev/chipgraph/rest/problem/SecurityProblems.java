package dev.chipgraph.rest.problem;

import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to requests whose credentials are missing, invalid or not sufficient, and about API keys. */
@ApplicationScoped
public class SecurityProblems {

    private final ProblemResponses responses;

    SecurityProblems(ProblemResponses responses) {
        this.responses = responses;
    }

    @ServerExceptionMapper
    Response credentialsMissing(UnauthorizedException e, ResourceInfo resource) {
        return unauthorized(
                "This request needs the role %s. Send an API key in the header X-API-Key, or a bearer token."
                        .formatted(role(resource)),
                Problem.CHALLENGE);
    }

    /** Invalid credentials are rejected on every path, also where none are needed. */
    @ServerExceptionMapper
    Response credentialsInvalid(AuthenticationFailedException e, RoutingContext context) {
        // Quarkus has already set a challenge, which does not say what is wrong.
        context.response().headers().remove(HttpHeaders.WWW_AUTHENTICATE);
        String detail = e.getCause() instanceof ApiKeys.KeyRejected
                ? e.getCause().getMessage()
                : "The bearer token is not accepted: it has expired, is meant for another service, or is not signed by a trusted issuer.";
        return unauthorized(detail, Problem.CHALLENGE + ", error=\"invalid_token\"");
    }

    private Response unauthorized(String detail, String challenge) {
        return responses
                .problem(ProblemType.UNAUTHORIZED, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, ResourceInfo resource) {
        return responses
                .problem(
                        ProblemType.FORBIDDEN,
                        "This request needs the role %s, which your credentials do not have.".formatted(role(resource)))
                .build();
    }

    /** Resources that declare no role need that of readers. */
    private static String role(ResourceInfo resource) {
        return DeclaredRole.of(resource).orElse(Role.READER.wire());
    }

    @ServerExceptionMapper
    Response unknownKey(UnknownKey e) {
        return responses.problem(ProblemType.UNKNOWN_KEY, e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response lastAdmin(ApiKeys.LastAdmin e) {
        return responses.problem(ProblemType.LAST_ADMIN_KEY, e.getMessage()).build();
    }
}
