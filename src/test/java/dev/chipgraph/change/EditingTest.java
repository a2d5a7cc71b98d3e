package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.change.edit.EditRehearsal;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Property;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Creating, replacing and patching entities of every kind. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditingTest extends EditingFixture {

    @Inject
    EditRehearsal rehearsal;

    @Test
    void aRehearsalLeavesNothingBehind() {
        long nodes = nodes();

        unchanged(() -> rehearsal.warmUp("kfia", null, null));

        assertThat(nodes()).isEqualTo(nodes);
    }

    private long nodes() {
        var count = new Statement("count", "MATCH (n) RETURN count(n) AS nodes");
        return graph.read(count, Map.of(), Languages.accepting(null), row -> row.number("nodes"))
                .getFirst();
    }

    // Entities of every kind

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsCreatedReplacedPatchedDeletedAndBroughtBack(Kind kind) {
        String id = "edit-least-" + kind.wire();
        String path = "/v1/" + kind.path() + "/" + id;

        Response created =
                created(kind.path(), "{\"id\":\"%s\",\"name\":\"Edit least %s\",%s}".formatted(id, number++, EVIDENCE));

        assertThat(created.header("Location")).endsWith(path);
        assertThat(created.jsonPath().getInt("version")).isEqualTo(1);
        assertThat(json(path, "include", "evidence").getMap(""))
                .isEqualTo(created.jsonPath().getMap(""));

        Response put = editor().header("If-Match", created.header("ETag"))
                .body("{\"name\":\"Edit other %s\",%s}".formatted(number++, EVIDENCE))
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(put.jsonPath().getInt("version")).isEqualTo(2);
        String name = put.jsonPath().getString("name");
        assertThat(json(path).getString("name")).isEqualTo(name).startsWith("Edit other");

        Response patched = editor().header("If-Match", put.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"description\":\"Described.\",\"tags\":[\"edit\"]}")
                .patch("/v1/entities/" + id);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(json(path).getString("description")).isEqualTo("Described.");
        assertThat(json(path).getString("name")).isEqualTo(name);

        problem(428, editor().delete(path));
        Response deleted = editor().header("If-Match", patched.header("ETag")).delete(path);
        assertThat(deleted.statusCode()).as(deleted.asString()).isEqualTo(200);
        assertThat(deleted.jsonPath().getString("id")).isEqualTo(id);
        assertThat(problem(410, path).getString("type")).isEqualTo("/problems/gone");

        Response restored = editor().post("/v1/entities/{id}/history/2/restore", id);
        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(json(path).getString("name")).isEqualTo(name);
        assertThat(json(path, "include", "evidence").getList("evidence")).hasSize(1);
        assertThat(json("/v1/entities/{id}/history".replace("{id}", id)).getList("items.change"))
                .startsWith("restored", "deleted")
                .endsWith("created");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyPropertyComesBackAsItWasSentAndCanBeSentBack(Kind kind) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", "edit-full-" + kind.wire());
        body.put("name", "Edit full \uD83D\uDCA5 Đặng " + number++);
        body.put("names", List.of(Map.of("value", "Tên đầy đủ " + number++, "lang", "vi", "type", "official")));
        body.put("description", "=1+1\tand \"more\"\nof it");
        body.put("sameAs", List.of("edit:" + kind.wire()));
        body.put("tags", List.of("edit", "b"));
        body.put("attributes", Map.of("Any key, even 'this`", "any value"));
        kind.properties().forEach(property -> body.put(property.name(), sample(property)));
        body.put(
                "evidence",
                List.of(
                        Map.of(
                                "source", "edit-letter",
                                "locator", "p1",
                                "quote", "„So.“",
                                "statement", "Says so.",
                                "confidence", 0.75,
                                "extractor", "hand"),
                        Map.of("source", "edit-paper", "locator", "p2", "claims", Map.of("anything", Map.of("a", 1)))));

        Response created = editor().body(body).post("/v1/" + kind.path());

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String path = "/v1/entities/" + body.get("id");
        Response read = get(path, "include", "evidence");
        Map<String, Object> shown = read.jsonPath().getMap("");
        body.forEach((field, value) -> {
            if (!field.equals("evidence")) {
                assertThat(shown.get(field)).as(field).isEqualTo(plain(value));
            }
        });
        assertThat(read.jsonPath().getList("evidence.source.id")).containsExactly("edit-letter", "edit-paper");
        assertThat(read.jsonPath().getDouble("evidence[0].confidence")).isEqualTo(0.75);
        assertThat(read.jsonPath().getString("evidence[0].quote")).isEqualTo("„So.“");
        assertThat(read.jsonPath().getInt("evidence[1].claims.anything.a")).isEqualTo(1);

        unchanged(() -> {
            Response same = editor().header("If-Match", read.header("ETag"))
                    .body(read.asString())
                    .put("/v1/" + kind.path() + "/" + body.get("id"));
            assertThat(same.statusCode()).as(same.asString()).isEqualTo(200);
            assertThat(same.jsonPath().getInt("version")).isEqualTo(1);
        });
    }

    /** A value as it is after a journey as JSON. */
    private static Object plain(Object value) {
        return Json.from(new ObjectMapper().valueToTree(Map.of("value", value)).toString())
                .get("value");
    }

    private static Object sample(Property property) {
        Object one =
                switch (property.type()) {
                    case TEXT ->
                        switch (property.name()) {
                            case "currency" -> "VND";
                            case "language" -> "zh-Hant";
                            case "isoCode" -> "XX-1";
                            default -> "Edit " + property.name();
                        };
                    case CHOICE -> property.values().getLast();
                    case DATE -> "2024-02-29";
                    case NUMBER -> 12.5;
                    case MONEY -> Map.of("min", 1, "max", 2.5, "currency", "USD");
                    case LOCATION -> Map.of("lat", -10.5, "lon", 106.25);
                };
        return property.many() ? List.of(one) : one;
    }

    @Test
    void anIdIsMadeOfTheNameUnlessOneIsGiven() {
        String body = "{\"name\":\"Edit Đồng Nai %s\",%s}".formatted("x", EVIDENCE);

        String first = created("sectors", body).jsonPath().getString("id");
        String second = created("sectors", body).jsonPath().getString("id");

        assertThat(first).isEqualTo("edit-dong-nai-x");
        assertThat(second).isEqualTo("edit-dong-nai-x-2");
    }

    @Test
    void putMakesWhatIsNotThere() {
        String body = "{\"name\":\"Edit put\",%s}".formatted(EVIDENCE);
        unchanged(() -> problem(412, editor().header("If-Match", "*").body(body).put("/v1/sectors/edit-put")));

        Response created = editor().header("If-None-Match", "*").body(body).put("/v1/sectors/edit-put");

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/v1/sectors/edit-put");
        unchanged(() -> {
            problem(412, editor().header("If-None-Match", "*").body(body).put("/v1/sectors/edit-put"));
            problem(428, editor().body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-None-Match", "\"1-a\"").body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-Match", "nonsense").body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-Match", "*").body(body).put("/v1/products/edit-put"));
            problem(400, editor().header("If-None-Match", "*").body(body).put("/v1/sectors/Edit put"));
        });
        assertThat(editor().header("If-Match", "*")
                        .body(body.replace("Edit put", "Edit put 2"))
                        .put("/v1/sectors/edit-put")
                        .jsonPath()
                        .getString("name"))
                .isEqualTo("Edit put 2");
    }
}
