package dev.chipgraph.rest.contract;

import static dev.chipgraph.rest.contract.Contract.reference;
import static dev.chipgraph.rest.contract.Contract.schema;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.rest.read.EntityListing;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Replaces the operations at {@code /v1/{kind}}, which serve all kinds, by operations for each kind with its schemas,
 * filters and orders. Also adds the filters of the lists across kinds.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 30)
public class KindOperations implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        PathItem lists = api.getPaths().getPathItem(Contract.LIST_TEMPLATE);
        PathItem items = api.getPaths().getPathItem(Contract.ITEM_TEMPLATE);
        api.getPaths().removePathItem(Contract.LIST_TEMPLATE);
        api.getPaths().removePathItem(Contract.ITEM_TEMPLATE);
        for (Kind kind : Kind.values()) {
            Operation list = read(kind, lists.getGET(), "list" + camelCase(kind.path()), kind.label() + "List");
            addOrders(list, Sort.of(kind).keySet());
            addFilters(list, ListFilter.of(kind).values());
            addTotals(list, kind);
            api.getPaths()
                    .addPathItem(
                            "/v1/" + kind.path(),
                            OASFactory.createPathItem().GET(list).POST(edit(kind, lists.getPOST())))
                    .addPathItem(
                            "/v1/" + kind.path() + "/{ref}",
                            OASFactory.createPathItem()
                                    .GET(read(kind, items.getGET(), "get" + kind.label(), kind.label()))
                                    .PUT(edit(kind, items.getPUT()))
                                    .PATCH(edit(kind, items.getPATCH()))
                                    .DELETE(edit(kind, items.getDELETE())));
        }
        for (String path : List.of("/v1/entities", "/v1/organizations")) {
            Operation list = api.getPaths().getPathItem(path).getGET();
            addOrders(list, Sort.common().keySet());
            addFilters(list, ListFilter.common().values());
        }
    }

    private static Operation read(Kind kind, Operation template, String id, String schema) {
        return operation(kind, template, id, schema).tags(List.of("Kinds"));
    }

    private static Operation edit(Kind kind, Operation template) {
        Operation operation = operation(kind, template, template.getOperationId() + kind.label(), kind.label());
        if (template.getRequestBody() != null) {
            boolean patch = template.getOperationId().equals("patch");
            var body = OASFactory.createMediaType()
                    .schema(reference(patch ? "MergePatch" : Contract.input(kind.label())))
                    .addExample("made up", OASFactory.createExample().value(example(kind, patch)));
            var content = OASFactory.createContent();
            template.getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .keySet()
                    .forEach(type -> content.addMediaType(type, body));
            operation.setRequestBody(
                    OASFactory.createRequestBody().required(true).content(content));
        }
        return operation;
    }

    private static Map<String, Object> example(Kind kind, boolean patch) {
        var example = new LinkedHashMap<String, Object>();
        if (!patch) {
            example.put("name", "Example " + KindWords.singular(kind));
        }
        example.put("description", patch ? "A new description." : "An example.");
        if (!patch && kind != Kind.SOURCE) {
            example.put("evidence", List.of(Contract.exampleEvidence("p9")));
        }
        return example;
    }

    private static Operation operation(Kind kind, Operation template, String id, String schema) {
        var parameters = template.getParameters().stream()
                .filter(parameter -> !parameter.getName().equals("kind"))
                .map(parameter -> copy(parameter, kind))
                .toList();
        return OASFactory.createOperation()
                .operationId(id)
                .summary(KindWords.fill(template.getSummary(), kind))
                .description(KindWords.fill(template.getDescription(), kind))
                .tags(template.getTags())
                .security(template.getSecurity())
                .parameters(new ArrayList<>(parameters))
                .responses(responses(template.getResponses(), kind, schema));
    }

    private static Parameter copy(Parameter parameter, Kind kind) {
        boolean reference = parameter.getName().equals("ref");
        return OASFactory.createParameter()
                .name(parameter.getName())
                .in(parameter.getIn())
                .required(parameter.getRequired())
                .description(parameter.getDescription())
                .schema(parameter.getSchema())
                .example(reference ? kind.example() : parameter.getExample());
    }

    /** The responses of a template, with the schema of the kind where it has the one of all entities. */
    private static APIResponses responses(APIResponses template, Kind kind, String schema) {
        var responses = OASFactory.createAPIResponses();
        template.getAPIResponses().forEach((status, response) -> {
            var copy = OASFactory.createAPIResponse();
            if (response.getRef() == null) {
                copy.description(KindWords.fill(response.getDescription(), kind))
                        .headers(response.getHeaders())
                        .content(content(response.getContent(), schema));
            } else {
                copy.ref(response.getRef());
            }
            responses.addAPIResponse(status, copy);
        });
        responses.defaultValue(template.getDefaultValue());
        return responses;
    }

    private static Content content(Content template, String schema) {
        if (template == null) {
            return null;
        }
        var content = OASFactory.createContent();
        template.getMediaTypes().forEach((type, media) -> {
            String ref = media.getSchema() == null ? null : media.getSchema().getRef();
            boolean ofAllKinds = ref != null && (ref.endsWith("/Entity") || ref.endsWith("/EntityList"));
            content.addMediaType(
                    type, OASFactory.createMediaType().schema(ofAllKinds ? reference(schema) : media.getSchema()));
        });
        return content;
    }

    private static void addOrders(Operation list, Collection<String> orders) {
        list.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("sort"))
                .forEach(parameter -> parameter
                        .description("Order. A minus stands for descending. Entities without the value come last.")
                        .schema(schema(SchemaType.STRING)
                                .enumeration(new ArrayList<>(orders))
                                .defaultValue(Sort.ID.name())));
    }

    private static void addFilters(Operation list, Collection<ListFilter> filters) {
        for (ListFilter filter : filters) {
            Schema single = single(filter);
            Contract.addParameter(
                    list,
                    In.QUERY,
                    filter.name(),
                    filter.description(),
                    filter.repeatable() ? Contract.list(single) : single);
        }
    }

    private static Schema single(ListFilter filter) {
        if (filter.name().equals("hasConflict")) {
            return schema(SchemaType.BOOLEAN);
        }
        if (filter.type() == Property.Type.NUMBER) {
            return schema(SchemaType.NUMBER);
        }
        Schema text = schema(SchemaType.STRING);
        return filter.allowed().isEmpty() ? text : text.enumeration(new ArrayList<>(filter.allowed()));
    }

    private static void addTotals(Operation list, Kind kind) {
        if (EntityListing.amount(kind) != null) {
            Contract.addParameter(
                    list,
                    In.QUERY,
                    EntityListing.TOTALS,
                    "Adds the sums of the amounts of the whole list to meta: per currency, and in US dollars with date and source of the rate, where the graph has one (an indicator with the metric exchange-rate, the unit USD and the currency).",
                    schema(SchemaType.BOOLEAN).defaultValue(false));
        }
    }

    private static String camelCase(String slug) {
        return Arrays.stream(slug.split("-", -1)).map(KindWords::capitalized).collect(Collectors.joining());
    }
}
