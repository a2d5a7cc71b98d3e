package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.chipgraph.model.Violation;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to requests that the router or the validation rejects, and to unexpected failures. */
@ApplicationScoped
public class HttpProblems {

    private static final String BODY = "body";

    /** The form parser has no exception of its own for a body that ends before its last part. */
    private static final String INCOMPLETE_FORM = "Connection terminated parsing multipart";

    private final ProblemResponses responses;
    private final JsonProblems json;
    private final ApiRoutes routes;

    HttpProblems(ProblemResponses responses, JsonProblems json, ApiRoutes routes) {
        this.responses = responses;
        this.json = json;
        this.routes = routes;
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, RoutingContext context) {
        if (e.getCause() instanceof JsonProcessingException unreadable) {
            return json.unreadable(unreadable);
        }
        String path = context.normalizedPath();
        return switch (e.getResponse().getStatus()) {
            case 400 -> problem(ProblemType.MALFORMED_BODY, "The body cannot be read.");
            case 401 -> problem(ProblemType.UNAUTHORIZED, "The request needs credentials.");
            case 403 -> problem(ProblemType.FORBIDDEN, "The credentials do not allow this request.");
            case 404 -> problem(ProblemType.UNKNOWN_PATH, routes.unknownPath(path));
            case 405 -> methodNotAllowed(context.request().method().name(), path);
            case 406 ->
                problem(
                        ProblemType.NOT_ACCEPTABLE,
                        "Lists are available as application/json, text/csv and application/x-ndjson; graphs as application/json, application/graphml+xml, application/vnd.cytoscape+json and application/ld+json; everything else as application/json.");
            case 413 -> problem(ProblemType.TOO_LARGE, "The body is too large.");
            case 415 ->
                problem(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body must be application/json, or application/merge-patch+json for PATCH.");
            default -> responses.internal(e);
        };
    }

    private Response problem(ProblemType type, String detail) {
        return responses.problem(type, detail).build();
    }

    private Response methodNotAllowed(String method, String path) {
        String allowed = String.join(", ", routes.methods(path));
        return responses
                .problem(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "This resource does not support %s; it supports %s.".formatted(method, allowed))
                .header(HttpHeaders.ALLOW, allowed)
                .build();
    }

    @ServerExceptionMapper
    Response constraint(ConstraintViolationException e) {
        return responses.invalid(e.getConstraintViolations().stream()
                .map(HttpProblems::violation)
                .sorted(Comparator.comparing(Violation::field))
                .toList());
    }

    /**
     * The path of a violation is the method, the parameter and the field in it; a body is the parameter {@code body}.
     */
    private static Violation violation(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        String parameter = path.substring(path.indexOf('.') + 1);
        return parameter.startsWith(BODY)
                ? new Violation(
                        BODY,
                        parameter.replaceFirst("^body\\.", "").replace(".<list element>", ""),
                        violation.getMessage())
                : new Violation("query", path.substring(path.lastIndexOf('.') + 1), violation.getMessage());
    }

    @ServerExceptionMapper
    Response tooLarge(BodyTooLarge e) {
        return problem(ProblemType.TOO_LARGE, e.getMessage());
    }

    /** A client that closed the connection while sending reads no answer, but the status is logged and counted. */
    @ServerExceptionMapper
    Response io(IOException e) {
        boolean incomplete = String.valueOf(e.getMessage()).startsWith(INCOMPLETE_FORM)
                || Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                        .anyMatch(HttpClosedException.class::isInstance);
        return incomplete ? problem(ProblemType.MALFORMED_BODY, "The body is incomplete.") : responses.internal(e);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        return responses.internal(e);
    }
}
