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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dates on which sources say that a relationship was so, as editors write them. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttestationEditsTest extends EditingFixture {

    private static String holds(String person, String organization, String attestedOn) {
        return "{\"from\":\"%s\",\"type\":\"HOLDS\",\"to\":\"%s\",\"attestedOn\":%s,%s}"
                .formatted(person, organization, attestedOn, EVIDENCE);
    }

    private String person() {
        return created("people", "{\"name\":\"Edit holder %d\",%s}".formatted(number++, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    private static List<String> dates(String path) {
        return json(path).getList("attestedOn");
    }

    @Test
    void theDatesOfAllSourcesAreShownAsLongAsTheySaySo() {
        String body = holds(person(), company(), "\"2025-10-29\"");
        Json created = created("relationships", body).jsonPath();
        String id = created.getString("id");
        String path = "/v1/relationships/" + id;
        assertThat(created.getList("attestedOn")).containsExactly("2025-10-29");
        assertThat(json(path).get("attested")).isEqualTo(false);
        problem(409, editor().body(body.replace("2025-10-29", "2024")).post("/v1/relationships"));

        Response second = addEvidence(
                id, "{\"source\":\"edit-letter\",\"claims\":{\"attestedOn\":[\"2024-09\",\"2025-10-29\"]}}");
        assertThat(dates(path)).containsExactly("2024-09", "2025-10-29");
        assertThat(json(path).getString("conflicts")).isNull();
        assertThat(json(path + "/claims").getList("items.value"))
                .containsExactlyInAnyOrder("2025-10-29", "2024-09", "2025-10-29");

        delete("/v1/evidence/" + second.jsonPath().getString("id"));
        assertThat(dates(path)).containsExactly("2025-10-29");
    }

    @Test
    void editorsChangeThemAndTheHistoryTellsIt() {
        String id = created("relationships", holds(person(), company(), "[\"2025\",\"2024\"]"))
                .jsonPath()
                .getString("id");
        String path = "/v1/relationships/" + id;
        assertThat(dates(path)).containsExactly("2024", "2025");
        String asRead = get(path, "include", "evidence").asString();

        editor().header("If-Match", "*")
                .body("{\"attestedOn\":[\"2026\",\"2024\"]}")
                .patch(path)
                .expecting(200);
        assertThat(dates(path)).containsExactly("2024", "2026");
        problem(
                400,
                editor().header("If-Match", "*")
                        .body("{\"attestedOn\":[\"soon\"]}")
                        .patch(path));
        Json history = json(path + "/history");
        assertThat(history.<Object>getList("items[0].differences.findAll { it.field == 'attestedOn' }.after"))
                .containsExactly(List.of("2024", "2026"));

        editor().header("If-Match", "*").body(asRead).put(path).expecting(200);
        assertThat(dates(path)).containsExactly("2024", "2025");
    }

    @Test
    void equalRelationshipsOfMergedEntitiesUniteTheirDates() {
        String organization = company();
        String kept = person();
        String duplicate = person();
        String id = created("relationships", holds(kept, organization, "\"2024\""))
                .jsonPath()
                .getString("id");
        created("relationships", holds(duplicate, organization, "\"2025\""));

        Api.admin()
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{\"into\":\"%s\"}".formatted(kept))
                .post("/v1/entities/" + duplicate + "/merge")
                .expecting(200);

        assertThat(json("/v1/entities/" + kept + "/relationships?type=HOLDS&validAt=all")
                        .getList("items.id"))
                .containsExactly(id);
        assertThat(dates("/v1/relationships/" + id)).containsExactly("2024", "2025");
    }
}
