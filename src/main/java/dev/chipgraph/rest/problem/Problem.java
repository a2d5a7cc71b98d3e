package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.lookup.References.Suggestion;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details as RFC 9457 has them.
 *
 * @param type what kind of failure; dereference it for an explanation
 * @param title the kind of failure in words
 * @param status HTTP status
 * @param detail what is wrong this time, and what would be right
 * @param instance path of the request
 * @param traceId identifies the request in the log
 * @param violations each mistake in the request
 * @param suggestions entities that were probably meant
 * @param referrers relationships that are in the way
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What went wrong, as RFC 9457 (application/problem+json) describes it.")
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

    /** Media type of every failure. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
