package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are repeated with an Idempotency-Key. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest extends EditingFixture {

    // Requests that are repeated

    @Test
    void aRequestThatIsRepeatedIsDoneOnceAndToldAlike() {
        String body = "{\"name\":\"Edit repeated\",%s}".formatted(EVIDENCE);
        Response first = keyed("edit-key-1", body).post("/v1/sectors");
        String id = first.jsonPath().getString("id");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        patch(id, "{\"name\":\"Edit renamed\"}");

        unchanged(() -> {
            Response again = keyed("edit-key-1", body).post("/v1/sectors");
            assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));

            Response other =
                    keyed("edit-key-1", body.replace("repeated", "other")).post("/v1/sectors");
            assertThat(problem(422, other).getString("type")).isEqualTo("/problems/key-reused");
            problem(422, keyed("edit-key-1", body).post("/v1/products"));
            problem(400, keyed("not a key", body).post("/v1/sectors"));
            problem(400, keyed("k".repeat(256), body).post("/v1/sectors"));
        });

        delete("/v1/entities/" + id);
        unchanged(() -> {
            Response late = keyed("edit-key-1", body).post("/v1/sectors");
            assertThat(late.statusCode()).as(late.asString()).isEqualTo(201);
            assertThat(late.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        });
    }

    @Test
    void aRefusedRequestMayBeRepeatedWithItsKey() {
        String body =
                "{\"id\":\"edit-later\",\"name\":\"Edit later\",\"evidence\":[{\"source\":\"edit-later-paper\"}]}";
        problem(400, keyed("edit-key-2", body).post("/v1/sectors"));
        created("sources", "{\"id\":\"edit-later-paper\",\"name\":\"Edit later paper\"}");

        assertThat(keyed("edit-key-2", body).post("/v1/sectors").statusCode()).isEqualTo(201);
    }

    @Test
    void theSameRequestFromAllSidesIsDoneOnce() throws Exception {
        String body = "{\"name\":\"Edit at once\",%s}".formatted(EVIDENCE);
        String before = version();

        var answers = together(WRITERS, any -> keyed("edit-key-3", body).post("/v1/sectors"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getMap(""))
                .containsOnly(answers.getFirst().jsonPath().getMap(""));
        assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(Long.parseLong(version())).isEqualTo(Long.parseLong(before) + 1);
    }

    @Test
    void aDeletionThatIsRepeatedIsToldAlike() {
        String id = sector();
        String tag = get("/v1/entities/" + id).header("ETag");
        Response first = keyed("edit-key-4", null).header("If-Match", tag).delete("/v1/entities/" + id);

        Response again = keyed("edit-key-4", null).header("If-Match", tag).delete("/v1/entities/" + id);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    private static Request keyed(String key, String body) {
        var request = editor().header("Idempotency-Key", key);
        return body == null ? request : request.body(body);
    }
}
