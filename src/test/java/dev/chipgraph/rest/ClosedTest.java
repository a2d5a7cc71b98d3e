package dev.chipgraph.rest;

import static dev.chipgraph.Api.admin;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.Api.with;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading that is not open to all, and people who come with a token of an OpenID Connect provider. */
@QuarkusTest
@TestProfile(ClosedTest.Closed.class)
@ExtendWith(Api.class)
class ClosedTest {

    private static final String ISSUER = "https://login.example.org/realms/chipgraph";
    private static final String AUDIENCE = "chipgraph";

    /** Only who has a role reads, and tokens that the tests sign are trusted. */
    public static class Closed implements QuarkusTestProfile {

        private static final String SIGNING = "test.signing.key";
        private static final String VERIFYING = "test.verifying.key";

        @Override
        public Map<String, String> getConfigOverrides() {
            // There are several copies of this class, in class loaders that share nothing but properties.
            if (System.getProperty(SIGNING) == null) {
                KeyPair pair = pair();
                var encoder = Base64.getEncoder();
                System.setProperty(
                        VERIFYING, encoder.encodeToString(pair.getPublic().getEncoded()));
                System.setProperty(
                        SIGNING, encoder.encodeToString(pair.getPrivate().getEncoded()));
            }
            return Map.of(
                    "chipgraph.access.open-reading",
                    "false",
                    "quarkus.oidc.public-key",
                    System.getProperty(VERIFYING),
                    "quarkus.oidc.token.issuer",
                    ISSUER,
                    "quarkus.oidc.token.audience",
                    AUDIENCE);
        }

        static PrivateKey trusted() throws GeneralSecurityException {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(System.getProperty(SIGNING))));
        }

        static KeyPair pair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Request token(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** As Keycloak writes it. */
    private static JwtClaimsBuilder claims(String... roles) {
        return Jwt.claims()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("3c6f0d9e")
                .claim("preferred_username", "linh")
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .expiresAt(Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/kfia",
                "/v1/companies",
                "/v1/schema",
                "/v1/exports",
                "/v1/me",
                "/v1/search?q=fpt",
                "/v1/organizations/kfia/partners"
            })
    void readingNeedsARole(String path) {
        assertThat(problem(401, given().get(path)).getString("detail")).contains("role reader");
        assertThat(with("reader").get(path).statusCode()).isEqualTo(200);
        assertThat(admin().get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownPathsAndMethodsAreToldWithoutARole() {
        problem(404, given().get("/v1/nowhere"));
        problem(404, given().put("/v1/nowhere/at-all"));
        problem(405, given().delete("/v1/match"));
        problem(405, given().patch("/v1/imports/an-import"));
        problem(405, with("reader").patch("/v1/companies"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1;a=b/entities/kfia",
                "//v1/entities/kfia",
                "/v1//entities/kfia",
                "/%761/entities/kfia",
                "/v1%2fentities/kfia",
                "/problems/../v1/entities/kfia",
                "/q/health/../../v1/entities/kfia"
            })
    void noOtherWayOfWritingTheAddressLeadsAroundIt(String path) {
        assertThat(given().encoded().get(path).asString()).doesNotContain("Korea Fabless");
    }

    @Test
    void questionsWithABodyDoToo() {
        problem(401, given().contentType("application/json").body("{}").post("/v1/match"));
        problem(401, given().contentType("application/json").body("{}").post("/v1/patterns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/ready", "/q/openapi", "/q/swagger-ui/", "/q/metrics", "/problems"})
    void whatTellsNothingOfTheGraphStaysOpen(String path) {
        assertThat(given().get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenOfTheProviderIsAsGoodAsAKey() throws GeneralSecurityException {
        String token = claims("editor", "offline_access").sign(Closed.trusted());

        assertThat(AccessTest.edit(token(token)).asString()).isEqualTo("linh");
        Json me = token(token).get("/v1/me").jsonPath();
        assertThat(me.getString("principal")).isEqualTo("linh");
        assertThat(me.getString("authenticatedBy")).isEqualTo("oidc");
        assertThat(me.getList("roles")).containsExactly("reader", "editor");
        assertThat(problem(403, token(token).get("/v1/keys")).getString("detail"))
                .contains("role admin");
        assertThat(token(claims("admin").sign(Closed.trusted())).get("/v1/keys").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenWithoutARoleOfOursReadsNothingHere() throws GeneralSecurityException {
        assertThat(problem(403, token(claims("player").sign(Closed.trusted())).get("/v1/schema"))
                        .getString("detail"))
                .contains("role reader");
    }

    @ParameterizedTest
    @CsvSource({"expired", "issuer", "audience", "signature", "none", "nonsense"})
    void aTokenThatIsNotValidIsRefused(String fault) throws GeneralSecurityException {
        String token =
                switch (fault) {
                    case "expired" ->
                        claims("editor")
                                .expiresAt(Instant.now().minusSeconds(60))
                                .sign(Closed.trusted());
                    case "issuer" ->
                        claims("editor").issuer("https://evil.example.org").sign(Closed.trusted());
                    case "audience" -> claims("editor").audience("another").sign(Closed.trusted());
                    case "signature" -> claims("editor").sign(Closed.pair().getPrivate());
                    case "none" -> unsigned();
                    default -> "nonsense";
                };

        Response refused = AccessTest.edit(token(token));

        assertThat(problem(401, refused).getString("detail")).contains("bearer token is not accepted");
        assertThat(refused.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"chipgraph\", error=\"invalid_token\"");
        problem(401, token(token).get("/v1/schema"));
    }

    private static String unsigned() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        String claims =
                "{\"iss\": \"%s\", \"aud\": \"%s\", \"exp\": %d, \"preferred_username\": \"eve\", \"realm_access\": {\"roles\": [\"admin\"]}}"
                        .formatted(
                                ISSUER, AUDIENCE, Instant.now().plusSeconds(60).getEpochSecond());
        return "%s.%s."
                .formatted(
                        encoder.encodeToString("{\"alg\": \"none\"}".getBytes(StandardCharsets.UTF_8)),
                        encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keysWorkBesideTokens() {
        assertThat(given().header("Authorization", "Bearer " + Api.ADMIN_KEY)
                        .get("/v1/me")
                        .jsonPath()
                        .getString("principal"))
                .isEqualTo("admin");
    }
}
