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
    @CsvSource({"1990, false", "2024-09-22, true", "2024, true", "2025, false", ", false"})
    void theOneArticleAttestsTheStatePresidentOnItsDay(String date, boolean attested) {
        String asked = date == null ? "" : "&validAt=" + date;
        Json answer = json("/v1/entities/to-lam/relationships?type=HOLDS" + asked);

        assertThat(answer.getList("items.position")).contains("State President", "General Secretary");
        assertThat(answer.getList("items.attestedOn")).containsOnly(List.of("2024-09-22"));
        assertThat(answer.getList("items.attested")).containsOnly(attested);
        assertThat(answer.get("meta.attested")).isEqualTo(attested ? null : false);
        String id = answer.getString("items[0].id");
        assertThat(json("/v1/relationships/" + id + asked.replace('&', '?')).get("attested"))
                .isEqualTo(attested);
        Json graph = json("/v1/entities/to-lam/graph?types=HOLDS" + asked);
        assertThat(graph.getList("edges.attested")).isNotEmpty().containsOnly(attested);
        assertThat(graph.get("meta.attested")).isEqualTo(attested ? null : false);
        Json paths = json("/v1/paths?from=to-lam&to=vn-state-presidency&maxHops=1" + asked);
        assertThat(paths.getList("items.hops.flatten().relationships.flatten().attested"))
                .isNotEmpty()
                .containsOnly(attested);
        assertThat(paths.get("meta.attested")).isEqualTo(attested ? null : false);
        assertThat(get("/v1/entities/to-lam/relationships?type=HOLDS&format=csv" + asked)
                        .asString())
                .contains("2024-09-22,%s,".formatted(attested));
    }

    @Test
    void questionsAboutAllTimesAndFactsWithoutAttestationsSayNothing() {
        Json all = json("/v1/entities/to-lam/relationships?type=HOLDS&validAt=all");
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
        Json answer = json("/v1/events/conference-vietnam-us-semiconductor-ai-2024/participants?limit=100");

        String dung = "items.find { it.participant.id == 'nguyen-chi-dung' }.positions.findAll { it.attested == %s }"
                + ".position";
        assertThat(answer.getList(dung.formatted(true))).containsExactly("Minister of Planning and Investment");
        assertThat(answer.getList(dung.formatted(false))).containsExactly("Deputy Prime Minister");
        assertThat(answer.get("meta.attested")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '\"held\"', false, false",
        "', \"validAt\": \"2024-09-22\"', '\"held\"', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\"', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\", {\"count\": \"event\"}', true, ",
        "', \"validAt\": \"event.startsOn\"', '\"held\"], \"distinct\": false, \"orderBy\": [\"held\"', true, ",
        "', \"validAt\": \"all\"', '\"held\"', , "
    })
    void patternsTellItForTheDateOfTheEdge(String validAt, String shown, Boolean attested, Boolean ofAnswer) {
        Json answer = given().contentType(Request.JSON)
                .body("""
                        {"nodes": {"event": {"ref": "conference-vietnam-us-semiconductor-ai-2024"}, "who": {"ref": "to-lam"}},
                         "edges": [{"from": "who", "type": "ATTENDED", "to": "event"},
                                   {"from": "who", "type": "HOLDS", "to": {}, "as": "held"%s}],
                         "return": [%s]}""".formatted(validAt, shown))
                .post("/v1/patterns")
                .expecting(200)
                .jsonPath();

        assertThat(answer.getList("items.held.attestedOn")).hasSize(2).containsOnly(List.of("2024-09-22"));
        assertThat(answer.get("items[0].held.attested")).isEqualTo(attested);
        assertThat(answer.get("meta.attested")).isEqualTo(ofAnswer);
    }
}
