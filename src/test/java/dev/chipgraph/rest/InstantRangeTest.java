package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java knows instants a year earlier and later than the database does. */
@QuarkusTest
@ExtendWith(Api.class)
class InstantRangeTest {

    private static final String FIRST = "-999999999-01-01T00:00:00Z";
    private static final String LAST = "+999999999-12-31T23:59:59.999999999Z";

    @ParameterizedTest
    @CsvSource({
        "/v1/companies, updatedSince",
        "/v1/entities, updatedSince",
        "/v1/entities, knownAt",
        "/v1/entities/kfia, knownAt",
        "/v1/changes, since"
    })
    void inTheQuery(String path, String parameter) {
        assertThat(get(path, parameter, LAST).statusCode()).isIn(200, 404);
        assertThat(get(path, parameter, FIRST).statusCode()).isIn(200, 404);
        assertOutOfRange(problem(400, path, parameter, "+1000000000-12-31T23:59:59.999999999Z"), "query", parameter);
        assertOutOfRange(problem(400, path, parameter, "-1000000000-01-01T00:00:00Z"), "query", parameter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/v1/match; knownAt; {\"queries\": [{\"name\": \"kfia\"}], \"knownAt\": \"%s\"}",
                "/v1/patterns; knownAt; {\"nodes\": {\"a\": {}}, \"edges\": [], \"return\": [\"a\"], \"knownAt\": \"%s\"}",
                "/v1/patterns; nodes.a.where.updatedAt; {\"nodes\": {\"a\": {\"where\": {\"updatedAt\": {\"gt\": \"%s\"}}}}, \"edges\": [], \"return\": [\"a\"]}",
                "/v1/keys; expiresAt; {\"name\": \"Late\", \"role\": \"reader\", \"expiresAt\": \"%s\"}"
            })
    void inTheBody(String path, String field, String body) {
        var refused = admin().contentType(Request.JSON)
                .body(body.formatted("+1000000000-12-31T23:59:59.999999999Z"))
                .post(path);

        assertOutOfRange(problem(400, refused), "body", field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P999999999Y", "P1000000000Y", "PT9999999999999999H"})
    void anAgeThatNoInstantIsReached(String duration) {
        problem(
                400,
                admin().contentType(Request.JSON)
                        .body("{\"name\": \"Late\", \"role\": \"reader\", \"expiresIn\": \"%s\"}".formatted(duration))
                        .post("/v1/keys"));
        assertThat(given().get("/v1/changes?limit=1").statusCode()).isEqualTo(200);
    }

    private static void assertOutOfRange(Json problem, String in, String field) {
        assertThat(problem.getString("violations[0].in")).isEqualTo(in);
        assertThat(problem.getString("violations[0].field")).startsWith(field);
        assertThat(problem.getString("violations[0].message")).contains("from " + FIRST + " to " + LAST);
    }
}
