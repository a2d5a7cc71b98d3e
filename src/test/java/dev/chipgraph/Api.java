package dev.chipgraph;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Talks to the service as a client does, once the bundled data is there. */
public final class Api implements BeforeEachCallback {

    /** The key that the configuration of the tests gives. */
    public static final String ADMIN_KEY = "cg_test_admin_key_of_the_test_suite";

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public void beforeEach(ExtensionContext context) {
        Instant end = Instant.now().plus(PATIENCE);
        while (given().get("/q/health/ready").statusCode() != 200) {
            assertThat(Instant.now()).as("ready in time").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    /** The answer to a GET, whatever it is. */
    public static Response get(String path, Object... parameters) {
        var query = new LinkedHashMap<String, Object>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.merge((String) parameters[i], parameters[i + 1], (first, second) -> {
                var both = new ArrayList<Object>(first instanceof List<?> list ? list : List.of(first));
                both.add(second);
                return both;
            });
        }
        return given().queryParams(query).get(path);
    }

    /** A request of somebody with the role admin. */
    public static Request admin() {
        return given().header("X-API-Key", ADMIN_KEY);
    }

    /** A request of somebody with the role editor. */
    public static Request editor() {
        return with("editor");
    }

    /** A request with a key of this role, which is made when it is needed first. */
    public static Request with(String role) {
        return given().header(
                        "X-API-Key",
                        KEYS.computeIfAbsent(
                                role,
                                missing -> admin().contentType(Request.JSON)
                                        .body(Map.of("name", "Tests of the " + missing, "role", missing))
                                        .post("/v1/keys")
                                        .jsonPath()
                                        .getString("secret")));
    }

    /** The JSON of a GET that succeeds. */
    public static Json json(String path, Object... parameters) {
        Response response = get(path, parameters);
        assertThat(response.statusCode())
                .as("%s: %s", path, response.asString())
                .isEqualTo(200);
        assertThat(response.contentType()).startsWith(Request.JSON);
        return response.jsonPath();
    }

    /** The problem document of a GET that fails with this status. */
    public static Json problem(int status, String path, Object... parameters) {
        return problem(status, get(path, parameters));
    }

    /** The problem document of an answer that must have this status. */
    public static Json problem(int status, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        Json problem = response.jsonPath();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).startsWith("/problems/");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(response.asString()).doesNotContain("dev.chipgraph", "java.", "org.neo4j", "MATCH (", "Exception");
        return problem;
    }

    /** All items of a list, page by page. */
    public static List<Map<String, Object>> all(int limit, String path, Object... parameters) {
        var items = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var query = new ArrayList<Object>(List.of(parameters));
            query.addAll(List.of("limit", limit));
            if (cursor != null) {
                query.addAll(List.of("cursor", cursor));
            }
            Json page = json(path, query.toArray());
            List<Map<String, Object>> some = page.getList("items");
            assertThat(some).as("a page is never longer than asked for").hasSizeLessThanOrEqualTo(limit);
            items.addAll(some);
            cursor = page.getString("page.next");
            if (cursor != null) {
                assertThat(some).as("a page that goes on is full").hasSize(limit);
            }
        } while (cursor != null);
        return items;
    }
}
