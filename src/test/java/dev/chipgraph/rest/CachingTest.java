package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has an answer already is told so, and only who has just this one. */
@QuarkusTest
@ExtendWith(Api.class)
class CachingTest {

    private static final String ETAG = "ETag";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String VERSION = "X-Graph-Version";
    private static final String LIST = "/v1/companies?country=KR";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Importer importer;

    static Stream<String> reads() {
        return Stream.of(
                LIST,
                "/v1/entities?format=csv",
                "/v1/companies?format=ndjson&limit=5",
                "/v1/companies/fpt",
                "/v1/entities/kfia?format=jsonld",
                "/v1/organizations/name:KFIA/partners",
                "/v1/entities/kfia/relationships?include=evidence",
                "/v1/entities/kfia/graph?depth=2",
                "/v1/entities/kfia/graph?format=graphml",
                "/v1/paths?from=kfia&to=fpt",
                "/v1/common?entity=fpt&entity=nvidia",
                "/v1/places/ninh-binh/investors",
                "/v1/places/ninh-binh/investments?format=csv",
                "/v1/events/vietnam-korea-digital-forum-2025/participants",
                "/v1/sources/vietnamplus-2025-10-29-ai-cooperation/facts",
                "/v1/timeline?entity=kfia",
                "/v1/search?q=vietnam",
                "/v1/suggest?q=viet",
                "/v1/stats?kind=agreement&groupBy=type",
                "/v1/exports?limit=5",
                "/v1/exports",
                "/v1/schema");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void whoHasTheAnswerGetsNone(String address) {
        Response first = given().get(address);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        String tag = first.header(ETAG);
        assertThat(tag).as("a strong validator").matches("\"[!#-~]+\"");
        assertThat(first.header("Vary")).contains("Accept", "Accept-Language");
        assertThat(first.header(VERSION)).matches("\\d+");

        Response again = given().header(IF_NONE_MATCH, tag).get(address);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        for (String header : List.of(ETAG, "Vary", VERSION)) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aHeadIsAGetWithoutItsBody(String address) {
        Response get = given().get(address);
        Response head = given().head(address);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.asByteArray()).isEmpty();
        assertThat(get.contentType()).startsWith(head.contentType());
        for (String header : List.of(ETAG, "Vary", VERSION)) {
            assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
        }
        assertThat(given().header(IF_NONE_MATCH, get.header(ETAG)).head(address).statusCode())
                .isEqualTo(304);
    }

    @Test
    void answersThatDifferHaveDifferentTags() {
        var tags = Stream.of(
                        given().get(LIST),
                        given().accept("text/csv").get(LIST),
                        given().accept("application/x-ndjson").get(LIST),
                        given().header("Accept-Language", "vi").get(LIST),
                        given().header("Accept-Language", "ko").get(LIST),
                        given().get(LIST + "&limit=1"),
                        given().get(LIST + "&limit=2"),
                        given().get(LIST + "&validAt=2020"),
                        given().get(LIST + "&include=evidence"),
                        given().get("/v1/organizations?country=KR"),
                        given().get("/v1/companies?country=VN"))
                .map(response -> response.header(ETAG))
                .toList();

        assertThat(tags).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(given().header("Accept-Language", "ko")
                        .header(IF_NONE_MATCH, tags.getFirst())
                        .get(LIST)
                        .statusCode())
                .as("a copy in another language is another answer")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TAG | 304",
                "W/TAG | 304",
                "\"other\", TAG | 304",
                "\"other\",W/TAG,\"third\" | 304",
                "\"with, comma\", TAG | 304",
                ", TAG , | 304",
                "\"OPAQUE-gzip\" | 304",
                "\"OPAQUE--gzip\" | 304",
                "W/\"OPAQUE-br\" | 304",
                "\"other\", \"OPAQUE-zstd\" | 304",
                "* | 304",
                "\"other\" | 200",
                "W/\"other\" | 200",
                "\"*\" | 200",
                "\"OPAQUE-other\" | 200",
                "w/TAG | 400",
                "OPAQUE | 400",
                "\"OPAQUE | 400",
                "TAG TAG | 400",
                "TAG, * | 400",
                ", | 400"
            })
    void formsOfTheCondition(String condition, int status) {
        String tag = given().get(LIST).header(ETAG);

        String sent = condition.replace("TAG", tag).replace("OPAQUE", tag.replace("\"", ""));
        Response answer = given().header(IF_NONE_MATCH, sent).get(LIST);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.jsonPath().getString("violations[0].field")).isEqualTo(IF_NONE_MATCH);
            return;
        }
        assertThat(answer.asByteArray().length == 0).isEqualTo(status == 304);
        assertThat(answer.header(ETAG)).isEqualTo(tag);
        assertThat(answer.header(VERSION)).isNotNull();
    }

    @Test
    void aConditionInSeveralHeaders() {
        String tag = given().get(LIST).header(ETAG);

        assertThat(given().header(IF_NONE_MATCH, "\"other\"")
                        .header(IF_NONE_MATCH, tag)
                        .get(LIST)
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies?colour=red, 400",
        "/v1/companies?limit=0, 400",
        "/v1/companies?sort=colour, 400",
        "/v1/companies?fields=colour, 400",
        "/v1/companies?cursor=x, 400",
        "/v1/companies?format=xlsx, 400",
        "/v1/stats?groupBy=colour, 400",
        "/v1/timeline, 400",
        "/v1/paths?from=kfia&to=kfia, 400",
        "/v1/search, 400",
        "/v1/companies?format=graphml, 406",
        "/v1/entities/nobody-at-all, 404",
        "/v1/companies/kfia, 404",
        "/v1/nothing, 404",
        "/v1/entities/kfia/nothing, 404"
    })
    void aFailureIsAFailureWhateverTheReaderHas(String address, int status) {
        for (var request : List.of(given(), given().header(IF_NONE_MATCH, "*"))) {
            Response response = request.get(address);
            Api.problem(status, response);
            assertThat(response.header(ETAG)).isNull();
            assertThat(response.header(VERSION)).matches("\\d+");
        }
        assertThat(given().header(IF_NONE_MATCH, "*").head(address).statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/patterns", "/v1/match"})
    void questionsThatArePostedHaveAVersionButNoTag(String address) {
        for (String body : List.of(
                "{}", "{\"nodes\": {\"a\": {\"ref\": \"kfia\"}}}", "{\"queries\": [{\"name\": \"KFIA\"}]}", "{")) {
            Response response = given().contentType("application/json")
                    .header(IF_NONE_MATCH, "*")
                    .body(body)
                    .post(address);
            assertThat(response.statusCode()).isIn(200, 400);
            assertThat(response.header(ETAG)).isNull();
            assertThat(response.header(VERSION)).matches("\\d+");
        }
        assertThat(given().delete(address).header(VERSION)).matches("\\d+");
    }

    @Test
    void afterALoadThatChangedSomethingAllIsNew() {
        String[] file = {
            Additions.SOURCE,
            Additions.entity("'id':'test-cached','kind':'product','name':'Cached %s'".formatted(Instant.now()))
        };
        importer.load(Additions.lines(file));
        awaitChange(given().get(LIST).header(ETAG), Duration.ofMillis(2_500));
        Response before = given().get(LIST);

        importer.load(Additions.lines(file));
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        assertThat(given().get(LIST).header(ETAG))
                .as("a load that changed nothing")
                .isEqualTo(before.header(ETAG));

        file[1] = file[1].replace("Cached", "Cached again");
        importer.load(Additions.lines(file));
        awaitChange(before.header(ETAG), PATIENCE);
        Response after = given().header(IF_NONE_MATCH, before.header(ETAG)).get(LIST);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.header(ETAG)).isNotEqualTo(before.header(ETAG));
        assertThat(Long.parseLong(after.header(VERSION))).isGreaterThan(Long.parseLong(before.header(VERSION)));
        assertThat(after.jsonPath().getLong("meta.graphVersion")).isEqualTo(Long.parseLong(after.header(VERSION)));
    }

    /** The service looks after new versions again and again. */
    private static void awaitChange(String tag, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (tag.equals(given().get(LIST).header(ETAG)) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
