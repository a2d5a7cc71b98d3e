package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The change feed, read in pages. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest extends FeedFixture {

    @Test
    void everythingThatIsDoneIsTold() {
        String from = end();
        String firm = create("companies");
        String other = create("companies");
        String relationship = editor().body(
                        "{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",%s}".formatted(firm, other, EVIDENCE))
                .post("/v1/relationships")
                .jsonPath()
                .getString("id");
        describe(firm);
        editor().header("If-Match", "*").body("{\"product\":\"chips\"}").patch("/v1/relationships/" + relationship);
        String evidence = editor().body("{\"source\":\"feed-paper\",\"locator\":\"p2\"}")
                .post("/v1/entities/" + firm + "/evidence")
                .jsonPath()
                .getString("id");
        editor().header("If-Match", "*").delete("/v1/evidence/" + evidence).expecting(200);
        editor().header("If-Match", "*")
                .delete("/v1/relationships/" + relationship)
                .expecting(200);
        admin().header("If-Match", "*")
                .body("{\"into\":\"%s\"}".formatted(other))
                .post("/v1/entities/" + firm + "/merge");
        admin().post("/v1/entities/" + firm + "/unmerge").expecting(200);
        editor().header("If-Match", "*").delete("/v1/entities/" + firm).expecting(200);
        editor().post("/v1/entities/" + firm + "/history/1/restore").expecting(200);

        var changes = json("/v1/changes", "cursor", from, "limit", 500);

        assertThat(changes.<Map<String, Object>>getList(
                        "items.findAll { it.record == 'entity' && it.id == '%s' }".formatted(firm)))
                .extracting(change -> change.get("change"))
                .containsExactly("created", "updated", "merged", "restored", "deleted", "restored");
        assertThat(changes.<Map<String, Object>>getList("items.findAll { it.id == '%s' }".formatted(relationship)))
                .extracting(change -> change.get("change") + " " + change.get("record") + " " + change.get("kind"))
                .containsExactly(
                        "created relationship SUPPLIES",
                        "updated relationship SUPPLIES",
                        "deleted relationship SUPPLIES");
        assertThat(changes.<Map<String, Object>>getList("items.findAll { it.id == '%s' }".formatted(evidence)))
                .allSatisfy(change ->
                        assertThat(change).containsEntry("subject", firm).containsEntry("record", "evidence"))
                .extracting(change -> change.get("change"))
                .startsWith("created", "deleted");
        assertThat(changes.getString("items.find { it.change == 'merged' }.into"))
                .isEqualTo(other);
        assertThat(changes.getList("items.by")).doesNotContainNull();
        inOrder(changes.getList("items"));
        assertThat(get(changes.getString("items.find { it.id == '%s' }.href".formatted(firm)))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Whatever the sizes of the pages: together they are the one great page. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void pagesOfAnySizesAreTheWhole(long seed) {
        var random = new Random(seed);
        String from = end();
        for (int i = 0; i < 15; i++) {
            String id = create(random.nextBoolean() ? "sectors" : "products");
            if (random.nextBoolean()) {
                describe(id);
            }
        }
        List<Map<String, Object>> whole =
                json("/v1/changes", "cursor", from, "limit", 500).getList("items");
        assertThat(whole).hasSizeGreaterThan(30);

        for (List<Object> filter : List.<List<Object>>of(
                List.of(), List.of("kind", "sector"), List.of("kind", "evidence"), List.of("change", "updated"))) {
            var expected = whole.stream()
                    .filter(change -> filter.isEmpty()
                            || filter.get(1).equals(change.get(filter.getFirst()))
                            || filter.get(1).equals(change.get("record")))
                    .toList();
            var parts = new ArrayList<Map<String, Object>>();
            String cursor = from;
            List<Map<String, Object>> items;
            do {
                var query = new ArrayList<Object>(filter);
                query.addAll(List.of("cursor", cursor, "limit", 1 + random.nextInt(9)));
                Json page = json("/v1/changes", query.toArray());
                items = page.getList("items");
                parts.addAll(items);
                cursor = page.getString("page.next");
            } while (!items.isEmpty());
            assertThat(parts).as("seed %d, %s", seed, filter).isEqualTo(expected);
        }
        inOrder(whole);
        int middle = random.nextInt(whole.size());
        assertThat(json("/v1/changes", "cursor", whole.get(middle).get("cursor"), "limit", 500)
                        .getList("items"))
                .as("each change is a place to go on from")
                .isEqualTo(whole.subList(middle + 1, whole.size()));
    }

    @Test
    void fromTheFirstChangeOnEverythingIsThereAsTableAndLines() {
        create("sectors");
        var pages = new ArrayList<Object>();
        Json page = json("/v1/changes", "limit", 500);
        while (!page.getList("items").isEmpty()) {
            pages.addAll(page.getList("items.cursor"));
            page = json("/v1/changes", "limit", 500, "cursor", page.getString("page.next"));
        }

        var lines = given().accept("application/x-ndjson")
                .get("/v1/changes")
                .asString()
                .lines()
                .toList();
        var rows =
                given().accept("text/csv").get("/v1/changes").asString().lines().toList();

        assertThat(lines.stream().map(line -> Json.from(line).getString("cursor")))
                .isEqualTo(pages);
        assertThat(rows).hasSize(pages.size() + 1);
        assertThat(rows.getFirst()).contains("cursor", "change", "id");
        assertThat(given().accept("application/x-ndjson")
                        .get("/v1/changes?limit=2")
                        .asString()
                        .lines())
                .hasSize(2);
        assertThat(pages).doesNotHaveDuplicates();
    }

    @Test
    void sinceAnInstant() {
        String first = create("sectors");
        String second = create("sectors");
        String at = json("/v1/entities/" + second).getString("recordedAt");

        assertThat(json("/v1/changes", "since", at).getList("items.id"))
                .contains(second)
                .doesNotContain(first);
        assertThat(get("/v1/changes", "since", at.substring(0, 10), "kind", "sector", "format", "ndjson")
                        .asString()
                        .lines()
                        .map(line -> Json.from(line).getString("id")))
                .contains(first, second);
        assertThat(json("/v1/changes", "since", "2999-01-01").getList("items")).isEmpty();
        assertThat(json("/v1/changes", "since", "1999-01-01", "limit", 1).getString("items[0].cursor"))
                .isEqualTo(json("/v1/changes", "limit", 1).getString("items[0].cursor"));
    }

    @Test
    void theEndCanBeAskedAgain() {
        String end = end();
        var page = json("/v1/changes", "cursor", end);
        assertThat(page.getList("items")).isEmpty();

        String id = create("sectors");

        assertThat(json("/v1/changes", "cursor", page.getString("page.next"), "kind", "sector")
                        .getList("items.id"))
                .containsExactly(id);
        assertThat(json("/v1/changes", "cursor", page.getString("page.next"), "by", "nobody")
                        .getList("items"))
                .isEmpty();
        assertThat(json("/v1/changes", "cursor", page.getString("page.next"), "import", "none")
                        .getList("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cursor, x",
        "cursor, 1",
        "cursor, 1-",
        "cursor, -1-1",
        "cursor, 1-1-1",
        "cursor, 9999999999999999-1",
        "cursor, ' '",
        "since, yesterday",
        "since, 2025",
        "since, 2025-13-01",
        "kind, firm",
        "change, made",
        "limit, 0",
        "limit, 501"
    })
    void whatCannotBeReadIsRefused(String name, String value) {
        assertThat(problem(400, "/v1/changes", name, value).getString("violations[0].field"))
                .isEqualTo(name);
    }

    @Test
    void aCursorAndAnInstantAreOneTooMany() {
        problem(400, "/v1/changes", "cursor", "1-1", "since", "2025-01-01");
        problem(400, given().accept("text/event-stream").get("/v1/changes?cursor=x"));
        problem(
                400,
                given().accept("text/event-stream").header("Last-Event-ID", "x").get("/v1/changes"));
    }

    private static void inOrder(List<Map<String, Object>> changes) {
        long version = 0;
        long entry = 0;
        for (Map<String, Object> change : changes) {
            String[] cursor = change.get("cursor").toString().split("-", -1);
            long nextVersion = Long.parseLong(cursor[0]);
            long nextEntry = Long.parseLong(cursor[1]);
            assertThat(nextVersion > version || (nextVersion == version && nextEntry > entry))
                    .as("%s after %d-%d", change.get("cursor"), version, entry)
                    .isTrue();
            version = nextVersion;
            entry = nextEntry;
        }
    }

    private static Request admin() {
        return Api.admin().contentType(Request.JSON);
    }

    @Test
    void aCursorThatTheGraphNeverHadIsRefused() {
        assertThat(problem(400, "/v1/changes", "cursor", "999999-1").getString("violations[0].message"))
                .contains("is of version 999999", "restored from a backup");
        assertThat(given().header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "999999-1")
                        .get("/v1/changes")
                        .statusCode())
                .isEqualTo(400);
    }
}
