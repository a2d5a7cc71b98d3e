package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.chipgraph.model.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to bodies that are not JSON, or not the JSON that the resource reads. */
@ApplicationScoped
public class JsonProblems {

    private static final String BODY = "body";

    private final ProblemResponses responses;

    JsonProblems(ProblemResponses responses) {
        this.responses = responses;
    }

    /** Quarkus maps exactly this type to a response without a body, unless it has a mapper of its own. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return unreadable(e);
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return responses
                    .problem(ProblemType.MALFORMED_BODY, JsonConfig.BOUNDS)
                    .build();
        }
        boolean malformed = e instanceof StreamReadException || e.getCause() instanceof StreamReadException;
        if (e instanceof JsonMappingException mapping && !malformed) {
            return responses.invalid(List.of(new Violation(BODY, field(mapping), message(mapping))));
        }
        String where = e.getLocation() == null
                ? ""
                : "; the error is at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        return responses
                .problem(ProblemType.MALFORMED_BODY, "The body is not valid JSON%s.".formatted(where))
                .build();
    }

    private static String field(JsonMappingException e) {
        return e.getPath().isEmpty()
                ? BODY
                : e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                        .collect(Collectors.joining())
                        .substring(1);
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
            case ValueInstantiationException rejected
            when rejected.getCause() instanceof IllegalArgumentException reason -> reason.getMessage();
            default -> "has a value of the wrong type";
        };
    }
}
