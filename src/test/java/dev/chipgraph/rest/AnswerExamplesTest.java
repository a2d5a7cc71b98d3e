package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.ExampleFile;
import dev.chipgraph.PublishedContract;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract shows what each operation that reads answers to its example. Runs before tests that add to the graph. */
@Order(1)
@QuarkusTest
@ExtendWith(Api.class)
class AnswerExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("Example: `GET ([^`]+)`");

    /** A row without a source, and a firm that the graph has by another spelling. */
    private static final String RECORDS = """
            {"source":{"id":"example-paper","name":"Example paper"}}
            {"entity":{"kind":"company","name":"Amkor Technologies","evidence":[{"source":"example-paper"}]}}
            {"entity":{"kind":"company","name":"Example firm","evidence":[{"source":"nowhere"}]}}
            """;

    @Test
    void everyReadOperationShowsItsAnswer() throws IOException {
        JsonNode contract = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString());
        String key = created(Map.of("name", "Example", "role", "reader")).getString("key.id");
        String job = imported();
        var answers = new TreeMap<String, JsonNode>();
        contract.path("paths").properties().forEach(path -> {
            JsonNode operation = path.getValue().path("get");
            JsonNode content = operation.path("responses").path("200").path("content");
            // The bundled data has no university.
            boolean bundled = !operation.path("operationId").asText().equals("getUniversity");
            if (bundled
                    && (content.has(Request.JSON)
                            || operation.at("/responses/200/$ref").isTextual())) {
                var url = EXAMPLE.matcher(operation.path("description").asText());
                assertThat(url.find()).as(path.getKey()).isTrue();
                String id = path.getKey().startsWith("/v1/keys") ? key : job;
                answers.put(
                        operation.path("operationId").asText(),
                        answer(
                                path.getKey().contains("{id}") && operation.has("security")
                                        ? path.getKey().replace("{id}", id)
                                        : url.group(1)));
            }
        });
        answers.put("askPattern", posted(contract, "/v1/patterns"));
        answers.put("match", posted(contract, "/v1/match"));
        assertThat(Api.admin().delete("/v1/keys/" + key).statusCode()).isEqualTo(204);

        ExampleFile.compare("answers.json", answers);
    }

    private static JsonNode answer(String url) {
        return cut("GET", url, Api.admin().accept(Request.JSON).get(url));
    }

    private static JsonNode posted(JsonNode contract, String path) {
        JsonNode body = contract.path("paths")
                .path(path)
                .at("/post/requestBody/content/application~1json/examples")
                .findValue("value");
        return cut(
                "POST",
                path,
                given().contentType(Request.JSON).body(body.toString()).post(path));
    }

    /** The answer with few items, which follows the contract as the whole one does. */
    private static JsonNode cut(String method, String url, Response response) {
        assertThat(response.statusCode()).as("%s %s", url, response.asString()).isEqualTo(200);
        JsonNode answer = ExampleFile.cut(response.asString());
        PublishedContract.check(method, URI.create(url.replace(" ", "%20")), 200, response.headers(), answer::toString);
        return answer;
    }

    private static dev.chipgraph.http.Json created(Map<String, Object> key) {
        return Api.admin()
                .contentType(Request.JSON)
                .body(key)
                .post("/v1/keys")
                .expecting(201)
                .jsonPath();
    }

    /** An import that changes nothing. */
    private static String imported() {
        String id = Api.admin()
                .contentType("multipart/form-data")
                .multiPart("file", "records.ndjson", RECORDS.getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports?dryRun=true&mode=lenient&name=Example")
                .expecting(202)
                .jsonPath()
                .getString("id");
        String path = "/v1/imports/" + id;
        while (List.of("queued", "checking", "loading")
                .contains(Api.admin().get(path).jsonPath().getString("state"))) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return id;
    }
}
