package dev.chipgraph.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.RawHttp;
import dev.chipgraph.RawHttp.Answer;
import dev.chipgraph.http.Json;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** URLs that hold what should be percent-encoded, as curl and some clients send them. */
@QuarkusTest
@ExtendWith(Api.class)
class RawUrlTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @CsvSource({
        "/v1/search?q=Hà%20Nội, /v1/search?q=H%C3%A0%20N%E1%BB%99i",
        "/v1/search?q=Müller💥, /v1/search?q=M%C3%BCller%F0%9F%92%A5",
        "/v1/entities?name=Hà%20Nội&limit=1, /v1/entities?name=H%C3%A0%20N%E1%BB%99i&limit=1",
        "/v1/entities?limit=1&sort=name&tag=ü, /v1/entities?limit=1&sort=name&tag=%C3%BC",
        "/v1/entities/name:Hà%20Nội, /v1/entities/name:H%C3%A0%20N%E1%BB%99i",
        "/v1/entities/Hà, /v1/entities/H%C3%A0",
        "/v1/Hà, /v1/H%C3%A0"
    })
    void lettersInUtf8AreUnderstoodAsIfTheyWereEncoded(String raw, String encoded) throws IOException {
        for (String format : new String[] {"application/json", "text/csv"}) {
            Answer expected = send(encoded, StandardCharsets.UTF_8, "Accept: " + format);

            Answer answer = send(raw, StandardCharsets.UTF_8, "Accept: " + format);

            assertThat(answer.status()).isEqualTo(expected.status());
            for (String header : new String[] {"etag", "link", "location", "content-security-policy"}) {
                assertThat(answer.header(header)).as(header).isEqualTo(expected.header(header));
            }
            assertThat(withoutTrace(answer)).isEqualTo(withoutTrace(expected));
        }
    }

    @Test
    void wordsAreFound() throws IOException {
        var found = Json.from(send("/v1/search?limit=3&q=Hà%20Nội", StandardCharsets.UTF_8)
                .body()
                .replaceFirst("^[0-9a-f]+\r\n", ""));

        assertThat(found.getList("items.id"))
                .isNotEmpty()
                .isEqualTo(Api.json("/v1/search", "limit", 3, "q", "Hà Nội").getList("items.id"));
    }

    @ParameterizedTest
    @CsvSource({"/v1/search?q=Müller, 'character 15 is not UTF-8'", "/v1/Müller, 'character 6 is not UTF-8'"})
    void lettersInLatin1AreRefused(String url, String reason) throws IOException {
        assertRefused(send(url, StandardCharsets.ISO_8859_1), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies?name=a|b, 'character 21 must be percent-encoded, as %7C'",
        "/v1/companies?name=ü|b, 'character 21 must be percent-encoded, as %7C'",
        "/v1/companies?name=%, 'character 20 is a % without two hexadecimal digits after it; write %25'",
        "/v1/entities/%zz, 'character 14 is a % without two hexadecimal digits after it; write %25'",
        "'/v1/companies?name=\"x\"', 'character 20 must be percent-encoded, as %22'"
    })
    void whatIsNotValidIsToldByItsPosition(String url, String reason) throws IOException {
        assertRefused(send(url, StandardCharsets.UTF_8), reason);
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(Json.from(answer.body()).getString("detail")).contains("The URL is not valid", reason);
    }

    private static String withoutTrace(Answer answer) {
        return answer.body().replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
    }

    private Answer send(String url, Charset charset, String... headers) throws IOException {
        return RawHttp.send(service, "GET", url.getBytes(charset), headers);
    }
}
