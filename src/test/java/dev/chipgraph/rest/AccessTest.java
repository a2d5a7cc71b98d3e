package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.editor;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.Api.with;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and the keys by which they are known. */
@QuarkusTest
@ExtendWith(Api.class)
class AccessTest {

    private static final String GUARDED = "/v1/keys/guarded/test";

    static Response edit(Request who) {
        return who.contentType(Request.JSON).body("{}").post(GUARDED);
    }

    static Json make(Map<String, Object> key) {
        Response made = admin().contentType(Request.JSON).body(key).post("/v1/keys");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath();
    }

    static Request key(String secret) {
        return given().header("X-API-Key", secret);
    }

    @ParameterizedTest
    @CsvSource({"reader, 403, 403", "editor, 200, 403", "admin, 200, 200"})
    void eachRoleContainsThoseBeforeIt(String role, int editing, int administering) {
        assertThat(edit(with(role)).statusCode()).isEqualTo(editing);
        assertThat(with(role).get("/v1/keys").statusCode()).isEqualTo(administering);
        assertThat(with(role).get("/v1/entities/kfia").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutCredentialsOneReadsButDoesNotWrite() {
        Response refused = edit(given());

        Json problem = problem(401, refused);
        assertThat(problem.getString("type")).isEqualTo("/problems/unauthorized");
        assertThat(problem.getString("detail")).contains("role editor", "X-API-Key");
        assertThat(problem.getString("instance")).isEqualTo(GUARDED);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"chipgraph\"");
        assertThat(problem(401, given().get("/v1/keys")).getString("detail")).contains("role admin");
        json("/v1/entities/kfia");
    }

    @Test
    void aRoleThatIsNotEnoughIsToldWithTheOneThatIs() {
        Json problem = problem(403, editor().get("/v1/keys"));

        assertThat(problem.getString("type")).isEqualTo("/problems/forbidden");
        assertThat(problem.getString("detail")).contains("role admin");
        assertThat(problem(403, edit(with("reader"))).getString("detail")).contains("role editor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cg_wrong", "x", "cg_\u00e9", "' OR 1=1"})
    void anInvalidKeyIsRefusedWhateverItAsksFor(String secret) {
        for (String path : new String[] {"/v1/entities/kfia", "/v1/keys", "/v1/me", "/v1/nowhere"}) {
            Response refused = key(secret).get(path);

            assertThat(problem(401, refused).getString("detail")).isEqualTo("The API key is not known.");
            assertThat(refused.headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"chipgraph\", error=\"invalid_token\"");
        }
        problem(401, edit(key(secret)));
        assertThat(key(secret).get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(key(secret).get("/problems").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyMayBeGivenAsABearerTokenButNoOtherTokenWhereNoneAreTrusted() {
        String secret = make(Map.of("name", "Bearer", "role", "editor")).getString("secret");

        assertThat(edit(given().header("Authorization", "Bearer " + secret)).statusCode())
                .isEqualTo(200);
        assertThat(problem(
                                401,
                                given().header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                                        .get("/v1/me"))
                        .getString("detail"))
                .contains("trusts no other tokens");
        assertThat(given().header("Authorization", "Basic YTpi")
                        .get("/v1/me")
                        .jsonPath()
                        .getString("principal"))
                .as("for a proxy to check")
                .isNull();
    }

    @Test
    void meTellsWhoOneIs() {
        Json nobody = given().get("/v1/me").jsonPath();
        assertThat(nobody.getMap("")).doesNotContainKeys("principal", "authenticatedBy");
        assertThat(nobody.getList("roles")).containsExactly("reader");

        Response me = admin().get("/v1/me");
        assertThat(me.jsonPath().getString("principal")).isEqualTo("admin");
        assertThat(me.jsonPath().getString("authenticatedBy")).isEqualTo("configuration");
        assertThat(me.jsonPath().getList("roles")).containsExactly("reader", "editor", "admin");
        assertThat(me.header("Cache-Control")).isEqualTo("no-store");
        assertThat(me.header("ETag")).isNull();

        Json key = make(Map.of("name", "Toà soạn!", "role", "editor"));
        Json editor = key(key.getString("secret")).get("/v1/me").jsonPath();
        assertThat(editor.getString("principal"))
                .isEqualTo(key.getString("key.id"))
                .matches("toa-soan-[0-9a-f]{6}");
        assertThat(editor.getString("authenticatedBy")).isEqualTo("api-key");
        assertThat(editor.getList("roles")).containsExactly("reader", "editor");
    }

    @Test
    void aKeyFromItsMakingToItsEnd() {
        // Given
        Response made = admin().contentType(Request.JSON)
                .body("{\"name\": \" Newsroom \", \"role\": \"editor\", \"expiresIn\": \"P90D\"}")
                .post("/v1/keys");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String secret = made.jsonPath().getString("secret");
        String id = made.jsonPath().getString("key.id");
        assertThat(secret).matches("cg_[A-Za-z0-9_-]{43}");
        assertThat(made.header("Location")).endsWith("/v1/keys/" + id);
        assertThat(made.jsonPath().getString("key.name")).isEqualTo("Newsroom");
        assertThat(made.jsonPath().getString("key.createdBy")).isEqualTo("admin");
        assertThat(Instant.parse(made.jsonPath().getString("key.expiresAt")))
                .isCloseTo(
                        Instant.now().plus(90, ChronoUnit.DAYS),
                        org.assertj.core.api.Assertions.within(1, ChronoUnit.MINUTES));

        // When it is used
        assertThat(edit(key(secret)).asString()).isEqualTo(id);

        // Then it is listed, without its secret
        Response listed = admin().get("/v1/keys");
        assertThat(listed.jsonPath().getList("items.id")).contains(id);
        assertThat(listed.asString()).doesNotContain(secret, "hash");
        assertThat(admin().get("/v1/keys/" + id).jsonPath().getString("status")).isEqualTo("active");

        // When it is revoked, twice
        assertThat(admin().delete("/v1/keys/" + id).statusCode()).isEqualTo(204);
        assertThat(admin().delete("/v1/keys/" + id).statusCode()).isEqualTo(204);

        // Then it is of no more use, but known
        assertThat(problem(401, edit(key(secret))).getString("detail")).contains("revoked");
        Json ended = admin().get("/v1/keys/" + id).jsonPath();
        assertThat(ended.getString("status")).isEqualTo("revoked");
        assertThat(ended.getString("revokedAt")).isNotNull();
    }

    @Test
    void aKeyExpires() {
        Json made = make(Map.of("name", "Short", "role", "reader", "expiresIn", "PT1S"));
        assertThat(key(made.getString("secret")).get("/v1/me").statusCode()).isEqualTo(200);

        LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos());

        assertThat(problem(401, key(made.getString("secret")).get("/v1/me")).getString("detail"))
                .contains("expired at");
        assertThat(admin().get("/v1/keys/" + made.getString("key.id"))
                        .jsonPath()
                        .getString("status"))
                .isEqualTo("expired");
    }

    @Test
    void aKeyIsRotatedAtOnceOrWithTimeToChangeOver() {
        Json made = make(Map.of("name", "Rotated", "role", "editor"));
        String path = "/v1/keys/%s/rotate".formatted(made.getString("key.id"));
        String first = made.getString("secret");
        assertThat(key(first).get("/v1/me").statusCode()).isEqualTo(200);

        String second = rotate(path + "?grace=PT2S").getString("secret");
        assertThat(second).isNotEqualTo(first);
        assertThat(key(first).get("/v1/me").statusCode()).isEqualTo(200);
        assertThat(key(second).get("/v1/me").statusCode()).isEqualTo(200);
        LockSupport.parkNanos(Duration.ofMillis(2_200).toNanos());
        assertThat(problem(401, key(first).get("/v1/me")).getString("detail")).contains("rotated");

        Json third = rotate(path);
        assertThat(third.getString("key.rotatedAt")).isNotNull();
        problem(401, key(first).get("/v1/me"));
        problem(401, key(second).get("/v1/me"));
        assertThat(key(third.getString("secret")).get("/v1/me").jsonPath().getString("principal"))
                .as("the same author as before")
                .isEqualTo(made.getString("key.id"));
    }

    private static Json rotate(String path) {
        return admin().post(path).jsonPath();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'role': 'editor'} | name | is required",
                "{'name': ' ', 'role': 'editor'} | name | is required",
                "{'name': 'a'} | role | is required",
                "{'name': 'a', 'role': 'owner'} | role | must be one of reader, editor, admin",
                "{'name': 'a', 'role': 'editor', 'expiresIn': 'a year'} | expiresIn | ISO 8601 duration",
                "{'name': 'a', 'role': 'editor', 'expiresIn': 'P999999999Y'} | expiresIn | ISO 8601 duration",
                "{'name': 'a', 'role': 'editor', 'expiresIn': '-PT1H'} | expiresIn | must lie in the future",
                "{'name': 'a', 'role': 'editor', 'expiresAt': '2020-01-01T00:00:00Z'} | expiresAt | must lie in the future",
                "{'name': 'a', 'role': 'editor', 'expiresAt': '2099-01-01T00:00:00Z', 'expiresIn': 'P1D'} | expiresIn | together",
                "{'name': 'a', 'role': 'editor', 'secret': 'b'} | secret | is not known"
            })
    void aKeyThatMakesNoSense(String body, String field, String message) {
        Json problem = problem(
                400,
                admin().contentType(Request.JSON).body(body.replace('\'', '"')).post("/v1/keys"));

        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    @Test
    void anUnknownKeyAndAGraceThatIsTooLong() {
        assertThat(problem(404, admin().get("/v1/keys/nobody")).getString("type"))
                .isEqualTo("/problems/unknown-key");
        problem(404, admin().delete("/v1/keys/nobody"));
        problem(404, admin().post("/v1/keys/nobody/rotate"));
        assertThat(problem(400, admin().post("/v1/keys/nobody/rotate?grace=P31D"))
                        .getString("violations[0].field"))
                .isEqualTo("grace");
        assertThat(problem(405, admin().put("/v1/keys")).getString("detail")).contains("GET", "POST");
    }

    @Test
    void keysAreNoPartOfTheGraph() {
        long before = json("/v1/entities", "limit", 1).getLong("meta.graphVersion");
        make(Map.of("name", "Apart", "role", "reader"));

        assertThat(json("/v1/entities", "limit", 1).getLong("meta.graphVersion"))
                .isEqualTo(before);
        assertThat(Api.get("/v1/exports").asString()).doesNotContain("ApiKey", "Apart");
    }
}
