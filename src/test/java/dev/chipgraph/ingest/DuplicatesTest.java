package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probable duplicates are reported when they are imported, and listed of the whole graph. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicatesTest extends ImportFixture {

    @BeforeEach
    void load() {
        load(
                SOURCE,
                company("load-iris", "Load Iris Semiconductor", "\"sameAs\":[\"wikidata:Q990101\"]"),
                company("load-aster", "Load Aster", ""),
                related("load-iris", "LOCATED_IN", "south-korea"));
    }

    @Test
    void anImportReportsWhatIsProbablyThereAlready() {
        String[] records = {
            company("load-iris-2", "Load Iris Semiconductor Co., Ltd.", ""),
            company("load-new", "Load Something Else", ""),
            company("load-iris-3", "Semiconductor, Load Iris", "\"sameAs\":[\"wikidata:Q990102\"]"),
        };
        Json trial = unchanged(() -> ended(form().queryParam("dryRun", "true")
                .multiPart("file", "records.ndjson", lines(records).getBytes(StandardCharsets.UTF_8))
                .post("/v1/imports")));
        assertThat(trial.getInt("duplicates")).isEqualTo(2);
        Json found = duplicates(trial);
        assertThat(found.getList("items.duplicate.id")).containsExactly("load-iris-2", "load-iris-3");
        assertThat(found.getList("items.entity.id")).containsExactly("load-iris", "load-iris-2");
        assertThat(found.getList("items.line")).containsExactly(1, 3);
        assertThat(found.getDouble("items[0].score")).isEqualTo(0.882);
        assertThat(found.getList("items[0].reasons"))
                .containsExactly(
                        "The name \"Load Iris Semiconductor Co., Ltd.\" is the same as \"Load Iris Semiconductor\" but for the legal form.",
                        "The country of one of them is unknown.");
        assertThat(Api.admin()
                        .get("/v1/imports/" + trial.getString("id") + "/duplicates?format=csv")
                        .asString())
                .contains("file,line,score,entity.id,entity.name,entity.kind,entity.hint,duplicate.id");

        assertThat(load(records).getInt("duplicates")).isEqualTo(2);
        assertThat(load(records).getInt("duplicates")).as("known now").isZero();
        Json unlikely = json("/v1/duplicates", "kind", "company", "minScore", 0, "limit", 500);
        assertThat(pairs(unlikely)).contains("load-iris load-iris-3");
        assertThat(unlikely.<List<String>>getList("items.reasons"))
                .anyMatch(reasons ->
                        reasons.contains("Their identifiers differ: wikidata:Q990101 and wikidata:Q990102."));
    }

    @Test
    void theCountryThatARecordStatesToBeMatchedCounts() {
        load(
                company("load-violet", "Load Violet Semiconductor", ""),
                related("load-violet", "LOCATED_IN", "south-korea"));
        Json job = load(company(
                "load-violet-2",
                "Load Violet Semiconductor Ltd",
                "\"match\":{\"by\":\"name-and-country\",\"country\":\"south-korea\"}"));

        assertThat(duplicates(job).getDouble("items[0].score")).isEqualTo(0.98);
        assertThat(duplicates(job).<String>getList("items[0].reasons")).contains("Both are in South Korea.");
    }

    @Test
    void aShortNameSaysLittle() {
        load(company("load-qx", "QX", ""));
        assertThat(duplicates(load(company("load-qx-2", "qx", ""))).getDouble("items[0].score"))
                .isEqualTo(0.72);
    }

    @Test
    void theGraphIsSearchedForDuplicates() {
        load(
                company("load-aster-2", "LOAD ASTER Inc.", ""),
                company("load-aster-3", "Load Aster", ""),
                related("load-aster-3", "SUBSIDIARY_OF", "load-aster"));

        Json all = json("/v1/duplicates", "kind", "company", "limit", 500);
        assertThat(pairs(all)).contains("load-aster load-aster-2", "load-aster-2 load-aster-3");
        assertThat(pairs(all)).doesNotContain("load-aster load-aster-3");
        assertThat(all.<Number>getList("items.score").stream()
                        .map(Number::doubleValue)
                        .toList())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));

        Json first = json("/v1/duplicates", "kind", "company", "limit", 1, "count", true);
        Json second = json("/v1/duplicates", "kind", "company", "limit", 1, "cursor", first.getString("page.next"));
        assertThat(List.of(pairs(first).getFirst(), pairs(second).getFirst()))
                .isEqualTo(pairs(all).subList(0, 2));
        assertThat(first.getInt("page.total")).isEqualTo(pairs(all).size());
        assertThat(json("/v1/duplicates", "kind", "company", "minScore", 1).getList("items"))
                .isEmpty();
        assertThat(Api.get("/v1/duplicates?minScore=2").statusCode()).isEqualTo(400);
    }

    @Test
    void aPairThatDiffersIsNotListed() {
        load(company("load-orion", "Load Orion", ""), company("load-orion-2", "LOAD ORION Ltd.", ""));
        assertThat(orions()).containsExactly("load-orion load-orion-2");

        Response decision = editor().body("{\"entity\": \"name:LOAD ORION Ltd.\", \"reason\": \"Another city.\"}")
                .post("/v1/entities/load-orion/different-from");
        assertThat(decision.statusCode()).as(decision.asString()).isEqualTo(201);
        assertThat(orions()).isEmpty();

        load(company("load-orion-3", "Load orion", ""));
        assertThat(orions()).contains("load-orion-2 load-orion-3");
        merge("load-orion-2", "load-orion-3");
        assertThat(orions()).as("remembered after a merge").isEmpty();

        assertThat(editor().header("If-Match", "*")
                        .delete("/v1/evidence/" + decision.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(orions()).containsExactly("load-orion load-orion-3");
        for (String wrong : List.of(
                "{\"entity\": \"load-orion\", \"reason\": \"x\"}",
                "{\"entity\": \"load-orion-3\"}",
                "{\"reason\": \"x\"}")) {
            assertThat(editor().body(wrong)
                            .post("/v1/entities/load-orion/different-from")
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void aDecisionMovesWithTheEntityThatItIsAbout() {
        load(
                company("load-orion-x", "Load Orion X Works", ""),
                company("load-orion-y", "Load Orion X Works Ltd.", ""),
                company("load-orion-z", "Load Orion Zed", ""));
        editor().body("{\"entity\": \"load-orion-y\", \"reason\": \"Another city.\"}")
                .post("/v1/entities/load-orion-x/different-from")
                .expecting(201);
        editor().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"size\": \"12\"}")
                .patch("/v1/companies/load-orion-x")
                .expecting(200);
        merge("load-orion-x", "load-orion-z");

        assertThat(json("/v1/companies/load-orion-z").getString("size")).isEqualTo("12");
        assertThat(orions()).doesNotContain("load-orion-y load-orion-z");
    }

    private static List<String> orions() {
        return pairs(json("/v1/duplicates", "kind", "company", "limit", 500)).stream()
                .filter(pair -> pair.startsWith("load-orion"))
                .toList();
    }

    private static void merge(String id, String into) {
        assertThat(admin().header("If-Match", "*")
                        .body("{\"into\":\"%s\"}".formatted(into))
                        .post("/v1/entities/" + id + "/merge")
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<String> pairs(Json duplicates) {
        var entities = duplicates.<String>getList("items.entity.id");
        var others = duplicates.<String>getList("items.duplicate.id");
        return java.util.stream.IntStream.range(0, entities.size())
                .mapToObj(i -> entities.get(i) + " " + others.get(i))
                .toList();
    }

    private static Json duplicates(Json job) {
        return Api.admin()
                .get("/v1/imports/" + job.getString("id") + "/duplicates")
                .jsonPath();
    }

    private static String company(String id, String name, String more) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"company\",\"name\":\"%s\",%s%s}}"
                .formatted(id, name, more.isEmpty() ? "" : more + ",", EVIDENCE);
    }
}
