package dev.chipgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated bad input to every read operation. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadReadsTest extends RandomRequests {

    private static final int READS_OF_EACH = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void questions(long seed) {
        var random = new Random(seed);
        var failures = new ArrayList<String>();
        for (Operation operation : operations) {
            if (operation.method().equals("GET")) {
                for (int i = 0; i < READS_OF_EACH; i++) {
                    ask(operation, random, failures);
                }
            }
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
        stillThere();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void questionsInBodies(long seed) {
        var random = new Random(seed);
        var failures = new ArrayList<String>();
        for (Operation operation : operations) {
            if (operation.hasBody() && List.of("/v1/match", "/v1/patterns").contains(operation.path())) {
                for (int i = 0; i < 10 * WRITES_OF_EACH; i++) {
                    send(
                            operation,
                            "/v1" + operation.path().substring(3),
                            mutated(operation.body(), random),
                            random,
                            failures);
                }
            }
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
        stillThere();
    }

    private void ask(Operation operation, Random random, List<String> failures) {
        String path = operation.path();
        var query = new ArrayList<String>();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            String value = random.nextInt(3) == 0 ? good(parameter, random) : pick(HostileInput.TEXTS, random);
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", encoded(value.isEmpty() ? " " : value));
            } else if (parameter.path("in").asText().equals("query") && random.nextInt(4) == 0) {
                query.add(encoded(name) + "=" + encoded(value));
            }
        }
        if (random.nextInt(10) == 0) {
            query.add(encoded(pick(HostileInput.TEXTS, random)) + "=" + encoded(pick(HostileInput.TEXTS, random)));
        }
        send(operation, path + (query.isEmpty() ? "" : "?" + String.join("&", query)), null, random, failures);
    }

    private static String good(JsonNode parameter, Random random) {
        JsonNode schema = parameter.path("schema");
        JsonNode values = schema.findValue("enum");
        if (values != null && !values.isEmpty()) {
            return values.get(random.nextInt(values.size())).asText();
        }
        JsonNode example = parameter.findValue("example");
        return example != null
                ? example.asText()
                : List.of("kfia", "1", "true", "2025").get(random.nextInt(4));
    }
}
