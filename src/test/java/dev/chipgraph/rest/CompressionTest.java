package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.RawHttp;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are compressed for those who accept it, and their ETags are of what was sent. */
@QuarkusTest
@ExtendWith(Api.class)
class CompressionTest {

    private static final String LIST = "/v1/companies?limit=20";
    private static final String SMALL = "/v1/suggest?q=fpt&limit=1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                "/v1/companies?format=csv",
                "/v1/exports?limit=50",
                "/v1/entities/kfia/graph?format=graphml",
                "/v1/entities/kfia/graph?format=cytoscape",
                "/v1/entities/kfia?format=jsonld&include=evidence",
                "/q/openapi"
            })
    void everyFormatIsCompressed(String address) {
        Response plain = given().get(address);
        Response compressed = accepting("deflate, gzip;q=1.0, *;q=0.5").get(address);

        assertThat(plain.headers().map()).doesNotContainKey("content-encoding");
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.headers().map()).doesNotContainKey("content-length");
        assertThat(compressed.asString()).isEqualTo(plain.asString());
        for (Response response : new Response[] {plain, compressed}) {
            assertThat(response.headers("Vary")).singleElement().asString().contains("Accept-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br, zstd", "br, gzip;q=0", "*;q=0", "gzip;q=0.000", "deflate"})
    void nobodyGetsACodingThatWasNotAccepted(String accepted) {
        Response response = accepting(accepted).get(LIST);

        assertThat(response.headers().map()).doesNotContainKey("content-encoding");
        assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.asByteArray().length));
        assertThat(response.jsonPath().getList("items")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SMALL, "/v1/nowhere", "/q/health/live", "/"})
    void smallAnswersAreSentAsTheyAre(String address) {
        Response response = accepting("gzip").withoutRedirects().get(address);

        assertThat(response.headers().map()).doesNotContainKey("content-encoding");
        assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(response.asByteArray().length));
    }

    @Test
    void compressedOrNotHasATagOfItsOwn() {
        Response plain = given().get(LIST);
        Response compressed = accepting("gzip").get(LIST);
        String tag = compressed.header("ETag");
        assertThat(tag).isNotEqualTo(plain.header("ETag"));

        Response unchanged = accepting("gzip").header("If-None-Match", tag).get(LIST);

        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.header("ETag")).isEqualTo(tag);
        assertThat(unchanged.header("Vary")).isEqualTo(compressed.header("Vary"));
        assertThat(unchanged.headers().map()).doesNotContainKeys("content-encoding", "content-length");
        assertThat(given().header("If-None-Match", tag).get(LIST).statusCode()).isEqualTo(200);
    }

    @Test
    void aCompressedAnswerComesInChunks() throws IOException {
        var answer = RawHttp.sendForHead(
                Request.service(), "GET", LIST.getBytes(StandardCharsets.US_ASCII), "Accept-Encoding: gzip");

        assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.headers()).doesNotContainKey("content-length");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, SMALL, "/v1/companies?format=ndjson"})
    void itIsTheSameOverHttp2(String address) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var get = http2(client, "GET", address);
            var head = http2(client, "HEAD", address);

            assertThat(get.version()).isEqualTo(HttpClient.Version.HTTP_2);
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(get.body()))) {
                assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(given().get(address).asString());
            }
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().map())
                    .containsEntry("etag", get.headers().allValues("etag"))
                    .containsEntry("content-type", get.headers().allValues("content-type"));
            assertThat(head.body()).isEmpty();
        }
    }

    private static HttpResponse<byte[]> http2(HttpClient client, String method, String address)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(Request.service().resolve(address))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static Request accepting(String codings) {
        return given().header("Accept-Encoding", codings);
    }
}
