package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile holds what the questions about an entity answer, cut to the first items. */
@QuarkusTest
@ExtendWith(Api.class)
class ProfileTest {

    private static final String EVERY = "facts, evidence, neighbours, timeline, conflicts";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fpt | partners, investments, positions, events",
                "kfia | partners, investments, positions, events",
                "vn-ministry-of-science-and-technology | partners, investments, positions, events",
                "hoang-minh | positions, events",
                "ninh-binh | investments, events",
                "vietnam | investments, events",
                "semiconductors | investments, events",
                "mou-vn-it-industry-department-kfia-2025 | ",
                "investment-seoul-semiconductor-ninh-binh | ",
                "vietnam-korea-digital-forum-2025 | ",
                "vietnamplus-2025-10-29-ai-cooperation | "
            })
    void eachCardHoldsTheBeginningOfWhatItsLinkLeadsTo(String id, String cards) {
        for (String at : List.of("", "validAt=2025-10-29&lang=ko", "validAt=all&include=evidence")) {
            Json profile = json("/v1/entities/" + id + "/profile?limit=3&" + at);

            assertThat(profile.getMap("cards").keySet()).isEqualTo(names(cards == null ? EVERY : cards + ", " + EVERY));
            for (String card : names(cards)) {
                assertBeginning(profile, card);
            }
            assertBeginning(profile, "evidence");
            assertBeginning(profile, "timeline");
            assertFacts(profile);
            assertNeighbours(profile, id);
            assertThat(profile.getList("cards.conflicts.items"))
                    .hasSize(Math.min(3, profile.getInt("cards.conflicts.total")));
            assertThat(profile.<String, Object>getMap("entity"))
                    .isEqualTo(json("/v1/entities/" + id + "?" + at).getMap(""));
        }
    }

    private static Set<String> names(String cards) {
        return cards == null ? Set.of() : Set.of(cards.split(", "));
    }

    private static void assertBeginning(Json profile, String card) {
        String link = profile.getString("cards." + card + ".link");
        Json whole = json(link, "limit", 3, "count", true);

        assertThat(profile.getList("cards." + card + ".items")).as(link).isEqualTo(whole.getList("items"));
        assertThat(profile.getInt("cards." + card + ".total")).as(link).isEqualTo(whole.getInt("page.total"));
    }

    private static void assertFacts(Json profile) {
        int total = 0;
        List<Map<String, Object>> groups = profile.getList("cards.facts.items");
        for (var group : groups) {
            String link = (String) group.get("link");
            Json whole = json(link, "limit", 500, "count", true);
            var latest = (List<?>) group.get("items");
            assertThat(whole.getList("items"))
                    .as(link)
                    .hasSize((int) group.get("total"))
                    .containsAll(latest);
            assertThat(latest).hasSize(Math.min(3, (int) group.get("total")));
            assertThat(whole.getList("items.label")).containsOnly(group.get("label"));
            total += (int) group.get("total");
        }
        assertThat(total).isEqualTo(profile.getInt("cards.facts.total"));
        String link = profile.getString("cards.facts.link");
        assertThat(json(link, "count", true).getInt("page.total")).isEqualTo(total);
    }

    private static void assertNeighbours(Json profile, String id) {
        assertThat(profile.<String>getList("cards.neighbours.nodes.id"))
                .startsWith(id)
                .containsAll(profile.<String>getList("cards.neighbours.edges.from"))
                .containsAll(profile.<String>getList("cards.neighbours.edges.to"))
                .hasSizeLessThanOrEqualTo(16);
        assertThat(profile.getInt("cards.neighbours.total")).isEqualTo(profile.getInt("cards.facts.total"));
    }

    @Test
    void theLatestFactsOfAGroupComeFirst() {
        Json profile = json("/v1/entities/vietnam/profile", "cards", "facts", "limit", 50, "validAt", "all");

        List<Map<String, Object>> parties = profile.getList("cards.facts.items");
        var dates = parties.stream()
                .filter(group -> group.get("type").equals("PARTY_TO"))
                .flatMap(group -> ((List<?>) group.get("items")).stream())
                .map(fact -> String.valueOf(((Map<?, ?>) fact).get("validFrom")))
                .filter(date -> !date.equals("null"))
                .toList();
        assertThat(dates).hasSizeGreaterThan(2).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void cardsAreChosen() {
        Json profile = json("/v1/entities/fpt/profile", "cards", "timeline,partners");

        assertThat(profile.getMap("cards")).containsOnlyKeys("timeline", "partners");
        assertThat(problem(400, "/v1/entities/fpt/profile", "cards", "timeline,friends")
                        .getString("violations[0].message"))
                .contains("must be one of", "facts", "partners", "conflicts");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 51})
    void theNumberOfItemsHasBounds(int limit) {
        assertThat(problem(400, "/v1/entities/fpt/profile", "limit", limit).getString("violations[0].message"))
                .contains("from 1 to 50");
    }

    @Test
    void aProfileSaysThatSomethingIsNotAttested() {
        assertThat(json("/v1/entities/kfia/profile").get("meta.attested")).isEqualTo(false);
        assertThat(json("/v1/entities/kfia/profile", "validAt", "2025-09-18").<String, Object>getMap("meta"))
                .doesNotContainKey("attested");
    }

    @Test
    void aProfileIsInOneLanguage() {
        Json profile = json("/v1/entities/kfia/profile", "lang", "vi", "cards", "facts,partners");

        assertThat(profile.getString("cards.facts.items[0].label")).isEqualTo("là một bên của");
        assertThat(profile.getString("cards.partners.items[0].partner.name"))
                .isEqualTo("Cục Công nghiệp Công nghệ thông tin");
        assertThat(profile.getString("cards.partners.link")).endsWith("?lang=vi");
    }

    @Test
    void anEntityIsFoundByItsNames() {
        assertThat(json("/v1/entities/name:KFIA/profile", "cards", "facts").getString("entity.id"))
                .isEqualTo("kfia");
        problem(404, "/v1/entities/nobody-at-all/profile");
    }

    @Test
    void aTimelineCanBeginWithTheNewest() {
        var oldestFirst = json("/v1/timeline", "entity", "fpt", "limit", 500).getList("items");
        var newestFirst = Api.all(3, "/v1/timeline", "entity", "fpt", "sort", "-date");

        assertThat(newestFirst).hasSizeGreaterThan(3).isEqualTo(oldestFirst.reversed());
        assertThat(problem(400, "/v1/timeline", "entity", "fpt", "sort", "name").getString("violations[0].message"))
                .contains("date, -date");
    }
}
