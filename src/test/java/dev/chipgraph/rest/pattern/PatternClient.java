package dev.chipgraph.rest.pattern;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static dev.chipgraph.rest.pattern.PatternJson.parse;
import static dev.chipgraph.rest.pattern.PatternJson.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sends patterns to the service. */
final class PatternClient {

    private PatternClient() {}

    static Response ask(Object body) {
        return given().contentType(Request.JSON).body(body.toString()).post("/v1/patterns");
    }

    static Response answer(Object body) {
        Response response = ask(body);
        assertThat(response.statusCode())
                .as("%s: %s", body, response.asString())
                .isEqualTo(200);
        return response;
    }

    /** The rows of an answer, each with its values in one line. */
    static List<String> rows(String pattern) {
        JsonNode answer = parse(answer(pattern).asString());
        return stream(answer.get("items"))
                .map(row -> row.properties().stream()
                        .map(cell -> cell.getValue().asText())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** All rows, page by page. */
    static List<JsonNode> all(ObjectNode pattern, int limit) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            var question = pattern.deepCopy().put("limit", limit);
            if (cursor != null) {
                question.put("cursor", cursor);
            }
            JsonNode page = parse(answer(question).asString());
            page.get("items").forEach(items::add);
            cursor = page.at("/page/next").textValue();
        } while (cursor != null);
        return items;
    }

    static void assertMistake(String body, String field, String message) {
        Json problem = problem(400, ask(body));

        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-request");
        assertThat(problem.getString("violations[0].in")).isEqualTo("body");
        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }
}
