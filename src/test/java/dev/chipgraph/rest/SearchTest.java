package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.model.Folding;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words find entities, names before other text and right ones before misspelt ones, and the facets count them. */
@QuarkusTest
@ExtendWith(Api.class)
class SearchTest {

    private static final String SEARCH = "/v1/search";
    private static final String SUGGEST = "/v1/suggest";

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
        JsonPath found = json(SEARCH, "q", text);

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
    void exactNamesThenBeginningsThenWordsThenPartsThenMisspeltThenOtherText(String text) {
        var ranks = all(100, SEARCH, "q", text).stream()
                .map(hit -> rank(text, (String) hit.get("matchedName")))
                .toList();

        assertThat(ranks).isNotEmpty().isSorted();
    }

    private static int rank(String text, String name) {
        if (name == null) {
            return 5;
        }
        String key = Folding.fold(name);
        String context = Folding.fold(text);
        var words = List.of(context.split(" ", -1));
        if (key.equals(context)) {
            return 0;
        }
        if (key.startsWith(context)) {
            return 1;
        }
        if (List.of(key.split(" ", -1)).containsAll(words)) {
            return 2;
        }
        return words.stream().allMatch(word -> (" " + key).contains(" " + word)) ? 3 : 4;
    }

    @Test
    void theDisplayNameComesBeforeAnAliasOfAnother() {
        var scores = json(SEARCH, "q", "kfia").getList("items.score", Float.class);
        assertThat(scores.getFirst()).as("an alias").isEqualTo(0.97f);

        assertThat(json(SEARCH, "q", "samsung").getFloat("items[0].score")).isEqualTo(1f);
    }

    @Test
    void whenNothingHasAllWordsWhatHasSomeIsFound() {
        JsonPath found = json(SEARCH, "q", "samsung xylophone");

        assertThat(found.getString("items[0].entity.id")).isEqualTo("samsung");
        assertThat(found.getFloat("items[0].score")).isLessThan(0.3f);
        assertThat(json(SEARCH, "q", "xylophonexx").getList("items")).isEmpty();
    }

    @Test
    void allDatesAreSearchedUnlessOneIsGiven() {
        JsonPath found = json(SEARCH, "q", "Ninh Bình", "kind", "place");
        assertThat(found.getList("items.entity.id")).startsWith("ninh-binh", "ninh-binh-until-2025");
        assertThat(found.getList("items.hint"))
                .startsWith("province, VN, since 2025-07-01", "province, VN, until 2025-06-30");

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
        JsonPath found = json(SEARCH, "q", text, "count", true);
        int total = found.getInt("page.total");

        assertThat(found.getList("facets.kind.count", Integer.class).stream()
                        .mapToInt(count -> count)
                        .sum())
                .isEqualTo(total);
        for (String facet : List.of("kind", "country", "sector")) {
            List<Map<String, Object>> values = found.getList("facets." + facet);
            values.stream()
                    .limit(4)
                    .forEach(value -> assertThat(json(SEARCH, "q", text, facet, value.get("value"), "count", true)
                                    .getInt("page.total"))
                            .as("%s=%s", facet, value)
                            .isEqualTo(value.get("count")));
        }
    }

    @Test
    void sectorsAreCountedWithThoseThatTheyArePartOf() {
        JsonPath found = json(SEARCH, "q", "KFIA", "kind", "association");

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

    @Test
    void everyNameFindsItsEntityAndSoDoesItsBeginning() {
        var entities = all(500, "/v1/entities", "validAt", "all", "fields", "id,name,names");
        var random = new Random(20_251_120);
        Collections.shuffle(entities, random);

        for (Map<String, Object> entity : entities.subList(0, 150)) {
            for (String name : names(entity)) {
                String key = Folding.fold(name);
                if (name.length() > 200 || key.isEmpty()) {
                    continue;
                }
                assertThat(json(SEARCH, "q", name, "limit", 10).getList("items.entity.id"))
                        .as(name)
                        .contains(entity.get("id"));
                String typed = name.substring(0, Math.min(name.length(), 1 + random.nextInt(8)));
                List<String> suggested = json(SUGGEST, "q", typed).getList("items.matchedName");
                assertThat(suggested.contains(name)
                                || suggested.size() == 10
                                || json(SUGGEST, "q", typed).getList("items.id").contains(entity.get("id")))
                        .as("%s for %s", suggested, typed)
                        .isTrue();
                assertThat(suggested)
                        .allSatisfy(other -> assertThat(" " + Folding.fold(other))
                                .contains(Arrays.stream(Folding.fold(typed).split(" ", -1))
                                        .map(word -> " " + word)
                                        .toList()));
            }
        }
    }

    @Test
    void foldedTextFindsTheSame() {
        var entities = all(500, "/v1/entities", "validAt", "all", "fields", "id,name,names");
        Collections.shuffle(entities, new Random(7));

        for (Map<String, Object> entity : entities.subList(0, 60)) {
            String name = (String) entity.get("name");
            var found = json(SEARCH, "q", name).getList("items");
            for (String other : List.of(
                    Folding.fold(name),
                    name.toUpperCase(Locale.ROOT),
                    Normalizer.normalize(name, Normalizer.Form.NFD),
                    "  " + name.replace(" ", " - ") + "!")) {
                assertThat(json(SEARCH, "q", other).getList("items")).as(other).isEqualTo(found);
            }
        }
    }

    @Test
    void aNameWithALetterWrongFindsItsEntity() {
        var random = new Random(42);
        List<String> names = json("/v1/companies", "limit", 500).getList("items.name");

        for (String name : names) {
            if (name.length() < 6) {
                continue;
            }
            int at = 1 + random.nextInt(name.length() - 2);
            for (String wrong : List.of(
                    name.substring(0, at) + "q" + name.substring(at + 1),
                    name.substring(0, at) + "q" + name.substring(at))) {
                if (wrong.contains(" ") == name.contains(" ")) {
                    assertThat(json(SEARCH, "q", wrong).getList("items.entity.name"))
                            .as(wrong)
                            .contains(name);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sam | samsung",
                "삼 | samsung",
                "seoul semic | seoul-semiconductor",
                "semic seoul | seoul-semiconductor",
                "seoul smic | seoul-semiconductor",
                "samsn | samsung",
                "smasung | samsung",
                "ninh b | ninh-binh",
                "Ninh Bì | ninh-binh",
                "nguyen chi d | nguyen-chi-dung"
            })
    void aBeginningIsCompleted(String typed, String id) {
        assertThat(json(SUGGEST, "q", typed).getList("items.id")).contains(id);
    }

    @Test
    void suggestionsTellNamesakesApart() {
        JsonPath suggested = json(SUGGEST, "q", "ninh b", "kind", "place");

        assertThat(suggested.getList("items.id")).startsWith("ninh-binh", "ninh-binh-until-2025");
        assertThat(suggested.getList("items.hint"))
                .startsWith("province, VN, since 2025-07-01", "province, VN, until 2025-06-30");
        assertThat(json(SUGGEST, "q", "ninh b", "validAt", "2024").getList("items.id"))
                .startsWith("ninh-binh-until-2025")
                .doesNotContain("ninh-binh");
        assertThat(json(SUGGEST, "q", "n", "limit", 50).getList("items")).hasSize(50);
        assertThat(json(SUGGEST, "q", "n", "kind", "person").getList("items.kind"))
                .isNotEmpty()
                .containsOnly("person");
    }

    @Test
    void evidenceIsAddedWhenAskedFor() {
        assertThat(json(SEARCH, "q", "KFIA", "include", "evidence").getList("items[0].evidence"))
                .isNotEmpty();
        assertThat(json(SUGGEST, "q", "KFIA", "include", "evidence").getList("items[0].evidence"))
                .isNotEmpty();
        assertThat(json(SEARCH, "q", "KFIA").getMap("items[0]")).doesNotContainKey("evidence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*", "?", " ", "\"", "\"\"", "(", "()", ":", "+", "-", "\\", "/", "~", "^", "&&", "||", "!", "[]{}",
                "\u0000", "🙂", "\u0301", "…"
            })
    void textWithoutALetterOrDigitFindsNothing(String text) {
        assertThat(json(SEARCH, "q", text, "count", true).getInt("page.total")).isZero();
        assertThat(json(SEARCH, "q", text).getMap("facets")).containsOnlyKeys("kind", "country", "sector");
        assertThat(json(SUGGEST, "q", text).getList("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "samsung AND NOT kfia",
                "samsung OR (",
                "\"samsung",
                "samsung~9",
                "samsung^2",
                "sam*ng",
                "s?msung",
                "/sam.*/",
                "key:samsung",
                "[a TO z] samsung",
                "samsung\u0000kfia",
                "samsung 🙂",
                "samsung\ud83d",
                "samsung' OR 1=1 //",
                "NOT",
                "or",
                "to"
            })
    void operatorsAreJustText(String text) {
        var found = json(SEARCH, "q", text).getList("items");
        assertThat(json(SEARCH, "q", Folding.fold(text)).getList("items")).isEqualTo(found);
        json(SUGGEST, "q", text);
    }

    @Test
    void longTextsAreSearchedToo() {
        for (String text : List.of(
                "x".repeat(200),
                "abcd ".repeat(40),
                new Random(3)
                        .ints(50, 'a', 'z')
                        .mapToObj(letter -> (char) letter + "mn")
                        .collect(Collectors.joining(" ")),
                "a1 b2 c3 d4 e5 f6 g7 h8 ".repeat(8),
                "언어".repeat(100),
                "\ud801\udc00".repeat(15))) {
            json(SEARCH, "q", text);
            json(SUGGEST, "q", text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/search | q | '' | is required",
                "/v1/search | kind | firm | must be one of company",
                "/v1/search | country | Vietnam | ISO 3166-1",
                "/v1/search | limit | 0 | from 1 to 500",
                "/v1/search | cursor | x | page.next",
                "/v1/search | validAt | soon | must be a date",
                "/v1/search | query | x | is not known",
                "/v1/suggest | q | '' | is required",
                "/v1/suggest | limit | 51 | from 1 to 50",
                "/v1/suggest | kind | firm | must be one of company",
                "/v1/suggest | cursor | x | is not known"
            })
    void badParameterIsNamed(String path, String name, String value, String message) {
        JsonPath problem =
                name.equals("q") ? problem(400, path, name, value) : problem(400, path, "q", "x", name, value);

        assertThat(problem.getString("violations[0].field")).isEqualTo(name);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    @Test
    void theTextIsRequiredAndAtMost200CharactersLong() {
        for (String path : List.of(SEARCH, SUGGEST)) {
            assertThat(problem(400, path).getString("violations[0].message")).isEqualTo("is required");
            assertThat(problem(400, path, "q", "x".repeat(201)).getString("violations[0].message"))
                    .isEqualTo("must have 1 to 200 characters");
        }
    }

    @SuppressWarnings("unchecked") // names is a list of maps in every answer
    private static Set<String> names(Map<String, Object> entity) {
        var names = new LinkedHashSet<String>();
        names.add((String) entity.get("name"));
        ((List<Map<String, String>>) entity.getOrDefault("names", List.of()))
                .forEach(name -> names.add(name.get("value")));
        return names;
    }
}
