package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.config;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are loaded by jobs: each row of them, or none, and never twice; who sent them is told what became of them. */
@QuarkusTest
@TestProfile(ImportsTest.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SOURCE = "{\"source\":{\"id\":\"load-paper\",\"name\":\"Load paper\"}}";
    private static final String EVIDENCE = "\"evidence\":[{\"source\":\"load-paper\",\"locator\":\"p1\"}]";
    private static final int LARGE = 4_000;

    @Inject
    Graph graph;

    /** Limits that a test reaches soon. */
    public static final class SmallBatches implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "chipgraph.imports.batch", "50",
                    "chipgraph.imports.poll", "50ms",
                    "chipgraph.imports.max-size", "3M",
                    "chipgraph.imports.max-unpacked-size", "4M",
                    "chipgraph.imports.max-line", "64K");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "load-");
    }

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
        JsonPath job = ended(response);
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 2, "accepted", 2, "rejected", 0, "loaded", 2));
        assertThat(job.getInt("changed.entities")).isPositive();
        assertThat(json("/v1/sectors/" + id).getString("name")).isEqualTo("Way in");
    }

    @Test
    void severalFilesAreOneImport() {
        JsonPath job = ended(form().multiPart(
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
    void anEmptyFileIsNothingToDo() {
        for (String text : List.of("", "\n\n  \n")) {
            JsonPath job = unchanged(() -> load(text));
            assertThat(job.getString("state")).isEqualTo("done");
            assertThat(job.getInt("rows.read")).isZero();
        }
        problem(400, form().multiPart("other", "x").post("/v1/imports"));
    }

    // What is refused

    @Test
    void oneBadRowAndNothingIsLoaded() {
        JsonPath job = unchanged(() -> load(
                SOURCE,
                sector("load-never", "Never"),
                "{\"entity\":{\"id\":\"load-bad\",\"kind\":\"firm\",\"name\":\"Bad\"," + EVIDENCE + "}}",
                "not JSON",
                sector("load-bad-2", "Bad").replace("load-paper", "load-nobody")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(job.getString("detail")).contains("Nothing was loaded", "3 invalid rows");
        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 5, "accepted", 2, "rejected", 3, "loaded", 0));
        assertThat(get("/v1/entities/load-never").statusCode()).isEqualTo(404);
        JsonPath rejections = admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                .jsonPath();
        assertThat(rejections.getList("items.line", Integer.class)).containsExactlyInAnyOrder(3, 4, 5);
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
        JsonPath job = ended(form().queryParam("mode", "lenient")
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

        assertThat(job.getString("state")).as(job.prettyPrint()).isEqualTo("done");
        assertThat(job.getInt("rows.loaded")).isEqualTo(4);
        assertThat(job.getInt("rows.rejected")).isEqualTo(10);
        assertThat(json("/v1/entities/load-good/relationships").getList("items.to.id"))
                .containsExactly("load-good-2");
        Response rejections = admin().get("/v1/imports/" + job.getString("id") + "/rejections?limit=500");
        assertThat(rejections.jsonPath().getList("items.line", Integer.class))
                .containsOnly(3, 5, 6, 7, 8, 10, 11, 12, 13, 14);
        assertThat(rejections.asString()).doesNotContain("StreamReadConstraints", "com.fasterxml", "java.");
    }

    @Test
    void rejectionsComeInPages() {
        String[] bad = IntStream.range(0, 120).mapToObj(i -> "bad").toArray(String[]::new);
        JsonPath job = load(bad);

        assertThat(job.getInt("rejections")).isEqualTo(120);
        String path = "/v1/imports/" + job.getString("id") + "/rejections";
        JsonPath page = admin().get(path + "?limit=100").jsonPath();
        assertThat(page.getList("items")).hasSize(100);
        assertThat(admin().queryParam("cursor", page.getString("page.next"))
                        .get(path + "?limit=100")
                        .jsonPath()
                        .getList("items.line", Integer.class))
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

        JsonPath job =
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
        JsonPath job = unchanged(() -> ended(form().multiPart("file", "bomb.gz", packed(new byte[20_000_000]))
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
        JsonPath job =
                unchanged(() -> load(SOURCE, sector("load-long", "x".repeat(100_000)), sector("load-short", "Short")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        JsonPath rejection = admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                .jsonPath();
        assertThat(rejection.getList("items.line", Integer.class)).containsExactly(2);
        assertThat(rejection.getString("items[0].message")).contains("longer than 65536 bytes");
    }

    @Test
    void theSameRecordTwiceIsABadRow() {
        JsonPath job = unchanged(() -> load(SOURCE, sector("load-twice", "One"), sector("load-twice", "Two")));

        assertThat(job.getString("state")).isEqualTo("rejected");
        assertThat(admin().get("/v1/imports/" + job.getString("id") + "/rejections")
                        .jsonPath()
                        .getString("items[0].message"))
                .contains("same record", "load-twice");
    }

    @Test
    void aTrialChangesNothing() {
        JsonPath job = unchanged(() -> ended(form().queryParam("dryRun", true)
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
        JsonPath problem = problem(
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

    // Again, and newer

    @Test
    void aFileThatComesAgainChangesNothingAndANewerOneSupersedes() {
        String[] first = {
            SOURCE,
            sector("load-again", "First"),
            sector("load-other", "Other"),
            related("load-again", "PART_OF", "load-other")
        };
        assertThat(load(first).getMap("changed")).containsEntry("relationships", 1);

        JsonPath again = unchanged(() -> load(first));
        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(again.getMap("changed")).isEqualTo(Map.of("entities", 0, "relationships", 0, "evidence", 0));

        JsonPath newer = load(
                SOURCE,
                sector("load-again", "Second"),
                sector("load-other", "Other"),
                related("load-again", "PART_OF", "load-other")
                        .replace("\"locator\"", "\"statement\":\"New.\",\"locator\""));
        assertThat(newer.getMap("changed")).isEqualTo(Map.of("entities", 1, "relationships", 0, "evidence", 1));
        assertThat(json("/v1/sectors/load-again").getInt("version")).isEqualTo(2);
        assertThat(json("/v1/sectors/load-again").getString("name")).isEqualTo("Second");
    }

    @Test
    void whatAnEditorChangedGivesWayToANewerRecordOnly() {
        load(SOURCE, sector("load-edited", "From file"));
        editor().header("If-Match", "*")
                .body("{\"name\":\"Load by editor\"}")
                .patch("/v1/sectors/load-edited")
                .then()
                .statusCode(200);

        assertThat(unchanged(() -> load(SOURCE, sector("load-edited", "From file")))
                        .getString("state"))
                .isEqualTo("done");
        assertThat(json("/v1/sectors/load-edited").getString("name")).isEqualTo("Load by editor");

        load(SOURCE, sector("load-edited", "From newer file"));
        assertThat(json("/v1/sectors/load-edited").getString("name")).isEqualTo("From newer file");
    }

    @Test
    void whatAnEditorDeletedStaysDeleted() {
        String[] file = {
            SOURCE,
            sector("load-deleted", "Deleted"),
            sector("load-left", "Left"),
            sector("load-right", "Right"),
            related("load-left", "PART_OF", "load-right")
        };
        load(file);
        String relationship = json("/v1/entities/load-left/relationships").getString("items[0].id");
        editor().header("If-Match", "*")
                .delete("/v1/sectors/load-deleted")
                .then()
                .statusCode(200);
        editor().header("If-Match", "*")
                .delete("/v1/relationships/" + relationship)
                .then()
                .statusCode(200);

        assertThat(unchanged(() -> load(file)).getString("state")).isEqualTo("done");
        problem(410, "/v1/sectors/load-deleted");
        problem(410, "/v1/relationships/" + relationship);

        file[1] = sector("load-deleted", "Newer");
        load(file);
        problem(410, "/v1/sectors/load-deleted");
    }

    @Test
    void nothingIsToldOfWhatAnEditorDeletedByNewEvidence() {
        String[] file = {
            SOURCE,
            sector("load-mute", "Mute"),
            sector("load-host", "Host"),
            sector("load-guest", "Guest"),
            related("load-guest", "PART_OF", "load-host")
        };
        load(file);
        String relationship = json("/v1/entities/load-guest/relationships").getString("items[0].id");
        for (String path : List.of("/v1/sectors/load-mute", "/v1/relationships/" + relationship)) {
            editor().header("If-Match", "*").delete(path).then().statusCode(200);
        }
        String more = "\"evidence\":[{\"source\":\"load-paper\",\"locator\":\"p2\"}";

        assertThat(unchanged(() -> load(
                                SOURCE,
                                file[1].replace("\"evidence\":[", more + ","),
                                file[4].replace("\"evidence\":[", more + ",")))
                        .getInt("changed.evidence"))
                .isZero();
    }

    @Test
    void aRelationshipThatComesBackHasItsEvidence() {
        String person = "{\"entity\":{\"id\":\"load-person\",\"kind\":\"person\",\"name\":\"Load person\",%s}}"
                .formatted(EVIDENCE);
        String firm = person.replace("person", "company");
        String holds = related("load-person", "HOLDS", "load-company");
        load(SOURCE, person, firm, holds);
        String id = json("/v1/entities/load-person/relationships").getString("items[0].id");
        editor().header("If-Match", "*")
                .delete("/v1/relationships/" + id)
                .then()
                .statusCode(200);

        load(SOURCE, person, firm, holds.replace("\"evidence\":", "\"validTo\":\"2026\",\"evidence\":"));

        assertThat(json("/v1/relationships/" + id, "include", "evidence").getList("evidence.source.id"))
                .containsExactly("load-paper");
    }

    @Test
    void whatAMergedSourceStillSaysIsNotPruned() {
        String old = "{\"source\":{\"id\":\"load-former\",\"name\":\"Load former\"}}";
        String report = "{\"source\":{\"id\":\"load-report\",\"name\":\"Load report\"}}";
        String said = sector("load-said", "Said").replace("load-paper", "load-former");
        String unsaid = sector("load-unsaid", "Unsaid").replace("load-paper", "load-former");
        load(report, old, said, unsaid);
        admin().header("If-Match", "*")
                .body("{\"into\":\"load-report\"}")
                .post("/v1/entities/load-former/merge")
                .then()
                .statusCode(200);

        for (String source : List.of("load-report", "load-former")) {
            JsonPath job = ended(form().queryParam("prune", true)
                    .queryParam("source", source)
                    .multiPart("file", "newer.ndjson", lines(said).getBytes(StandardCharsets.UTF_8))
                    .post("/v1/imports"));
            assertThat(job.getString("state")).isEqualTo("done");
        }

        assertThat(json("/v1/sectors/load-said", "include", "evidence").getList("evidence.source.id"))
                .containsExactly("load-report");
        problem(410, "/v1/sectors/load-unsaid");
    }

    @Test
    void whatRefersToWhatAnEditorDeletedStaysOutWithIt() {
        String paper = "{\"source\":{\"id\":\"load-withdrawn\",\"name\":\"Load withdrawn\"}}";
        String own = "\"evidence\":[{\"source\":\"load-withdrawn\"}";
        String[] file = {
            SOURCE,
            paper,
            related("load-out", "PART_OF", "load-in"),
            related("load-told", "PART_OF", "load-in").replace("\"evidence\":[", own + ","),
            sector("load-out", "Out"),
            sector("load-in", "In"),
            sector("load-told", "Told").replace("\"evidence\":[", own + ","),
        };
        load(file);
        for (String path : List.of("/v1/sectors/load-out", "/v1/sources/load-withdrawn")) {
            editor().header("If-Match", "*")
                    .queryParam("cascade", true)
                    .delete(path)
                    .then()
                    .statusCode(200);
        }

        JsonPath again = unchanged(() -> load(file));
        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(again.getInt("rows.loaded")).isEqualTo(file.length);

        var more = Stream.concat(
                        Arrays.stream(file),
                        Stream.of(
                                related("load-in", "PART_OF", "load-out"),
                                sector("load-later", "Later"),
                                related("load-later", "PART_OF", "load-told")))
                .toArray(String[]::new);
        assertThat(load(more).getString("state")).isEqualTo("done");
        problem(410, "/v1/sectors/load-out");
        problem(410, "/v1/sources/load-withdrawn");
        assertThat(json("/v1/entities/load-in/relationships").getList("items.from.id"))
                .containsExactly("load-told");
        assertThat(json("/v1/entities/load-told/relationships").getList("items.from.id"))
                .containsExactlyInAnyOrder("load-told", "load-later");
        assertThat(json("/v1/sectors/load-told", "include", "evidence").getList("evidence.source.id"))
                .containsExactly("load-paper");

        JsonPath elsewhere = load(related("load-in", "PART_OF", "load-out"));
        assertThat(elsewhere.getString("state")).as("it is not in the file").isEqualTo("rejected");
        JsonPath onlyThat = load(
                paper,
                sector("load-new", "New")
                        .replaceFirst("\"evidence\":.*", "\"evidence\":[{\"source\":\"load-withdrawn\"}]}}"));
        assertThat(onlyThat.getString("state")).as("nothing else supports it").isEqualTo("rejected");
        assertThat(admin().get("/v1/imports/" + onlyThat.getString("id") + "/rejections")
                        .jsonPath()
                        .getString("items[0].message"))
                .isEqualTo("names a source that was deleted: load-withdrawn");
    }

    @Test
    void whatWasMergedStaysMergedAndIsReferredToByItsNewId() {
        load(SOURCE, sector("load-merged", "Merged"), sector("load-kept", "Kept"), sector("load-whole", "Whole"));
        admin().header("If-Match", "*")
                .body("{\"into\":\"load-kept\"}")
                .post("/v1/entities/load-merged/merge")
                .then()
                .statusCode(200);

        String more = "\"evidence\":[{\"source\":\"load-paper\",\"locator\":\"p2\"},";
        JsonPath job = load(
                SOURCE,
                sector("load-merged", "Merged").replace("\"evidence\":[", more),
                related("load-merged", "PART_OF", "load-whole"));

        assertThat(job.getInt("changed.evidence"))
                .as("of the relationship, and none that hangs on what was merged")
                .isEqualTo(1);
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(json("/v1/entities/load-kept/relationships").getList("items.to.id"))
                .containsExactly("load-whole");
        assertThat(json("/v1/entities/load-merged").getString("id")).isEqualTo("load-kept");
    }

    @Test
    void whatTheSourceNoLongerSaysIsPruned() {
        String report = "{\"source\":{\"id\":\"load-report\",\"name\":\"Load report\"}}";
        load(SOURCE, sector("load-elsewhere", "Elsewhere"));
        String[] first = {
            report,
            reported(sector("load-stays", "Stays")),
            reported(sector("load-goes", "Goes")),
            sector("load-shared", "Shared").replace("\"evidence\":[", "\"evidence\":[{\"source\":\"load-report\"},"),
            reported(sector("load-joined", "Joined")),
            related("load-joined", "PART_OF", "load-elsewhere"),
            reported(related("load-stays", "PART_OF", "load-elsewhere"))
        };
        assertThat(load(first).getString("state")).isEqualTo("done");

        JsonPath job = ended(form().queryParam("prune", true)
                .queryParam("source", "load-report")
                .multiPart(
                        "file",
                        "newer.ndjson",
                        lines(report, reported(sector("load-stays", "Stays"))).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(json("/v1/sectors/load-stays").getString("name")).isEqualTo("Stays");
        problem(410, "/v1/sectors/load-goes");
        assertThat(json("/v1/sectors/load-shared", "include", "evidence").getList("evidence.source.id"))
                .containsExactly("load-paper");
        assertThat(json("/v1/sectors/load-joined").getString("id")).isEqualTo("load-joined");
        assertThat(job.getString("detail")).contains("1 entities", "relationships refer to them");
        assertThat(json("/v1/entities/load-stays/relationships").getList("items"))
                .isEmpty();
        assertThat(json("/v1/sectors/load-elsewhere").getString("id")).isEqualTo("load-elsewhere");

        JsonPath again = load(first);
        assertThat(json("/v1/sectors/load-goes").getString("name"))
                .as("what no editor deleted may come back")
                .isEqualTo("Goes");
        assertThat(json("/v1/entities/load-stays/relationships").getList("items.to.id"))
                .containsExactly("load-elsewhere");
        assertThat(json("/v1/changes", "import", again.getString("id"), "change", "restored")
                        .getList("items.kind"))
                .containsExactlyInAnyOrder("sector", "PART_OF");
    }

    // Many

    @Test
    void referencesMayLeadForwardOverBatches() {
        int many = 130;
        var records = new ArrayList<String>();
        IntStream.range(1, many).forEach(i -> records.add(related("load-many-" + i, "PART_OF", "load-many-0")));
        IntStream.range(0, many).forEach(i -> records.add(sector("load-many-" + i, "Many " + i)));
        records.add(SOURCE);

        JsonPath job = load(records.toArray(String[]::new));

        assertThat(job.getString("state")).as(job.prettyPrint()).isEqualTo("done");
        assertThat(job.getInt("rows.loaded")).isEqualTo(2 * many);
        assertThat(Api.all(500, "/v1/entities/load-many-0/relationships")).hasSize(many - 1);
        var changes = Api.get("/v1/changes", "import", job.getString("id"), "format", "ndjson")
                .asString()
                .lines()
                .toList();
        var changed = job.<String, Integer>getMap("changed");
        assertThat(changes)
                .hasSize(changed.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(changes).allMatch(change -> change.contains(job.getString("id")));
        assertThat(unchanged(() -> load(records.toArray(String[]::new))).getInt("changed.entities"))
                .isZero();
    }

    @Test
    void importsRunSideBySide() {
        var first = form().multiPart("file", "a", large("load-side-a", 300)).post("/v1/imports");
        var second = form().multiPart("file", "b", large("load-side-b", 300)).post("/v1/imports");

        for (JsonPath job : List.of(ended(first), ended(second))) {
            assertThat(job.getString("state")).as(job.prettyPrint()).isEqualTo("done");
            assertThat(job.getInt("rows.loaded")).isEqualTo(301);
        }
        assertThat(get("/v1/sectors/load-side-a-299").statusCode()).isEqualTo(200);
        assertThat(get("/v1/sectors/load-side-b-299").statusCode()).isEqualTo(200);
    }

    @Test
    void whatWaitsOrRunsCanBeCancelled() {
        var running =
                form().multiPart("file", "a", large("load-cancel-a", LARGE)).post("/v1/imports");
        var also = form().multiPart("file", "b", large("load-cancel-b", LARGE)).post("/v1/imports");
        String first = running.jsonPath().getString("id");
        until(first, "loading");
        until(also.jsonPath().getString("id"), "loading");
        var waiting = form().multiPart("file", "c", large("load-cancel-c", 10)).post("/v1/imports");

        JsonPath cancelled = admin().delete("/v1/imports/" + waiting.jsonPath().getString("id"))
                .jsonPath();
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(admin().delete("/v1/imports/" + first).statusCode()).isEqualTo(200);
        assertThat(admin().delete("/v1/imports/" + also.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);

        JsonPath job = ended(running);
        assertThat(job.getString("state")).isEqualTo("cancelled");
        ended(also);
        int loaded = job.getInt("rows.loaded");
        assertThat(loaded).isLessThan(LARGE);
        assertThat(get("/v1/entities/load-cancel-c-0").statusCode()).isEqualTo(404);
        assertThat(Api.get("/v1/changes", "import", first, "format", "ndjson", "kind", "sector")
                        .asString()
                        .lines()
                        .count())
                .as("what was loaded stays, batch by batch")
                .isBetween(loaded - 1L, (long) loaded);
        assertThat(admin().delete("/v1/imports/" + first).jsonPath().getString("state"))
                .as("cancelled once more")
                .isEqualTo("cancelled");
    }

    @Test
    void theEventsOfAnImportEndWithIt() {
        Response started =
                form().multiPart("file", "a", large("load-told", 200)).post("/v1/imports");

        String events = admin().accept("text/event-stream")
                .get("/v1/imports/" + started.jsonPath().getString("id") + "/events")
                .asString();

        var data = events.lines().filter(line -> line.startsWith("data:")).toList();
        assertThat(events).contains("end");
        JsonPath last = JsonPath.from(data.getLast().substring(5));
        assertThat(last.getString("state")).isEqualTo("done");
        assertThat(last.getInt("rows.loaded")).isEqualTo(201);
    }

    // Helpers

    private static String sector(String id, String name) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"sector\",\"name\":\"%s\",%s}}".formatted(id, name, EVIDENCE);
    }

    private static String related(String from, String type, String to) {
        return "{\"relationship\":{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s}}"
                .formatted(from, type, to, EVIDENCE);
    }

    private static String reported(String record) {
        return record.replace("load-paper", "load-report");
    }

    private static byte[] large(String prefix, int many) {
        var text = new StringBuilder(SOURCE).append('\n');
        IntStream.range(0, many)
                .forEach(
                        i -> text.append(sector(prefix + "-" + i, "Large " + i)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String lines(String... records) {
        return String.join("\n", records) + "\n";
    }

    private static JsonPath load(String... records) {
        return ended(form().multiPart("file", "records.ndjson", lines(records).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
    }

    private static RequestSpecification form() {
        return admin().contentType("multipart/form-data");
    }

    private static RequestSpecification body(String type) {
        return admin().config(config().encoderConfig(encoderConfig()
                        .encodeContentTypeAs(type, ContentType.BINARY)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type);
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

    /** As when a batch is more than the database can load. */
    @Test
    void whatComesNoFurtherIsGivenUpOneDay() {
        run("""
                CREATE (:Import {id: 'load-stuck', name: 'Stuck', state: 'loading', mode: 'strict', dryRun: false,
                  prune: false, files: ['stuck.ndjson'], parts: [0], bytes: 0, by: 'admin', createdAt: datetime(),
                  leaseUntil: datetime() - duration('PT1M'), loaded: 5000, tries: 20})
                """);

        JsonPath job = until("load-stuck", "done", "failed");

        assertThat(job.getString("state")).isEqualTo("failed");
        assertThat(job.getString("detail")).contains("20 times").contains("the log tells why");
        assertThat(job.getString("finishedAt")).isNotNull();
        assertThat(job.getInt("rows.loaded")).isEqualTo(5000);
    }

    /** Between the moment a worker takes it and the one in which that tells what it does. */
    @Test
    void whatAWorkerHasJustTakenIsCancelledByThatWorker() {
        run("""
                CREATE (:Import {id: 'load-taken', name: 'Taken', state: 'queued', mode: 'strict', dryRun: false,
                  prune: false, files: ['taken.ndjson'], parts: [0], bytes: 0, by: 'admin', createdAt: datetime(),
                  worker: 'somebody', leaseUntil: datetime() + duration('PT1H')})
                """);

        JsonPath context = admin().delete("/v1/imports/load-taken").jsonPath();
        run("MATCH (j:Import {id: 'load-taken'}) SET j.leaseUntil = datetime() - duration('PT1S')");
        JsonPath job = until("load-taken", "done", "rejected", "failed", "cancelled");

        assertThat(context.getString("state")).isEqualTo("queued");
        assertThat(context.getString("finishedAt")).isNull();
        assertThat(job.getString("state")).isEqualTo("cancelled");
        assertThat(job.getString("finishedAt")).isNotNull();
    }

    private void run(String cypher) {
        var statement = new Statement("test", cypher);
        graph.write(change -> change.run(statement, Map.of()));
    }

    /** How an import ended. */
    private static JsonPath ended(Response started) {
        assertThat(started.statusCode()).as(started.asString()).isEqualTo(202);
        return until(started.jsonPath().getString("id"), "done", "rejected", "failed", "cancelled");
    }

    private static JsonPath until(String id, String... states) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            JsonPath job = admin().get("/v1/imports/" + id).jsonPath();
            if (List.of(states).contains(job.getString("state"))) {
                return job;
            }
            assertThat(Instant.now()).as(() -> job.prettyPrint()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static JsonPath unchanged(Supplier<JsonPath> work) {
        String before = get("/v1/schema").header("X-Graph-Version");
        JsonPath result = work.get();
        assertThat(get("/v1/schema").header("X-Graph-Version")).isEqualTo(before);
        return result;
    }

    private static RequestSpecification editor() {
        return Api.editor().contentType(ContentType.JSON);
    }

    private static RequestSpecification admin() {
        return Api.admin().contentType(ContentType.JSON);
    }
}
