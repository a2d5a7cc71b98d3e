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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merging two entities. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergingTest extends MergeFixture {

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
        Json stays = json("/v1/companies/merge-stays", "include", "evidence");
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
        assertThat(moved("/v1/companies/" + second + "?fields=id%2Cname"))
                .isEqualTo("/v1/companies/" + third + "?fields=id%2Cname");
        for (String id : List.of(first, second, third)) {
            assertThat(json("/v1/companies/" + id).getString("id")).isEqualTo(third);
            assertThat(json("/v1/entities/" + id + "/relationships").getList("items.to.id"))
                    .containsExactly(other);
            assertThat(json("/v1/paths", "from", id, "to", other).toString())
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
}
