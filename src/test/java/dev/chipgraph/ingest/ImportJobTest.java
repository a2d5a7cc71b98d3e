package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Metrics;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that wait, run, are cancelled or given up. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportJobTest extends ImportFixture {

    private static final int LARGE = 4_000;

    @Test
    void importsRunSideBySide() {
        var first = form().multiPart("file", "a", large("load-side-a", 300)).post("/v1/imports");
        var second = form().multiPart("file", "b", large("load-side-b", 300)).post("/v1/imports");

        for (Json job : List.of(ended(first), ended(second))) {
            assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
            assertThat(job.getInt("rows.loaded")).isEqualTo(301);
        }
        assertThat(get("/v1/sectors/load-side-a-299").statusCode()).isEqualTo(200);
        assertThat(get("/v1/sectors/load-side-b-299").statusCode()).isEqualTo(200);
    }

    @Test
    void importsThatEndedAreCountedWithTheirRows() {
        double done = Metrics.value("chipgraph_imports_total{state=\"done\"}");
        double rejected = Metrics.value("chipgraph_imports_total{state=\"rejected\"}");
        double loadedRows = Metrics.value("chipgraph_import_rows_total{outcome=\"loaded\"}");
        double rejectedRows = Metrics.value("chipgraph_import_rows_total{outcome=\"rejected\"}");

        load(SOURCE, sector("load-counted", "Counted"));
        load(SOURCE, "{}", "{}");

        Metrics.await("chipgraph_imports_total{state=\"done\"}", done + 1);
        Metrics.await("chipgraph_imports_total{state=\"rejected\"}", rejected + 1);
        assertThat(Metrics.value("chipgraph_import_rows_total{outcome=\"loaded\"}"))
                .isEqualTo(loadedRows + 2);
        assertThat(Metrics.value("chipgraph_import_rows_total{outcome=\"rejected\"}"))
                .isEqualTo(rejectedRows + 2);
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

        Json cancelled = admin().delete("/v1/imports/" + waiting.jsonPath().getString("id"))
                .jsonPath();
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(admin().delete("/v1/imports/" + first).statusCode()).isEqualTo(200);
        assertThat(admin().delete("/v1/imports/" + also.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);

        Json job = ended(running);
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
        Json last = Json.from(data.getLast().substring(5));
        assertThat(last.getString("state")).isEqualTo("done");
        assertThat(last.getInt("rows.loaded")).isEqualTo(201);
    }

    private static byte[] large(String prefix, int many) {
        var text = new StringBuilder(SOURCE).append('\n');
        IntStream.range(0, many)
                .forEach(
                        i -> text.append(sector(prefix + "-" + i, "Large " + i)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As when a batch is more than the database can load. */
    @Test
    void whatComesNoFurtherIsGivenUpOneDay() {
        run("""
                CREATE (:Import {id: 'load-stuck', name: 'Stuck', state: 'loading', mode: 'strict', dryRun: false,
                  prune: false, files: ['stuck.ndjson'], parts: [0], bytes: 0, by: 'admin', createdAt: datetime(),
                  leaseUntil: datetime() - duration('PT1M'), loaded: 5000, tries: 20})
                """);

        Json job = until("load-stuck", "done", "failed");

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

        Json context = admin().delete("/v1/imports/load-taken").jsonPath();
        run("MATCH (j:Import {id: 'load-taken'}) SET j.leaseUntil = datetime() - duration('PT1S')");
        Json job = until("load-taken", "done", "rejected", "failed", "cancelled");

        assertThat(context.getString("state")).isEqualTo("queued");
        assertThat(context.getString("finishedAt")).isNull();
        assertThat(job.getString("state")).isEqualTo("cancelled");
        assertThat(job.getString("finishedAt")).isNotNull();
    }
}
