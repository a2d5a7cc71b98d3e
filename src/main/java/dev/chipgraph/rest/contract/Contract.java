package dev.chipgraph.rest.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Shorthands for the model of the contract. */
final class Contract {

    /** Paths of the templates from which {@link KindOperations} makes the operations of each kind. */
    static final String LIST_TEMPLATE = "/v1/{kind}";

    static final String ITEM_TEMPLATE = "/v1/{kind}/{ref}";

    /** Names of the records for lists of any type. The scan appends the type to the name. */
    static final List<String> GENERIC_LISTS = List.of("Listing", "Items");

    private Contract() {}

    static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream().flatMap(path -> path.getOperations().values().stream());
    }

    static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    static Schema reference(String schema) {
        return OASFactory.createSchema().ref("#/components/schemas/" + schema);
    }

    static Schema schema(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }

    /** The schema of an object with any properties. */
    static Schema anyObject() {
        return schema(SchemaType.OBJECT)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(true));
    }

    static Schema list(Schema items) {
        return schema(SchemaType.ARRAY).items(items);
    }

    /** The schema of a value that can also be null. */
    static Schema nullable(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .description(schema.getDescription())
                    .anyOf(List.of(OASFactory.createSchema().ref(schema.getRef()), schema(SchemaType.NULL)));
        }
        boolean typed = schema.getType() != null && !schema.getType().contains(SchemaType.NULL);
        return typed ? schema.addType(SchemaType.NULL) : schema;
    }

    /** The name of the schema that a reference leads to. */
    static String nameOf(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** Adds the schema of a page of items. */
    static void addPage(OpenAPI api, String item, String description) {
        api.getComponents()
                .addSchema(
                        item + "List",
                        schema(SchemaType.OBJECT)
                                .description(description)
                                .required(List.of("items", "page", "meta"))
                                .addProperty("items", list(reference(item)))
                                .addProperty("page", reference("Page"))
                                .addProperty("meta", reference("ListMeta")));
    }

    static void addParameter(Operation operation, In in, String name, String description, Schema schema) {
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(in)
                .description(description)
                .schema(schema));
    }

    /** Name of the schema of a body that is written, where it differs from what is read. */
    static String input(String schema) {
        return schema + "Input";
    }

    /** A record of evidence in an example. Its fields keep their order, so that the contract is the same each time. */
    static Map<String, Object> exampleEvidence(String locator) {
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("source", "bizhub-2025-09-20-kfia-mou");
        evidence.put("locator", locator);
        return evidence;
    }
}
