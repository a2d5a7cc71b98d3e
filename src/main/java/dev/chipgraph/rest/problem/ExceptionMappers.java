package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.access.Role;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Edits;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.OutcomeUnknown;
import dev.chipgraph.ingest.Imports;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Plural;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.core.TooExpensive;
import dev.chipgraph.query.lookup.References;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure becomes problem details here. What is said to clients names nothing of how the service is made. */
@ApplicationScoped
public class ExceptionMappers {

    private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String BODY = "body";

    /** Mistakes that are told at once; who makes more has to look elsewhere than in their list. */
    private static final int MOST_VIOLATIONS = 100;

    private final TraceId trace;

    ExceptionMappers(TraceId trace) {
        this.trace = trace;
    }

    @ServerExceptionMapper
    Response invalid(InvalidInput e, UriInfo uri) {
        return invalid(e.violations(), uri);
    }

    @ServerExceptionMapper
    Response refused(ChangeRejected e, UriInfo uri) {
        ProblemType type =
                switch (e.reason()) {
                    case STALE -> ProblemType.PRECONDITION_FAILED;
                    case UNCONDITIONAL -> ProblemType.PRECONDITION_REQUIRED;
                    case EXISTS -> ProblemType.ALREADY_EXISTS;
                    case SAME_NAME -> ProblemType.SAME_NAME;
                    case GONE -> ProblemType.GONE;
                    case REFERRED_TO -> ProblemType.REFERRED_TO;
                    case KEY_REUSED -> ProblemType.KEY_REUSED;
                    case CHANGED_AGAIN -> ProblemType.CHANGED_AGAIN;
                };
        return answer(type, e.getMessage(), uri, List.of(), e.candidates(), e.referrers())
                .build();
    }

    @ServerExceptionMapper
    Response absent(Edits.Absent e, UriInfo uri) {
        return answer(ProblemType.UNKNOWN_REFERENCE, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    @ServerExceptionMapper
    Response tooLarge(Imports.TooLarge e, UriInfo uri) {
        return answer(ProblemType.TOO_LARGE, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    @ServerExceptionMapper
    Response gone(References.Gone e, UriInfo uri) {
        return answer(ProblemType.GONE, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    /** The old id leads on wherever it stands in the address; who sends it in a body is told. */
    @ServerExceptionMapper
    Response moved(References.Moved e, UriInfo uri) {
        var address = uri.getRequestUriBuilder();
        String path = Arrays.stream(uri.getRequestUri().getPath().split("/", -1))
                .map(segment -> segment.equals(e.from()) ? e.to() : segment)
                .collect(Collectors.joining("/"));
        address.replacePath(path);
        boolean found = !path.equals(uri.getRequestUri().getPath());
        for (var parameter : uri.getQueryParameters().entrySet()) {
            if (parameter.getValue().contains(e.from())) {
                found = true;
                address.replaceQueryParam(
                        parameter.getKey(),
                        parameter.getValue().stream()
                                .map(value -> value.equals(e.from()) ? e.to() : value)
                                .toArray());
            }
        }
        if (!found) {
            return answer(ProblemType.UNKNOWN_REFERENCE, e.getMessage(), uri, List.of(), List.of())
                    .build();
        }
        URI there = address.build();
        String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
        return Response.status(308)
                .location(URI.create(there.getRawPath() + query))
                .build();
    }

    @ServerExceptionMapper
    Response constraint(ConstraintViolationException e, UriInfo uri) {
        return invalid(
                e.getConstraintViolations().stream()
                        .map(violation -> violation(violation))
                        .sorted(java.util.Comparator.comparing(Violation::field))
                        .toList(),
                uri);
    }

    /** The path of a violation is the method, the parameter and what is in it; a body is a parameter of that name. */
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

    private Response invalid(List<Violation> violations, UriInfo uri) {
        var told = violations.subList(0, Math.min(violations.size(), MOST_VIOLATIONS));
        int more = violations.size() - told.size();
        String detail = told.stream()
                .map(violation -> violation.field() + " " + violation.message())
                .collect(Collectors.joining(
                        "; ",
                        "",
                        more == 0 ? "." : Plural.of(more, "; and 1 more mistake.", "; and %d more mistakes.")));
        return answer(ProblemType.INVALID_REQUEST, detail, uri, told, List.of()).build();
    }

    @ServerExceptionMapper
    Response unknown(References.Unknown e, UriInfo uri) {
        return answer(ProblemType.UNKNOWN_REFERENCE, e.getMessage(), uri, List.of(), e.suggestions())
                .build();
    }

    @ServerExceptionMapper
    Response ambiguous(References.Ambiguous e, UriInfo uri) {
        return answer(ProblemType.AMBIGUOUS_REFERENCE, e.getMessage(), uri, List.of(), e.candidates())
                .build();
    }

    @ServerExceptionMapper
    Response unavailable(DatabaseUnavailable e, UriInfo uri) {
        LOG.warnf("%s %s: %s", trace.id(), uri.getPath(), e.getMessage());
        String detail = e instanceof OutcomeUnknown
                ? e.getMessage()
                        + " Whether the change was made is not known: repeat the request with the same Idempotency-Key, or look."
                : e.getMessage();
        return answer(ProblemType.DATABASE_UNAVAILABLE, detail, uri, List.of(), List.of())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response tooExpensive(TooExpensive e, UriInfo uri) {
        LOG.infof("%s %s: %s", trace.id(), uri.getPath(), e.getMessage());
        return answer(ProblemType.TOO_EXPENSIVE, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    @ServerExceptionMapper
    Response notAuthenticated(UnauthorizedException e, UriInfo uri, ResourceInfo resource) {
        return unauthorized(
                "This needs the role %s: send an API key in the header X-API-Key, or a bearer token."
                        .formatted(role(resource)),
                Problem.CHALLENGE,
                uri);
    }

    /** Credentials were sent and are not accepted, which is so wherever they are sent. */
    @ServerExceptionMapper
    Response notAccepted(AuthenticationFailedException e, UriInfo uri, RoutingContext context) {
        // The challenge that was made before knows nothing of what is wrong.
        context.response().headers().remove(HttpHeaders.WWW_AUTHENTICATE);
        String detail = e.getCause() instanceof ApiKeys.KeyRejected
                ? e.getCause().getMessage()
                : "The bearer token is not accepted: it has expired, is meant for another service, or is not signed by a trusted issuer.";
        return unauthorized(detail, Problem.CHALLENGE + ", error=\"invalid_token\"", uri);
    }

    private Response unauthorized(String detail, String challenge, UriInfo uri) {
        return answer(ProblemType.UNAUTHORIZED, detail, uri, List.of(), List.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, UriInfo uri, ResourceInfo resource) {
        return answer(
                        ProblemType.FORBIDDEN,
                        "This needs the role %s, which your credentials do not have.".formatted(role(resource)),
                        uri,
                        List.of(),
                        List.of())
                .build();
    }

    /** The role that a resource needs; that of readers is all that is left where none is declared. */
    private static String role(ResourceInfo resource) {
        return Stream.<AnnotatedElement>of(resource.getResourceMethod(), resource.getResourceClass())
                .map(element -> element.getAnnotation(RolesAllowed.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(allowed -> String.join(" or ", allowed.value()))
                .orElse(Role.READER.wire());
    }

    @ServerExceptionMapper
    Response unknown(UnknownKey e, UriInfo uri) {
        return answer(ProblemType.UNKNOWN_KEY, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    @ServerExceptionMapper
    Response lastAdmin(ApiKeys.LastAdmin e, UriInfo uri) {
        return answer(ProblemType.LAST_ADMIN_KEY, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    /** Named apart, because an answer without a body is built in for just this type. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, UriInfo uri) {
        return json(e, uri);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e, UriInfo uri) {
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return answer(ProblemType.MALFORMED_BODY, JsonConfig.BOUNDS, uri, List.of(), List.of())
                    .build();
        }
        boolean broken = e instanceof StreamReadException || e.getCause() instanceof StreamReadException;
        if (e instanceof JsonMappingException mapping && !broken) {
            String field = mapping.getPath().isEmpty()
                    ? BODY
                    : mapping.getPath().stream()
                            .map(step -> step.getFieldName() == null
                                    ? "[" + step.getIndex() + "]"
                                    : "." + step.getFieldName())
                            .collect(Collectors.joining())
                            .substring(1);
            return invalid(List.of(new Violation(BODY, field, message(mapping))), uri);
        }
        String where = e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return answer(
                        ProblemType.MALFORMED_BODY,
                        "The body is not valid JSON: it breaks off or is wrong%s.".formatted(where),
                        uri,
                        List.of(),
                        List.of())
                .build();
    }

    private static String message(JsonMappingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "is not known; allowed are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case InvalidFormatException format
            when format.getTargetType().isEnum() ->
                "must be one of "
                        + Arrays.stream(format.getTargetType().getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException reason -> reason.getMessage();
            default -> "has a value of the wrong type";
        };
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, uri);
        }
        Response given = e.getResponse();
        if (given.getStatus() == 405 && !ApiPaths.exists(uri.getPath())) {
            return unknownPath(uri).build();
        }
        var response =
                switch (given.getStatus()) {
                    case 400 ->
                        answer(ProblemType.MALFORMED_BODY, "The request cannot be read.", uri, List.of(), List.of());
                    case 401 -> answer(ProblemType.UNAUTHORIZED, "This needs credentials.", uri, List.of(), List.of());
                    case 403 ->
                        answer(ProblemType.FORBIDDEN, "The credentials do not allow this.", uri, List.of(), List.of());
                    case 404 -> unknownPath(uri);
                    case 405 ->
                        answer(
                                        ProblemType.METHOD_NOT_ALLOWED,
                                        "This resource does not have the method; it has %s."
                                                .formatted(ApiPaths.methods(uri.getPath())),
                                        uri,
                                        List.of(),
                                        List.of())
                                .header(HttpHeaders.ALLOW, ApiPaths.methods(uri.getPath()));
                    case 406 ->
                        answer(
                                ProblemType.NOT_ACCEPTABLE,
                                "Lists are given as application/json, text/csv and application/x-ndjson; graphs as application/json, application/graphml+xml, application/vnd.cytoscape+json and application/ld+json; all else as application/json.",
                                uri,
                                List.of(),
                                List.of());
                    case 413 -> answer(ProblemType.TOO_LARGE, "The body is too large.", uri, List.of(), List.of());
                    case 415 ->
                        answer(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "This resource reads application/json; a PATCH application/merge-patch+json.",
                                uri,
                                List.of(),
                                List.of());
                    default -> internal(e, uri);
                };
        return response.build();
    }

    @ServerExceptionMapper
    Response tooLarge(BodyTooLarge e, UriInfo uri) {
        return answer(ProblemType.TOO_LARGE, e.getMessage(), uri, List.of(), List.of())
                .build();
    }

    /** Nobody is left to read the answer to a body that broke off, unless it was too slow and has its answer. */
    @ServerExceptionMapper
    Response brokenOff(IOException e, UriInfo uri) {
        if (Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .noneMatch(HttpClosedException.class::isInstance)) {
            return internal(e, uri).build();
        }
        return answer(ProblemType.MALFORMED_BODY, "The body breaks off.", uri, List.of(), List.of())
                .build();
    }

    @ServerExceptionMapper
    Response any(Throwable e, UriInfo uri) {
        return internal(e, uri).build();
    }

    private Response.ResponseBuilder internal(Throwable e, UriInfo uri) {
        LOG.errorf(e, "%s %s failed", trace.id(), uri.getPath());
        return answer(
                ProblemType.INTERNAL,
                "The service has failed. Quote the traceId when reporting it.",
                uri,
                List.of(),
                List.of());
    }

    private Response.ResponseBuilder unknownPath(UriInfo uri) {
        return answer(ProblemType.UNKNOWN_PATH, ApiPaths.detail(uri.getPath()), uri, List.of(), List.of());
    }

    private Response.ResponseBuilder answer(
            ProblemType type,
            String detail,
            UriInfo uri,
            List<Violation> violations,
            List<References.Suggestion> suggestions) {
        return answer(type, detail, uri, violations, suggestions, List.of());
    }

    private Response.ResponseBuilder answer(
            ProblemType type,
            String detail,
            UriInfo uri,
            List<Violation> violations,
            List<References.Suggestion> suggestions,
            List<Relationship> referrers) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(
                        type,
                        type.title(),
                        type.status(),
                        detail,
                        uri.getRequestUri().getRawPath(),
                        trace.id(),
                        violations,
                        suggestions,
                        referrers));
    }
}
