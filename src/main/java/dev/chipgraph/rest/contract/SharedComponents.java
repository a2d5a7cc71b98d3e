package dev.chipgraph.rest.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Writes parameters that several operations share once, and removes components that nothing refers to. Runs last. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 10)
public class SharedComponents implements OASFilter {

    /**
     * Schemas that the scan finds but the contract does not need: the lists of each kind stand for the generic lists, and
     * bodies that are read as trees are shown as the schemas that they must have.
     */
    private static final List<String> UNUSED_SCHEMAS = List.of("Listing", "Items", "JsonNode");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        shareParameters(api);
        var used = Contract.operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .map(response -> String.valueOf(response.getRef()))
                .collect(Collectors.toSet());
        List.copyOf(api.getComponents().getResponses().keySet()).stream()
                .filter(name -> !used.contains("#/components/responses/" + name))
                .forEach(api.getComponents()::removeResponse);
        UNUSED_SCHEMAS.forEach(api.getComponents()::removeSchema);
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
