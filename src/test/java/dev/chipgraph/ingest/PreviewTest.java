package dev.chipgraph.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A dry run tells exactly what the import would change, and changes nothing. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewTest extends ImportFixture {

    /** More records than a batch has, so that later batches touch what earlier ones have written. */
    @Test
    void aDryRunCountsWhatTheImportChanges() {
        var first = new ArrayList<String>(List.of(SOURCE));
        IntStream.range(0, 60)
                .forEach(i -> first.add(company("load-p" + i, "Load preview " + i, "\"tags\":[\"old\"]")));
        IntStream.range(0, 30).forEach(i -> first.add(related("load-p" + i, "LOCATED_IN", "vietnam")));
        assertSameAsPreviewed(first, false);

        var second = new ArrayList<String>(List.of(SOURCE));
        IntStream.range(20, 70)
                .forEach(i -> second.add(company("load-p" + i, "Load preview " + i, "\"tags\":[\"new\"]")));
        IntStream.range(20, 40).forEach(i -> second.add(related("load-p" + i, "LOCATED_IN", "vietnam")));
        assertSameAsPreviewed(second, false);
        assertSameAsPreviewed(second, true);
        Json again = assertSameAsPreviewed(second, true);
        assertThat(again.getMap("changed")).containsEntry("entities", 0).containsEntry("evidence", 0);
    }

    private static Json assertSameAsPreviewed(List<String> records, boolean prune) {
        Json trial = unchanged(() -> run(records, prune, true));
        Json done = run(records, prune, false);
        assertThat(List.of(trial.getString("state"), done.getString("state")))
                .as(trial + " " + done)
                .containsOnly("done");
        assertThat(trial.getMap("changed")).isEqualTo(done.getMap("changed"));
        assertThat(String.valueOf(trial.getString("detail")))
                .isEqualTo(("Nothing was loaded: this was a dry run. "
                                + (done.getString("detail") == null ? "" : done.getString("detail")))
                        .strip());
        return done;
    }

    private static Json run(List<String> records, boolean prune, boolean dryRun) {
        var request = form().queryParam("dryRun", dryRun);
        return ended((prune ? request.queryParam("prune", true).queryParam("source", "load-paper") : request)
                .multiPart(
                        "file",
                        "records.ndjson",
                        lines(records.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
    }

    private static String company(String id, String name, String more) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"company\",\"name\":\"%s\",%s%s}}"
                .formatted(id, name, more.isEmpty() ? "" : more + ",", EVIDENCE);
    }
}
