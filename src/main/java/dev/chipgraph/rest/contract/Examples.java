package dev.chipgraph.rest.contract;

import dev.chipgraph.rest.format.Format;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds examples: a URL to every operation that reads, a body to every one that writes and has none, and real answers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 20)
public class Examples implements OASFilter {

    private final AnswerExamples answers = AnswerExamples.ofOperations();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Contract.operations(api).forEach(this::addAnswer);
        api.getPaths().getPathItems().forEach((path, resource) -> {
            if (resource.getGET() != null) {
                addUrl(path, resource.getGET());
            }
        });
        Contract.operations(api)
                .filter(operation -> operation.getRequestBody() != null)
                .flatMap(operation -> operation.getRequestBody().getContent().getMediaTypes().values().stream())
                .filter(media -> media.getExamples() == null && media.getSchema() != null)
                .forEach(Examples::addBody);
    }

    /** Adds the answer to the example of the request. */
    private void addAnswer(Operation operation) {
        APIResponse success = operation.getResponses().getAPIResponse("200");
        if (success == null || success.getContent() == null) {
            return;
        }
        MediaType json = success.getContent().getMediaType(Format.OF_JSON);
        if (json != null) {
            answers.of(operation.getOperationId()).ifPresent(json::example);
        }
    }

    private static void addUrl(String path, Operation operation) {
        if (operation.getDescription().contains("Example: ")) {
            return;
        }
        String url = path;
        var query = new ArrayList<String>();
        for (Parameter parameter : Contract.parameters(operation)) {
            if (parameter.getIn() == In.PATH) {
                url = url.replace("{" + parameter.getName() + "}", String.valueOf(parameter.getExample()));
            } else if (parameter.getIn() == In.QUERY && Boolean.TRUE.equals(parameter.getRequired())) {
                var values = parameter.getExample() instanceof List<?> list ? list : List.of(parameter.getExample());
                values.forEach(value -> query.add(parameter.getName() + "=" + value));
            }
        }
        operation.description("%s\n\nExample: `GET %s%s`"
                .formatted(
                        operation.getDescription().strip(), url, query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    private static void addBody(MediaType media) {
        String schema = String.valueOf(media.getSchema().getRef());
        if (schema.endsWith("/MergePatch")) {
            add(media, "end", Map.of("evidence", List.of(Map.of("source", "bizhub-2025-09-20-kfia-mou"))));
        } else if (schema.endsWith("/RelationshipInput")) {
            var relationship = new LinkedHashMap<String, Object>();
            relationship.put("from", "kfia");
            relationship.put("type", "PARTY_TO");
            relationship.put("to", "mou-vn-it-industry-department-kfia-2025");
            relationship.put("role", "signatory");
            relationship.put("evidence", List.of(Contract.exampleEvidence("p1")));
            add(media, "with role", relationship);
        } else if (schema.endsWith("/EvidenceInput")) {
            var evidence = new LinkedHashMap<>(Contract.exampleEvidence("p1"));
            evidence.put("statement", "Reports the agreement.");
            add(media, "statement", evidence);
        }
    }

    private static void add(MediaType media, String name, Object value) {
        media.addExample(name, OASFactory.createExample().value(value));
    }
}
