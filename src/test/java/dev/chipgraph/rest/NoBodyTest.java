package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.problem;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that need a JSON object get nothing, or something else. */
@QuarkusTest
@ExtendWith(Api.class)
class NoBodyTest {

    private static final String JSON = "application/json";
    private static final String PATCH = "application/merge-patch+json";

    @ParameterizedTest
    @CsvSource({
        "PATCH, /v1/entities/kfia",
        "PATCH, /v1/associations/kfia",
        "PATCH, /v1/relationships/{relationship}",
        "PATCH, /v1/evidence/{evidence}",
        "PUT, /v1/associations/kfia",
        "PUT, /v1/relationships/{relationship}",
        "PUT, /v1/evidence/{evidence}",
        "POST, /v1/companies",
        "POST, /v1/relationships",
        "POST, /v1/entities/kfia/evidence",
        "POST, /v1/entities/kfia/merge",
        "POST, /v1/relationships/{relationship}/evidence",
        "POST, /v1/match",
        "POST, /v1/patterns",
        "POST, /v1/keys"
    })
    void nothingThatIsAnObject(String method, String template) {
        var relationship = Api.json("/v1/entities/kfia/relationships", "include", "evidence");
        String path = template.replace("{relationship}", relationship.getString("items[0].id"))
                .replace("{evidence}", relationship.getString("items[0].evidence[0].id"));

        for (String type : method.equals("PATCH") ? new String[] {PATCH, JSON} : new String[] {JSON}) {
            problem(400, request().contentType(type).request(method, path));
            for (String body : new String[] {"", " ", "null", "\"x\"", "[]", "1"}) {
                problem(400, request().contentType(type).body(body).request(method, path));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/gzip"})
    void anImportOfNothing(String type) {
        problem(400, admin().contentType(type).post("/v1/imports?mapping=nonsense"));
        problem(400, admin().contentType(type).put("/v1/imports/empty.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--x--\r\n"})
    void aFormWithoutFiles(String body) {
        problem(
                400,
                admin().contentType("multipart/form-data; boundary=x")
                        .body(body.getBytes(UTF_8))
                        .post("/v1/imports"));
    }

    private static Request request() {
        return admin().header("If-Match", "*");
    }
}
