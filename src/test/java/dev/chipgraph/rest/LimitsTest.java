package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often one may ask, how much one may send, and for how long. Each test asks from an address of its own. */
@QuarkusTest
@TestProfile(LimitsTest.Tight.class)
@ExtendWith(Api.class)
class LimitsTest {

    /** Limits that a test reaches, behind a proxy that tells the address of the client. */
    public static class Tight implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<String, String>();
            settings.put("chipgraph.limits.anonymous-per-minute", "5");
            settings.put("chipgraph.limits.principal-per-minute", "50");
            settings.put("chipgraph.limits.failed-logins-per-minute", "3");
            settings.put("chipgraph.limits.body-size", "32K");
            settings.put("chipgraph.limits.body-time", "2s");
            settings.put("chipgraph.limits.import-size", "256K");
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.cors.enabled", "true");
            settings.put("quarkus.http.cors.origins", "https://app.example.org");
            return settings;
        }
    }

    @TestHTTPResource
    URI service;

    private static Request from(String address) {
        return given().header("X-Forwarded-For", address);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToGoOn() {
        for (int left = 4; left >= 0; left--) {
            Response answer = from("192.0.2.1").get("/v1/schema");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"anonymous\";q=5;w=60");
            assertThat(answer.header("RateLimit")).matches("\"anonymous\";r=%d;t=\\d+".formatted(left));
        }
        Response refused = from("192.0.2.1").get("/v1/schema");

        Json problem = problem(429, refused);
        assertThat(problem.getString("type")).isEqualTo("/problems/too-many-requests");
        assertThat(problem.getString("instance")).isEqualTo("/v1/schema");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 13);
        assertThat(refused.header("RateLimit")).startsWith("\"anonymous\";r=0;");
        assertThat(from("192.0.2.2").get("/v1/schema").statusCode())
                .as("another client")
                .isEqualTo(200);
        assertThat(admin().header("X-Forwarded-For", "192.0.2.1")
                        .get("/v1/schema")
                        .header("RateLimit-Policy"))
                .as("with a key")
                .isEqualTo("\"principal\";q=50;w=60");
        for (int i = 0; i < 10; i++) {
            assertThat(from("192.0.2.1").get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(from("192.0.2.1").get("/q/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aNetworkOfIpv6AddressesIsOneClient() {
        for (int i = 0; i < 5; i++) {
            assertThat(from("2001:db8:1:2::" + i).get("/v1/schema").statusCode())
                    .isEqualTo(200);
        }
        problem(429, from("2001:db8:1:2:ffff::1").get("/v1/schema"));
        assertThat(from("2001:db8:1:3::1").get("/v1/schema").statusCode()).isEqualTo(200);
    }

    @Test
    void whoTriesSecretsIsStoppedSoon() {
        for (int i = 0; i < 3; i++) {
            problem(401, from("192.0.2.3").header("X-API-Key", "cg_guess" + i).get("/v1/me"));
        }
        assertThat(problem(
                                429,
                                from("192.0.2.3")
                                        .header("X-API-Key", "cg_guess9")
                                        .get("/v1/me"))
                        .getString("detail"))
                .contains("wrong");
        problem(
                429,
                from("192.0.2.3").header("Authorization", "Bearer cg_guess9").get("/v1/me"));
        assertThat(admin().header("X-Forwarded-For", "192.0.2.3").get("/v1/me").statusCode())
                .as("who shares the address, but has a key")
                .isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLarge() {
        Response refused = admin().contentType(Request.JSON)
                .body("{\"name\": \"%s\"}".formatted("a".repeat(40_000)))
                .post("/v1/keys");

        assertThat(problem(413, refused).getString("detail")).contains("32768 bytes");
        assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aBodyThatIsTooLargeAndDoesNotSaySo() throws IOException {
        String answer = send(
                "POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Forwarded-For: 192.0.2.4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
                "2000\r\n%s\r\n".formatted(" ".repeat(8_192)).repeat(8) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json", "/problems/too-large");
    }

    @Test
    void importsMayBeLarger() {
        Response notYetThere = admin().contentType("application/octet-stream")
                .body(new byte[100_000])
                .post("/v1/imports");
        assertThat(notYetThere.statusCode()).isNotEqualTo(413);
        problem(
                413,
                admin().contentType("application/octet-stream")
                        .body(new byte[300_000])
                        .post("/v1/imports"));
    }

    @Test
    void aBodyThatTricklesInIsCutOff() throws IOException {
        Instant start = Instant.now();
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write(
                    "POST /v1/match HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Forwarded-For: 192.0.2.5\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                        out.write(' ');
                        out.flush();
                    }
                } catch (IOException cutOff) {
                    return;
                }
            });
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("/problems/body-too-slow", "traceId");
        }
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(6));
    }

    @Test
    void pagesOfTheConfiguredOriginMayReadTheAnswersAndTheirHeaders() {
        Response preflight = from("192.0.2.6")
                .header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "X-API-Key,If-Match,Content-Type")
                .request("OPTIONS", "/v1/companies");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-API-Key");

        Response answer =
                from("192.0.2.6").header("Origin", "https://app.example.org").get("/v1/schema");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("ETag", "Link", "Location", "X-Graph-Version", "RateLimit", "Retry-After");
        assertThat(answer.header("Vary")).contains("Accept", "Accept-Language", "Origin");

        Response other =
                from("192.0.2.6").header("Origin", "https://evil.example.org").get("/v1/schema");
        assertThat(other.header("Access-Control-Allow-Origin")).isNull();
    }

    private String send(String head, String body) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
