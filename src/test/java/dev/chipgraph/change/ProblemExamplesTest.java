package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.Api;
import dev.chipgraph.ExampleFile;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import dev.chipgraph.rest.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract shows a problem document of every type that a request can provoke. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Api.class)
class ProblemExamplesTest extends EditingFixture {

    /** They need an overload, a failure, a slow or a huge request, or another configuration. */
    private static final Set<String> NOT_PROVOKED = Set.of(
            "too-many-requests",
            "too-expensive",
            "internal",
            "database-unavailable",
            "body-too-slow",
            "too-large",
            "last-admin-key",
            "uri-too-long",
            "headers-too-large",
            "malformed-request");

    private final TreeMap<String, JsonNode> problems = new TreeMap<>();

    @Test
    void everyProblemIsShown() throws IOException {
        ofRequests();
        ofConflicts();
        ofChanges();

        assertThat(problems.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .filter(type -> !NOT_PROVOKED.contains(type))
                        .toList());
        ExampleFile.compare("problems.json", problems);
    }

    private void ofRequests() {
        add(get("/v1/companies?colour=red"));
        add(given().contentType(Request.JSON).body("{").post("/v1/patterns"));
        add(given().contentType(Request.JSON).body("{}").post("/v1/companies"));
        add(Api.with("reader").contentType(Request.JSON).body("{}").post("/v1/companies"));
        add(get("/v1/firms"));
        add(get("/v1/entities/name:Samsng"));
        add(Api.admin().get("/v1/keys/newsroom-3f9a1c"));
        add(given().post("/v1/schema"));
        add(given().accept("image/png").get("/v1/schema"));
        add(given().contentType("text/plain").body("FPT").post("/v1/match"));
        add(get("/v1/entities/name:Ninh Binh?validAt=2025"));
    }

    private void ofConflicts() {
        add(write("companies", "{\"name\":\"FPT\",%s}".formatted(EVIDENCE)));
        add(write("places", """
                {"name":"Edit place","sameAs":["wikidata:Q884"],%s}""".formatted(EVIDENCE)));
        add(write("relationships", """
                {"from":"vietnam","type":"PART_OF","to":"ninh-binh",%s}""".formatted(EVIDENCE)));
        add(editor().header("If-Match", "*").delete("/v1/associations/kfia"));
        add(editor().header("If-Match", "\"1-0000000000000000\"").body("{}").patch("/v1/associations/kfia"));
        add(editor().body("{}").patch("/v1/associations/kfia"));
    }

    private void ofChanges() {
        String merged = company();
        String parent = company();
        String moved = relate(merged, "SUBSIDIARY_OF", parent);
        add(write("relationships", """
                {"from":"%s","type":"SUBSIDIARY_OF","to":"%s",%s}""".formatted(merged, parent, EVIDENCE)));
        Request admin = Api.admin().contentType(Request.JSON).header("If-Match", "*");
        admin.body("{\"into\":\"%s\"}".formatted(company()))
                .post("/v1/entities/" + merged + "/merge")
                .expecting(200);
        delete("/v1/relationships/" + moved);
        add(Api.admin().post("/v1/entities/" + merged + "/unmerge"));
        add(get("/v1/relationships/" + moved));
        for (String name : new String[] {"Edit first", "Edit second"}) {
            Response response = editor().header("Idempotency-Key", "edit-example")
                    .body("{\"name\":\"%s\",%s}".formatted(name, EVIDENCE))
                    .post("/v1/sectors");
            if (response.statusCode() != 201) {
                add(response);
            }
        }
    }

    private static Response write(String path, String body) {
        return editor().body(body).post("/v1/" + path);
    }

    private void add(Response response) {
        String type = response.jsonPath().getString("type");
        assertThat(problems.put(type.substring(type.lastIndexOf('/') + 1), ExampleFile.cut(response.asString())))
                .as(type)
                .isNull();
    }
}
