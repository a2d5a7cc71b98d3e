package dev.chipgraph.rest.contract;

import static dev.chipgraph.rest.contract.Contract.reference;
import static dev.chipgraph.rest.contract.Contract.schema;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.question.Dimension;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Names the schema of each list after its items, and adds the rows of statistics, whose columns are the dimensions. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 55)
public class ListSchemas implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var names = new HashMap<String, String>();
        var lists = new TreeMap<String, Schema>();
        Map.copyOf(api.getComponents().getSchemas()).forEach((name, schema) -> {
            if (Contract.GENERIC_LISTS.stream().anyMatch(name::startsWith)) {
                api.getComponents().removeSchema(name);
                String item = schema.getProperties().get("items").getItems().getRef();
                if (item != null) {
                    String list = Contract.nameOf(item) + "List";
                    names.put(name, list);
                    lists.put(list, schema);
                }
            }
        });
        lists.forEach(api.getComponents()::addSchema);
        Contract.operations(api)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .flatMap(response -> response.getContent().getMediaTypes().values().stream())
                .map(MediaType::getSchema)
                .filter(schema -> schema != null && schema.getRef() != null)
                .filter(schema -> names.containsKey(Contract.nameOf(schema.getRef())))
                .forEach(schema -> schema.ref(names.get(Contract.nameOf(schema.getRef()))));
        addStats(api);
    }

    private static void addStats(OpenAPI api) {
        Schema row = schema(SchemaType.OBJECT)
                .description("A group of entities: its values in the dimensions, and the measure.")
                .addProperty("count", schema(SchemaType.INTEGER).description("Number of entities."))
                .addRequired("count");
        dimensions().forEach((name, dimension) -> row.addProperty(name, Contract.nullable(of(dimension))));
        row.addProperty(
                        "currency",
                        Contract.nullable(schema(SchemaType.STRING).description("With measure=amount: the currency.")))
                .addProperty("min", sum("least"))
                .addProperty("max", sum("greatest"))
                .addProperty(
                        "parties",
                        schema(SchemaType.INTEGER)
                                .description("With measure=parties: the number of different parties or investors."));
        api.getComponents().addSchema("StatsRow", row);
        Contract.addPage(api, "StatsRow", "A page of groups.");
    }

    private static Schema sum(String which) {
        return Contract.nullable(schema(SchemaType.NUMBER)
                .description("With measure=amount: the %s sum; null when an amount has none.".formatted(which)));
    }

    /** All dimensions of any kinds, by name. */
    private static Map<String, Dimension> dimensions() {
        var dimensions = new LinkedHashMap<>(Dimension.of(EnumSet.allOf(Kind.class)));
        for (Kind kind : Kind.values()) {
            Dimension.of(Set.of(kind)).forEach(dimensions::putIfAbsent);
        }
        return dimensions;
    }

    private static Schema of(Dimension dimension) {
        String name = dimension.name();
        Schema schema;
        if (dimension.reference()) {
            schema = reference("EntityRef");
        } else if (name.equals("hasConflict")) {
            schema = schema(SchemaType.BOOLEAN);
        } else if (name.equals("year") || name.endsWith(".year")) {
            schema = schema(SchemaType.INTEGER);
        } else {
            schema = schema(isNumber(name) ? SchemaType.NUMBER : SchemaType.STRING);
        }
        return schema.description(dimension.description());
    }

    private static boolean isNumber(String property) {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> kind.property(property).stream())
                .anyMatch(known -> known.type() == Property.Type.NUMBER);
    }
}
