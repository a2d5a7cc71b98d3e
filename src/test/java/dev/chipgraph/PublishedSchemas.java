package dev.chipgraph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a contract, each closed: a property that the contract does not name is an error. */
final class PublishedSchemas {

    private static final String IRI = "https://chipgraph.example/openapi";

    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    PublishedSchemas(JsonNode contract) {
        this(contract, false);
    }

    /**
     * @param sparse whether properties that are required may be missing, by which the kinds of entities may look alike
     */
    PublishedSchemas(JsonNode contract, boolean sparse) {
        JsonNode closed = contract.deepCopy();
        if (sparse) {
            closed.findParents("required").forEach(schema -> ((ObjectNode) schema).remove("required"));
            closed.findParents("oneOf")
                    .forEach(schema -> ((ObjectNode) schema).set("anyOf", ((ObjectNode) schema).remove("oneOf")));
        }
        close(closed);
        registry = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(IRI, closed.toString())));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(PublishedSchemas::close);
    }

    /**
     * What is wrong with a JSON document.
     *
     * @param pointer where its schema is in the contract, as a JSON Pointer
     */
    List<Error> violations(String json, String pointer) {
        return schemas.computeIfAbsent(
                        pointer, unknown -> registry.getSchema(SchemaLocation.of(IRI + "#" + escaped(unknown))))
                .validate(json, InputFormat.JSON);
    }

    /** In the fragment of a URI, braces are percent-encoded. */
    private static String escaped(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }
}
