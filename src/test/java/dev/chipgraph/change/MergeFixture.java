package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of this subject share. */
abstract class MergeFixture {

    static final String EVIDENCE = "\"evidence\":[{\"source\":\"merge-paper\",\"locator\":\"p1\"}]";
    static final List<String> OF_THE_RECORD = List.of("recordedAt", "updatedAt", "version");

    @Inject
    Graph graph;

    int number;

    @BeforeEach
    void source() {
        if (get("/v1/sources/merge-paper").statusCode() != 200) {
            Leftovers.remove(graph, "merge-");
            create("sources", "{\"id\":\"merge-paper\",\"name\":\"Merge paper\"}");
            create("sources", "{\"id\":\"merge-letter\",\"name\":\"Merge letter\"}");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "merge-");
    }

    // Helpers

    static String create(String path, String body) {
        Response response = editor().body(body).post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    String company() {
        return create("companies", "{\"name\":\"Merge firm %d\",%s}".formatted(number++, EVIDENCE));
    }

    static String relate(String from, String type, String to, String more) {
        Response response = editor().body("{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s%s}"
                        .formatted(from, type, to, more, EVIDENCE))
                .post("/v1/relationships");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    static Response merging(String id, String into, String tag) {
        return admin().header("If-Match", tag)
                .body("{\"into\":\"%s\"}".formatted(into))
                .post("/v1/entities/" + id + "/merge");
    }

    static Response merge(String id, String into) {
        Response response = merging(id, into, get("/v1/entities/" + id).header("ETag"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("merged")).isEqualTo(id);
        assertThat(response.jsonPath().getString("entity.id")).isEqualTo(into);
        return response;
    }

    static void unmerge(String id) {
        Response response = admin().post("/v1/entities/" + id + "/unmerge");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.jsonPath().getString("id")).isEqualTo(id);
    }

    /** Where an address leads that has an old id in it. */
    static String moved(String address) {
        Response response = given().withoutRedirects().encoded().get(address);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(308);
        return response.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    /** Entities, their evidence and their relationships as clients see them, apart from times and numbers of record. */
    static Map<String, Object> shown(List<String> ids) {
        var all = new HashMap<String, Object>();
        for (String id : ids) {
            var entity = new HashMap<>(
                    json("/v1/entities/" + id, "include", "evidence").<String, Object>getMap(""));
            all.put(id, timeless(entity));
            all.put(
                    id + " relationships",
                    Api.all(50, "/v1/entities/" + id + "/relationships", "include", "evidence", "validAt", "all")
                            .stream()
                            .map(MergeFixture::timeless)
                            .toList());
        }
        return all;
    }

    static Object timeless(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var rest = new HashMap<Object, Object>();
                map.forEach((key, each) -> {
                    if (!OF_THE_RECORD.contains(key)) {
                        rest.put(key, timeless(each));
                    }
                });
                yield rest;
            }
            case List<?> list -> list.stream().map(MergeFixture::timeless).toList();
            case null -> "";
            default -> value;
        };
    }

    static void unchanged(Runnable work) {
        String before = get("/v1/schema").header("X-Graph-Version");
        work.run();
        assertThat(get("/v1/schema").header("X-Graph-Version")).isEqualTo(before);
    }

    static Request editor() {
        return Api.editor().contentType(Request.JSON);
    }

    static Request admin() {
        return Api.admin().contentType(Request.JSON);
    }
}
