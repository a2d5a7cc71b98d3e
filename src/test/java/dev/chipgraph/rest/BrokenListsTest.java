package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import dev.chipgraph.process.RawStream;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list that fails is a problem document until something of it was sent, and a broken connection afterwards. */
@QuarkusTest
@ExtendWith(Api.class)
class BrokenListsTest {

    /** The signature of the end of the central directory. */
    private static final String END_OF_ZIP = "PK\5\6";

    private static final String FAILING = "/v1/exports/failing/%d/%s?format=%s";

    @ParameterizedTest
    @CsvSource({
        "csv, database, 503",
        "csv, error, 500",
        "csv, item, 500",
        "ndjson, database, 503",
        "ndjson, error, 500",
        "ndjson, item, 500",
        "graphml, database, 503",
        "graphml, item, 500",
        "jsonld, error, 500",
        "jsonld, item, 500",
        "turtle, database, 503",
        "turtle, item, 500"
    })
    void whatFailsBeforeAnythingWasSentIsAProblem(String format, String failure, int status) {
        Response response = given().get(FAILING.formatted(1, failure, format));

        assertThat(Api.problem(status, response).getString("type")).contains("/problems/");
        assertThat(response.header("Content-Disposition")).isNull();
        assertThat(response.header("ETag")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "csv, database",
        "csv, error",
        "csv, item",
        "ndjson, database",
        "ndjson, error",
        "ndjson, item",
        "jsonld, error",
        "jsonld, item",
        "turtle, database",
        "turtle, item"
    })
    void whatFailsAfterwardsBreaksTheConnectionOff(String format, String failure) throws IOException {
        String path = FAILING.formatted(2, failure, format);
        try (var http11 = RawStream.http11(Request.service().getPort(), path);
                var compressed = RawStream.compressed(Request.service().getPort(), path);
                var http10 = RawStream.http10(Request.service().getPort(), path)) {
            for (var stream : new RawStream[] {http11, compressed, http10}) {
                assertThat(stream.readToItsEnd()).as("It looks complete").isFalse();
                assertThat(stream.body()).contains("good").doesNotContain("/problems/");
            }
        }
    }

    /** These begin with more than fits into the window of the stream. */
    @ParameterizedTest
    @CsvSource({
        "database, ?format=graphml",
        "item, ?format=graphml",
        "database, /graph?format=csv",
        "error, /graph?format=csv",
        "item, /graph?format=csv"
    })
    void aDocumentThatBreaksOffLacksItsEnd(String failure, String format) throws IOException {
        try (var http11 = RawStream.http11(
                Request.service().getPort(), "/v1/exports/failing/2/%s%s".formatted(failure, format))) {
            assertThat(http11.readToItsEnd()).as("It looks complete").isFalse();
            assertThat(http11.body()).doesNotContain("</graphml>", END_OF_ZIP, "/problems/");
        }
    }
}
