package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import dev.chipgraph.ingest.mapping.Workbooks;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to send files, and what is accepted. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportUploadTest extends ImportFixture {

    // Ways in

    @ParameterizedTest
    @ValueSource(strings = {"form", "body", "stream", "put", "gzip form", "gzip body", "gzip put", "marked", "windows"})
    void everyWayIn(String way) {
        String id = "load-way-" + way.replace(' ', '-');
        String text = lines(SOURCE, sector(id, "Way in"));
        byte[] bytes = (way.equals("marked")
                        ? "\uFEFF" + text
                        : way.equals("windows") ? "\r\n" + text.replace("\n", "\r\n\r\n") : text)
                .getBytes(StandardCharsets.UTF_8);
        byte[] sent = way.startsWith("gzip") ? packed(bytes) : bytes;

        Response response =
                switch (way.replace("gzip ", "")) {
                    case "form" ->
                        form().multiPart("file", "records.ndjson", sent).post("/v1/imports");
                    case "stream" ->
                        body("application/x-ndjson")
                                .body(new ByteArrayInputStream(sent))
                                .post("/v1/imports");
                    case "put" -> body("application/octet-stream").body(sent).put("/v1/imports/records.ndjson");
                    default ->
                        body(way.startsWith("gzip") ? "application/gzip" : "application/x-ndjson")
                                .body(sent)
                                .post("/v1/imports");
                };

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(202);
        assertThat(response.header("Location"))
                .endsWith("/v1/imports/" + response.jsonPath().getString("id"));
        Json job = ended(response);
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 2, "accepted", 2, "rejected", 0, "loaded", 2));
        assertThat(job.getInt("changed.entities")).isPositive();
        assertThat(json("/v1/sectors/" + id).getString("name")).isEqualTo("Way in");
    }

    @Test
    void severalFilesAreOneImport() {
        Json job = ended(form().multiPart(
                        "file", "b.ndjson", lines(sector("load-two", "Two")).getBytes(StandardCharsets.UTF_8))
                .multiPart("file", "a.ndjson", lines(SOURCE).getBytes(StandardCharsets.UTF_8))
                .queryParam("name", "Both")
                .post("/v1/imports"));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getString("name")).isEqualTo("Both");
        assertThat(job.getList("files")).containsExactly("b.ndjson", "a.ndjson");
        assertThat(json("/v1/sectors/load-two").getString("name")).isEqualTo("Two");
        assertThat(admin().get("/v1/imports?limit=1").jsonPath().getString("items[0].id"))
                .isEqualTo(job.getString("id"));
    }

    @Test
    void aWorkbookInAnArchiveIsATable() {
        byte[] workbook = Workbooks.workbook(book -> Workbooks.sheet(book, "Data", "id,name", "sheet,A sheet", ","));
        String mapping = """
                sources: [{id: load-paper, type: dataset, name: Load paper}]
                tables:
                  - file: sectors.xlsx
                    entities: [{id: "load-{id}", kind: sector, name: "{name}"}]
                """;

        Json job = ended(form().multiPart("file", "all.zip", Workbooks.zip(Map.of("sectors.xlsx", workbook)))
                .multiPart("mapping", mapping)
                .post("/v1/imports"));

        assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
        assertThat(json("/v1/sectors/load-sheet").getString("name")).isEqualTo("A sheet");
        problem(400, form().multiPart("file", "sectors.xlsx", workbook).post("/v1/imports"));
    }

    @Test
    void aMemberThatUnpacksToTooMuchIsBrokenOff() {
        byte[] blanks = new byte[5_000_000];
        Arrays.fill(blanks, (byte) '\n');

        Json job = ended(form().multiPart("file", "all.zip", Workbooks.zip(Map.of("sectors.csv", blanks)))
                .multiPart("mapping", "tables: [{file: sectors.csv}]")
                .post("/v1/imports"));

        assertThat(job.getString("state")).as(job.toString()).isEqualTo("rejected");
        assertThat(admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                        .jsonPath()
                        .getList("items.message"))
                .anySatisfy(message -> assertThat(message.toString()).contains("decompressed file is larger"));
    }

    @Test
    void anEmptyFileIsNothingToDo() {
        for (String text : List.of("", "\n\n  \n")) {
            Json job = unchanged(() -> load(text));
            assertThat(job.getString("state")).isEqualTo("done");
            assertThat(job.getInt("rows.read")).isZero();
        }
        problem(400, form().multiPart("other", "x").post("/v1/imports"));
    }

    // What is refused

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
        Json rejections = admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                .jsonPath();
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
        assertThat(admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                        .jsonPath()
                        .getList("items.message"))
                .anySatisfy(message -> assertThat(message.toString()).contains("cannot be read"));
    }

    @Test
    void whatUnpacksToTooMuchIsBrokenOff() {
        Json job = unchanged(() -> ended(form().multiPart("file", "bomb.gz", packed(new byte[20_000_000]))
                .post("/v1/imports")));
        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getString("detail")).contains("decompressed file is larger", "Nothing was loaded");

        byte[] blanks = new byte[20_000_000];
        Arrays.fill(blanks, (byte) '\n');
        assertThat(ended(form().multiPart("file", "bomb.gz", packed(blanks)).post("/v1/imports"))
                        .getString("state"))
                .isEqualTo("failed");
    }

    @Test
    void whatIsTooLargeIsRefusedAtOnce() {
        problem(413, body("application/x-ndjson").body(new byte[3_500_000]).post("/v1/imports"));
    }

    @Test
    void aLineThatIsTooLongIsABadRow() {
        Json job =
                unchanged(() -> load(SOURCE, sector("load-long", "x".repeat(100_000)), sector("load-short", "Short")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        Json rejection = admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                .jsonPath();
        assertThat(rejection.<Integer>getList("items.line")).containsExactly(2);
        assertThat(rejection.getString("items[0].message")).contains("longer than 65536 bytes");
    }

    @Test
    void theSameRecordTwiceIsABadRow() {
        Json job = unchanged(() -> load(SOURCE, sector("load-twice", "One"), sector("load-twice", "Two")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                        .jsonPath()
                        .getString("items[0].message"))
                .isEqualTo("repeats the record of an earlier row: load-twice");
    }

    @Test
    void aTrialChangesNothing() {
        Json job = unchanged(() -> ended(form().queryParam("dryRun", true)
                .multiPart(
                        "file",
                        "records.ndjson",
                        lines(SOURCE, sector("load-trial", "Trial")).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getString("detail")).contains("dry run");
        assertThat(job.getInt("rows.accepted")).isEqualTo(2);
        assertThat(get("/v1/entities/load-trial").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "prune=true, source",
        "source=load-paper, source",
        "prune=true&source=load-paper&mode=lenient, mode",
        "mode=careless, mode",
        "dryRun=maybe, dryRun",
        "nonsense=1, nonsense"
    })
    void wishesThatMakeNoSenseAreRefused(String query, String field) {
        Json problem = problem(
                400,
                form().multiPart("file", "x", SOURCE.getBytes(StandardCharsets.UTF_8))
                        .post("/v1/imports?" + query));
        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
    }

    @Test
    void anUnknownImport() {
        problem(404, admin().get("/v1/imports/nothing"));
        problem(404, admin().delete("/v1/imports/nothing"));
        problem(404, admin().get("/v1/imports/nothing/rejections"));
        problem(404, admin().accept("text/event-stream").get("/v1/imports/nothing/events"));
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
