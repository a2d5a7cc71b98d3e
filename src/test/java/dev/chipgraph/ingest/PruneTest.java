package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pruning, and references across batches. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PruneTest extends ImportFixture {

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

        Json job = ended(form().queryParam("prune", true)
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
        assertThat(job.getString("detail")).contains("1 entity without remaining evidence was kept");
        assertThat(json("/v1/entities/load-stays/relationships").getList("items"))
                .isEmpty();
        assertThat(json("/v1/sectors/load-elsewhere").getString("id")).isEqualTo("load-elsewhere");

        Json again = load(first);
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

        Json job = load(records.toArray(String[]::new));

        assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
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

    private static String reported(String record) {
        return record.replace("load-paper", "load-report");
    }
}
