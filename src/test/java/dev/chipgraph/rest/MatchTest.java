package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in a body are matched; a body that cannot be read is a problem that says where and why. */
@QuarkusTest
@ExtendWith(Api.class)
class MatchTest {

    @Test
    void namesAreMatchedInOrder() {
        Response response = post(Map.of(
                "queries",
                List.of(
                        Map.of("name", "Samsng"),
                        Map.of("name", "hiep hoi cong nghiep thiet ke chip han quoc"),
                        Map.of("name", "Ninh Binh", "kind", "place"),
                        Map.of("name", "Amkor", "country", "VN"),
                        Map.of("name", "(")),
                "limit",
                1));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonPath answer = response.jsonPath();
        assertThat(answer.getList("items.query.name"))
                .hasSize(5)
                .startsWith("Samsng")
                .endsWith("(");
        assertThat(answer.getList("items.candidates.entity.id"))
                .containsExactly(List.of("samsung"), List.of("kfia"), List.of("ninh-binh"), List.of(), List.of());
        assertThat(answer.getFloat("items[0].candidates[0].score")).isBetween(0.9f, 0.999f);
        assertThat(answer.getFloat("items[1].candidates[0].score")).isEqualTo(1);
        assertThat(answer.getMap("items[0].query")).containsOnlyKeys("name");
    }

    @Test
    void aHundredNamesAtOnce() {
        var names = Collections.nCopies(100, Map.of("name", "Đồng Văn I"));

        assertThat(post(Map.of("queries", names)).jsonPath().getList("items.collect { it.candidates[0].entity.id }"))
                .hasSize(100)
                .containsOnly("dong-van-i-industrial-park");
        assertThat(problem(400, post(Map.of("queries", Collections.nCopies(101, Map.of("name", "x")))))
                        .getString("violations[0].message"))
                .contains("1 to 100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"queries\": [{\"name\": \"Sams | line 1, column",
                "{\"queries\": [{\"name\": \"Samsung\"} | line 1, column",
                "{\"queries\": [{\"name\": \"x\"}]} trailing | line 1, column",
                "nonsense | line 1, column",
                "{'queries': []} | line 1, column"
            })
    void aBodyThatIsNoJson(String body, String where) {
        JsonPath problem = problem(400, send(body));

        assertThat(problem.getString("type")).isEqualTo("/problems/malformed-body");
        assertThat(problem.getString("detail")).contains("not valid JSON", where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body | is required",
                "null | body | is required",
                "[] | body | wrong type",
                "{} | queries | is required",
                "{\"queries\": 5} | queries | wrong type",
                "{\"queries\": []} | queries | 1 to 100",
                "{\"queries\": [null]} | queries[0] | must not be null",
                "{\"queries\": [{\"nam\": \"x\"}]} | queries[0].nam | allowed are country, kind, name",
                "{\"querys\": []} | querys | allowed are limit, queries",
                "{\"queries\": [{}]} | queries[0].name | is required",
                "{\"queries\": [{\"name\": \" \"}]} | queries[0].name | is required",
                "{\"queries\": [{\"name\": \"x\", \"kind\": \"firm\"}]} | queries[0].kind | must be one of company",
                "{\"queries\": [{\"name\": \"x\", \"country\": \"Vietnam\"}]} | queries[0].country | ISO 3166-1",
                "{\"queries\": [{\"name\": \"x\"}], \"limit\": 0} | limit | from 1 to 20",
                "{\"queries\": [{\"name\": \"x\"}], \"limit\": \"many\"} | limit | wrong type"
            })
    void aBodyThatDoesNotFit(String body, String field, String message) {
        JsonPath problem = problem(400, send(body));

        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-request");
        assertThat(problem.getString("violations[0].in")).isEqualTo("body");
        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    @Test
    void anotherFormatOrMethod() {
        problem(415, given().contentType("text/plain").body("KFIA").post("/v1/match"));
        assertThat(problem(405, given().delete("/v1/match")).getString("detail"))
                .isNotBlank();
    }

    private static Response post(Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/v1/match");
    }

    private static Response send(String body) {
        return given().contentType(ContentType.JSON)
                .body(body == null ? "" : body)
                .post("/v1/match");
    }
}
