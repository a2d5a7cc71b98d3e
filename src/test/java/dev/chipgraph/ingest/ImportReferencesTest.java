package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records of imports refer to entities by name and identifier, and are matched with entities that are there already. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportReferencesTest extends ImportFixture {

    @Inject
    Importer importer;

    @BeforeEach
    void load() {
        done(Stream.of(
                        SOURCE,
                        company(
                                "load-orchid",
                                "Load Orchid Chip",
                                "\"sameAs\":[\"wikidata:Q990001\"],\"foundedOn\":\"1999\""),
                        company("load-lotus", "Load Lotus Chip", ""),
                        company("load-twin-kr", "Load Twin Works", ""),
                        company("load-twin-vn", "Load Twin Works", ""),
                        sector("load-twin-sector", "Load Twin Works"),
                        related("load-orchid", "LOCATED_IN", "south-korea"),
                        related("load-twin-kr", "LOCATED_IN", "south-korea"),
                        related("load-twin-vn", "LOCATED_IN", "vietnam"))
                .map(record -> record.replace("load-paper", "load-base"))
                .toArray(String[]::new));
        done(SOURCE);
    }

    @Test
    void relationshipsNameTheirEndsAsClientsDo() {
        done(related("name:LOAD ORCHID CHIP", "SUPPLIES", "name:Load Lotus Chip"));
        done(related("wikidata:Q990001", "ACTIVE_IN", "name:Load Twin Works"));

        assertThat(json("/v1/entities/load-orchid/relationships", "direction", "out")
                        .getList("items.to.id"))
                .contains("load-lotus", "load-twin-sector");
    }

    @Test
    void rowsMayReferToLaterRowsByName() {
        done(
                related("name:Load Later Chip", "SUPPLIES", "lei:LOADLATER"),
                company("load-later", "Load Later Chip", ""),
                company("load-latest", "Load Latest Chip", "\"sameAs\":[\"lei:LOADLATER\"]"));

        assertThat(json("/v1/entities/load-later/relationships").getList("items.to.id"))
                .containsExactly("load-latest");
    }

    @Test
    void whatAReferenceDoesNotFindIsRejectedCreatedOrSkipped() {
        Json rejected = unchanged(() -> load(related("load-orchid", "SUPPLIES", "name:Load Nowhere")));
        assertThat(rejections(rejected).getString("items[0].message"))
                .isEqualTo("refers to no organization in the graph or in this import: name:Load Nowhere");

        Json skipped = done(
                related("load-orchid", "SUPPLIES", "name:Load Nowhere")
                        .replace("\"type\"", "\"otherwise\":\"skip\",\"type\""),
                company("wikidata:Q990002", "Load Orchid Two", "\"otherwise\":\"load-orchid-two\""),
                company(
                        "name:Load Orchid Chip",
                        "Load Orchid Chip",
                        "\"otherwise\":\"load-orchid-three\",\"size\":\"9\""));
        assertThat(skipped.<String>getList("warnings")).anyMatch(warning -> warning.startsWith("1 record was skipped"));
        assertThat(json("/v1/companies/load-orchid-two").getString("name")).isEqualTo("Load Orchid Two");
        assertThat(json("/v1/companies/load-orchid").getString("size")).isEqualTo("9");
        assertThat(Api.get("/v1/companies/load-orchid-three").statusCode()).isEqualTo(404);
    }

    @Test
    void anAmbiguousReferenceIsRejectedWithItsCandidates() {
        Json rejected = unchanged(() -> load(related("name:Load Twin Works", "SUPPLIES", "load-orchid")));
        assertThat(rejections(rejected).getString("items[0].field")).isEqualTo("from");
        assertThat(rejections(rejected).getString("items[0].message"))
                .isEqualTo(
                        "may mean any of 2 entities: load-twin-kr (company, South Korea); load-twin-vn (company, Vietnam); "
                                + "use the id of the one that is meant, not name:Load Twin Works");
    }

    @Test
    void certainMatchesBecomeTheSameEntity() {
        Json before = json("/v1/companies/load-orchid");
        String[] records = {
            company(
                    "load-m1",
                    "Orchid",
                    matched("identifier", null) + ",\"sameAs\":[\"WIKIDATA:Q990001\"],\"tags\":[\"m1\"]"),
            company("load-m2", "Load Twin Works", matched("name-and-country", "VN") + ",\"tags\":[\"m2\"]"),
            company("load-m3", "Load Lotus Chip", matched("name", null) + ",\"tags\":[\"m3\"]"),
            company("load-m4", "Load Twin Works", matched("name-and-country", "japan") + ",\"tags\":[\"m4\"]"),
            related("load-m1", "SUPPLIES", "load-m2")
        };
        done(records);

        assertThat(json("/v1/companies/load-orchid").getString("foundedOn")).isEqualTo(before.getString("foundedOn"));
        assertThat(tags("load-orchid")).contains("m1");
        assertThat(tags("load-twin-vn")).contains("m2");
        assertThat(tags("load-lotus")).contains("m3");
        assertThat(tags("load-m4")).containsExactly("m4");
        for (String id : List.of("load-m1", "load-m2", "load-m3")) {
            assertThat(Api.get("/v1/companies/" + id).statusCode()).as(id).isEqualTo(404);
        }
        assertThat(json("/v1/entities/load-twin-vn/relationships", "direction", "in")
                        .getList("items.from.id"))
                .contains("load-orchid");
        unchanged(() -> done(records));
        delete("load-m4");
    }

    @Test
    void byIdentifierANameAloneDoesNotMatch() {
        done(company("load-m5", "Load Twin Works", matched("identifier", null) + ",\"tags\":[\"m5\"]"));
        assertThat(tags("load-m5")).containsExactly("m5");
        delete("load-m5");
    }

    @Test
    void severalMatchesAreRejectedWithTheCandidates() {
        Json rejected = unchanged(() -> load(company("load-m6", "Load Twin Works", matched("name", null))));
        assertThat(rejections(rejected).getString("items[0].message"))
                .isEqualTo(
                        "matches several entities: load-twin-kr (company, South Korea); load-twin-vn (company, Vietnam)");
        assertThat(rejections(unchanged(() -> load(company("load-m7", "X", "\"match\":{\"by\":\"luck\"}"))))
                        .getString("items[0].message"))
                .startsWith("must be an object: by is one of identifier, name, name-and-country");
    }

    @Test
    void rowsAboutOneEntityAreLoadedAsOne() {
        String match = matched("name", null);
        var records = new ArrayList<String>();
        records.add(company("load-u1", "Load Union", match + ",\"tags\":[\"one\"],\"size\":\"1\"")
                .replace("p1", "row 1"));
        IntStream.range(0, 60).forEach(i -> records.add(sector("load-filler-" + i, "Load filler " + i)));
        records.add(
                company("load-u2", "LOAD UNION", match + ",\"tags\":[\"two\"]").replace("p1", "row 2"));
        records.add(related("load-u1", "LOCATED_IN", "vietnam"));
        records.add(related("load-u2", "LOCATED_IN", "vietnam").replace("p1", "row 2"));
        Json job = done(records.toArray(String[]::new));

        assertThat(job.<String>getList("warnings")).anyMatch(warning -> warning.startsWith("2 records are about"));
        Json union = json("/v1/companies/load-u1", "include", "evidence");
        assertThat(union.getList("tags")).containsExactlyInAnyOrder("one", "two");
        assertThat(union.getList("evidence.locator")).containsExactlyInAnyOrder("row 1", "row 2");
        assertThat(json("/v1/entities/load-u1/relationships").getList("items")).hasSize(1);
        unchanged(() -> done(records.toArray(String[]::new)));
    }

    @Test
    void aSourceThatIsLoadedAgainAfterAMergeChangesNothing() {
        String[] records = {
            company("load-d1", "Load Double", "\"tags\":[\"one\"]").replace("p1", "row 1"),
            company("load-d2", "Load Double Ltd", "\"tags\":[\"two\"]").replace("p1", "row 2"),
        };
        done(records);
        assertThat(admin().header("If-Match", "*")
                        .body("{\"into\":\"load-d1\"}")
                        .post("/v1/entities/load-d2/merge")
                        .statusCode())
                .isEqualTo(200);
        Json merged = json("/v1/companies/load-d1", "include", "evidence");
        unchanged(() -> done(records));
        assertThat(json("/v1/companies/load-d1", "include", "evidence").getMap(""))
                .isEqualTo(merged.getMap(""));

        records[1] = records[1].replace("two", "three");
        done(records);
        assertThat(tags("load-d1")).containsExactlyInAnyOrder("one", "three");
    }

    @Test
    void filesThatAreLoadedAtTheStartReferLikewise() {
        importer.load(Stream.of(
                        company("load-file", "Load File", ""),
                        related("name:Load File", "SUPPLIES", "wikidata:Q990001"))
                .map(line -> new FileLine("start.ndjson", 1, line)));

        assertThat(json("/v1/entities/load-file/relationships").getList("items.to.id"))
                .containsExactly("load-orchid");
        assertThatThrownBy(() -> importer.load(Stream.of(
                        new FileLine("start.ndjson", 1, related("name:Load Nobody", "SUPPLIES", "load-file")))))
                .isInstanceOf(ImportRejected.class)
                .hasMessageContaining("refers to no");
    }

    @Test
    void aMappingMatchesItsRows() {
        String mapping = """
                name: load-match
                sources: [{id: load-match-src, type: dataset, name: Match, publishedOn: 2026}]
                tables:
                  - file: t.csv
                    entities:
                      - id: "load-t-{company|slug}"
                        kind: company
                        name: "{company}"
                        match: {by: name-and-country, country: "{country|country}"}
                        size: "{size}"
                    relationships:
                      - {from: "load-t-{company|slug}", type: SUPPLIES, to: "name:{customer}", otherwise: skip}
                """;
        String table = """
                company,country,size,customer
                Load Twin Works,Việt Nam,77,Load Lotus Chip
                Load Fresh,KOR,5,Load Nobody
                """;
        ended(form().multiPart("file", "t.csv", table.getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", mapping)
                .post("/v1/imports"));

        assertThat(json("/v1/companies/load-twin-vn").getString("size")).isEqualTo("77");
        assertThat(json("/v1/companies/load-t-load-fresh").getString("size")).isEqualTo("5");
        assertThat(json("/v1/entities/load-twin-vn/relationships").getList("items.to.id"))
                .contains("load-lotus");
    }

    private static void delete(String id) {
        assertThat(admin().header("If-Match", "*").delete("/v1/entities/" + id).statusCode())
                .isEqualTo(200);
    }

    private static Json done(String... records) {
        Json job = load(records);
        assertThat(job.getString("state")).as(job.toString()).isEqualTo("done");
        return job;
    }

    private static List<Object> tags(String id) {
        return json("/v1/companies/" + id).getList("tags");
    }

    private static String matched(String by, String country) {
        return "\"match\":{\"by\":\"%s\"%s}".formatted(by, country == null ? "" : ",\"country\":\"" + country + "\"");
    }

    private static String company(String id, String name, String more) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"company\",\"name\":\"%s\",%s%s}}"
                .formatted(id, name, more.isEmpty() ? "" : more + ",", EVIDENCE);
    }
}
