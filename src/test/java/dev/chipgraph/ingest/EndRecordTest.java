package dev.chipgraph.ingest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last line of an export tells how many lines come before it, so that a file that was cut short is not loaded. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndRecordTest {

    private static final String SOURCE = "{\"source\":{\"id\":\"ended-paper\",\"name\":\"Paper\"}}";
    private static final String SECTOR =
            "{\"entity\":{\"id\":\"ended-sector\",\"kind\":\"sector\",\"name\":\"Sector\",\"evidence\":[{\"source\":\"ended-paper\",\"locator\":\"p1\"}]}}";

    @Inject
    Importer importer;

    @Inject
    Graph graph;

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "ended-");
    }

    @Test
    void eachFileIsCheckedByItsOwnEndRecord() {
        Json job = load(Map.of("a.ndjson", List.of(SOURCE, "", end(1)), "b.ndjson", List.of(SECTOR, end(1), " ")));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getMap("rows")).isEqualTo(Map.of("read", 2, "accepted", 2, "rejected", 0, "loaded", 2));
        assertThat(job.getList("warnings")).isNull();
    }

    @Test
    void filesWithoutEndRecordLoadWithAWarning() {
        Json job = load(Map.of("a.ndjson", List.of(SOURCE, end(1)), "b.ndjson", List.of(SECTOR)));

        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getList("warnings"))
                .containsExactly(
                        "1 of 2 files have no end record, so the import could not check that they are complete: b.ndjson");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"end\":{\"records\":3}} | | 3 | end | counts 3 records, but the file has 2 before it",
                "{\"end\":{\"records\":1}} | | 3 | end | counts 1 records, but the file has 2 before it",
                "{\"end\":{\"records\":2.5}} | | 3 | end | must be {\"records\": number of lines before it}, which is 2 here",
                "{\"end\":{}} | | 3 | end | must be {\"records\": number of lines before it}, which is 2 here",
                "{\"end\":{\"records\":2}} | {\"end\":{\"records\":3}} | 4 | line | comes after the end record, which counts 2 records and must be the last line",
                "{\"end\":{\"records\":2}} | {\"entity\":{}} | 4 | line | comes after the end record, which counts 2 records and must be the last line",
            })
    void aFileThatIsNotAsItsEndRecordSaysIsRejected(String end, String after, int line, String field, String message) {
        var lines = new ArrayList<>(List.of(SOURCE, SECTOR, end));
        if (after != null) {
            lines.add(after);
        }

        Json job = load(Map.of("cut.ndjson", lines));

        assertThat(job.getString("state")).isEqualTo("rejected");
        Json rejections = Api.admin()
                .get("/v1/imports/%s/rejections".formatted(job.getString("id")))
                .jsonPath();
        assertThat(rejections.getList("items"))
                .containsExactly(Map.of("file", "cut.ndjson", "line", line, "field", field, "message", message));
        assertThatThrownBy(() -> importer.load(IntStream.range(0, lines.size())
                        .mapToObj(i -> new FileLine("cut.ndjson", i + 1, lines.get(i)))))
                .isInstanceOf(ImportRejected.class)
                .hasMessageContaining("cut.ndjson:%d", line)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsExportedNowIsImportedWithoutWarning() {
        String exported = given().get("/v1/exports").asString();
        long records = exported.lines().count() - 1;

        assertThat(exported.lines().toList().getLast()).isEqualTo(end(records));
        Json job = load(Map.of("export.ndjson", exported.lines().toList()));
        assertThat(job.getString("state"))
                .as(() -> Api.admin()
                        .get("/v1/imports/" + job.getString("id") + "/rejections")
                        .asString())
                .isEqualTo("done");
        assertThat(job.getLong("rows.read")).isEqualTo(records);
        assertThat(job.getList("warnings")).isNull();
    }

    private static String end(long records) {
        return "{\"end\":{\"records\":%d}}".formatted(records);
    }

    private static Json load(Map<String, List<String>> files) {
        var form = Api.admin().contentType("multipart/form-data");
        new TreeMap<>(files)
                .forEach((name, lines) ->
                        form.multiPart("file", name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        String id = form.post("/v1/imports").jsonPath().getString("id");
        Instant patience = Instant.now().plus(Duration.ofMinutes(2));
        Json job;
        do {
            job = Api.admin().get("/v1/imports/" + id).jsonPath();
        } while (job.getString("finishedAt") == null && Instant.now().isBefore(patience));
        return job;
    }
}
