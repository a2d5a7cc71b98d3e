package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import dev.chipgraph.model.Kind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The committed contract is what the service serves, and what it shows works. */
@QuarkusTest
@ExtendWith(Api.class)
class ContractTest {

    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Pattern EXAMPLE = Pattern.compile("Example: `GET ([^`]+)`");

    private static JsonNode contract;

    @Test
    void theCommittedContractIsWhatTheServiceServes() throws IOException {
        String served = given().get("/q/openapi").asString();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/openapi-served.yaml"), served);

        assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
                .as("openapi.yaml; when the change is meant: cp target/openapi-served.yaml openapi.yaml")
                .isEqualTo(served);
    }

    @Test
    void everyExampleWorksWhenPasted() throws IOException {
        var examples = new ArrayList<String>();
        for (var path : contract().path("paths").properties()) {
            if (path.getValue().at("/post").has("security")) {
                assertAdds(path.getKey(), path.getValue().path("post"));
                continue;
            }
            JsonNode bodies = path.getValue().at("/post/requestBody/content/application~1json/examples");
            for (JsonNode body : bodies) {
                JsonNode value = body.path("value");
                var answer = given().contentType(Request.JSON)
                        .body(value.isTextual() ? value.asText() : value.toString())
                        .post(path.getKey());
                assertThat(answer.statusCode())
                        .as("%s %s", path.getKey(), answer.asString())
                        .isEqualTo(200);
                assertThat(answer.jsonPath().getList("items")).isNotEmpty();
            }
        }
        for (JsonNode operation : operations()) {
            if (operation.has("requestBody")) {
                assertThat(operation.at("/requestBody/content"))
                        .as(operation.path("operationId").asText())
                        .isNotEmpty();
                operation
                        .at("/requestBody/content")
                        .properties()
                        .forEach(content -> assertThat(content.getValue().has("examples"))
                                .as("%s %s", operation.path("operationId"), content.getKey())
                                .isEqualTo(!content.getKey().startsWith("multipart")));
                continue;
            }
            if (operation.has("security")) {
                continue;
            }
            var matcher = EXAMPLE.matcher(operation.path("description").asText());
            assertThat(matcher.find())
                    .as("%s has an example", operation.path("operationId"))
                    .isTrue();
            examples.add(matcher.group(1));
        }
        assertThat(examples).hasSizeGreaterThan(2 * Kind.values().length);
        examples.stream()
                .filter(example -> !example.contains(Kind.UNIVERSITY.example()))
                .forEach(example ->
                        assertThat(Api.get(example).statusCode()).as(example).isEqualTo(200));
    }

    /** What can be added as it is shown is added, and goes again. */
    private static void assertAdds(String path, JsonNode operation) throws IOException {
        JsonNode answer = resolved(operation.at("/responses/201")).at("/content/application~1json/schema/$ref");
        if (path.contains("{") || path.equals("/v1/keys") || answer.isMissingNode()) {
            return;
        }
        for (JsonNode example : operation.at("/requestBody/content/application~1json/examples")) {
            var added = Api.admin()
                    .contentType(Request.JSON)
                    .body(example.path("value").toString())
                    .post(path);
            assertThat(added.statusCode()).as("%s %s", path, added.asString()).isEqualTo(201);
            var deleted = Api.admin().header("If-Match", added.header("ETag")).delete(added.header("Location"));
            assertThat(deleted.statusCode()).as(deleted.asString()).isEqualTo(200);
        }
    }

    @Test
    void everyOperationIsDescribedWithItsErrors() throws IOException {
        for (JsonNode operation : operations()) {
            String name = operation.path("operationId").asText();
            assertThat(operation.path("summary").asText()).as(name).isNotBlank();
            assertThat(operation.path("tags")).as(name).isNotEmpty();
            var statuses = operation.path("responses").properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            String success = statuses.stream()
                    .filter(status -> status.startsWith("2"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " never succeeds"));
            if (!success.equals("204")) {
                assertThat(resolved(operation.at("/responses/" + success)).path("content"))
                        .as("%s says what it returns", name)
                        .isNotEmpty()
                        .allSatisfy(content -> assertThat(content.has("schema")).isTrue());
            }
            assertThat(operation.path("responses"))
                    .as(name)
                    .allSatisfy(response -> assertThat(response.has("$ref")
                                    || !response.path("description").asText().isBlank())
                            .isTrue());
            assertThat(statuses).as(name).contains("default");
            if (operation.has("security")) {
                assertThat(operation.path("description").asText()).as(name).contains("Requires the role");
            }
            for (JsonNode parameter : operation.path("parameters")) {
                assertThat(resolved(parameter).path("description").asText())
                        .as("%s %s", name, resolved(parameter).path("name"))
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyReferenceInTheContractLeadsSomewhere() throws IOException {
        assertThat(contract().findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(resolve(reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void aGeneratedClientSeesEachKind() throws IOException {
        for (Kind kind : Kind.values()) {
            JsonNode schema = contract().at("/components/schemas/" + kind.label());
            assertThat(schema.at("/properties/kind/enum/0").asText()).isEqualTo(kind.wire());
            kind.properties()
                    .forEach(property -> assertThat(schema.path("properties").has(property.name()))
                            .as("%s.%s", kind, property.name())
                            .isTrue());
            assertThat(contract()
                            .at("/paths/~1v1~1" + kind.path() + "/get/operationId")
                            .asText())
                    .startsWith("list");
            assertThat(contract()
                            .at("/paths/~1v1~1" + kind.path() + "~1{ref}/get/operationId")
                            .asText())
                    .isEqualTo("get" + kind.label());
        }
        assertThat(contract().path("paths").has("/v1/{kind}")).isFalse();
    }

    @Test
    void swaggerUiHealthAndMetricsAreServed() {
        assertThat(given().get("/q/swagger-ui/").asString()).contains("swagger-ui");
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
        Api.get("/v1/schema");
        assertThat(given().get("/q/metrics").asString()).contains("http_server_requests_seconds_count");
    }

    private static JsonNode contract() throws IOException {
        if (contract == null) {
            contract = new ObjectMapper()
                    .readTree(given().get("/q/openapi?format=json").asString());
        }
        return contract;
    }

    /** The node itself, or what it refers to. */
    private static JsonNode resolved(JsonNode node) throws IOException {
        return node.has("$ref") ? resolve(node.path("$ref").asText()) : node;
    }

    private static JsonNode resolve(String reference) throws IOException {
        return contract().at(reference.substring(1));
    }

    private static List<JsonNode> operations() throws IOException {
        return StreamSupport.stream(contract().path("paths").spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                .filter(operation -> operation.has("operationId"))
                .toList();
    }
}
