package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation of the contract.
 *
 * @param method its method
 * @param path its path
 * @param parameters its parameters, with in, name, and schema
 * @param hasBody whether it reads a body
 */
record Operation(String method, String path, List<JsonNode> parameters, boolean hasBody, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String toString() {
        return method + " " + path;
    }

    static List<Operation> all() throws JsonProcessingException {
        JsonNode contract = JSON.readTree(get("/q/openapi", "format", "json").asString());
        var operations = new ArrayList<Operation>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (!List.of("parameters", "summary", "description").contains(method.getKey())) {
                        var parameters = new ArrayList<JsonNode>();
                        path.getValue().path("parameters").forEach(parameters::add);
                        method.getValue().path("parameters").forEach(parameters::add);
                        JsonNode content = method.getValue().path("requestBody").path("content");
                        operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                parameters,
                                !content.isMissingNode(),
                                example(content)));
                    }
                }));
        assertThat(operations).hasSizeGreaterThan(80);
        return operations;
    }

    private static JsonNode example(JsonNode content) {
        JsonNode found = content.findValue("value");
        return found == null ? JSON.createObjectNode() : found;
    }
}
