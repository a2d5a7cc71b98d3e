package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** If-Match, If-None-Match and editors who write at the same time. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentEditsTest extends EditingFixture {

    private static final int ROUNDS = 20;

    // Conditions

    @Test
    void theTagOfAReadStandsUntilTheThingItselfChanges() {
        String id = sector();
        String other = sector();
        Response read = get("/v1/entities/" + id);

        patch(other, "{\"description\":\"Something else\"}");
        Response patched = editor().header("If-Match", read.header("ETag"))
                .body("{\"description\":\"First\"}")
                .patch("/v1/entities/" + id);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);

        unchanged(() -> {
            Response stale = editor().header("If-Match", read.header("ETag"))
                    .body("{\"description\":\"Second\"}")
                    .patch("/v1/entities/" + id);
            assertThat(problem(412, stale).getString("type")).isEqualTo("/problems/precondition-failed");
            problem(412, editor().header("If-Match", read.header("ETag")).delete("/v1/entities/" + id));
            problem(428, editor().body("{\"description\":\"Second\"}").patch("/v1/entities/" + id));
        });
        assertThat(json("/v1/entities/" + id).getString("description")).isEqualTo("First");
        assertThat(editor().header("If-Match", read.header("ETag") + ", " + patched.header("ETag"))
                        .body("{\"description\":\"Third\"}")
                        .patch("/v1/entities/" + id)
                        .statusCode())
                .as("any of several tags will do")
                .isEqualTo(200);
    }

    @Test
    void newEvidenceMakesTheTagStale() {
        String id = sector();
        String tag = get("/v1/entities/" + id).header("ETag");

        addEvidence(id, "{\"source\":\"edit-letter\"}");

        unchanged(() -> problem(
                412,
                editor().header("If-Match", tag).body("{\"description\":\"x\"}").patch("/v1/entities/" + id)));
    }

    @Test
    void theTagStandsWhateverAProxyMadeOfIt() {
        String id = sector();
        String tag = get("/v1/entities/" + id).header("ETag");

        for (String form : List.of(
                "W/\"OPAQUE\"",
                "\"OPAQUE-gzip\"",
                "\"OPAQUE--gzip\"",
                "W/\"OPAQUE-br\"",
                "\"other\", \"OPAQUE-zstd\",",
                "W/\"with, comma\" ,, \"OPAQUE\"")) {
            Response patched = conditional(form, tag).patch("/v1/entities/" + id);
            assertThat(patched.statusCode())
                    .as(form + ": " + patched.asString())
                    .isEqualTo(200);
            tag = patched.header("ETag");
        }

        String last = tag;
        unchanged(() -> {
            Json foreign =
                    problem(412, conditional("\"other\", W/\"third\"", last).patch("/v1/entities/" + id));
            assertThat(foreign.getString("detail")).startsWith("No ETag in If-Match is of \"" + id);
            for (String malformed : List.of("OPAQUE", "\"OPAQUE", "\"OPAQUE\" \"a\"", "\"OPAQUE\", *", ",")) {
                Json problem = problem(400, conditional(malformed, last).patch("/v1/entities/" + id));
                assertThat(problem.getString("violations[0].field")).isEqualTo("If-Match");
                assertThat(problem.getString("violations[0].message")).contains("in double quotes");
            }
        });
    }

    private static Request conditional(String form, String tag) {
        return editor().header("If-Match", form.replace("OPAQUE", tag.replace("\"", "")))
                .body("{\"description\":\"Through %s\"}".formatted(form.replace('"', '\'')));
    }

    @Test
    void ofThoseWhoWriteOverTheSameStateJustOneWins() throws Exception {
        String id = sector();
        for (int round = 0; round < ROUNDS; round++) {
            String tag = get("/v1/entities/" + id).header("ETag");
            int in = round;

            var answers = together(
                    WRITERS,
                    writer -> editor().header("If-Match", tag)
                            .body("{\"description\":\"round %d writer %d\"}".formatted(in, writer))
                            .patch("/v1/entities/" + id));

            var statuses = answers.stream().map(Response::statusCode).sorted().toList();
            assertThat(statuses.getFirst()).isEqualTo(200);
            assertThat(statuses.subList(1, WRITERS)).containsOnly(412);
            Response won = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(json("/v1/entities/" + id).getString("description"))
                    .isEqualTo(won.jsonPath().getString("description"));
        }
        assertThat(json("/v1/entities/" + id).getInt("version")).isEqualTo(1 + ROUNDS);
    }

    @Test
    void whoReadsAgainAfterEachRefusalLosesNothing() throws Exception {
        String id = sector();

        together(WRITERS, writer -> {
            Response last;
            do {
                Response read = get("/v1/entities/" + id);
                List<String> tags = new ArrayList<>(
                        read.jsonPath().<String>getList("tags") == null
                                ? List.of()
                                : read.jsonPath().<String>getList("tags"));
                tags.add("writer-" + writer);
                last = editor().header("If-Match", read.header("ETag"))
                        .body(Map.of("tags", tags))
                        .patch("/v1/entities/" + id);
            } while (last.statusCode() == 412);
            assertThat(last.statusCode()).as(last.asString()).isEqualTo(200);
            return last;
        });

        assertThat(json("/v1/entities/" + id).getList("tags")).hasSize(WRITERS);
    }

    @Test
    void whoWroteReadsWhatWasWritten() {
        String id = sector();
        for (int i = 0; i < 10; i++) {
            Response written = patch(id, "{\"description\":\"state %d\"}".formatted(i));

            Response read = given().header("X-Min-Graph-Version", written.header("X-Graph-Version"))
                    .get("/v1/entities/" + id);

            assertThat(read.jsonPath().getString("description")).isEqualTo("state " + i);
            assertThat(Long.parseLong(read.header("X-Graph-Version")))
                    .isGreaterThanOrEqualTo(Long.parseLong(written.header("X-Graph-Version")));
        }
    }

    @Test
    void lessIsToldWhoWantsLess() {
        Response created = editor().header("Prefer", "return=minimal")
                .body("{\"id\":\"edit-minimal\",\"name\":\"Edit minimal\",%s}".formatted(EVIDENCE))
                .post("/v1/sectors");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.asString()).isEmpty();
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");

        Response patched = editor().header("Prefer", "return=minimal")
                .header("If-Match", created.header("ETag"))
                .body("{\"description\":\"x\"}")
                .patch("/v1/sectors/edit-minimal");
        assertThat(patched.statusCode()).isEqualTo(204);
        assertThat(patched.asString()).isEmpty();
        assertThat(patched.header("ETag")).isNotBlank();
    }
}
