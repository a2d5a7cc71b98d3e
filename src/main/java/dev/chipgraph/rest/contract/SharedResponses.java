package dev.chipgraph.rest.contract;

import dev.chipgraph.rest.problem.Problem;
import dev.chipgraph.rest.problem.ProblemType;
import dev.chipgraph.rest.request.CachingFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Adds the responses that no resource method spells out: the problems that every operation shares, those that the method
 * declares, and answers without a body. Also names the roles that a method requires.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 40)
public class SharedResponses implements OASFilter {

    private static final List<Integer> OF_ALL = List.of(400, 401, 406, 429, 500);
    private static final List<Integer> OF_THE_API = List.of(403, 503);
    private static final List<Integer> OF_BODIES = List.of(408, 413, 415);

    /** Names of the security schemes, as META-INF/openapi.yaml defines them. */
    private static final String API_KEY = "apiKey";

    private static final String BEARER = "bearer";

    private final DeclaredAnswers declared;

    public SharedResponses(IndexView index) {
        declared = new DeclaredAnswers(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Arrays.stream(ProblemType.values())
                .collect(Collectors.groupingBy(ProblemType::status))
                .forEach((status, types) -> api.getComponents().addResponse("Problem" + status, problem(types)));
        api.getPaths()
                .getPathItems()
                .forEach((path, resource) ->
                        resource.getOperations().forEach((method, operation) -> add(path, method, operation)));
    }

    private static APIResponse problem(List<ProblemType> types) {
        return OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "%s: %s".formatted(type.title(), type.explanation()))
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType().schema(Contract.reference("Problem"))));
    }

    private void add(String path, HttpMethod method, Operation operation) {
        var problems = declared.problems(operation.getOperationId());
        var responses = operation.getResponses();
        if (problems.contains(ProblemType.KEY_REUSED) && responses.hasAPIResponse("200")) {
            responses.addAPIResponse(
                    "204", empty("Done, answered without a body because of `Prefer: return=minimal`."));
        }
        if (CachingFilter.isCacheable(method.name(), path)) {
            responses.addAPIResponse("304", empty("Unchanged since the answer with the ETag in If-None-Match."));
        }
        if (declared.references(operation.getOperationId())) {
            responses.addAPIResponse(
                    "308", empty("The entity was merged into another. Location repeats the request for that one."));
        }
        var statuses = new TreeSet<>(OF_ALL);
        if (path.startsWith("/v1/")) {
            statuses.addAll(OF_THE_API);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(OF_BODIES);
        }
        problems.forEach(problem -> statuses.add(problem.status()));
        statuses.forEach(status -> responses.addAPIResponse(
                status.toString(), OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        if (operation.getSecurity() != null) {
            secure(operation);
        }
    }

    private static APIResponse empty(String description) {
        return OASFactory.createAPIResponse().description(description);
    }

    /** The scan has found the role of the method, and named the first security scheme only. Both schemes grant it. */
    private static void secure(Operation operation) {
        var byKey = operation.getSecurity().getFirst();
        List<String> roles = byKey.getScheme(API_KEY);
        operation.security(List.of(byKey, OASFactory.createSecurityRequirement().addScheme(BEARER, roles)));
        operation.description("%s\n\nRequires the role %s."
                .formatted(operation.getDescription().strip(), String.join(" or ", roles)));
    }
}
