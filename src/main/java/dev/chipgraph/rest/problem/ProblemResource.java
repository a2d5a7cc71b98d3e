package dev.chipgraph.rest.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Explains the types of problem documents. */
@Path("/problems")
@Tag(name = "Problems")
public class ProblemResource {

    /**
     * An explanation of a problem type.
     *
     * @param type URI reference of the type
     * @param title the type in words
     * @param status HTTP status
     * @param explanation when the problem occurs and what to do
     */
    @Schema(name = "ProblemType")
    public record Explanation(String type, String title, int status, String explanation) {

        private static Explanation of(ProblemType type) {
            return new Explanation(type.uri(), type.title(), type.status(), type.explanation());
        }
    }

    @GET
    @Operation(
            operationId = "listProblems",
            summary = "Problem types",
            description = "Lists the types of problem documents.")
    public List<Explanation> list() {
        return Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
    }

    @GET
    @Path("{type}")
    @Answers(ProblemType.UNKNOWN_PATH)
    @Operation(
            operationId = "getProblem",
            summary = "One problem type",
            description = "Explains a type of problem document: when the problem occurs and what to do.")
    public Explanation get(
            @PathParam("type")
                    @Parameter(description = "Last segment of the URI of the type.", example = "unknown-reference")
                    String type) {
        return Arrays.stream(ProblemType.values())
                .filter(problem -> problem.slug().equals(type))
                .findFirst()
                .map(Explanation::of)
                .orElseThrow(NotFoundException::new);
    }
}
