package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Edits of relationships and evidence, and what follows from them. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelationshipEditsTest extends EditingFixture {

    // Relationships

    @Test
    void aRelationshipIsAddedChangedDeletedAndBroughtBack() {
        String child = company();
        String parent = company();
        String body =
                "{\"from\":\"%s\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"%s\",\"share\":0.4,\"validFrom\":\"2020\",%s}"
                        .formatted(child, parent, EVIDENCE);
        Response created = editor().body(body).post("/v1/relationships");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String id = created.jsonPath().getString("id");
        String path = "/v1/relationships/" + id;
        assertThat(created.header("Location")).endsWith(path);

        unchanged(() -> {
            Json problem = problem(409, editor().body(body).post("/v1/relationships"));
            assertThat(problem.getList("referrers.id")).containsExactly(id);
            problem(428, editor().body(body).put(path));
            problem(
                    400,
                    editor().header("If-Match", "*").body("{\"to\":\"kfia\"}").patch(path));
            problem(
                    400,
                    editor().header("If-Match", "*")
                            .body("{\"type\":\"SUPPLIES\"}")
                            .patch(path));
            problem(400, editor().header("If-Match", "*").body("{\"share\":2}").patch(path));
            problem(
                    400,
                    editor().header("If-Match", "*").body("{\"evidence\":[]}").patch(path));
            Response read = get(path, "include", "evidence");
            assertThat(editor().header("If-Match", read.header("ETag"))
                            .body(read.asString())
                            .put(path)
                            .statusCode())
                    .as("what was read can be sent back")
                    .isEqualTo(200);
        });

        Response patched = editor().header("If-Match", created.header("ETag"))
                .body("{\"share\":0.6,\"validTo\":\"2024\"}")
                .patch(path);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(json(path).getDouble("share")).isEqualTo(0.6);
        assertThat(json(path, "include", "evidence").getList("evidence.extractor"))
                .containsExactlyInAnyOrder("curated", "decision", "decision");
        Response put = editor().header("If-Match", patched.header("ETag"))
                .body("{\"from\":\"%s\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"%s\",%s}"
                        .formatted(child, parent, EVIDENCE))
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(json(path).getMap("")).doesNotContainKeys("share", "validFrom", "validTo");
        unchanged(() ->
                problem(412, editor().header("If-Match", created.header("ETag")).delete(path)));

        var before = export(child);
        assertThat(editor().header("If-Match", put.header("ETag")).delete(path).statusCode())
                .isEqualTo(200);
        problem(410, path);
        Response restored = editor().post(path + "/restore");
        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(export(child)).isEqualTo(before);
        unchanged(() -> problem(409, editor().post(path + "/restore")));
        assertThat(json(path + "/history").getList("items.change")).contains("deleted", "updated", "created");
    }

    // Evidence

    @Test
    void evidenceOfAnEntityIsNotAddedAsThatOfARelationshipNorTheOtherWayRound() {
        String entity = sector();
        String relationship =
                json("/v1/entities/name:KFIA/relationships", "limit", 1).getString("items[0].id");
        String evidence = "{\"source\":\"edit-letter\"}";
        unchanged(() -> {
            problem(404, editor().body(evidence).post("/v1/relationships/" + entity + "/evidence"));
            problem(404, editor().body(evidence).post("/v1/entities/" + relationship + "/evidence"));
        });
    }

    @Test
    void theLastEvidenceStays() {
        String id = sector();
        String first = json("/v1/entities/" + id, "include", "evidence").getString("evidence[0].id");
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete("/v1/evidence/" + first)));

        Response added = addEvidence(id, "{\"source\":\"edit-letter\",\"locator\":\"p1\",\"statement\":\"Says so.\"}");
        String path = "/v1/evidence/" + added.jsonPath().getString("id");
        assertThat(added.header("Location")).endsWith(path);
        assertThat(json(path).getString("subject")).isEqualTo(id);
        unchanged(() -> {
            problem(
                    409,
                    editor().body("{\"source\":\"edit-letter\",\"locator\":\"p1\",\"statement\":\"Says so.\"}")
                            .post("/v1/entities/" + id + "/evidence"));
            problem(400, editor().body("{\"source\":\"edit-nobody\"}").post("/v1/entities/" + id + "/evidence"));
            problem(
                    400,
                    editor().header("If-Match", "*")
                            .body("{\"locator\":\"p9\"}")
                            .patch(path));
            problem(428, editor().body("{\"statement\":\"Other.\"}").patch(path));
            problem(428, editor().delete(path));
        });

        Response patched = editor().header("If-Match", added.header("ETag"))
                .body("{\"statement\":\"Other.\"}")
                .patch(path);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        unchanged(() -> problem(
                412,
                editor().header("If-Match", added.header("ETag"))
                        .body("{\"statement\":\"x\"}")
                        .patch(path)));
        Response put = editor().header("If-Match", patched.header("ETag"))
                .body("{\"source\":\"edit-letter\",\"locator\":\"p1\",\"quote\":\"New.\"}")
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(json(path).getMap("")).containsEntry("quote", "New.").doesNotContainKey("statement");

        assertThat(editor().header("If-Match", "*")
                        .delete("/v1/evidence/" + first)
                        .statusCode())
                .isEqualTo(200);
        problem(410, "/v1/evidence/" + first);
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete(path)));
    }

    @Test
    void sourcesThatDifferAreAConflictUntilTheyAgree() {
        String id = company();
        patch(
                id,
                "{\"size\":\"small\",\"evidence\":[{\"source\":\"edit-paper\",\"locator\":\"p1\",\"claims\":{\"size\":\"small\"}}]}");
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();

        Response added =
                addEvidence(id, "{\"source\":\"edit-letter\",\"confidence\":0.5,\"claims\":{\"size\":\"large\"}}");

        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        patch(id, "{\"size\":\"huge\"}");
        Json decided = json("/v1/entities/" + id, "include", "evidence");
        assertThat(decided.getString("size")).isEqualTo("huge");
        assertThat(decided.getList("conflicts")).isNull();
        editor().header("If-Match", "*")
                .delete("/v1/evidence/" + decided.getString("evidence.find { it.extractor == 'decision' }.id"))
                .expecting(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        String evidence = "/v1/evidence/" + added.jsonPath().getString("id");
        editor().header("If-Match", "*")
                .body("{\"claims\":{\"size\":\"small\"}}")
                .patch(evidence)
                .expecting(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();
        editor().header("If-Match", "*")
                .body("{\"claims\":{\"size\":\"large\"}}")
                .patch(evidence)
                .expecting(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        editor().header("If-Match", "*").delete(evidence).expecting(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
    }

    @Test
    void theCountryFollowsFromWhereThingsAre() {
        String firm = company();
        created("places", "{\"id\":\"edit-town\",\"name\":\"Edit Town\",%s}".formatted(EVIDENCE));
        String seat = relate(firm, "LOCATED_IN", "edit-town");
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();

        String within = relate("edit-town", "PART_OF", "vietnam");
        assertThat(json("/v1/entities/" + firm).getString("country")).isEqualTo("VN");
        assertThat(json("/v1/entities/edit-town").getString("country")).isEqualTo("VN");

        delete("/v1/relationships/" + within);
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();
        editor().post("/v1/relationships/" + within + "/restore").expecting(200);
        assertThat(json("/v1/entities/" + firm).getString("country")).isEqualTo("VN");
        delete("/v1/relationships/" + seat);
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();
    }
}
