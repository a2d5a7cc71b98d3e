package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import dev.chipgraph.model.Kind;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated bad input to every write operation. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadWritesTest extends RandomRequests {

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "true",
            "1",
            "1e400",
            "\"\"",
            "\"\\ud800\"",
            "[]",
            "[1,2]",
            "{",
            "}",
            "{}{}",
            "{\"a\":1,}",
            "{\"\\ud800\":1}",
            "{\"\\u0000\":1}",
            "{\"a\":\"\u0000\"}",
            "/* */{}",
            "[".repeat(100_000),
            "{\"a\":".repeat(5_000),
            "\uFEFF{}",
            "a=b&c=d",
            "<xml/>");

    static Stream<String> writes() {
        return Stream.of(
                "POST /v1/{kind}",
                "PUT /v1/{kind}/{ref}",
                "PATCH /v1/{kind}/{ref}",
                "DELETE /v1/{kind}/{ref}",
                "PATCH /v1/entities/{ref}",
                "DELETE /v1/entities/{ref}",
                "POST /v1/entities/{ref}/merge",
                "POST /v1/entities/{ref}/unmerge",
                "POST /v1/entities/{ref}/evidence",
                "POST /v1/entities/{ref}/history/{version}/restore",
                "POST /v1/relationships",
                "PUT /v1/relationships/{relationship}",
                "PATCH /v1/relationships/{relationship}",
                "DELETE /v1/relationships/{relationship}",
                "POST /v1/relationships/{relationship}/restore",
                "POST /v1/relationships/{relationship}/evidence",
                "PUT /v1/evidence/{evidence}",
                "PATCH /v1/evidence/{evidence}",
                "DELETE /v1/evidence/{evidence}",
                "DELETE /v1/imports/{import}",
                "POST /v1/imports");
    }

    /** Only things of its own are in the way of what it sends. */
    @ParameterizedTest
    @MethodSource("writes")
    void changes(String operation) {
        var failures = new ArrayList<String>();
        String method = operation.substring(0, operation.indexOf(' '));
        String template = operation.substring(operation.indexOf(' ') + 1);
        int tries = template.contains("{kind}") && !method.equals("DELETE") ? 15 * WRITES_OF_EACH : 4 * WRITES_OF_EACH;
        for (int i = 0; i < tries; i++) {
            var random = new Random(i);
            Kind kind = pick(List.of(Kind.values()), random);
            String relationship = template.contains("{relationship}")
                    ? json("/v1/entities/bad-a/relationships").getString("items[0].id")
                    : null;
            String path = template.replace("{kind}", random.nextInt(8) > 0 ? kind.path() : encoded(text(random)))
                    .replace(
                            "{ref}",
                            encoded(random.nextInt(3) > 0 ? "bad-" + (char) ('a' + random.nextInt(4)) : text(random)))
                    .replace("{version}", encoded(random.nextInt(2) > 0 ? "1" : text(random)))
                    .replace(
                            "{relationship}",
                            encoded(random.nextInt(3) > 0 && relationship != null ? relationship : text(random)))
                    .replace("{evidence}", encoded(text(random)))
                    .replace("{import}", encoded(text(random)));
            String body = method.equals("DELETE") || template.endsWith("restore") || template.endsWith("unmerge")
                    ? random.nextInt(5) == 0 ? pick(BODIES, random) : null
                    : random.nextInt(6) == 0 ? pick(BODIES, random) : mutated(valid(template, kind, random), random);
            send(new Operation(method, template, List.of(), body != null, null), path, body, random, failures);
        }
        assertThat(failures).as(operation).isEmpty();
        stillThere();
    }

    @Test
    void manyMistakesAreToldInReasonableLength() {
        var fields = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            fields.append("\"f").append(i).append("\":1,");
        }
        Response refused = editor().body("{" + fields + "\"name\":\"Bad\"," + EVIDENCE + "}")
                .post("/v1/companies");

        Api.problem(400, refused);
        assertThat(refused.asString().length()).isLessThan(200_000);
    }
}
