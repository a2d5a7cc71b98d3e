package dev.chipgraph.ingest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dates on which sources say that a relationship was so, as imports bring them. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttestationImportTest extends ImportFixture {

    private static final String LETTER = "{\"source\":{\"id\":\"load-letter\",\"name\":\"Letter\"}}";

    private static String partOf(String attestedOn, String source) {
        return "{\"relationship\":{\"from\":\"load-part\",\"type\":\"PART_OF\",\"to\":\"load-whole\",\"attestedOn\":%s,\"evidence\":[{\"source\":\"%s\"}]}}"
                .formatted(attestedOn, source);
    }

    private static Json partOf() {
        return json("/v1/entities/load-part/relationships?validAt=all");
    }

    @Test
    void twoFilesBringTheDatesOfTwoSourcesAndAnExportBringsThemBack() {
        String[] ends = {SOURCE, LETTER, sector("load-part", "Load part"), sector("load-whole", "Load whole")};
        load(ends);
        load(partOf("\"2025-10-29\"", "load-paper"));
        load(partOf("[\"2024-09\",\"2025-10-29\"]", "load-letter"));

        assertThat(partOf().getList("items.attestedOn")).containsExactly(List.of("2024-09", "2025-10-29"));
        String exported = get("/v1/exports", "format", "ndjson")
                .asString()
                .lines()
                .filter(line -> line.contains("\"load-whole\"") && line.startsWith("{\"relationship\""))
                .findFirst()
                .orElseThrow();
        assertThat(exported)
                .contains("\"attestedOn\":[\"2024-09\",\"2025-10-29\"]")
                .doesNotContain("\"attested\":");

        String version = get("/v1/schema").header("X-Graph-Version");
        load(exported);
        assertThat(get("/v1/schema").header("X-Graph-Version")).isEqualTo(version);

        load(partOf("\"2024\"", "load-letter"));
        assertThat(partOf().getList("items.attestedOn")).containsExactly(List.of("2024", "2025-10-29"));
        Json rejected = load(partOf("\"soon\"", "load-letter"));
        assertThat(rejections(rejected).getString("items[0].field")).isEqualTo("attestedOn");
    }

    @Test
    void aMappingReadsThemFromATable() {
        String mapping = """
                name: load-table
                sources: [{id: load-table-src, type: dataset, name: Table}]
                tables:
                  - file: d.csv
                    entities: [{id: "load-{child}", kind: sector, name: "Load {child}"}]
                    relationships:
                      - {from: "load-{child}", type: PART_OF, to: semiconductors, attestedOn: "{seen|split:';'}", merge: true}
                """;
        String table = "child,seen\nleaf,2024-05;2023\n";

        Json job = ended(form().multiPart("file", "d.csv", table.getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", mapping)
                .post("/v1/imports"));

        assertThat(job.getString("state")).as(job::toString).isEqualTo("done");
        assertThat(json("/v1/entities/load-leaf/relationships?validAt=all").getList("items.attestedOn"))
                .containsExactly(List.of("2023", "2024-05"));
    }
}
