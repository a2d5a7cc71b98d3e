package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown paths and methods are told apart, before credentials are asked for, with what is known. */
@QuarkusTest
@ExtendWith(Api.class)
class RoutesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nowhere",
                "/v1/nowhere/at/all",
                "/nowhere",
                "/v1",
                "/v1/entities/kfia/nothing",
                "/v1/companies/kfia/investors",
                "/v1/company"
            })
    void unknownPathForAnyMethod(String path) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            Json problem = problem(404, given().request(method, path));

            assertThat(problem.getString("type")).isEqualTo("/problems/unknown-path");
            assertThat(problem.getString("detail")).contains("companies", "/v1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/organizations", "/v1/search", "/v1/organizations/kfia/partners", "/v1/schema"})
    void unknownMethod(String path) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            var response = given().contentType("application/json")
                    .body("{\"name\": \"cut in ha")
                    .request(method, path);
            assertThat(problem(405, response).getString("detail")).contains(method, "GET");
            assertThat(response.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v1/match                    | OPTIONS, POST",
                "PUT    | /v1/keys                     | GET, HEAD, OPTIONS, POST",
                "POST   | /v1/keys/some-key            | DELETE, GET, HEAD, OPTIONS",
                "PATCH  | /v1/companies                | GET, HEAD, OPTIONS, POST",
                "POST   | /v1/companies/samsung        | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "POST   | /v1/entities/name:A%2FB/     | DELETE, GET, HEAD, OPTIONS, PATCH",
                "PATCH  | /v1/imports/an-import        | DELETE, GET, HEAD, OPTIONS, PUT",
                "DELETE | /problems                    | GET, HEAD, OPTIONS"
            })
    void allowListsTheMethodsOfAResource(String method, String path, String allowed) {
        var response = given().encoded().request(method, path);

        assertThat(problem(405, response).getString("detail")).contains(allowed);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void everyMethodOfTheContractIsAllowed() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .path("paths");

        assertThat(paths).hasSizeGreaterThan(50);
        paths.properties().forEach(path -> {
            var response = given().request("TRACE", path.getKey().replaceAll("\\{\\w+}", "some"));

            assertThat(response.statusCode()).as(path.getKey()).isEqualTo(405);
            path.getValue().properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(key -> !key.equals("parameters"))
                    .forEach(method -> assertThat(response.header("Allow"))
                            .as(path.getKey())
                            .containsIgnoringCase(method));
        });
    }

    @Test
    void aMisspeltPathIsRecognised() {
        assertThat(problem(404, "/v1/company").getString("detail")).contains("did you mean /v1/companies?");
        assertThat(problem(404, "/v1/place/ninh-binh/investors").getString("detail"))
                .contains("did you mean /v1/places?");
        assertThat(problem(404, given().body("{").post("/v1/compagnies")).getString("detail"))
                .as("not that the method is wrong")
                .contains("did you mean /v1/companies?");
    }
}
