package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads tell whether what is valid on a date is attested on it. */
@QuarkusTest
@ExtendWith(Api.class)
class AttestationTest {

    @ParameterizedTest
    @CsvSource({"1990, false", "2026-01-16, true", "2026, true", "2025, false", ", false"})
    void theOneArticleAttestsTheEnvoyOnItsDay(String date, boolean attested) {
        String asked = date == null ? "" : "&validAt=" + date;
        Json answer = json("/v1/entities/amandeep-singh-gill/relationships?type=HOLDS" + asked);

        assertThat(answer.getList("items.position")).contains("Envoy on Technology", "Under-Secretary-General");
        assertThat(answer.getList("items.attestedOn")).containsOnly(List.of("2026-01-16"));
        assertThat(answer.getList("items.attested")).containsOnly(attested);
        assertThat(answer.get("meta.attested")).isEqualTo(attested ? null : false);
        String id = answer.getString("items[0].id");
        assertThat(json("/v1/relationships/" + id + asked.replace('&', '?')).get("attested"))
                .isEqualTo(attested);
        Json graph = json("/v1/entities/amandeep-singh-gill/graph?types=HOLDS" + asked);
        assertThat(graph.getList("edges.attested")).isNotEmpty().containsOnly(attested);
        assertThat(graph.get("meta.attested")).isEqualTo(attested ? null : false);
        Json paths = json("/v1/paths?from=amandeep-singh-gill&to=united-nations&maxHops=1" + asked);
        assertThat(paths.getList("items.hops.flatten().relationships.flatten().attested"))
                .isNotEmpty()
                .containsOnly(attested);
        assertThat(paths.get("meta.attested")).isEqualTo(attested ? null : false);
        assertThat(get("/v1/entities/amandeep-singh-gill/relationships?type=HOLDS&format=csv" + asked)
                        .asString())
                .contains("2026-01-16,%s,".formatted(attested));
    }

    @Test
    void questionsAboutAllTimesAndFactsWithoutAttestationsSayNothing() {
        Json all = json("/v1/entities/amandeep-singh-gill/relationships?type=HOLDS&validAt=all");
        assertThat(all.getList("items.attestedOn")).isNotEmpty();
        assertThat(all.getString("meta")).doesNotContain("attested");
        assertThat(all.getList("items").toString()).doesNotContain("attested=");
        Json without = json("/v1/entities/kfia/relationships?type=PARTY_TO");
        assertThat(without.getList("items").toString()).doesNotContain("attested");
        Json facts = json("/v1/sources/vietnam-us-hi-tech-cooperation-2024-09-23/facts?limit=500");
        assertThat(facts.getList("items.relationship.attestedOn")).contains(List.of("2024-09-22"));
        assertThat(facts.getString("meta")).doesNotContain("attested");
        Json then = json("/v1/sources/vietnam-us-hi-tech-cooperation-2024-09-23/facts?limit=500&validAt=2026");
        assertThat(then.getList("items.relationship.attested")).contains(false);
        assertThat(then.get("meta.attested")).isEqualTo(false);
    }

    @Test
    void positionsOfParticipantsAreThoseAttestedOnTheDayOfTheEvent() {
        Json then = json("/v1/events/conference-vietnam-us-semiconductor-ai-2024/participants?limit=100");
        assertThat(
                        then.getList(
                                "items.find { it.participant.id == 'nguyen-chi-dung' }.positions.findAll { it.attested == true }.position"))
                .containsExactly("Minister of Planning and Investment");
        assertThat(then.get("meta.attested")).isNull();

        Json before = json("/v1/events/vietnam-international-digital-week-2025/participants?limit=100");
        assertThat(
                        before.getList(
                                "items.find { it.participant.id == 'amandeep-singh-gill' }.positions.findAll { it.attested == false }.position"))
                .contains("Envoy on Technology");
        assertThat(before.get("meta.attested")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '\"held\"', false, false",
        "', \"validAt\": \"2026-01-16\"', '\"held\"', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\"', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\", {\"count\": \"event\"}', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\"], \"distinct\": false, \"orderBy\": [\"held\"', true, ",
        "', \"validAt\": \"all\"', '\"held\"', , "
    })
    void patternsTellItForTheDateOfTheEdge(String validAt, String shown, Boolean attested, Boolean ofAnswer) {
        Json answer = given().contentType(Request.JSON)
                .body("""
                        {"nodes": {"event": {"ref": "meeting-vietnam-un-seoul-semiconductor-2026"}, "who": {"ref": "amandeep-singh-gill"}},
                         "edges": [{"from": "who", "type": "ATTENDED", "to": "event"},
                                   {"from": "who", "type": "HOLDS", "to": {}, "as": "held"%s}],
                         "return": [%s]}""".formatted(validAt, shown))
                .post("/v1/patterns")
                .expecting(200)
                .jsonPath();

        assertThat(answer.getList("items.held.attestedOn")).hasSize(3).containsOnly(List.of("2026-01-16"));
        assertThat(answer.get("items[0].held.attested")).isEqualTo(attested);
        assertThat(answer.get("meta.attested")).isEqualTo(ofAnswer);
    }
}
