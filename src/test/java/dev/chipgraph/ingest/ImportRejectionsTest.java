package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows and files that an import rejects, and what it says of them. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRejectionsTest extends ImportFixture {

    @Test
    void oneBadRowAndNothingIsLoaded() {
        Json job = unchanged(() -> load(
                SOURCE,
                sector("load-never", "Never"),
                "{\"entity\":{\"id\":\"load-bad\",\"kind\":\"firm\",\"name\":\"Bad\"," + EVIDENCE + "}}",
                "not JSON",
                sector("load-bad-2", "Bad").replace("load-paper", "load-nobody")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(job.getString("detail")).contains("Nothing was loaded", "3 invalid rows");
        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 5, "accepted", 2, "rejected", 3, "loaded", 0));
        assertThat(get("/v1/entities/load-never").statusCode()).isEqualTo(404);
        Json rejections = rejectionsOf(job);
        assertThat(rejections.<Integer>getList("items.line")).containsExactlyInAnyOrder(3, 4, 5);
        assertThat(rejections.getList("items.field")).containsExactlyInAnyOrder("kind", "line", "evidence");
        assertThat(rejections.getList("items.file")).containsOnly("records.ndjson");
        var table = admin().accept("text/csv")
                .get("/v1/imports/" + job.getString("id") + "/rejections")
                .asString()
                .lines()
                .toList();
        assertThat(table).hasSize(4);
        assertThat(table.getFirst()).contains("file", "line", "field", "message");
    }

    @Test
    void goodRowsAreLoadedWhereBadOnesMayBe() {
        Json job = ended(form().queryParam("mode", "lenient")
                .multiPart(
                        "file",
                        "records.ndjson",
                        lines(
                                        SOURCE,
                                        sector("load-good", "Good"),
                                        "{",
                                        sector("load-good-2", "Good"),
                                        "{\"entity\":" + "[".repeat(60) + "]".repeat(60) + "}",
                                        sector("load-good", "Twice"),
                                        sector("load-unsupported", "Bad").replace("load-paper", "load-nobody"),
                                        related("load-good", "PART_OF", "load-unsupported"),
                                        related("load-good", "PART_OF", "load-good-2"),
                                        related("load-good", "PART_OF", "load-good-2"),
                                        related("load-good", "PART_OF", "load-nowhere"),
                                        "{\"entity\":{\"id\":\"a\",\"id\":\"b\"}}",
                                        sector("load-surrogate", "\\ud800"),
                                        sector("load-nul", "\\u0000"))
                                .getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));

        assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
        assertThat(job.getInt("rows.loaded")).isEqualTo(4);
        assertThat(job.getInt("rows.rejected")).isEqualTo(10);
        assertThat(json("/v1/entities/load-good/relationships").getList("items.to.id"))
                .containsExactly("load-good-2");
        Response rejections = admin().get("/v1/imports/" + job.getString("id") + "/rejections?limit=500");
        assertThat(rejections.jsonPath().<Integer>getList("items.line"))
                .containsOnly(3, 5, 6, 7, 8, 10, 11, 12, 13, 14);
        assertThat(rejections.asString()).doesNotContain("StreamReadConstraints", "com.fasterxml", "java.");
    }

    @Test
    void rejectionsComeInPages() {
        String[] bad = IntStream.range(0, 120).mapToObj(i -> "bad").toArray(String[]::new);
        Json job = load(bad);

        assertThat(job.getInt("rejections")).isEqualTo(120);
        String path = "/v1/imports/" + job.getString("id") + "/rejections";
        Json page = admin().get(path + "?limit=100").jsonPath();
        assertThat(page.getList("items")).hasSize(100);
        assertThat(admin().queryParam("cursor", page.getString("page.next"))
                        .get(path + "?limit=100")
                        .jsonPath()
                        .<Integer>getList("items.line"))
                .isEqualTo(IntStream.rangeClosed(101, 120).boxed().toList());
        assertThat(admin().accept("application/x-ndjson").get(path).asString().lines())
                .hasSize(120);
    }

    @Test
    void aFileThatBreaksOffIsRefused() {
        byte[] whole = packed(lines(IntStream.range(0, 400)
                        .mapToObj(i -> sector("load-cut-" + i, "Cut " + Integer.toHexString(i * 7919)))
                        .toArray(String[]::new))
                .getBytes(StandardCharsets.UTF_8));

        Json job =
                unchanged(() -> ended(form().multiPart("file", "cut.ndjson.gz", Arrays.copyOf(whole, whole.length / 2))
                        .post("/v1/imports")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(rejectionsOf(job).getList("items.message"))
                .anySatisfy(message -> assertThat(message.toString()).contains("cannot be read"));
    }

    @Test
    void aLineThatIsTooLongIsABadRow() {
        Json job =
                unchanged(() -> load(SOURCE, sector("load-long", "x".repeat(100_000)), sector("load-short", "Short")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        Json rejection = rejectionsOf(job);
        assertThat(rejection.<Integer>getList("items.line")).containsExactly(2);
        assertThat(rejection.getString("items[0].message")).contains("longer than 65536 bytes");
    }

    @Test
    void ofARowThatMakesSeveralRecordsOnlyTheInvalidOnesAreRejected() {
        String mapping = """
                name: load-several
                sources: [{id: load-several-src, type: dataset, name: Several}]
                tables:
                  - file: t.csv
                    entities: [{id: "load-{name|slug}", kind: company, name: "{name}"}]
                    relationships: [{from: "load-{name|slug}", type: LOCATED_IN, to: "{place}"}]
                """;
        Json job = ended(form().queryParam("mode", "lenient")
                .multiPart("file", "t.csv", "name,place\nSeveral,load-nowhere\n".getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", mapping)
                .post("/v1/imports"));

        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 3, "accepted", 2, "rejected", 1, "loaded", 2));
        assertThat(get("/v1/companies/load-several").statusCode()).isEqualTo(200);
    }

    @Test
    void theSameRecordTwiceIsABadRow() {
        Json job = unchanged(() -> load(SOURCE, sector("load-twice", "One"), sector("load-twice", "Two")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(rejectionsOf(job).getString("items[0].message"))
                .isEqualTo("repeats the record of an earlier row: load-twice");
    }
}
