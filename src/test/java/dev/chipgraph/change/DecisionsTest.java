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
import org.junit.jupiter.params.provider.CsvSource;

/** Editors decide between what sources claim. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsTest extends EditingFixture {

    @Test
    void aDecisionIsShownUntilItIsTakenBackAndNothingIsLost() {
        String id = company();
        patch(
                id,
                "{\"evidence\":[{\"source\":\"edit-paper\",\"locator\":\"p1\",\"claims\":{\"name\":\"Decided\",\"size\":\"small\",\"types\":[\"ai\"]}}]}");
        addEvidence(
                id,
                "{\"source\":\"edit-letter\",\"confidence\":0.5,\"claims\":{\"size\":\"large\",\"types\":[\"eda\"]}}");
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        assertThat(json("/v1/entities/" + id).getList("types")).containsExactly("ai", "eda");

        Response decided = decide(
                id, "{\"property\":\"size\",\"value\":\"large\",\"reason\":\"Newer.\",\"source\":\"edit-letter\"}");
        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(201);
        assertThat(decide(id, "{\"property\":\"types\",\"value\":[\"eda\"],\"reason\":\"Only these.\"}")
                        .statusCode())
                .isEqualTo(201);
        Json shown = json("/v1/entities/" + id, "include", "evidence");
        assertThat(shown.getString("size")).isEqualTo("large");
        assertThat(shown.getList("types")).containsExactly("eda");
        assertThat(shown.getList("conflicts")).isNull();
        assertThat(shown.getList("evidence.claims.size")).contains("small", "large");
        assertThat(shown.getList("evidence.statement")).contains("Newer.", "Only these.");

        Json claims = json("/v1/entities/" + id + "/claims", "count", true);
        assertThat(claims.getInt("page.total"))
                .isEqualTo(claims.getList("items").size());
        assertThat(claims.getList("items.property")).contains("name").isSorted();
        List<Map<String, Object>> sizes = claims.getList("items.findAll { it.property == 'size' }");
        assertThat(sizes).extracting("value").containsExactly("large", "small", "large");
        assertThat(sizes).extracting("source").containsExactly("edit-letter", "edit-paper", "edit-letter");
        assertThat(sizes).extracting("shown").containsExactly(true, false, true);
        assertThat(get("/v1/entities/" + id + "/claims", "format", "csv").asString())
                .contains("property,value,shown,source,locator,confidence,extractor,evidence,recordedAt")
                .contains("size,large,true,edit-letter");

        editor().header("If-Match", "*")
                .delete("/v1/evidence/" + decided.jsonPath().getString("id"))
                .expecting(200);
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        assertThat(json("/v1/entities/" + id).getList("types")).containsExactly("eda");
    }

    @Test
    void claimsOfAnEntityAreItsRows() {
        String id = created(
                        "investments",
                        "{\"name\":\"Edit stake\",\"amount\":{\"value\":550000000,\"currency\":\"USD\"},%s}"
                                .formatted(EVIDENCE))
                .jsonPath()
                .getString("id");
        addEvidence(
                id,
                "{\"source\":\"edit-letter\",\"confidence\":0.5,\"claims\":{\"amount\":{\"min\":1000,\"currency\":\"VND\"}}}");
        List<Object> claims = json("/v1/entities/" + id + "/claims").getList("items");

        assertThat(json("/v1/investments/" + id, "include", "claims").getMap(""))
                .containsEntry("claims", claims)
                .doesNotContainKey("evidence");
        Json both = json("/v1/entities/" + id, "include", "claims", "include", "evidence", "fields", "evidence");
        assertThat(both.<Object>getList("claims")).isEqualTo(claims);
        assertThat(both.getList("evidence.claims.amount.currency")).containsExactlyInAnyOrder("USD", "VND");
        assertThat(problem(400, "/v1/entities", "include", "claims").getString("violations[0].field"))
                .isEqualTo("include");
        assertThat(get("/v1/entities/" + id + "/claims", "format", "csv").asString())
                .contains("\namount,550000000 USD,true,edit-paper", "\namount,1000.. VND,false,edit-letter");
    }

    @Test
    void relationshipsAreDecidedToo() {
        String person = created("people", "{\"name\":\"Edit holder\",%s}".formatted(EVIDENCE))
                .jsonPath()
                .getString("id");
        String id = relate(person, "HOLDS", company());
        addEvidence(id, "{\"source\":\"edit-paper\",\"claims\":{\"position\":\"Minister\"}}");
        addEvidence(
                id,
                "{\"source\":\"edit-letter\",\"confidence\":0.5,\"claims\":{\"position\":\"Chair\",\"validFrom\":\"2025\"}}");
        assertThat(json("/v1/relationships/" + id).getString("position")).isEqualTo("Minister");

        String decision = "{\"property\":\"position\",\"value\":\"Chair\",\"reason\":\"Newer.\"}";
        Response decided = editor().body(decision).post("/v1/relationships/" + id + "/decisions");

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(201);
        assertThat(json("/v1/relationships/" + id).getString("position")).isEqualTo("Chair");
        Json claims = json("/v1/relationships/" + id + "/claims", "count", true);
        assertThat(claims.getList("items.property")).containsExactly("position", "position", "position", "validFrom");
        assertThat(claims.getList("items.source"))
                .containsExactly("editors", "edit-paper", "edit-letter", "edit-letter");
        assertThat(claims.getList("items.shown")).containsExactly(true, false, true, true);
        assertThat(claims.getInt("page.total")).isEqualTo(4);
        assertThat(get("/v1/relationships/" + id + "/claims", "format", "csv").asString())
                .contains("\nposition,Minister,false,edit-paper");
        editor().header("If-Match", "*")
                .delete("/v1/evidence/" + decided.jsonPath().getString("id"))
                .expecting(200);
        assertThat(json("/v1/relationships/" + id).getString("position")).isEqualTo("Minister");
        Json mistake = problem(
                400,
                editor().body(decision.replace("\"position", "\"role")).post("/v1/relationships/" + id + "/decisions"));
        assertThat(mistake.getString("violations[0].message")).contains("position");
        problem(404, editor().body(decision).post("/v1/relationships/holds-0000000000000/decisions"));
    }

    @Test
    void aDecisionAboutWhatIsShownAnywayStandsAgainstLaterClaims() {
        String id = company();
        patch(id, "{\"size\":\"small\"}");
        decide(id, "{\"property\":\"size\",\"value\":\"small\",\"reason\":\"Checked.\"}");
        addEvidence(id, "{\"source\":\"edit-letter\",\"claims\":{\"size\":\"large\"}}");

        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"value":"x","reason":"r"}                                    | property | is required
            {"property":"size","value":"x"}                               | reason   | is required
            {"property":"size","reason":"r"}                              | value    | is required
            {"property":"sizes","value":"x","reason":"r"}                 | property | size
            {"property":"country","value":"KR","reason":"r"}              | property | LOCATED_IN
            {"property":"types","value":["x"],"reason":"r"}               | types[0] | must be one of
            {"property":"size","value":"x","reason":"r","source":"nobody"} | evidence | refers to no source
            {"property":"name","value":null,"reason":"r"}                 | name     | is required
            """)
    void mistakesAreNamed(String body, String field, String message) {
        String id = company();

        Json problem = problem(400, decide(id, body));

        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    private static Response decide(String id, String body) {
        return editor().body(body).post("/v1/entities/" + id + "/decisions");
    }
}
