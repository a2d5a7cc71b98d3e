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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        assertThat(rejectionsOf(job).getList("items.message"))
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
}
