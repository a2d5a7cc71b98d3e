package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two entities that are one become one, nothing of either is lost, and it can be undone. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingTest {

    private static final String EVIDENCE = "\"evidence\":[{\"source\":\"merge-paper\",\"locator\":\"p1\"}]";
    private static final List<String> OF_THE_RECORD = List.of("recordedAt", "updatedAt", "version");

    @Inject
    Graph graph;

    private int number;

    @BeforeEach
    void source() {
        if (get("/v1/sources/merge-paper").statusCode() != 200) {
            Leftovers.remove(graph, "merge-");
            create("sources", "{\"id\":\"merge-paper\",\"name\":\"Merge paper\"}");
            create("sources", "{\"id\":\"merge-letter\",\"name\":\"Merge letter\"}");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "merge-");
    }

    @Test
    void whatStaysHasEverythingOfBoth() {
        create("companies", """
                {"id":"merge-goes","name":"Merge Goes","names":[{"value":"Merge Đi","lang":"vi"}],"description":"Theirs.",
                "sameAs":["wikidata:Q999901"],"tags":["one","both"],"attributes":{"a":"theirs","b":"theirs"},"size":"large","types":["fabless"],
                "evidence":[{"source":"merge-paper","locator":"p1","statement":"Goes."},{"source":"merge-letter","locator":"p1"}]}""");
        create("companies", """
                {"id":"merge-stays","name":"Merge Stays","tags":["both"],"attributes":{"a":"ours"},"size":"small",
                "evidence":[{"source":"merge-paper","locator":"p1","statement":"Stays."}]}""");
        String other = company();
        String moved = relate("merge-goes", "SUPPLIES", other, "");
        String back = relate(other, "SUPPLIES", "merge-goes", "");
        String between = relate("merge-goes", "SUBSIDIARY_OF", "merge-stays", "");
        String doubled = relate("merge-goes", "PRESENT_IN", "vietnam", "");
        String same = relate("merge-stays", "PRESENT_IN", "vietnam", "");
        create("people", "{\"id\":\"merge-signer\",\"name\":\"Merge Signer\",%s}".formatted(EVIDENCE));
        create("agreements", "{\"id\":\"merge-deal\",\"name\":\"Merge Deal\",%s}".formatted(EVIDENCE));
        String signed = relate("merge-signer", "SIGNED", "merge-deal", "\"onBehalfOf\":\"merge-goes\",");
        String then = json("/v1/relationships/" + signed).getString("recordedAt");
        String cursor = json("/v1/changes", "since", then).getString("page.next");

        Response merged = merge("merge-goes", "merge-stays");

        assertThat(merged.jsonPath().getList("moved")).containsExactlyInAnyOrder(moved, back);
        assertThat(merged.jsonPath().getList("joined")).containsExactly(doubled);
        assertThat(merged.jsonPath().getList("deleted")).containsExactly(between);
        JsonPath stays = json("/v1/companies/merge-stays", "include", "evidence");
        assertThat(stays.getString("name")).isEqualTo("Merge Stays");
        assertThat(stays.getList("names.value")).contains("Merge Goes", "Merge Đi");
        assertThat(stays.getString("description")).isEqualTo("Theirs.");
        assertThat(stays.getString("size")).isEqualTo("small");
        assertThat(stays.getList("types")).containsExactly("fabless");
        assertThat(stays.getList("tags")).containsExactlyInAnyOrder("one", "both");
        assertThat(stays.getMap("attributes")).isEqualTo(Map.of("a", "ours", "b", "theirs"));
        assertThat(stays.getList("evidence.statement")).contains("Goes.", "Stays.");
        assertThat(stays.getList("evidence")).hasSize(3);
        for (String reference : List.of("name:Merge Goes", "name:merge di", "wikidata:Q999901")) {
            assertThat(json("/v1/entities/" + reference).getString("id")).isEqualTo("merge-stays");
        }
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo("merge-stays");
        assertThat(json("/v1/relationships/" + back).getString("to.id")).isEqualTo("merge-stays");
        assertThat(json("/v1/relationships/" + moved, "include", "evidence").getList("evidence"))
                .hasSize(1);
        assertThat(json("/v1/relationships/" + same, "include", "evidence").getList("evidence"))
                .hasSize(2);
        assertThat(json("/v1/relationships/" + signed).getString("onBehalfOf")).isEqualTo("merge-stays");
        problem(410, "/v1/relationships/" + between);
        problem(410, "/v1/relationships/" + doubled);
        assertThat(json("/v1/entities/merge-stays/relationships", "validAt", "all")
                        .getList("items.id"))
                .containsExactlyInAnyOrder(moved, back, same);

        var feed = json("/v1/changes", "cursor", cursor);
        assertThat(feed.getMap("items.find { it.change == 'merged' }"))
                .containsEntry("id", "merge-goes")
                .containsEntry("into", "merge-stays");
        var history = json("/v1/entities/merge-goes/history");
        assertThat(history.getString("items[0].change")).isEqualTo("merged");
        assertThat(history.getString("items[0].into")).isEqualTo("merge-stays");
        assertThat(history.getList("items.change")).endsWith("created");

        assertThat(json("/v1/companies/merge-goes", "knownAt", then).getString("description"))
                .isEqualTo("Theirs.");
        assertThat(json("/v1/companies/merge-stays", "knownAt", then).getString("description"))
                .isNull();
        assertThat(json("/v1/entities/merge-goes/relationships", "knownAt", then)
                        .getList("items.id"))
                .containsExactlyInAnyOrder(moved, back, between, doubled);
        assertThat(json("/v1/entities/name:Merge Goes", "knownAt", then).getString("id"))
                .isEqualTo("merge-goes");
    }

    @Test
    void theOldIdLeadsToTheNewOne() {
        String first = company();
        String second = company();
        String third = company();
        String other = company();
        relate(third, "SUPPLIES", other, "");
        merge(first, second);
        merge(second, third);

        assertThat(moved("/v1/companies/" + second)).isEqualTo("/v1/companies/" + third);
        assertThat(moved("/v1/entities/" + second + "/relationships?type=SUPPLIES&limit=5"))
                .isEqualTo("/v1/entities/" + third + "/relationships?type=SUPPLIES&limit=5");
        assertThat(moved("/v1/paths?from=" + second + "&to=" + other)).contains("from=" + third, "to=" + other);
        assertThat(moved("/v1/agreements?name=M%C3%BC%20%7Bx%7D%2B%25%26&party=" + second))
                .contains("party=" + third, "name=M%C3%BC%20%7Bx%7D%2B%25%26");
        for (String id : List.of(first, second, third)) {
            assertThat(json("/v1/companies/" + id).getString("id")).isEqualTo(third);
            assertThat(json("/v1/entities/" + id + "/relationships").getList("items.to.id"))
                    .containsExactly(other);
            assertThat(json("/v1/paths", "from", id, "to", other).prettyPrint())
                    .as("found from " + id)
                    .contains(third);
        }

        Response related = editor().body("{\"from\":\"%s\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"%s\",%s}"
                        .formatted(first, other, EVIDENCE))
                .post("/v1/relationships");
        assertThat(related.statusCode()).as(related.asString()).isEqualTo(201);
        assertThat(related.jsonPath().getString("from.id"))
                .as("in a body the old id stands for the new one")
                .isEqualTo(third);
        assertThat(problem(
                                409,
                                editor().body("{\"id\":\"%s\",\"name\":\"Merge again\",%s}".formatted(first, EVIDENCE))
                                        .post("/v1/companies"))
                        .getString("type"))
                .isEqualTo("/problems/already-exists");
    }

    @Test
    void whatDoesNotFitIsNotMerged() {
        String firm = company();
        String other = company();
        create("places", "{\"id\":\"merge-place\",\"name\":\"Merge Place\",%s}".formatted(EVIDENCE));
        String stale = get("/v1/entities/" + firm).header("ETag");
        editor().header("If-Match", "*").body("{\"description\":\"x\"}").patch("/v1/entities/" + firm);

        unchanged(() -> {
            assertThat(problem(400, merging(firm, "merge-place", "*")).getString("violations[0].field"))
                    .isEqualTo("into");
            problem(400, merging(firm, firm, "*"));
            problem(404, merging(firm, "merge-nobody", "*"));
            problem(404, merging("merge-nobody", firm, "*"));
            problem(412, merging(firm, other, stale));
            problem(428, admin().body("{\"into\":\"%s\"}".formatted(other)).post("/v1/entities/" + firm + "/merge"));
            for (String body :
                    List.of("{}", "{\"into\":1}", "{\"into\":null}", "{\"into\":\"x\",\"y\":1}", "[]", "null")) {
                problem(400, admin().header("If-Match", "*").body(body).post("/v1/entities/" + firm + "/merge"));
            }
            problem(400, admin().header("If-Match", "*").post("/v1/entities/" + firm + "/merge"));
            problem(400, admin().post("/v1/entities/" + firm + "/unmerge"));
        });
    }

    @Test
    void aMergeThatIsRepeatedIsToldAlike() {
        String goes = company();
        String stays = company();
        String body = "{\"into\":\"%s\"}".formatted(stays);

        Response first = admin().header("Idempotency-Key", "merge-key-1")
                .header("If-Match", "*")
                .body(body)
                .post("/v1/entities/" + goes + "/merge");
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        unchanged(() -> {
            Response again = admin().header("Idempotency-Key", "merge-key-1")
                    .header("If-Match", "*")
                    .body(body)
                    .post("/v1/entities/" + goes + "/merge");
            assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
            assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"people", "places", "agreements", "investments", "events", "sectors", "products", "facilities"})
    void anyKindIsMergedWithItsOwn(String path) {
        String goes = create(path, "{\"name\":\"Merge any %d\",%s}".formatted(number++, EVIDENCE));
        String stays = create(path, "{\"name\":\"Merge any %d\",%s}".formatted(number++, EVIDENCE));
        var before = shown(List.of(goes, stays));

        merge(goes, stays);

        assertThat(moved("/v1/" + path + "/" + goes)).isEqualTo("/v1/" + path + "/" + stays);
        unmerge(goes);
        assertThat(shown(List.of(goes, stays))).isEqualTo(before);
    }

    @Test
    void anOrganisationIsMergedWithOneOfAnotherKind() {
        String fund = create("funds", "{\"name\":\"Merge fund %d\",%s}".formatted(number++, EVIDENCE));
        String firm = create(
                "companies",
                "{\"name\":\"Merge firm %d\",\"types\":[\"idm\"],\"size\":\"large\",%s}".formatted(number++, EVIDENCE));
        var before = shown(List.of(fund, firm));

        merge(firm, fund);

        assertThat(json("/v1/funds/" + fund).getMap("")).doesNotContainKeys("types", "size");
        unmerge(firm);
        assertThat(shown(List.of(fund, firm))).isEqualTo(before);
    }

    @Test
    void whatASourceSaysIsSaidByTheOtherAndIsItsOwnAgain() {
        String goes = create("sources", "{\"name\":\"Merge source %d\"}".formatted(number++));
        String stays = create("sources", "{\"name\":\"Merge source %d\"}".formatted(number++));
        String topic = create(
                "sectors",
                "{\"name\":\"Merge topic %d\",\"evidence\":[{\"source\":\"%s\",\"locator\":\"p1\",\"statement\":\"One.\"},{\"source\":\"%s\",\"locator\":\"p1\",\"statement\":\"Two.\"}]}"
                        .formatted(number++, goes, stays));
        var before = shown(List.of(goes, stays, topic));

        merge(goes, stays);

        assertThat(json("/v1/entities/" + topic, "include", "evidence").getList("evidence.source.id"))
                .containsOnly(stays)
                .hasSize(2);
        assertThat(json("/v1/sources/" + stays + "/facts").getList("items")).hasSizeGreaterThanOrEqualTo(1);
        unmerge(goes);
        assertThat(shown(List.of(goes, stays, topic))).isEqualTo(before);
    }

    @Test
    void sourcesThatDifferAboutBothMakeAConflictThatGoesAgain() {
        String goes = create(
                "companies",
                "{\"name\":\"Merge firm %d\",\"size\":\"large\",\"evidence\":[{\"source\":\"merge-paper\",\"confidence\":0.9,\"claims\":{\"size\":\"large\"}}]}"
                        .formatted(number++));
        String stays = create(
                "companies",
                "{\"name\":\"Merge firm %d\",\"size\":\"small\",\"evidence\":[{\"source\":\"merge-letter\",\"confidence\":0.8,\"claims\":{\"size\":\"small\"}}]}"
                        .formatted(number++));
        var before = shown(List.of(goes, stays));

        merge(goes, stays);

        assertThat(json("/v1/entities/" + stays).getList("conflicts.field")).containsExactly("size");
        assertThat(json("/v1/entities/" + stays).getString("size")).isEqualTo("large");
        unmerge(goes);
        assertThat(shown(List.of(goes, stays))).isEqualTo(before);
    }

    @Test
    void theCountryFollowsBothWays() {
        String goes = company();
        String stays = company();
        relate(goes, "LOCATED_IN", "vietnam", "");
        var before = shown(List.of(goes, stays));

        merge(goes, stays);

        assertThat(json("/v1/entities/" + stays).getString("country")).isEqualTo("VN");
        unmerge(goes);
        assertThat(shown(List.of(goes, stays))).isEqualTo(before);
    }

    /** Whatever the two had with each other and with others: it is all there again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void undoneItIsAsBefore(long seed) {
        var random = new Random(seed);
        var firms = IntStream.range(0, 4).mapToObj(i -> randomFirm(random)).toList();
        for (int i = 0; i < 10; i++) {
            String from = firms.get(random.nextInt(firms.size()));
            String to = firms.get(random.nextInt(firms.size()));
            String type = List.of("SUPPLIES", "PART_OF", "SUBSIDIARY_OF", "SUCCEEDED_BY")
                    .get(random.nextInt(4));
            if (!from.equals(to)) {
                editor().body("{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s,\"validFrom\":\"%d\"}"
                                .formatted(from, type, to, randomEvidence(random), 2020 + random.nextInt(2)))
                        .post("/v1/relationships");
            }
        }
        var before = shown(firms);
        var exported = exported(firms);

        merge(firms.get(0), firms.get(1));
        unmerge(firms.get(0));
        assertThat(shown(firms)).as("seed %d", seed).isEqualTo(before);
        assertThat(exported(firms)).as("seed %d", seed).isEqualTo(exported);

        merge(firms.get(0), firms.get(1));
        var between = shown(firms.subList(1, 4));
        merge(firms.get(1), firms.get(2));
        unmerge(firms.get(1));
        assertThat(shown(firms.subList(1, 4)))
                .as("seed %d, the second of two", seed)
                .isEqualTo(between);
    }

    private String randomFirm(Random random) {
        return create(
                "companies",
                "{\"name\":\"Merge random %d\",\"size\":\"%s\",\"tags\":[\"%s\"],%s}"
                        .formatted(number++, random.nextInt(2), random.nextInt(3), randomEvidence(random)));
    }

    private static String randomEvidence(Random random) {
        var records = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            records.add("{\"source\":\"%s\",\"locator\":\"p%d\",\"statement\":\"%d\"}"
                    .formatted(
                            random.nextBoolean() ? "merge-paper" : "merge-letter",
                            random.nextInt(2),
                            random.nextInt(1_000_000)));
        }
        return "\"evidence\":[" + String.join(",", records) + "]";
    }

    @Test
    void whatChangedSinceIsNotLostByUndoing() {
        String goes = company();
        String stays = company();
        String other = company();
        String moved = relate(goes, "SUPPLIES", other, "");
        merge(goes, stays);
        editor().header("If-Match", "*").body("{\"description\":\"Later.\"}").patch("/v1/entities/" + stays);

        unchanged(() -> assertThat(problem(409, admin().post("/v1/entities/" + goes + "/unmerge"))
                        .getString("type"))
                .isEqualTo("/problems/changed-again"));
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(stays);
    }

    @Test
    void aMovedRelationshipThatChangedSinceIsNotLostByUndoing() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUBSIDIARY_OF", company(), "");
        merge(goes, stays);
        editor().header("If-Match", "*").body("{\"share\":0.5}").patch("/v1/relationships/" + moved);

        unchanged(() -> problem(409, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void aMovedRelationshipThatWasDeletedSinceDoesNotComeBack() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUBSIDIARY_OF", company(), "");
        merge(goes, stays);
        editor().header("If-Match", "*")
                .delete("/v1/relationships/" + moved)
                .then()
                .statusCode(200);

        unchanged(() -> problem(409, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void movedEvidenceThatChangedSinceIsNotLostByUndoing() {
        String goes = create(
                "companies",
                "{\"name\":\"Merge firm %d\",\"evidence\":[{\"source\":\"merge-letter\",\"locator\":\"moved\"}]}"
                        .formatted(number++));
        String stays = company();
        merge(goes, stays);
        String evidence = json("/v1/entities/" + stays, "include", "evidence")
                .getString("evidence.find { it.locator == 'moved' }.id");
        editor().header("If-Match", "*")
                .body("{\"statement\":\"Later.\"}")
                .patch("/v1/evidence/" + evidence)
                .then()
                .statusCode(200);

        unchanged(() -> problem(409, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void whatWasMergedComesBackByUndoingOnly() {
        String goes = company();
        String stays = company();
        String moved = relate(goes, "SUPPLIES", company(), "");
        merge(goes, stays);

        unchanged(() -> problem(410, editor().post("/v1/entities/" + goes + "/history/1/restore")));

        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(stays);
        unmerge(goes);
        assertThat(json("/v1/relationships/" + moved).getString("from.id")).isEqualTo(goes);
        unchanged(() -> problem(400, admin().post("/v1/entities/" + goes + "/unmerge")));
    }

    @Test
    void whatCameNewStaysWhereItIs() {
        String goes = company();
        String stays = company();
        String other = company();
        merge(goes, stays);
        String later = relate(stays, "SUPPLIES", other, "");

        unmerge(goes);

        assertThat(json("/v1/relationships/" + later).getString("from.id")).isEqualTo(stays);
        assertThat(json("/v1/entities/" + goes + "/relationships").getList("items"))
                .isEmpty();
    }

    // Helpers

    private static String create(String path, String body) {
        Response response = editor().body(body).post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private String company() {
        return create("companies", "{\"name\":\"Merge firm %d\",%s}".formatted(number++, EVIDENCE));
    }

    private static String relate(String from, String type, String to, String more) {
        Response response = editor().body("{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s%s}"
                        .formatted(from, type, to, more, EVIDENCE))
                .post("/v1/relationships");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private static Response merging(String id, String into, String tag) {
        return admin().header("If-Match", tag)
                .body("{\"into\":\"%s\"}".formatted(into))
                .post("/v1/entities/" + id + "/merge");
    }

    private static Response merge(String id, String into) {
        Response response = merging(id, into, get("/v1/entities/" + id).header("ETag"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("merged")).isEqualTo(id);
        assertThat(response.jsonPath().getString("entity.id")).isEqualTo(into);
        return response;
    }

    private static void unmerge(String id) {
        Response response = admin().post("/v1/entities/" + id + "/unmerge");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("id")).isEqualTo(id);
    }

    /** Where an address leads that has an old id in it. */
    private static String moved(String address) {
        Response response =
                given().redirects().follow(false).urlEncodingEnabled(false).get(address);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(308);
        return response.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    /** Entities, their evidence and their relationships as clients see them, apart from times and numbers of record. */
    private static Map<String, Object> shown(List<String> ids) {
        var all = new HashMap<String, Object>();
        for (String id : ids) {
            var entity = new HashMap<>(
                    json("/v1/entities/" + id, "include", "evidence").<String, Object>getMap(""));
            all.put(id, timeless(entity));
            all.put(
                    id + " relationships",
                    Api.all(50, "/v1/entities/" + id + "/relationships", "include", "evidence", "validAt", "all")
                            .stream()
                            .map(MergingTest::timeless)
                            .toList());
        }
        return all;
    }

    private static Object timeless(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var rest = new HashMap<Object, Object>();
                map.forEach((key, each) -> {
                    if (!OF_THE_RECORD.contains(key)) {
                        rest.put(key, timeless(each));
                    }
                });
                yield rest;
            }
            case List<?> list -> list.stream().map(MergingTest::timeless).toList();
            case null -> "";
            default -> value;
        };
    }

    private static List<String> exported(List<String> ids) {
        return given().accept("application/x-ndjson")
                .get("/v1/exports")
                .asString()
                .lines()
                .filter(line -> ids.stream().anyMatch(id -> line.contains("\"" + id + "\"")))
                .sorted()
                .toList();
    }

    private static void unchanged(Runnable work) {
        String before = get("/v1/schema").header("X-Graph-Version");
        work.run();
        assertThat(get("/v1/schema").header("X-Graph-Version")).isEqualTo(before);
    }

    private static RequestSpecification editor() {
        return Api.editor().contentType(ContentType.JSON);
    }

    private static RequestSpecification admin() {
        return Api.admin().contentType(ContentType.JSON);
    }
}
