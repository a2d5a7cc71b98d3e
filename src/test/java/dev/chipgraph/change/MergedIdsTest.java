package dev.chipgraph.change;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wherever a request names an entity outside of its path, the id of a merged entity means the one that remains. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergedIdsTest extends MergeFixture {

    private static final List<String> PARAMETERS = List.of(
            "paths?from={firm}&to={other}",
            "paths?from={other}&to={firm}",
            "paths?from={other}&to={third}&via={firm}",
            "common?entity={other}&entity={firm}",
            "agreements?party={firm}",
            "investments?investor={firm}",
            "investments?place={place}",
            "companies?sector={sector}",
            "entities?source={source}",
            "stats?kind=agreement&party={firm}",
            "stats?kind=investment&place={place}&sector={sector}&source={source}",
            "timeline?entity={firm}",
            "timeline?place={place}",
            "timeline?sector={sector}",
            "search?q=merge&sector={sector}");

    private static final List<String> PATTERNS = List.of(
            "{'nodes':{'a':{'ref':'{firm}'}}}",
            "{'nodes':{'a':{'kind':'company','where':{'id':'{firm}'}}}}",
            "{'nodes':{'a':{'kind':'company','where':{'id':['{firm}','nobody']}}}}",
            "{'nodes':{'a':{'kind':'investment','within':'{place}'}}}",
            "{'nodes':{'a':{'kind':'sector','where':{'source':'{source}'}}}}",
            "{'nodes':{'a':{'kind':'person'}},'edges':[{'from':'a','type':'SIGNED','to':{'kind':'agreement'},'where':{'onBehalfOf':'{firm}'}}]}",
            "{'nodes':{'a':{'kind':'investment'}},'edges':[{'from':{'kind':'company'},'type':'INVESTOR_IN','to':'a','where':{'source':'{source}'}}]}");

    @Test
    void theOldIdMeansTheEntityThatRemains() {
        // Given: pairs of entities of which the first is merged into the second
        var old = new HashMap<String, String>();
        var now = new HashMap<String, String>();
        Map.of("firm", "companies", "place", "places", "sector", "sectors", "source", "sources")
                .forEach((name, path) -> Stream.of(old, now).forEach(ids -> ids.put(name, create(path, named(path)))));
        String other = company();
        String third = company();
        Stream.of(old, now).forEach(ids -> ids.putAll(Map.of("other", other, "third", third)));
        String evidence = "\"evidence\":[{\"source\":\"%s\"}]".formatted(now.get("source"));
        String agreement = create(
                "agreements",
                "{\"name\":\"Merge pact\",\"type\":\"mou\",\"signedOn\":\"2026-01-05\",%s}".formatted(EVIDENCE));
        String investment = create(
                "investments", "{\"name\":\"Merge stake\",\"announcedOn\":\"2026-01-06\",%s}".formatted(evidence));
        relate(now.get("firm"), "SUPPLIES", other, "");
        relate(now.get("firm"), "SUPPLIES", third, "");
        relate(other, "SUPPLIES", third, "");
        relate(now.get("firm"), "PARTY_TO", agreement, "");
        create(
                "relationships",
                "{\"from\":\"%s\",\"type\":\"INVESTOR_IN\",\"to\":\"%s\",%s}"
                        .formatted(now.get("firm"), investment, evidence));
        String person = create("people", "{\"name\":\"Merge Signatory\",%s}".formatted(EVIDENCE));
        relate(person, "SIGNED", agreement, "\"onBehalfOf\":\"%s\",".formatted(now.get("firm")));
        relate(now.get("firm"), "ACTIVE_IN", now.get("sector"), "");
        relate(investment, "LOCATED_IN", now.get("place"), "");
        relate(investment, "COVERS", now.get("sector"), "");
        create("sectors", "{\"name\":\"Merge topic\",%s}".formatted(evidence));
        List.of("firm", "place", "sector", "source").forEach(name -> merge(old.get(name), now.get(name)));

        for (String address : PARAMETERS) {
            List<Object> expected = json("/v1/" + filled(address, now)).getList("items");
            assertThat(expected).as(address).isNotEmpty();
            assertThat(json("/v1/" + filled(address, old)).<Object>getList("items"))
                    .as(address)
                    .isEqualTo(expected);
        }
        for (String pattern : PATTERNS) {
            List<Object> expected = rows(filled(pattern, now));
            assertThat(expected).as(pattern).isNotEmpty();
            assertThat(rows(filled(pattern, old))).as(pattern).isEqualTo(expected);
        }

        // And in what editors send
        String product = create(
                "products",
                "{\"name\":\"Merge chip\",\"evidence\":[{\"source\":\"%s\"}]}".formatted(old.get("source")));
        assertThat(json("/v1/products/" + product, "include", "evidence").getString("evidence[0].source.id"))
                .isEqualTo(now.get("source"));
        String made = relate(old.get("firm"), "SUBSIDIARY_OF", other, "");
        assertThat(json("/v1/relationships/" + made).getString("from.id")).isEqualTo(now.get("firm"));
        Response differs = editor().body("{\"entity\":\"%s\",\"reason\":\"Another.\"}".formatted(old.get("firm")))
                .post("/v1/entities/" + other + "/different-from");
        assertThat(differs.statusCode()).as(differs.asString()).isEqualTo(201);
        assertThat(differs.jsonPath().getString("locator")).endsWith(now.get("firm"));
        Response merged = merging(third, old.get("firm"), "*");
        assertThat(merged.statusCode()).as(merged.asString()).isEqualTo(200);
        assertThat(merged.jsonPath().getString("entity.id")).isEqualTo(now.get("firm"));
    }

    private String named(String path) {
        return "{\"name\":\"Merge old id %d\"%s}".formatted(number++, path.equals("sources") ? "" : "," + EVIDENCE);
    }

    private static List<Object> rows(String pattern) {
        Response response = editor().body(pattern.replace('\'', '"')).post("/v1/patterns");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getList("items");
    }

    private static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }
}
