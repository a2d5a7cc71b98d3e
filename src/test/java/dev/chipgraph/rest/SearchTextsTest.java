package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Together;
import dev.chipgraph.http.Json;
import dev.chipgraph.model.Folding;
import io.quarkus.test.junit.QuarkusTest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
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

/** How search reads names, misspellings and odd texts. */
@QuarkusTest
@ExtendWith(Api.class)
class SearchTextsTest extends SearchFixture {

    @Test
    void everyNameFindsItsEntityAndSoDoesItsBeginning() {
        var entities = all(500, "/v1/entities", "validAt", "all", "fields", "id,name,names");
        var random = new Random(20_251_120);
        Collections.shuffle(entities, random);

        Together.forEach(entities.subList(0, 150), entity -> {
            for (String name : names(entity)) {
                String key = Folding.fold(name);
                if (name.length() > 200 || key.isEmpty()) {
                    continue;
                }
                assertThat(json(SEARCH, "q", name, "limit", 10).getList("items.entity.id"))
                        .as(name)
                        .contains(entity.get("id"));
                String typed = name.substring(0, Math.min(name.length(), 1 + random.nextInt(8)));
                if (Folding.fold(typed).isEmpty()) {
                    continue;
                }
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
        });
    }

    @Test
    void foldedTextFindsTheSame() {
        var entities = all(500, "/v1/entities", "validAt", "all", "fields", "id,name,names");
        Collections.shuffle(entities, new Random(7));

        Together.forEach(entities.subList(0, 60), entity -> {
            String name = (String) entity.get("name");
            var found = json(SEARCH, "q", name).getList("items");
            for (String other : List.of(
                    Folding.fold(name),
                    name.toUpperCase(Locale.ROOT),
                    Normalizer.normalize(name, Normalizer.Form.NFD),
                    "  " + name.replace(" ", " - ") + "!")) {
                assertThat(json(SEARCH, "q", other).getList("items")).as(other).isEqualTo(found);
            }
        });
    }

    @Test
    void aNameWithALetterWrongFindsItsEntity() {
        var random = new Random(42);
        List<String> names = json("/v1/companies", "limit", 500).getList("items.name");

        var wrong = new LinkedHashMap<String, String>();
        for (String name : names) {
            if (name.length() < 6) {
                continue;
            }
            int at = 1 + random.nextInt(name.length() - 2);
            wrong.put(name.substring(0, at) + "q" + name.substring(at + 1), name);
            wrong.put(name.substring(0, at) + "q" + name.substring(at), name);
        }
        wrong.entrySet()
                .removeIf(entry ->
                        entry.getKey().contains(" ") != entry.getValue().contains(" "));

        Together.forEach(
                wrong.entrySet(),
                entry -> assertThat(json(SEARCH, "q", entry.getKey()).getList("items.entity.name"))
                        .contains(entry.getValue()));
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

    @ParameterizedTest
    @ValueSource(strings = {"a semiconductor", "on semiconductors"})
    void aNameWithThePhraseIsSuggestedBeforeOneWithItsWordsApart(String typed) {
        List<String> suggested = json(SUGGEST, "q", typed, "limit", 50).getList("items.matchedName");

        assertThat(suggested.stream().map(name -> (" " + Folding.fold(name)).contains(" " + typed) ? 0 : 1))
                .as("%s", suggested)
                .contains(0, 1)
                .isSorted();
    }

    @Test
    void suggestionsTellNamesakesApart() {
        Json suggested = json(SUGGEST, "q", "ninh b", "kind", "place");

        assertThat(suggested.getList("items.id")).startsWith("ninh-binh", "ninh-binh-until-2025");
        assertThat(suggested.getList("items.hint"))
                .startsWith("province, Vietnam, since 1 July 2025", "province, Vietnam, until 30 June 2025");
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
        Json problem = name.equals("q") ? problem(400, path, name, value) : problem(400, path, "q", "x", name, value);

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
