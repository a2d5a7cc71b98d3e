package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and organisations say in public: its kind, its relationships and the filters of its list. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicStatementsTest extends EditingFixture {

    private static final String BUNDLED = "statement-hoang-minh-natif-ai-support-2025";

    @BeforeEach
    void statements() {
        if (get("/v1/statements/edit-lone-call").statusCode() == 200) {
            return;
        }
        String joint = statement("edit-joint-pledge", "pledge", "2024-05");
        String call = statement("edit-lone-call", "call", "2024-06-10");
        relate("kfia", "SAID", joint);
        relate("nipa", "SAID", joint);
        relate("nipa", "SAID", call);
        relate(joint, "ABOUT", "semiconductors");
        relate(joint, "ABOUT", "fpt");
        relate(call, "ABOUT", "fpt");
        relate(call, "ADDRESSED_TO", "vietnam");
        relate(call, "ADDRESSED_TO", "artificial-intelligence");
        relate(call, "SAID_AT", "seminar-ai-semiconductors-seoul-2025");
    }

    private String statement(String id, String type, String saidOn) {
        return created(
                        "statements",
                        "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"%s\",\"saidOn\":\"%s\",\"tags\":[\"edit-said\"],%s}"
                                .formatted(id, id, type, saidOn, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    @ParameterizedTest
    @CsvSource({
        "saidBy=nipa, edit-joint-pledge edit-lone-call",
        "saidBy=name:NIPA&saidBy=kfia, edit-joint-pledge",
        "saidBy=fpt, ''",
        "about=fpt, edit-joint-pledge edit-lone-call",
        "about=fpt&about=semiconductors, edit-joint-pledge",
        "about=name:FPT&type=call, edit-lone-call",
        "addressedTo=vietnam, edit-lone-call",
        "addressedTo=vietnam&addressedTo=artificial-intelligence, edit-lone-call",
        "event=seminar-ai-semiconductors-seoul-2025, edit-lone-call",
        "event=seminar-ai-semiconductors-seoul-2025&saidBy=kfia, ''",
        "sector=artificial-intelligence, edit-lone-call",
        "saidFrom=2024-06&saidTo=2024-06, edit-lone-call",
        "saidTo=2024-05, edit-joint-pledge",
        "type=pledge&type=call, edit-joint-pledge edit-lone-call"
    })
    void theListIsFilteredByWhoSaidWhatToWhomAndWhere(String filters, String expected) {
        assertThat(String.join(
                        " ", json("/v1/statements?tag=edit-said&" + filters).<String>getList("items.id")))
                .isEqualTo(expected);
    }

    @Test
    void theBundledAnnouncementIsFoundByItsSpeakerEventAndSubject() {
        assertThat(json("/v1/statements?saidBy=name:Hoang Minh&event=vietnam-korea-digital-forum-2025&about=natif")
                        .<String>getList("items.id"))
                .contains(BUNDLED);
        Json statement = json("/v1/statements/" + BUNDLED);
        assertThat(statement.getString("type")).isEqualTo("announcement");
        assertThat(statement.getString("saidOn")).isEqualTo("2025-10-29");
        assertThat(json("/v1/timeline?entity=" + BUNDLED).<String>getList("items.field"))
                .contains("saidOn");
    }

    @Test
    void indicatorsAreFilteredByWhatTheyAreAboutToo() {
        assertThat(json("/v1/indicators?about=natif").<String>getList("items.id"))
                .contains("natif-ai-share");
    }

    @Test
    void speakersAreADimension() {
        Json groups = json("/v1/stats?kind=statement&groupBy=saidBy&tag=edit-said&measure=parties");

        assertThat(groups.getList("items.saidBy.id")).containsExactlyInAnyOrder("kfia", "nipa");
        assertThat(groups.getInt("items.find { it.saidBy.id == 'nipa' }.count")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":\"semiconductors\",\"type\":\"SAID\",\"to\":\"edit-lone-call\",%s}",
                "{\"from\":\"edit-lone-call\",\"type\":\"SAID_AT\",\"to\":\"vietnam\",%s}",
                "{\"from\":\"edit-lone-call\",\"type\":\"ADDRESSED_TO\",\"to\":\"natif-ai-share\",%s}"
            })
    void statementsAreRelatedOnlyAsTheVocabularySays(String body) {
        problem(400, editor().body(body.formatted(EVIDENCE)).post("/v1/relationships"));
    }
}
