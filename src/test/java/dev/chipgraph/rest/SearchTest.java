package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.model.Folding;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What search finds, and in which order. */
@QuarkusTest
@ExtendWith(Api.class)
class SearchTest extends SearchFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Samsung | samsung | Samsung",
                "KFIA | kfia | KFIA",
                "kfia | kfia | KFIA",
                "seoul semi | seoul-semiconductor | Seoul Semiconductor",
                "semiconductor seoul | seoul-semiconductor | Seoul Semiconductor",
                "semicond seoul | seoul-semiconductor | Seoul Semiconductor",
                "Seuol Semiconducter | seoul-semiconductor | Seoul Semiconductor",
                "Samsng | samsung | Samsung",
                "ninh binh | ninh-binh | Ninh Bình",
                "NINH BÌNH | ninh-binh | Ninh Bình",
                "hiệp hội công nghiệp thiết kế chip | kfia | Hiệp hội công nghiệp thiết kế chip Hàn Quốc",
                "hiep hoi cong nghiep thiet ke chip | kfia | Hiệp hội công nghiệp thiết kế chip Hàn Quốc",
                "인공지능 | artificial-intelligence | 인공지능",
                "인공 | artificial-intelligence | 인공지능",
                "inclusive building shared future | vietnam-korea-digital-forum-2025 |"
            })
    void theBestHitAndTheNameThatFits(String text, String id, String name) {
        Json found = json(SEARCH, "q", text);

        assertThat(found.getString("items[0].entity.id")).isEqualTo(id);
        assertThat(found.getString("items[0].matchedName")).isEqualTo(name);
        assertThat(found.getDouble("items[0].score")).isBetween(0.0, 1.0);
        assertThat(found.getBoolean("meta.truncated")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vietnam",
                "seoul",
                "nam",
                "fpt",
                "ministry of science",
                "ha noi",
                "korea",
                "a",
                "semiconductor",
                "인",
                "binh",
                "quang ninh",
                "information technology",
                "2025",
                "ai"
            })
    void exactNamesComeFirstAndNamesWithAllWordsBeforeStatements(String text) {
        var hits = all(100, SEARCH, "q", text);

        assertThat(hits).isNotEmpty();
        assertThat(hits.stream()
                        .map(hit -> rank(text, hit))
                        .filter(rank -> rank >= 0)
                        .toList())
                .isSorted();
    }

    /** 0 for the name itself, 1 for a name with all words, 2 for what only a statement has, -1 for the others. */
    private static int rank(String text, Map<String, Object> hit) {
        String key = Folding.fold((String) hit.getOrDefault("matchedName", ""));
        String query = Folding.fold(text);
        if (key.equals(query)) {
            return 0;
        }
        if (List.of(key.split(" ", -1)).containsAll(List.of(query.split(" ", -1)))) {
            return 1;
        }
        return hit.get("matchedIn").equals("statement") ? 2 : -1;
    }

    @Test
    void whatASourceSaysLeadsToItsSubject() {
        Json found = json(SEARCH, "q", "vouchers for small and medium-sized businesses");

        assertThat(found.getString("items[0].entity.id")).contains("natif");
        assertThat(found.getString("items[0].matchedIn")).isEqualTo("statement");
        assertThat(found.getString("items[0].source.id")).isEqualTo("vietnamplus-2025-10-29-ai-cooperation");
        assertThat(found.getString("items[0].locator")).isEqualTo("p9");
        String text = found.getString("items[0].snippet.text");
        assertThat(found.<Map<String, Integer>>getList("items[0].snippet.marks").stream()
                        .map(mark -> text.substring(mark.get("start"), mark.get("end"))))
                .contains("vouchers", "small", "businesses");
    }

    @Test
    void aPositionLeadsToThePerson() {
        Json found = json(SEARCH, "q", "Deputy Minister of Science and Technology", "kind", "person");

        assertThat(found.getString("items[0].entity.id")).isEqualTo("hoang-minh");
        assertThat(found.getString("items[0].matchedIn")).isEqualTo("text");
        assertThat(found.getString("items[0].snippet.text")).contains("Deputy Minister");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HanaMicron | hana-micron",
                "서울 반도체 | seoul-semiconductor",
                "서울반도체 | seoul-semiconductor",
                "who invests in Ninh Bình? | investment-seoul-semiconductor-ninh-binh",
                "50.000 kỹ sư | vn-50000-engineers-by-2030",
                "50,000 engineers | vn-50000-engineers-by-2030",
                "partnerships of FPT with nvidia | partnership-fpt-nvidia"
            })
    void spacesSeparatorsAndQuestionWordsDoNotMatter(String text, String id) {
        assertThat(json(SEARCH, "q", text, "limit", 5).getList("items.entity.id"))
                .contains(id);
    }

    @Test
    void shortWordsAreNotTakenForMisspelt() {
        assertThat(json(SEARCH, "q", "số", "limit", 100).getList("items.entity.id"))
                .isNotEmpty()
                .doesNotContain("sudan");
        assertThat(json(SEARCH, "q", "kfiq").getList("items"))
                .as("four letters")
                .isEmpty();
        assertThat(json(SUGGEST, "q", "kfiq").getList("items"))
                .as("four letters")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Seoul Semiconductor", "Vietnam Korea Digital Forum 2025"})
    void whatFitsLessThanHalfAsWellAsTheBestIsLeftOut(String text) {
        var scores = all(500, SEARCH, "q", text).stream()
                .map(hit -> ((Number) hit.get("score")).doubleValue())
                .toList();

        assertThat(scores.getFirst()).isEqualTo(1);
        assertThat(scores).hasSizeGreaterThan(1).allMatch(score -> score > 0.5);
    }

    @Test
    void theDisplayNameComesBeforeAnAliasOfAnother() {
        var scores = json(SEARCH, "q", "kfia").<Double>getList("items.score");
        assertThat(scores.getFirst()).as("an alias").isEqualTo(0.97);

        assertThat(json(SEARCH, "q", "samsung").getDouble("items[0].score")).isEqualTo(1);
    }

    @Test
    void whenNothingHasAllWordsWhatHasSomeIsFound() {
        Json found = json(SEARCH, "q", "samsung xylophone");

        assertThat(found.getString("items[0].entity.id")).isEqualTo("samsung");
        assertThat(found.getDouble("items[0].score")).isLessThan(0.5);
        assertThat(json(SEARCH, "q", "xylophonexx").getList("items")).isEmpty();
    }

    @Test
    void allDatesAreSearchedUnlessOneIsGiven() {
        Json found = json(SEARCH, "q", "Ninh Bình", "kind", "place");
        assertThat(found.getList("items.entity.id")).startsWith("ninh-binh", "ninh-binh-until-2025");
        assertThat(found.getList("items.hint"))
                .startsWith("province, Vietnam, since 1 July 2025", "province, Vietnam, until 30 June 2025");

        assertThat(json(SEARCH, "q", "Ninh Bình", "validAt", "2025-06-30").getList("items.entity.id"))
                .startsWith("ninh-binh-until-2025")
                .doesNotContain("ninh-binh");
        assertThat(json(SEARCH, "q", "Ninh Bình", "validAt", "2025-07-01").getList("items.entity.id"))
                .startsWith("ninh-binh")
                .doesNotContain("ninh-binh-until-2025");
        assertThat(json(SEARCH, "q", "Ha Nam").getString("items[0].entity.id")).isEqualTo("ha-nam");
    }

    @Test
    void whatTheGraphDidNotKnowYetIsNotFound() {
        assertThat(json(SEARCH, "q", "samsung", "knownAt", "2020-01-01", "count", true)
                        .getInt("page.total"))
                .isZero();
        assertThat(json(SUGGEST, "q", "samsung", "knownAt", "2020-01-01").getList("items"))
                .isEmpty();
    }

    @Test
    void filtersKeepWhatFits() {
        assertThat(json(SEARCH, "q", "semiconductor", "kind", "company", "kind", "sector", "limit", 100)
                        .getList("items.entity.kind"))
                .isNotEmpty()
                .containsOnly("company", "sector");
        assertThat(json(SEARCH, "q", "semiconductor", "country", "kr", "limit", 100)
                        .getList("items.entity.country"))
                .isNotEmpty()
                .containsOnly("KR");
        assertThat(json(SEARCH, "q", "FPT", "sector", "name:Semiconductors").getList("items.entity.id"))
                .contains("fpt");
        assertThat(json(SEARCH, "q", "semiconductor", "sector", "semiconductors")
                        .getList("items.entity.id"))
                .as("sectors within it, not itself")
                .contains("semiconductor-design")
                .doesNotContain("semiconductors");
        problem(404, SEARCH, "q", "x", "sector", "fpt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"semiconductor", "vietnam", "korea", "samsung", "bộ", "a"})
    void facetsAddUpAndAreWhatTheFilterFinds(String text) {
        Json found = json(SEARCH, "q", text, "count", true);
        int total = found.getInt("page.total");

        assertThat(found.<Integer>getList("facets.kind.count").stream()
                        .mapToInt(count -> count)
                        .sum())
                .isEqualTo(total);
        for (String facet : List.of("kind", "country", "sector")) {
            List<Map<String, Object>> values = found.getList("facets." + facet);
            values.stream().limit(4).forEach(value -> {
                Json filtered = json(SEARCH, "q", text, facet, value.get("value"), "count", true);
                var filteredTotal = assertThat(filtered.getInt("page.total")).as("%s=%s", facet, value);
                if (found.getBoolean("meta.truncated")) {
                    filteredTotal.as("the filter looks further").isGreaterThanOrEqualTo((Integer) value.get("count"));
                } else {
                    filteredTotal.isEqualTo(value.get("count"));
                }
            });
        }
    }

    @Test
    void sectorsAreCountedWithThoseThatTheyArePartOf() {
        Json found = json(SEARCH, "q", "KFIA", "kind", "association");

        assertThat(found.getList("facets.sector.value")).contains("semiconductors", "semiconductor-design");
        assertThat(found.getList("facets.sector.name")).contains("Semiconductors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vietnam", "n", "semiconductor", "ministry"})
    void pagesAreTheWholeList(String text) {
        var whole = all(500, SEARCH, "q", text);

        assertThat(all(7, SEARCH, "q", text)).isEqualTo(whole);
        assertThat(whole).hasSize(json(SEARCH, "q", text, "count", true).getInt("page.total"));
        assertThat(whole.stream().map(hit -> ((Map<?, ?>) hit.get("entity")).get("id")))
                .doesNotHaveDuplicates();
        String cursor = json(SEARCH, "q", text, "limit", 1).getString("page.next");
        problem(400, SEARCH, "q", text + "x", "cursor", cursor);
    }
}
