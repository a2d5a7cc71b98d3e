package dev.chipgraph.change;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.editor;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restoring what never was, and where a violation says that the wrong value is. */
@QuarkusTest
@ExtendWith(Api.class)
class FormerStatesTest {

    private static final String EVIDENCE = "\"evidence\":[{\"source\":\"former-paper\"}]";

    @Inject
    Graph graph;

    @AfterEach
    void remove() {
        Leftovers.remove(graph, "former-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/relationships/supplies-0000000000000/restore",
                "/v1/relationships/nonsense/restore",
                "/v1/entities/former-nobody/history/1/restore",
                "/v1/entities/former-nobody/unmerge"
            })
    void anIdThatNeverWasIsNotFound(String path) {
        assertThat(problem(404, admin().post(path)).getString("type")).isEqualTo("/problems/unknown-reference");
    }

    @Test
    void aStateThatNeverWasIsAMistakeInThePath() {
        create("sources", "former-paper", "");

        assertViolation(editor().post("/v1/entities/former-paper/history/99/restore"), "path", "version");
        assertViolation(admin().post("/v1/entities/former-paper/unmerge"), "path", "id");
    }

    @Test
    void aStateThatNoLongerFitsIsAMistakeInThePath() {
        create("sources", "former-paper", "");
        create("sectors", "former-topic", "," + EVIDENCE);
        create("companies", "former-a", "," + EVIDENCE);
        create("companies", "former-b", "," + EVIDENCE);
        String relationship = write(
                        "{\"from\":\"former-a\",\"type\":\"SUPPLIES\",\"to\":\"former-b\",%s}".formatted(EVIDENCE))
                .post("/v1/relationships")
                .jsonPath()
                .getString("id");
        delete("/v1/relationships/" + relationship);
        delete("/v1/entities/former-topic");
        delete("/v1/entities/former-a");
        delete("/v1/entities/former-b");
        delete("/v1/entities/former-paper");

        assertViolation(editor().post("/v1/entities/former-topic/history/1/restore"), "path", "version");
        assertViolation(editor().post("/v1/relationships/" + relationship + "/restore"), "path", "id");
    }

    @Test
    void anEntityThatIsPutIsOfTheKindAndHasTheIdOfThePath() {
        create("sources", "former-paper", "");
        String entity = "{\"name\":\"Former\",%s}".formatted(EVIDENCE);

        assertViolation(write(entity).header("If-Match", "*").put("/v1/companies/former-paper"), "path", "kind");
        assertViolation(write(entity).put("/v1/companies/Former_Firm"), "path", "ref");
        assertViolation(
                write("{\"id\":\"former-x\",\"name\":\"Former\",%s}".formatted(EVIDENCE))
                        .put("/v1/companies/former-firm"),
                "body",
                "id");
    }

    @Test
    void oneRelationshipIsToldInTheSingular() {
        create("sources", "former-paper", "");
        create("companies", "former-a", "," + EVIDENCE);
        create("companies", "former-b", "," + EVIDENCE);
        write("{\"from\":\"former-a\",\"type\":\"SUPPLIES\",\"to\":\"former-b\",%s}".formatted(EVIDENCE))
                .post("/v1/relationships")
                .expecting(201);

        Response refused = editor().header("If-Match", "*").delete("/v1/companies/former-a");

        assertThat(problem(409, refused).getString("detail")).contains("1 relationship leads to or from it");
    }

    private static void assertViolation(Response refused, String in, String field) {
        var problem = problem(400, refused);
        assertThat(problem.getString("violations[0].in")).isEqualTo(in);
        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
    }

    private static void create(String kind, String id, String more) {
        write("{\"id\":\"%s\",\"name\":\"%s\"%s}".formatted(id, id.replace('-', ' '), more))
                .post("/v1/" + kind)
                .expecting(201);
    }

    private static void delete(String path) {
        editor().header("If-Match", "*").delete(path).expecting(200);
    }

    private static Request write(String body) {
        return editor().contentType(Request.JSON).body(body);
    }
}
