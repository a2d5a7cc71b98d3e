package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.editor;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before any resource, around each of them, and what the logs tell of it. */
@QuarkusTest
@ExtendWith(Api.class)
class DoorTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/kfia",
                "/v1/nowhere",
                "/problems",
                "/q/openapi",
                "/q/health/live",
                "/q/metrics",
                "/v1/keys"
            })
    void everyAnswerTellsBrowsersWhatItIsNot(String path) {
        Response answer = given().get(path);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Strict-Transport-Security"))
                .as("not over TLS")
                .isNull();
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .as("off unless set up")
                .isNull();
    }

    @Test
    void swaggerUiMayRunItsOwnScriptsAndNoOthers() {
        assertThat(given().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/entities/%ff%fe, x, 404",
        "/v1/entities/kfia, 'a b:c', 400",
        "/v1/entities/%zz, x, 400",
        "/v1/companies?name=%, x, 400",
        "/v1/companies?name=a|b, x, 400",
        "/q/health/%zz, x, 400",
        "nowhere, x, 400"
    })
    void anAddressThatIsNone(String path, String host, int status) throws IOException {
        String answer = send("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host));

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("nosniff", "\"traceId\":\"");
    }

    @ParameterizedTest
    @CsvSource({"200000, 1, 414, /problems/uri-too-long", "1, 200000, 431, /problems/headers-too-large"})
    void linesThatAreTooLong(int address, int header, int status, String type) throws IOException {
        String answer = send("GET /v1/companies?name=%s HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\nConnection: close\r\n\r\n"
                .formatted("a".repeat(address), "b".repeat(header)));

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(type, "nosniff", "\"traceId\":\"");
    }

    @Test
    void headersOfOrdinaryLength() throws IOException {
        assertThat(send("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\nConnection: close\r\n\r\n"
                        .formatted("b".repeat(16_000))))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void whateverStandsInAnAddress() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String address = random.ints(random.nextInt(1, 40), '!', '~' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .insert(
                            0,
                            List.of("/", "/v1/", "/v1/entities/", "/v1/companies?name=", "/q/")
                                    .get(i % 5))
                    .toString();

            String answer = send("GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(address));

            assertThat(answer).as("%s, seed %d", address, seed).matches("(?s)HTTP/1\\.1 [234].*");
            if (answer.startsWith("HTTP/1.1 4")) {
                assertThat(answer)
                        .as("%s, seed %d", address, seed)
                        .containsIgnoringCase("content-type: application/problem+json");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"51, 400", "40, 200"})
    void aBodyIsNestedOnlySoDeep(int depth, int status) {
        String body = "[".repeat(depth) + "]".repeat(depth);

        var answer = editor().contentType(Request.JSON).body(body).post("/v1/keys/guarded/test");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(problem(400, answer).getString("detail")).contains("deeper than 50 levels");
        }
    }

    @Test
    void aNumberOrATextOfEndlessLength() {
        for (String body : List.of("1".repeat(101), "\"%s\"".formatted("a".repeat(1_000_001)))) {
            assertThat(problem(
                                    400,
                                    editor().contentType(Request.JSON)
                                            .body(body)
                                            .post("/v1/keys/guarded/test"))
                            .getString("detail"))
                    .contains("digits", "characters");
        }
    }

    @Test
    void aBodyOfMoreThanTenMegabytes() {
        assertThat(problem(
                                413,
                                given().contentType(Request.JSON)
                                        .body(new byte[10 * 1024 * 1024 + 1])
                                        .post("/v1/match"))
                        .getString("type"))
                .isEqualTo("/problems/too-large");
    }

    @Test
    void writesAndDenialsAreInTheAuditLogAndReadsAreNot() {
        var editor = editor();
        var lines = logged("chipgraph.audit", Level.INFO, () -> {
            given().get("/v1/entities/kfia");
            given().contentType(Request.JSON).body("{}").post("/v1/match");
            editor.contentType(Request.JSON).body("{}").post("/v1/keys/guarded/test?secret=hidden");
            given().get("/v1/keys");
            given().header("X-API-Key", "cg_guess").get("/v1/me");
        });

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .matches(
                        "trace=\"[0-9a-f]{32}\" principal=\"tests-of-the-editor-\\w+\" by=\"api-key\" address=\"127.0.0.1\" method=\"POST\" path=\"/v1/keys/guarded/test\" status=\"400\" version=\"\\d+\"");
        assertThat(lines.get(1))
                .contains("method=\"GET\" path=\"/v1/keys\" status=\"401\"")
                .doesNotContain("principal");
        assertThat(lines.get(2)).contains("path=\"/v1/me\" status=\"401\"");
    }

    @Test
    void nobodyWritesLinesOfTheirOwnIntoTheAuditLog() {
        var lines = logged(
                "chipgraph.audit",
                Level.INFO,
                () -> given().encoded().delete("/v1/keys/a%0d%0atrace=%22forged%22%e2%80%ae%22%20status=%22200"));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst()).doesNotContain("\n", "\r", "\u202e").doesNotContain("\" status=\"200");
    }

    @Test
    void noSecretIsEverLogged() {
        var secrets = new CopyOnWriteArrayList<String>(List.of(Api.ADMIN_KEY));

        var lines = logged("", Level.ALL, () -> {
            var made = admin().contentType(Request.JSON)
                    .body("{\"name\": \"Silent\", \"role\": \"editor\"}")
                    .post("/v1/keys")
                    .jsonPath();
            secrets.add(made.getString("secret"));
            given().header("X-API-Key", made.getString("secret")).get("/v1/me");
            given().header("Authorization", "Bearer " + made.getString("secret"))
                    .get("/v1/keys");
            secrets.add(admin().post("/v1/keys/" + made.getString("key.id") + "/rotate")
                    .jsonPath()
                    .getString("secret"));
            given().header("X-API-Key", made.getString("secret")).get("/v1/me");
            given().header("X-API-Key", "cg_wrong_and_secret").get("/v1/me");
            admin().delete("/v1/keys/" + made.getString("key.id"));
        });
        secrets.add("cg_wrong_and_secret");

        assertThat(lines).anyMatch(line -> line.contains("/rotate"));
        assertThat(lines).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }

    /** What was logged in a category and below while something was done, as it is written. */
    private static List<String> logged(String category, Level level, Runnable work) {
        var lines = new CopyOnWriteArrayList<String>();
        var formatter = new PatternFormatter("%s%e");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (!entry.getLoggerName().startsWith("org.apache.http")) { // of the client
                    lines.add(formatter.format(entry));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(level);
        Logger logger = Logger.getLogger(category);
        logger.addHandler(handler);
        try {
            work.run();
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos()); // a request is audited when it has its answer
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
