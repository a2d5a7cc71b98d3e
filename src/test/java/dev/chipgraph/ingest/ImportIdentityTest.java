package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Imports neither close cycles nor give one identifier to two entities. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIdentityTest extends ImportFixture {

    @Inject
    Importer importer;

    @Test
    void theRowThatClosesACycleWithinTheImportIsRejected() {
        var rows = new ArrayList<>(
                Stream.of(SOURCE, related("load-c0", "PART_OF", "load-c1")).toList());
        IntStream.range(0, 120).forEach(i -> rows.add(sector("load-c" + i, "Cycle " + i)));
        IntStream.range(1, 119).forEach(i -> rows.add(related("load-c" + i, "PART_OF", "load-c" + (i + 1))));
        rows.add(related("load-c119", "PART_OF", "load-c0"));
        rows.add(related("load-c119", "PART_OF", "load-c118"));
        String[] records = rows.toArray(String[]::new);

        Json strict = unchanged(() -> load(records));
        assertThat(strict.getString("state")).isEqualTo("rejected");
        assertThat(strict.getMap("rows"))
                .containsEntry("accepted", rows.size() - 2)
                .containsEntry("rejected", 2);
        Json rejections = rejections(strict);
        assertThat(rejections.<Integer>getList("items.line")).containsExactly(rows.size() - 1, rows.size());
        assertThat(rejections.getList("items.field")).containsOnly("to");
        assertThat(rejections.getString("items[0].message"))
                .startsWith("must not lead back to where it starts: load-c119 PART_OF load-c0 PART_OF load-c1 PART_OF");

        Json lenient = ended(form().queryParam("mode", "lenient")
                .multiPart("file", "records.ndjson", lines(records).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
        assertThat(lenient.getInt("rows.loaded")).as(lenient.toString()).isEqualTo(rows.size() - 2);
    }

    @Test
    void theRowThatClosesACycleWithTheGraphIsRejected() {
        load(
                SOURCE,
                sector("load-g1", "G1"),
                sector("load-g2", "G2"),
                sector("load-g3", "G3"),
                related("load-g1", "PART_OF", "load-g2"),
                related("load-g2", "PART_OF", "load-g3"));
        String closing = related("load-g3", "PART_OF", "load-g1");

        Json trial = unchanged(() -> ended(form().queryParam("dryRun", true)
                .multiPart("file", "records.ndjson", lines(SOURCE, closing).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")));
        assertThat(trial.getString("state")).isEqualTo("rejected");
        assertThat(rejections(trial).getString("items[0].message"))
                .endsWith("load-g3 PART_OF load-g1 PART_OF load-g2 PART_OF load-g3");
        assertThatThrownBy(() -> importer.load(Stream.of(new FileLine("f", 1, closing))))
                .isInstanceOf(ImportRejected.class)
                .hasMessageContaining("load-g3 PART_OF load-g1");
    }

    @Test
    void aRelationshipThatAnEditorTurnedRoundStaysSo() {
        String[] file = {
            SOURCE, sector("load-t1", "T1"), sector("load-t2", "T2"), related("load-t1", "PART_OF", "load-t2")
        };
        load(file);
        String wrong = json("/v1/entities/load-t1/relationships").getString("items[0].id");
        editor().header("If-Match", "*").delete("/v1/relationships/" + wrong).expecting(200);
        editor().body("{\"from\":\"load-t2\",\"type\":\"PART_OF\",\"to\":\"load-t1\",%s}".formatted(EVIDENCE))
                .post("/v1/relationships")
                .expecting(201);

        assertThat(unchanged(() -> load(file)).getString("state")).isEqualTo("done");
        problem(410, "/v1/relationships/" + wrong);
    }

    @Test
    void anIdentifierOfAnotherEntityIsRejected() {
        load(SOURCE, identified("load-i1", "load:Q1"), sector("load-i2", "I2"));

        Json job = unchanged(() -> load(
                SOURCE,
                identified("load-i2", "load:q1"),
                identified("load-i3", "load:Q3"),
                identified("load-i4", "load:Q3")));
        assertThat(job.getString("state")).isEqualTo("rejected");
        Json rejections = rejections(job);
        assertThat(rejections.<Integer>getList("items.line")).containsExactly(2, 4);
        assertThat(rejections.getList("items.message"))
                .containsExactly(
                        "cannot be load:q1, which belongs to load-i1", "cannot be load:q3, which belongs to load-i3");
        assertThatThrownBy(() -> importer.load(Stream.of(
                        new FileLine("f", 1, SOURCE), new FileLine("f", 2, identified("load-i5", "load:Q1")))))
                .isInstanceOf(ImportRejected.class)
                .hasMessageContaining("belongs to \"load-i1\"");
    }

    @Test
    void filesMayMoveAnIdentifier() {
        load(SOURCE, identified("load-m1", "load:Q7"), sector("load-m2", "M2"));

        Json job = load(SOURCE, identified("load-m2", "load:Q7"), sector("load-m1", "M1"));
        assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
        assertThat(json("/v1/entities/load:Q7").getString("id")).isEqualTo("load-m2");
    }

    private static String identified(String id, String identifier) {
        return sector(id, "Identified " + id)
                .replaceFirst("\"name\"", "\"sameAs\":[\"%s\"],\"name\"".formatted(identifier));
    }
}
