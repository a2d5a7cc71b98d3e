package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Importing files again, and what editors changed in between. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReimportTest extends ImportFixture {

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

        Json again = unchanged(() -> load(first));
        assertThat(again.getString("state")).isEqualTo("done");
        assertThat(again.getMap("changed")).isEqualTo(Map.of("entities", 0, "relationships", 0, "evidence", 0));

        Json newer = load(
                SOURCE,
                sector("load-again", "Second"),
                sector("load-other", "Other"),
                related("load-again", "PART_OF", "load-other")
                        .replace("\"locator\"", "\"statement\":\"New.\",\"locator\""));
        assertThat(newer.getMap("changed")).isEqualTo(Map.of("entities", 1, "relationships", 0, "evidence", 2));
        assertThat(json("/v1/sectors/load-again").getInt("version")).isEqualTo(2);
        assertThat(json("/v1/sectors/load-again").getString("name")).isEqualTo("Second");
    }

    @Test
    void whatAnEditorDecidedStaysShown() {
        load(SOURCE, sector("load-edited", "From file"));
        editor().header("If-Match", "*")
                .body("{\"name\":\"Load by editor\"}")
                .patch("/v1/sectors/load-edited")
                .expecting(200);

        assertThat(unchanged(() -> load(SOURCE, sector("load-edited", "From file")))
                        .getString("state"))
                .isEqualTo("done");
        assertThat(json("/v1/sectors/load-edited").getString("name")).isEqualTo("Load by editor");

        load(SOURCE, sector("load-edited", "From newer file"));
        assertThat(json("/v1/sectors/load-edited").getString("name")).isEqualTo("Load by editor");
        assertThat(json("/v1/sectors/load-edited").getList("names.value")).containsExactly("From newer file");
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
        editor().header("If-Match", "*").delete("/v1/sectors/load-deleted").expecting(200);
        editor().header("If-Match", "*")
                .delete("/v1/relationships/" + relationship)
                .expecting(200);

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
            editor().header("If-Match", "*").delete(path).expecting(200);
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
        editor().header("If-Match", "*").delete("/v1/relationships/" + id).expecting(200);

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
                .expecting(200);

        for (String source : List.of("load-report", "load-former")) {
            Json job = ended(form().queryParam("prune", true)
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
                    .expecting(200);
        }

        Json again = unchanged(() -> load(file));
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

        Json elsewhere = load(related("load-in", "PART_OF", "load-out"));
        assertThat(elsewhere.getString("state")).as("it is not in the file").isEqualTo("rejected");
        Json onlyThat = load(
                paper,
                sector("load-new", "New")
                        .replaceFirst("\"evidence\":.*", "\"evidence\":[{\"source\":\"load-withdrawn\"}]}}"));
        assertThat(onlyThat.getString("state")).as("nothing else supports it").isEqualTo("rejected");
        assertThat(admin().get("/v1/imports/" + onlyThat.getString("id") + "/rejections")
                        .jsonPath()
                        .getString("items[0].message"))
                .isEqualTo("refers to a deleted source: load-withdrawn");
    }

    @Test
    void whatWasMergedAndPartedAgainIsImportedAsBefore() {
        String[] records = {SOURCE, sector("load-p-a", "Parted A"), sector("load-p-b", "Parted B")};
        load(records);
        admin().header("If-Match", "*")
                .body("{\"into\":\"load-p-b\"}")
                .post("/v1/entities/load-p-a/merge")
                .expecting(200);
        admin().post("/v1/entities/load-p-a/unmerge").expecting(200);

        ended(form().queryParam("prune", true)
                .queryParam("source", "load-paper")
                .multiPart("file", "records.ndjson", lines(SOURCE, records[2]).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
        assertThat(Api.get("/v1/entities/load-p-a").statusCode()).isEqualTo(410);
        load(records);
        assertThat(Api.get("/v1/entities/load-p-a").statusCode()).isEqualTo(200);
    }

    @Test
    void whatNothingSupportsAfterAnUnmergeIsGone() {
        String letter = "{\"source\":{\"id\":\"load-letter\",\"name\":\"Letter\"}}";
        String kept = sector("load-q-b", "Parted D").replace("load-paper", "load-letter");
        load(SOURCE, letter, sector("load-q-a", "Parted C"), kept);
        admin().header("If-Match", "*")
                .body("{\"into\":\"load-q-b\"}")
                .post("/v1/entities/load-q-a/merge")
                .expecting(200);
        ended(form().queryParam("prune", true)
                .queryParam("source", "load-letter")
                .multiPart("file", "records.ndjson", lines(letter).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports"));
        assertThat(Api.get("/v1/entities/load-q-b").statusCode()).isEqualTo(200);

        admin().post("/v1/entities/load-q-a/unmerge").expecting(200);
        assertThat(Api.get("/v1/entities/load-q-b").statusCode()).isEqualTo(410);
        assertThat(Api.get("/v1/entities/load-q-a").statusCode()).isEqualTo(200);
        load(letter, kept);
        assertThat(Api.get("/v1/entities/load-q-b").statusCode()).isEqualTo(200);
    }

    @Test
    void whatWasMergedStaysMergedAndIsReferredToByItsNewId() {
        load(SOURCE, sector("load-merged", "Merged"), sector("load-kept", "Kept"), sector("load-whole", "Whole"));
        admin().header("If-Match", "*")
                .body("{\"into\":\"load-kept\"}")
                .post("/v1/entities/load-merged/merge")
                .expecting(200);

        String more = "\"evidence\":[{\"source\":\"load-paper\",\"locator\":\"p2\"},";
        Json job = load(
                SOURCE,
                sector("load-merged", "Merged").replace("\"evidence\":[", more),
                sector("load-kept", "Kept"),
                related("load-merged", "PART_OF", "load-whole"));

        assertThat(job.getInt("changed.evidence"))
                .as("of the relationship, and what is new about the one that was merged")
                .isEqualTo(2);
        assertThat(json("/v1/entities/load-kept", "include", "evidence").getList("evidence.locator"))
                .contains("p1", "p2");
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(json("/v1/entities/load-kept/relationships").getList("items.to.id"))
                .containsExactly("load-whole");
        assertThat(json("/v1/entities/load-merged").getString("id")).isEqualTo("load-kept");
    }
}
