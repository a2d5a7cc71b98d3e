package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The connection to the database breaks at each message of each change of an API key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class CutKeysIT {

    private ServiceProcess owner;
    private Stage stage;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    void start() throws IOException, InterruptedException {
        owner = WritableService.ready();
        stage = new Stage(owner);
        Lane.openAll();
    }

    @AfterAll
    void end() {
        executor.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> eachMessageOfEachChange() {
        var requests = new LinkedHashMap<String, Cuts.InSpiteOf>();
        requests.put("a key is made once, and is accepted when its secret was told", this::create);
        requests.put("a key gets a new secret or keeps the old one", this::rotate);
        requests.put("a key that is revoked stays revoked", this::revoke);
        var runs = new LinkedHashMap<String, Future<Integer>>();
        requests.forEach((name, request) ->
                runs.put(name, executor.submit(() -> Lane.use(lane -> Cuts.each(lane, request)))));
        return runs.entrySet().stream()
                .map(run -> DynamicTest.dynamicTest(
                        run.getKey(), () -> assertThat(run.getValue().get()).isGreaterThan(2)));
    }

    private Cuts.Check create(Lane lane, String name) {
        var made = lane.service().write("POST", "/v1/keys", key(name), "Content-Type", "application/json");
        return () -> {
            assertThat(made.statusCode()).as(made.body()).isIn(201, 503);
            long there =
                    Agreement.json(owner.write("GET", "/v1/keys", null), 200)
                            .path("items")
                            .findValuesAsText("name")
                            .stream()
                            .filter(name::equals)
                            .count();
            if (made.statusCode() == 201) {
                assertThat(there).isEqualTo(1);
                assertAccepted(Agreement.json(made, 201));
            } else {
                assertThat(there).isLessThanOrEqualTo(1);
            }
        };
    }

    private Cuts.Check rotate(Lane lane, String name) {
        JsonNode before = stage.make("/v1/keys", key(name));
        String path = "/v1/keys/" + before.at("/key/id").asText() + "/rotate";
        var rotated = lane.service().write("POST", path + "?grace=PT1H", null);
        return () -> {
            assertThat(rotated.statusCode()).as(rotated.body()).isIn(200, 503);
            assertAccepted(rotated.statusCode() == 200 ? Agreement.json(rotated, 200) : before);
            assertAccepted(Agreement.json(lane.service().write("POST", path, null), 200));
        };
    }

    private Cuts.Check revoke(Lane lane, String name) {
        String path =
                "/v1/keys/" + stage.make("/v1/keys", key(name)).at("/key/id").asText();
        var revoked = lane.service().write("DELETE", path, null);
        return () -> {
            assertThat(revoked.statusCode()).as(revoked.body()).isIn(204, 503);
            boolean ended = Agreement.json(owner.write("GET", path, null), 200).has("revokedAt");
            assertThat(ended || revoked.statusCode() == 503).isTrue();
            assertThat(lane.service().write("DELETE", path, null).statusCode()).isEqualTo(204);
        };
    }

    private static String key(String name) {
        return "{\"name\":\"%s\",\"role\":\"editor\"}".formatted(name);
    }

    private void assertAccepted(JsonNode keyWithSecret) {
        var answer =
                owner.get("/v1/entities?limit=1", keyWithSecret.path("secret").asText());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
