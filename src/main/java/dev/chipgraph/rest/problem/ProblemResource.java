package dev.chipgraph.rest.problem;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the {@code type} of a problem leads to. */
@Path("/problems")
@Tag(name = "Problems")
public class ProblemResource {

    /**
     * A kind of failure.
     *
     * @param type its URI reference
     * @param title in words
     * @param status HTTP status
     * @param explanation when it happens and what to do
     */
    public record Explanation(String type, String title, int status, String explanation) {

        private static Explanation of(ProblemType type) {
            return new Explanation(type.uri(), type.title(), type.status(), type.explanation());
        }
    }

    @GET
    @Operation(
            operationId = "listProblems",
            summary = "The kinds of failure",
            description = "Lists the types that a problem document can have.")
    public List<Explanation> list() {
        return Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
    }

    @GET
    @Path("{type}")
    @Answers(ProblemType.UNKNOWN_PATH)
    @Operation(
            operationId = "getProblem",
            summary = "A kind of failure",
            description = "Explains a type of problem: when it happens and what to do.")
    public Explanation get(
            @PathParam("type") @Parameter(description = "Last segment of the type.", example = "unknown-reference")
                    String type) {
        return Arrays.stream(ProblemType.values())
                .filter(problem -> problem.slug().equals(type))
                .findFirst()
                .map(Explanation::of)
                .orElseThrow(NotFoundException::new);
    }
}
