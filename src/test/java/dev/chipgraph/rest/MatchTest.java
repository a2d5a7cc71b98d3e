package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        Map.of("name", "Amkor", "country", "JP"),
                        Map.of("name", "(")),
                "limit",
                1));

        assertThat(response.statusCode()).isEqualTo(200);
        Json answer = response.jsonPath();
        assertThat(answer.getList("items.query.name"))
                .hasSize(5)
                .startsWith("Samsng")
                .endsWith("(");
        assertThat(answer.getList("items.candidates.entity.id"))
                .containsExactly(
                        List.of("samsung"), List.of("kfia"), List.of("ninh-binh"), List.of("amkor"), List.of());
        assertThat(answer.getDouble("items[0].candidates[0].score")).isBetween(0.5, 0.9);
        assertThat(answer.getDouble("items[1].candidates[0].score")).isEqualTo(1);
        assertThat(answer.getDouble("items[3].candidates[0].score"))
                .as("the country is another")
                .isEqualTo(0.6);
        assertThat(answer.getMap("items[0].query")).containsOnlyKeys("name");
    }

    @Test
    void fiveHundredNamesAtOnce() {
        var names = Collections.nCopies(500, Map.of("name", "Đồng Văn I"));

        assertThat(post(Map.of("queries", names)).jsonPath().<List<String>>getList("items.candidates.entity.id"))
                .extracting(List::getFirst)
                .hasSize(500)
                .containsOnly("dong-van-i-industrial-park");
        assertThat(problem(400, post(Map.of("queries", Collections.nCopies(501, Map.of("name", "x")))))
                        .getString("violations[0].message"))
                .contains("1 to 500");
    }

    @Test
    void fiveHundredMisspeltNamesAtOnce() {
        List<String> names = json("/v1/entities", "validAt", "all", "limit", 500, "fields", "name")
                .getList("items.name");
        var misspelt =
                names.stream().map(name -> Map.of("name", misspelt(name))).toList();

        List<List<String>> found = post(Map.of("queries", misspelt)).jsonPath().getList("items.candidates.entity.name");

        assertThat(found).hasSize(500);
        assertThat(IntStream.range(0, 500).filter(i -> found.get(i).contains(names.get(i))))
                .as("nearly all are found")
                .hasSizeGreaterThan(450);
    }

    /** With a letter of its longest word left out. */
    private static String misspelt(String name) {
        String longest = Arrays.stream(name.split(" ", -1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
        return longest.length() < 5 ? name : name.replace(longest, longest.substring(0, 2) + longest.substring(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "samsung AND",
                "\\\"",
                "\\u0000",
                "\\ud800",
                "samsung\\udc00",
                "🙂",
                "key:x",
                "/.*/",
                "Inc.",
                "Ltd Co"
            })
    void whateverIsInANameIsJustText(String name) {
        assertThat(send("{\"queries\": [{\"name\": \"%s\"}]}".formatted(name)).statusCode())
                .isEqualTo(200);
        assertThat(send("{\"queries\": [{\"name\": \"%s\"}]}".formatted("abc ".repeat(100)))
                        .statusCode())
                .isEqualTo(200);
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
        Json problem = problem(400, send(body));

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
                "{\"queries\": []} | queries | 1 to 500",
                "{\"queries\": [null]} | queries[0] | must not be null",
                "{\"queries\": [{\"nam\": \"x\"}]} | queries[0].nam | allowed are country, identifiers, kind, mode, name",
                "{\"querys\": []} | querys | allowed are knownAt, limit, queries, validAt",
                "{\"queries\": [{}]} | queries[0].name | is required",
                "{\"queries\": [{\"name\": \" \"}]} | queries[0].name | is required",
                "{\"queries\": [{\"name\": \"x\", \"kind\": \"firm\"}]} | queries[0].kind | must be one of company",
                "{\"queries\": [{\"name\": \"x\", \"country\": \"Vietnam\"}]} | queries[0].country | ISO 3166-1",
                "{\"queries\": [{\"name\": \"x\", \"mode\": \"part\"}]} | queries[0].mode | must be one of whole, within",
                "{\"queries\": [{\"name\": \"x\", \"identifiers\": [\"Q20718\"]}]} | queries[0].identifiers[0] | wikidata:Q20718",
                "{\"queries\": [{\"name\": \"x\"}], \"limit\": 0} | limit | from 1 to 20",
                "{\"queries\": [{\"name\": \"x\"}], \"limit\": \"many\"} | limit | wrong type"
            })
    void aBodyThatDoesNotFit(String body, String field, String message) {
        Json problem = problem(400, send(body));

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

    @Test
    void aTableHasARowForEachCandidateAndOneForANameWithout() {
        String body = """
                {"queries": [{"name": "Ninh Bình"}, {"name": "Nobody Of That Name", "country": "VN"}], "limit": 2}""";

        var lines = given().contentType(Request.JSON)
                .body(body)
                .post("/v1/match?format=csv")
                .asString()
                .lines()
                .toList();
        var rows = given().contentType(Request.JSON)
                .accept("application/x-ndjson")
                .body(body)
                .post("/v1/match")
                .asString()
                .lines()
                .map(Json::from)
                .toList();

        assertThat(lines.getFirst())
                .startsWith(
                        "\uFEFFquery.name,query.kind,query.country,query.identifiers,query.mode,rank,candidate.entity.id");
        assertThat(lines.subList(1, lines.size()))
                .hasSize(3)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Ninh Bình,,,,,1,ninh-binh,place,"),
                        second -> assertThat(second).startsWith("Ninh Bình,,,,,2,ninh-binh-until-2025,place,"),
                        none -> assertThat(none).startsWith("Nobody Of That Name,,VN,,,0,,"));
        assertThat(rows).extracting(row -> row.getInt("rank")).containsExactly(1, 2, 0);
        assertThat(rows.getFirst().getString("candidate.entity.id")).isEqualTo("ninh-binh");
    }

    @Test
    void namesOnADateAndAsTheyWereKnown() {
        String query = "{\"queries\": [{\"name\": \"Ninh Bình\"}]%s}";

        assertThat(send(query.formatted(", \"knownAt\": \"2020-01-01\""))
                        .jsonPath()
                        .getList("items[0].candidates"))
                .isEmpty();
        assertThat(send(query.formatted(", \"validAt\": \"2025-06-30\""))
                        .jsonPath()
                        .getList("items[0].candidates.entity.id"))
                .startsWith("ninh-binh-until-2025");
        assertThat(problem(400, send(query.formatted(", \"validAt\": \"soon\"")))
                        .getString("violations[0].field"))
                .isEqualTo("validAt");
    }

    private static Response post(Object body) {
        return given().contentType(Request.JSON).body(body).post("/v1/match");
    }

    private static Response send(String body) {
        return given().contentType(Request.JSON).body(body == null ? "" : body).post("/v1/match");
    }
}
