package dev.chipgraph.ingest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.model.Kind;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Countries follow locations, issuers, speakers, employers and subjects; what has no country cannot be filtered by one. */
@QuarkusTest
@ExtendWith(Api.class)
class CountriesTest {

    private static final String BY_PAPER = "\"evidence\":[{\"source\":\"country-paper\",\"locator\":\"p1\"}]";
    private static final String SOURCE = """
            {"source":{"id":"country-paper","type":"article","name":"A paper about countries"}}""";

    @Inject
    Importer importer;

    @ParameterizedTest
    @EnumSource
    void theFilterMatchesOrIsRefused(Kind kind) {
        String path = "/v1/" + kind.path();
        if (kind.hasCountry()) {
            Map<String, List<String>> byCountry = Api.all(200, path, "fields", "country", "validAt", "all").stream()
                    .filter(item -> item.get("country") != null)
                    .collect(Collectors.groupingBy(
                            item -> (String) item.get("country"),
                            Collectors.mapping(item -> (String) item.get("id"), Collectors.toList())));
            byCountry.forEach((country, ids) -> assertThat(
                            Api.all(200, path, "country", country, "fields", "country", "validAt", "all"))
                    .extracting(item -> item.get("id"))
                    .isEqualTo(ids));
            assertThat(byCountry.isEmpty())
                    .as("a bundled %s has a country", kind.wire())
                    .isEqualTo(kind == Kind.INSTITUTE || kind == Kind.INTERNATIONAL_ORGANIZATION);
        } else {
            for (String refused : List.of(
                    path + "?country=VN",
                    "/v1/entities?country=VN&kind=" + kind.wire(),
                    "/v1/stats?country=VN&kind=" + kind.wire(),
                    "/v1/search?q=a&country=VN&kind=" + kind.wire())) {
                assertThat(problem(400, refused).getString("violations[0].message"))
                        .contains("entities of this kind have no country");
            }
            problem(400, "/v1/stats", "kind", kind.wire(), "groupBy", "country");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "vn-national-semiconductor-strategy, VN",
        "kr-industry-specific-and-inclusive-ai-strategy, KR",
        "us-chips-act, US",
        "itsi-vietnam-workforce-programme, ", // Its issuers are of two countries.
        "to-lam, VN",
        "choi-young-sam, KR",
        "amandeep-singh-gill, ", // The United Nations are of no country.
        "statement-hoang-minh-natif-ai-support-2025, VN",
        "statement-choi-young-sam-digital-infrastructure-2025, KR",
        "statement-nipa-cooperation-2025, KR",
        "statement-experts-praise-2024, ", // Nobody knows who spoke.
        "vn-ai-rank-world-2030, VN",
        "seoul-semiconductor-led-rank, KR",
        "vietnam-south-korea-trade-2030, " // It is about two countries.
    })
    void bundledEntitiesHaveTheCountryOfThoseBehindThem(String id, String country) {
        assertThat(json("/v1/entities/" + id).getString("country")).isEqualTo(country);
    }

    @Test
    void whatFollowsAnOrganisationMovesWithIt() {
        load("""
                {"entity":{"id":"country-office","kind":"agency","name":"Office for countries",%s}}""", """
                {"entity":{"id":"country-law","kind":"policy","name":"Law on countries",%s}}""", """
                {"entity":{"id":"country-head","kind":"person","name":"Head for countries",%s}}""", """
                {"entity":{"id":"country-speech","kind":"statement","name":"Speech on countries",%s}}""", """
                {"entity":{"id":"country-count","kind":"indicator","name":"Number of countries",%s}}""", """
                {"relationship":{"from":"country-office","type":"ISSUED","to":"country-law",%s}}""", """
                {"relationship":{"from":"country-head","type":"HOLDS","to":"country-office","position":"Head",%s}}""", """
                {"relationship":{"from":"country-head","type":"SAID","to":"country-speech",%s}}""", """
                {"relationship":{"from":"country-count","type":"ABOUT","to":"country-office",%s}}""");
        assertThat(countries()).isEmpty();

        load("""
                {"relationship":{"from":"country-office","type":"LOCATED_IN","to":"iceland","role":"headquarters",%s}}""");
        assertThat(countries()).containsOnly("IS").hasSize(5);

        String seat = json("/v1/entities/country-office/relationships", "type", "LOCATED_IN")
                .getString("items[0].id");
        assertThat(Api.editor()
                        .header("If-Match", "*")
                        .delete("/v1/relationships/" + seat)
                        .statusCode())
                .isEqualTo(200);
        assertThat(countries()).isEmpty();

        load("""
                {"relationship":{"from":"kfia","type":"ISSUED","to":"country-law",%s}}""");
        assertThat(json("/v1/policies/country-law").getString("country")).isEqualTo("KR");
    }

    private void load(String... records) {
        Stream<String> texts = Stream.concat(Stream.of(SOURCE), Stream.of(records));
        List<String> lines = texts.map(text -> text.formatted(BY_PAPER)).toList();
        importer.load(IntStream.range(0, lines.size()).mapToObj(i -> new FileLine("countries", i + 1, lines.get(i))));
    }

    private static List<String> countries() {
        return Stream.of("office", "law", "head", "speech", "count")
                .map(name -> json("/v1/entities/country-" + name).getString("country"))
                .filter(Objects::nonNull)
                .toList();
    }
}
