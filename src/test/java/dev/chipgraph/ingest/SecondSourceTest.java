package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one source says does not take away what another said. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondSourceTest extends ImportFixture {

    private static final String SEARCH = "/v1/search";
    private static final String TABLE = "company,size\nLoad LED Works,2500 people\n";
    private static final String MAPPING = """
            name: load-take
            sources: [{id: load-take-src, type: dataset, name: Take, publishedOn: 2026}]
            tables:
              - file: d.csv
                entities: [{id: "{company|slug}", kind: company, name: "{company}", merge: true, size: "{size}"}]
            """;

    @Test
    void aTableThatKnowsOneThingTakesNothingAway() {
        load(
                SOURCE,
                company(
                        "load-led-works",
                        "load-paper",
                        "\"names\":[{\"value\":\"로드\",\"lang\":\"ko\"}],\"types\":[\"led\"],\"foundedOn\":\"1992\""));
        Json before = json("/v1/companies/load-led-works");

        ended(form().multiPart("file", "d.csv", TABLE.getBytes(StandardCharsets.UTF_8))
                .multiPart("mapping", MAPPING)
                .post("/v1/imports"));

        Json after = json("/v1/companies/load-led-works", "include", "evidence");
        assertThat(after.getString("size")).isEqualTo("2500 people");
        for (String property : List.of("name", "types", "foundedOn")) {
            assertThat(after.get(property)).as(property).isEqualTo(before.get(property));
        }
        assertThat(after.getList("names.value")).contains("로드");
        assertThat(after.getList("evidence.source.id")).containsExactlyInAnyOrder("load-paper", "load-take-src");
        assertThat(json("/v1/entities/name:로드").getString("id")).isEqualTo("load-led-works");
    }

    @Test
    void inWhicheverOrderSourcesComeTheSameIsShown() {
        String[] sources = {SOURCE, "{\"source\":{\"id\":\"load-letter\",\"name\":\"Letter\",\"publishedOn\":\"2026\"}}"
        };
        String first = "\"types\":[\"led\"],\"foundedOn\":\"1992\",\"size\":\"small\",\"tags\":[\"a\"]";
        String second = "\"types\":[\"ai\"],\"foundedOn\":\"1992-03\",\"size\":\"big\",\"tags\":[\"b\"]";
        load(Stream.concat(Stream.of(sources), Stream.of(company("load-one", "load-paper", first)))
                .toArray(String[]::new));
        load(Stream.concat(Stream.of(sources), Stream.of(company("load-one", "load-letter", second)))
                .toArray(String[]::new));
        load(Stream.concat(Stream.of(sources), Stream.of(company("load-two", "load-letter", second)))
                .toArray(String[]::new));
        load(Stream.concat(Stream.of(sources), Stream.of(company("load-two", "load-paper", first)))
                .toArray(String[]::new));

        Json one = json("/v1/companies/load-one");
        Json two = json("/v1/companies/load-two");
        for (String property : List.of("types", "foundedOn", "size", "tags", "conflicts")) {
            assertThat(one.get(property)).as(property).isEqualTo(two.get(property));
        }
        assertThat(one.getList("types")).containsExactlyInAnyOrder("led", "ai");
        assertThat(one.getString("foundedOn")).isEqualTo("1992-03");
        assertThat(one.getString("size")).isEqualTo("big");
        assertThat(one.getList("conflicts.field")).containsExactly("size");
        assertThat(one.getList("conflicts.shown")).containsExactly("big");
    }

    @Test
    void whatASourceSaysNoLongerGoesAndNothingElse() {
        String letter = "{\"source\":{\"id\":\"load-letter\",\"name\":\"Letter\"}}";
        load(SOURCE, company("load-three", "load-paper", "\"types\":[\"led\"],\"size\":\"small\""));
        load(letter, company("load-three", "load-letter", "\"types\":[\"ai\"],\"foundedOn\":\"1992\""));
        load(letter, company("load-three", "load-letter", "\"types\":[\"eda\"]"));

        Json shown = json("/v1/companies/load-three");
        assertThat(shown.getList("types")).containsExactlyInAnyOrder("led", "eda");
        assertThat(shown.getString("size")).isEqualTo("small");
        assertThat(shown.getString("foundedOn")).isNull();

        assertThat(unchanged(() -> load(letter, company("load-three", "load-letter", "\"types\":[\"eda\"]")))
                        .getMap("changed"))
                .isEqualTo(Map.of("entities", 0, "relationships", 0, "evidence", 0));
    }

    @Test
    void whatIsClaimedAndNotShownIsFoundWithItsSource() {
        String letter = "{\"source\":{\"id\":\"load-letter\",\"name\":\"Letter\",\"publishedOn\":\"2026\"}}";
        load(SOURCE, company("load-four", "load-paper", "\"description\":\"Grows zirconium wafers.\""));
        assertThat(json(SEARCH, "q", "zirconium wafers").getString("items[0].matchedIn"))
                .isEqualTo("text");

        load(letter, company("load-four", "load-letter", "\"description\":\"Makes lamps.\""));

        Json found = json(SEARCH, "q", "zirconium wafers");
        assertThat(found.getString("items[0].entity.id")).isEqualTo("load-four");
        assertThat(found.getString("items[0].description")).isEqualTo("Makes lamps.");
        assertThat(found.getString("items[0].matchedIn")).isEqualTo("statement");
        assertThat(found.getString("items[0].snippet.text")).isEqualTo("Grows zirconium wafers.");
        assertThat(found.getString("items[0].source.id")).isEqualTo("load-paper");

        load(letter, company("load-four", "load-letter", "\"size\":\"big\""));
        assertThat(json(SEARCH, "q", "zirconium wafers").getString("items[0].matchedIn"))
                .as("shown again")
                .isEqualTo("text");
    }

    private static String company(String id, String source, String more) {
        return "{\"entity\":{\"id\":\"%s\",\"kind\":\"company\",\"name\":\"Load LED Works\",%s,\"evidence\":[{\"source\":\"%s\"}]}}"
                .formatted(id, more, source);
    }
}
