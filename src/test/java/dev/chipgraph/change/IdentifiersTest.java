package dev.chipgraph.change;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An identifier of another scheme belongs to one entity. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentifiersTest extends EditingFixture {

    @Test
    void aSecondEntityCannotHaveTheSameIdentifier() {
        String first = identified("edit:Q1");
        String second = identified("edit:Q2");

        unchanged(() -> {
            refused(post("edit:Q1"), first);
            refused(post("EDIT:q1"), first);
            refused(
                    editor().header("If-Match", "*")
                            .body("{\"sameAs\":[\"edit:Q2\",\"edit:Q1\"]}")
                            .patch("/v1/entities/" + second),
                    first);
            refused(
                    editor().header("If-Match", "*")
                            .body("{\"name\":\"Edit other\",\"sameAs\":[\"edit:Q1\"],%s}".formatted(EVIDENCE))
                            .put("/v1/companies/" + second),
                    first);
        });
        assertThat(json("/v1/entities/edit:Q1").getString("id")).isEqualTo(first);
        patch(first, "{\"sameAs\":[\"edit:q1\"]}");
    }

    @Test
    void anIdentifierThatIsGivenUpIsFree() {
        String first = identified("edit:Q3");
        patch(first, "{\"sameAs\":[]}");
        String second = identified("edit:Q3");
        delete("/v1/entities/" + second);
        patch(first, "{\"sameAs\":[\"edit:Q3\"]}");

        refused(editor().post("/v1/entities/%s/history/1/restore".formatted(second)), first);
    }

    @Test
    void mergingMovesIdentifiersAndUndoingItMovesThemBack() {
        String kept = identified("edit:Q4");
        String gone = identified("edit:Q5");
        var admin = Api.admin().contentType("application/json").header("If-Match", "*");

        admin.body("{\"into\":\"%s\"}".formatted(kept))
                .post("/v1/entities/" + gone + "/merge")
                .expecting(200);
        refused(post("edit:Q5"), kept);
        Api.admin().post("/v1/entities/" + gone + "/unmerge").expecting(200);
        refused(post("edit:Q5"), gone);
    }

    private String identified(String identifier) {
        Response response = post(identifier);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private Response post(String identifier) {
        return editor().body("{\"name\":\"Edit identified %d\",\"sameAs\":[\"%s\"],%s}"
                        .formatted(number++, identifier, EVIDENCE))
                .post("/v1/companies");
    }

    private static void refused(Response response, String holder) {
        var problem = problem(409, response);
        assertThat(problem.getString("type")).isEqualTo("/problems/same-identifier");
        assertThat(problem.getList("suggestions.id")).containsExactly(holder);
        assertThat(problem.getString("detail")).contains("belongs to \"" + holder + "\"");
    }
}
