package dev.chipgraph.change;

import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relationships of some types never lead back to where they start. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CyclesTest extends EditingFixture {

    @ParameterizedTest
    @ValueSource(strings = {"PART_OF", "SUBSIDIARY_OF", "SUCCEEDED_BY"})
    void aRelationshipThatClosesACycleIsRefused(String type) {
        String a = company();
        String b = company();
        String c = company();
        relate(a, type, b);
        relate(b, type, c);

        refused(post(c, type, a, ""), "%s %s %s %s %s %s %s".formatted(c, type, a, type, b, type, c));
        refused(post(b, type, a, ",\"validFrom\":\"2030\""), "%s %s %s %s %s".formatted(b, type, a, type, b));
        relate(a, type, c);
        relate(c, type.equals("PART_OF") ? "SUBSIDIARY_OF" : "PART_OF", a);
    }

    @Test
    void deletedRelationshipsDoNotCountUntilTheyAreRestored() {
        String a = sector();
        String b = sector();
        String first = relate(a, "PART_OF", b);
        delete("/v1/relationships/" + first);
        relate(b, "PART_OF", a);

        refused(
                editor().post("/v1/relationships/" + first + "/restore"),
                "%s PART_OF %s PART_OF %s".formatted(a, b, a));
    }

    @Test
    void anEntityIsNotRestoredWithRelationshipsThatCloseACycle() {
        String a = sector();
        String b = sector();
        String c = sector();
        relate(a, "PART_OF", b);
        relate(b, "PART_OF", c);
        delete("/v1/entities/" + b + "?cascade=true");
        relate(c, "PART_OF", a);

        refused(editor().post("/v1/entities/%s/history/1/restore".formatted(b)), "PART_OF");
    }

    @Test
    void entitiesBetweenWhichThereIsAnotherAreNotMerged() {
        String a = company();
        String b = company();
        String c = company();
        relate(a, "SUBSIDIARY_OF", b);
        relate(b, "SUBSIDIARY_OF", c);

        refused(
                Api.admin()
                        .contentType("application/json")
                        .header("If-Match", "*")
                        .body("{\"into\":\"%s\"}".formatted(a))
                        .post("/v1/entities/" + c + "/merge"),
                "SUBSIDIARY_OF");
    }

    @Test
    void ofTwoThatCloseACycleTogetherOneIsRefused() throws Exception {
        String a = sector();
        String b = sector();

        var answers = together(2, writer -> writer == 0 ? post(a, "PART_OF", b, "") : post(b, "PART_OF", a, ""));

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409);
    }

    private static Response post(String from, String type, String to, String more) {
        return editor().body("{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\"%s,%s}"
                        .formatted(from, type, to, more, EVIDENCE))
                .post("/v1/relationships");
    }

    private static void refused(Response response, String cycle) {
        var problem = problem(409, response);
        assertThat(problem.getString("type")).isEqualTo("/problems/cycle");
        assertThat(problem.getString("detail")).contains("must not lead back to where it starts", cycle);
    }
}
