package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem document (RFC 9457).
 *
 * @param type the kind of problem, as a URI reference that leads to its explanation
 * @param title the kind of problem in words
 * @param status HTTP status
 * @param detail what is wrong with this request, and what is allowed
 * @param instance path of the request
 * @param traceId id of the request in the log
 * @param violations the errors in the request
 * @param suggestions entities that the request may have meant
 * @param referrers relationships that prevent the change
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "A problem document, as defined by RFC 9457 (application/problem+json).")
public record Problem(
        @Schema(implementation = String.class, examples = "/problems/unknown-reference")
        ProblemType type,

        String title,
        int status,
        String detail,
        String instance,
        String traceId,
        List<Violation> violations,
        List<Suggestion> suggestions,
        List<Relationship> referrers) {

    /** Value of the header WWW-Authenticate (RFC 6750). */
    public static final String CHALLENGE = "Bearer realm=\"chipgraph\"";

    /** Media type of problem documents (RFC 9457). */
    public static final String MEDIA_TYPE = "application/problem+json";
}
