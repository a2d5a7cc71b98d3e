package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deleting entities and restoring them. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletionTest extends EditingFixture {

    // Deletions

    @Test
    void whatWasDeletedIsGoneUnderEachPathButNotForgotten() {
        String firm = company();
        String partner = company();
        String relationship = relate(firm, "SUPPLIES", partner);
        String then = json("/v1/relationships/" + relationship).getString("recordedAt");

        unchanged(() -> {
            Json problem = problem(409, editor().header("If-Match", "*").delete("/v1/companies/" + firm));
            assertThat(problem.getString("type")).isEqualTo("/problems/referred-to");
            assertThat(problem.getList("referrers.id")).containsExactly(relationship);
        });
        Response deleted =
                editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm);
        assertThat(deleted.jsonPath().getList("relationships")).containsExactly(relationship);

        for (String path : List.of(
                "/v1/companies/ID",
                "/v1/entities/ID",
                "/v1/entities/ID/relationships",
                "/v1/entities/ID/graph",
                "/v1/organizations/ID/partners",
                "/v1/paths?from=ID&to=kfia",
                "/v1/paths?from=kfia&to=ID",
                "/v1/common?entity=ID&entity=kfia",
                "/v1/timeline?entity=ID")) {
            assertThat(problem(410, get(path.replace("ID", firm))).getString("type"))
                    .as(path)
                    .isEqualTo("/problems/gone");
        }
        problem(410, "/v1/relationships/" + relationship);
        problem(410, "/v1/relationships/" + relationship + "/evidence");
        unchanged(() -> {
            problem(
                    410,
                    editor().header("If-Match", "*")
                            .body("{\"description\":\"x\"}")
                            .patch("/v1/entities/" + firm));
            problem(
                    410,
                    editor().header("If-Match", "*")
                            .body("{\"name\":\"Edit x\",%s}".formatted(EVIDENCE))
                            .put("/v1/companies/" + firm));
            problem(410, editor().header("If-Match", "*").delete("/v1/entities/" + firm));
            problem(410, editor().body("{\"source\":\"edit-letter\"}").post("/v1/entities/" + firm + "/evidence"));
            problem(410, editor().header("If-Match", "*").delete("/v1/relationships/" + relationship));
            problem(
                    400,
                    editor().body("{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",%s}"
                                    .formatted(firm, partner, EVIDENCE))
                            .post("/v1/relationships"));
        });
        assertThat(json("/v1/entities/" + partner + "/relationships").getList("items"))
                .isEmpty();
        assertThat(json("/v1/entities/" + partner + "/relationships", "knownAt", then)
                        .getList("items.id"))
                .containsExactly(relationship);
        assertThat(json("/v1/companies/" + firm, "knownAt", then, "include", "evidence")
                        .getList("evidence"))
                .hasSize(1);
        assertThat(json("/v1/entities/" + firm + "/history").getList("items.change"))
                .startsWith("deleted")
                .endsWith("created");
    }

    @Test
    void whatWasDeletedComesBackWithItsRelationships() {
        String firm = company();
        String partner = company();
        String relationship = relate(firm, "SUPPLIES", partner);
        addEvidence(relationship, "{\"source\":\"edit-letter\",\"statement\":\"Too.\"}");
        var before = export(firm);
        editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm);
        assertThat(export(firm)).isEmpty();

        Response restored = editor().post("/v1/entities/{id}/history/1/restore", firm);

        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(export(firm)).isEqualTo(before);
        unchanged(() -> problem(400, editor().post("/v1/entities/{id}/history/99/restore", firm)));
    }

    @Test
    void whatComesBackHasSourcesThatAreThere() {
        created("sources", "{\"id\":\"edit-brief\",\"name\":\"Edit brief\"}");
        String id = "edit-brief-topic";
        created(
                "sectors",
                "{\"id\":\"%s\",\"name\":\"Edit topic\",\"evidence\":[{\"source\":\"edit-brief\"}]}".formatted(id));
        delete("/v1/sectors/" + id);
        delete("/v1/sources/edit-brief");

        unchanged(() -> assertThat(problem(400, editor().post("/v1/entities/{id}/history/1/restore", id))
                        .getString("violations[0].message"))
                .contains("edit-brief"));

        editor().post("/v1/entities/edit-brief/history/1/restore").expecting(200);
        editor().post("/v1/entities/{id}/history/1/restore", id).expecting(200);
    }

    @Test
    void anEarlierStateIsBroughtBackWithItsEvidence() {
        String id = sector();
        var first = export(id);
        patch(id, "{\"description\":\"Changed\",\"tags\":[\"x\"],\"evidence\":[{\"source\":\"edit-letter\"}]}");
        var second = export(id);
        assertThat(second).isNotEqualTo(first);

        unchanged(() -> problem(428, editor().post("/v1/entities/{id}/history/1/restore", id)));
        Response restored = editor().header("If-Match", "*").post("/v1/entities/{id}/history/1/restore", id);

        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(restored.jsonPath().getInt("version")).isEqualTo(3);
        assertThat(export(id)).isEqualTo(first);
        assertThat(editor().header("If-Match", restored.header("ETag"))
                        .post("/v1/entities/{id}/history/2/restore", id)
                        .statusCode())
                .isEqualTo(200);
        assertThat(export(id)).isEqualTo(second);
    }

    @Test
    void aSourceThatAloneSupportsSomethingStays() {
        created("sources", "{\"id\":\"edit-only\",\"name\":\"Edit only\"}");
        created(
                "sectors",
                "{\"id\":\"edit-only-topic\",\"name\":\"Edit only topic\",\"evidence\":[{\"source\":\"edit-only\"}]}");

        unchanged(() -> {
            for (boolean cascade : List.of(false, true)) {
                Json problem = problem(
                        409,
                        editor().header("If-Match", "*")
                                .queryParam("cascade", cascade)
                                .delete("/v1/sources/edit-only"));
                assertThat(problem.getString("detail")).contains("only source of edit-only-topic");
            }
        });
        addEvidence("edit-only-topic", "{\"source\":\"edit-letter\"}");
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete("/v1/sources/edit-only")));
        assertThat(editor().header("If-Match", "*")
                        .queryParam("cascade", true)
                        .delete("/v1/sources/edit-only")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json("/v1/sectors/edit-only-topic", "include", "evidence").getList("evidence.source.id"))
                .containsExactly("edit-letter");
    }

    @Test
    void whoIsSignedForStays() {
        String firm = company();
        created("people", "{\"id\":\"edit-signer\",\"name\":\"Edit Signer\",%s}".formatted(EVIDENCE));
        created("agreements", "{\"id\":\"edit-deal\",\"name\":\"Edit Deal\",%s}".formatted(EVIDENCE));
        Response signed = editor().body(
                        "{\"from\":\"edit-signer\",\"type\":\"SIGNED\",\"to\":\"edit-deal\",\"onBehalfOf\":\"%s\",%s}"
                                .formatted(firm, EVIDENCE))
                .post("/v1/relationships");
        assertThat(signed.statusCode()).as(signed.asString()).isEqualTo(201);

        unchanged(() -> problem(
                409,
                editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm)));
        assertThat(editor().header("If-Match", "*")
                        .body("{\"onBehalfOf\":null}")
                        .patch("/v1/relationships/" + signed.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);
        delete("/v1/companies/" + firm);
    }
}
