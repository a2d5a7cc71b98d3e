package dev.chipgraph.rest.contract;

import dev.chipgraph.rest.problem.Problem;
import dev.chipgraph.rest.problem.ProblemType;
import dev.chipgraph.rest.request.CachingFilter;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;

/**
 * Adds the responses that no resource method spells out: the problems that the method declares, one response for all other
 * problems, and answers without a body. Also names the roles that a method requires.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 40)
public class SharedResponses implements OASFilter {

    /** The statuses that any operation can answer with. They are described once, as the default. */
    private static final List<Integer> OF_ALL = List.of(400, 401, 403, 406, 408, 413, 415, 429, 500, 503);

    static final String OTHER_PROBLEMS = "Problem";
    static final String UNCHANGED = "NotModified";
    static final String MERGED = "PermanentRedirect";
    static final String MINIMAL = "NoContent";

    /** Names of the security schemes, as META-INF/openapi.yaml defines them. */
    private static final String API_KEY = "apiKey";

    private static final String BEARER = "bearer";

    private final DeclaredAnswers declared;
    private final AnswerExamples examples = AnswerExamples.ofProblems();

    public SharedResponses(IndexView index) {
        declared = new DeclaredAnswers(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<Integer, List<ProblemType>> byStatus =
                Arrays.stream(ProblemType.values()).collect(Collectors.groupingBy(ProblemType::status));
        byStatus.forEach((status, types) -> api.getComponents().addResponse(name(status), problem(types)));
        var others = new ArrayList<ProblemType>();
        OF_ALL.forEach(status -> others.addAll(byStatus.get(status)));
        api.getComponents()
                .addResponse(
                        OTHER_PROBLEMS,
                        problem(others)
                                .description(
                                        "A problem that any request can have, such as %s. Every type of problem is explained at `/problems`."
                                                .formatted(others.stream()
                                                        .map(type -> "%d %s"
                                                                .formatted(
                                                                        type.status(),
                                                                        type.title()
                                                                                .toLowerCase(java.util.Locale.ROOT)))
                                                        .collect(Collectors.joining(", ")))))
                .addResponse(MINIMAL, empty("Done, answered without a body because of `Prefer: return=minimal`."))
                .addResponse(UNCHANGED, empty("Unchanged since the answer with the ETag in If-None-Match."))
                .addResponse(
                        MERGED,
                        empty("The entity was merged into another. Location repeats the request for that one."));
        api.getPaths()
                .getPathItems()
                .forEach((path, resource) ->
                        resource.getOperations().forEach((method, operation) -> add(path, method, operation)));
    }

    /** The name of the response with a status: its words, such as NotFound. */
    private static String name(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase().replaceAll("[ -]", "");
    }

    private APIResponse problem(List<ProblemType> types) {
        Map<String, Example> shown = new LinkedHashMap<>();
        for (ProblemType type : types) {
            examples.of(type.slug())
                    .ifPresent(body -> shown.put(
                            type.slug(),
                            OASFactory.createExample().summary(type.title()).value(body)));
        }
        return OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> "%s: %s".formatted(type.title(), type.explanation()))
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(Contract.reference("Problem"))
                                        .examples(shown.isEmpty() ? null : shown)));
    }

    private void add(String path, HttpMethod method, Operation operation) {
        var problems = declared.problems(operation.getOperationId());
        var responses = operation.getResponses();
        // The scan adds them to what needs a role or has a body.
        OF_ALL.forEach(status -> responses.removeAPIResponse(status.toString()));
        if (problems.contains(ProblemType.KEY_REUSED) && responses.hasAPIResponse("200")) {
            responses.addAPIResponse("204", shared(MINIMAL));
        }
        if (CachingFilter.isCacheable(method.name(), path)) {
            responses.addAPIResponse("304", shared(UNCHANGED));
        }
        if (declared.references(operation.getOperationId())) {
            responses.addAPIResponse("308", shared(MERGED));
        }
        var statuses = new TreeSet<Integer>();
        problems.forEach(problem -> statuses.add(problem.status()));
        OF_ALL.forEach(statuses::remove);
        statuses.forEach(status -> responses.addAPIResponse(status.toString(), shared(name(status))));
        responses.defaultValue(shared(OTHER_PROBLEMS));
        if (operation.getSecurity() != null) {
            secure(operation);
        }
    }

    private static APIResponse shared(String name) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
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
