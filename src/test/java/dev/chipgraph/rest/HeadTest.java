package dev.chipgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.RawHttp;
import dev.chipgraph.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HEAD is answered with the headers of GET and no content (RFC 9110, 9.3.2). */
@QuarkusTest
@ExtendWith(Api.class)
class HeadTest {

    private static final Pattern EXAMPLE = Pattern.compile("Example: `GET ([^`]+)`");

    /** Differ from one request to the next; how content is framed says nothing about it (RFC 9112, 6.1). */
    private static final List<String> OF_ONE_ANSWER = List.of("date", "transfer-encoding");

    @TestHTTPResource("/")
    URI service;

    @Test
    void everyOperationInEveryFormat() throws IOException {
        JsonNode contract = new ObjectMapper()
                .readTree(Api.get("/q/openapi", "format", "json").asString());
        var cases = new ArrayList<Map.Entry<String, String>>();
        for (JsonNode path : contract.path("paths")) {
            var example = EXAMPLE.matcher(path.at("/get/description").asText());
            if (!example.find()) {
                assertThat(path.has("get") && !path.at("/get").has("security"))
                        .as("has no example: %s", path)
                        .isFalse();
                continue;
            }
            for (var media : path.at("/get/responses/200/content").properties()) {
                cases.add(Map.entry(example.group(1), media.getKey()));
            }
        }
        assertThat(cases).hasSizeGreaterThan(100);
        for (var each : cases) {
            assertSameHeaders(each.getKey(), each.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/entities/name:Samsung,                   application/json",
        "/v1/entities/no-such-thing,                  application/json",
        "/v1/companies?limit=0,                       application/json",
        "/v1/companies?format=xml,                    application/json",
        "/v1/companies,                               image/png",
        "/v1/nowhere,                                 application/json",
        "/v1/match,                                   application/json",
        "/v1/keys,                                    application/json",
        "/v1/changes,                                 text/event-stream",
        "/v1/changes?kind=NOTHING,                    text/event-stream",
        "/v1/search?q=Ninh Bình,                      application/json",
        "/,                                           text/html"
    })
    void othersAndProblems(String path, String accept) throws IOException {
        assertSameHeaders(path, accept);
    }

    private void assertSameHeaders(String path, String accept) throws IOException {
        for (String coding : List.of("identity", "gzip")) {
            assertSameHeaders(path, accept, coding);
        }
    }

    private void assertSameHeaders(String path, String accept, String coding) throws IOException {
        byte[] target = path.getBytes(StandardCharsets.UTF_8);
        String[] headers = {"Accept: " + accept, "Accept-Encoding: " + coding};
        Answer head = RawHttp.send(service, "HEAD", target, headers);
        Answer get = RawHttp.sendForHead(service, "GET", target, headers);
        String what = "HEAD %s as %s in %s".formatted(path, accept, coding);

        assertThat(head.body()).as(what).isEmpty();
        assertThat(head.status()).as(what).isEqualTo(get.status());
        assertThat(comparable(head)).as(what).isEqualTo(comparable(get));
    }

    private static Map<String, List<String>> comparable(Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(OF_ONE_ANSWER);
        return headers;
    }
}
