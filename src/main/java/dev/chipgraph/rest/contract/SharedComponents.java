package dev.chipgraph.rest.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Writes parameters and responses that several operations share once, and removes components that nothing refers to. Runs
 * last.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 10)
public class SharedComponents implements OASFilter {

    /**
     * Schemas that the scan finds but the contract does not need: bodies that are read as trees are shown as the schemas
     * that they must have.
     */
    private static final List<String> UNUSED_SCHEMAS = List.of("JsonNode", "Property");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().forEach(SharedComponents::sharePathParameters);
        shareParameters(api);
        shareResponses(api);
        var used = Contract.operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(response -> String.valueOf(response.getRef()))
                .collect(Collectors.toSet());
        List.copyOf(api.getComponents().getResponses().keySet()).stream()
                .filter(name -> !used.contains("#/components/responses/" + name))
                .forEach(api.getComponents()::removeResponse);
        UNUSED_SCHEMAS.forEach(api.getComponents()::removeSchema);
    }

    /** Writes the parameters in the path once for all operations there. */
    private static void sharePathParameters(PathItem path) {
        var operations = path.getOperations().values();
        var inPath = Contract.parameters(operations.iterator().next()).stream()
                .filter(parameter -> parameter.getIn() == In.PATH)
                .toList();
        if (inPath.isEmpty()) {
            return;
        }
        path.setParameters(inPath);
        operations.forEach(operation -> operation.setParameters(Contract.parameters(operation).stream()
                .filter(parameter -> parameter.getIn() != In.PATH)
                .toList()));
    }

    /** Writes a response that several operations have once. The one that most of them have is named after its schema. */
    private static void shareResponses(OpenAPI api) {
        var same = new LinkedHashMap<String, List<APIResponse>>();
        Contract.operations(api)
                .forEach(operation -> operation.getResponses().getAPIResponses().forEach((status, response) -> {
                    if (response.getRef() == null) {
                        same.computeIfAbsent(status + response, any -> new ArrayList<>())
                                .add(response);
                    }
                }));
        same.entrySet().stream()
                .filter(responses -> responses.getValue().size() > 1)
                .sorted(Comparator.comparingInt(
                        responses -> -responses.getValue().size()))
                .forEach(responses ->
                        share(api, responses.getKey().startsWith("201") ? "New" : "", responses.getValue()));
    }

    private static void share(OpenAPI api, String prefix, List<APIResponse> same) {
        APIResponse first = same.getFirst();
        MediaType content =
                first.getContent().getMediaTypes().values().iterator().next();
        String name = prefix + Contract.nameOf(content.getSchema().getRef());
        if (api.getComponents().getResponses().containsKey(name)) {
            return;
        }
        api.getComponents()
                .addResponse(
                        name,
                        OASFactory.createAPIResponse()
                                .description(first.getDescription())
                                .headers(first.getHeaders())
                                .content(first.getContent()));
        same.forEach(response ->
                response.description(null).headers(null).content(null).ref("#/components/responses/" + name));
    }

    private static void shareParameters(OpenAPI api) {
        var same = Contract.operations(api)
                .flatMap(operation -> Contract.parameters(operation).stream())
                .filter(parameter -> parameter.getIn() != In.PATH)
                .collect(Collectors.groupingBy(SharedComponents::text, LinkedHashMap::new, Collectors.toList()));
        var shared = new LinkedHashMap<String, String>();
        // Of several parameters of one name, the one that most operations have gets the name.
        same.values().stream()
                .filter(parameters -> parameters.size() > 1)
                .sorted(Comparator.<List<Parameter>>comparingInt(List::size).reversed())
                .map(List::getFirst)
                .filter(parameter -> !shared.containsValue(parameter.getName()))
                .forEach(parameter -> {
                    shared.put(text(parameter), parameter.getName());
                    api.getComponents().addParameter(parameter.getName(), parameter);
                });
        Contract.operations(api)
                .forEach(operation -> operation.setParameters(Contract.parameters(operation).stream()
                        .map(parameter -> shared.containsKey(text(parameter))
                                ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                                : parameter)
                        .toList()));
    }

    private static String text(Parameter parameter) {
        return parameter.getIn() + parameter.getName() + parameter.getDescription() + parameter.getSchema();
    }
}
