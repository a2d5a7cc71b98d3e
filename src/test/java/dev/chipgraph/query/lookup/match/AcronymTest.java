package dev.chipgraph.query.lookup.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Among very many names, an acronym has several owners. */
class AcronymTest {

    private static final WordRarity FEW_NAMES = new WordRarity(10_000, Map.of(), 2);
    private static final WordRarity MANY_NAMES = new WordRarity(10_001, Map.of(), 2);

    @Test
    void anAcronymIsCertainAmongFewNamesOnly() {
        assertThat(score("CMC", FEW_NAMES)).isEqualTo(1);
        assertThat(score("CMC", MANY_NAMES)).isEqualTo(0.89);
    }

    @Test
    void whatIsNoShortWordInCapitalsIsCertainAmongManyNamesToo() {
        assertThat(score("Samsung", MANY_NAMES)).isEqualTo(1);
        assertThat(score("CMC Global", MANY_NAMES)).isEqualTo(1);
        assertThat(score("BUREAU1", MANY_NAMES)).as("seven letters").isEqualTo(1);
    }

    @Test
    void anAcronymWithTheIdentifierIsCertainAmongManyNames() {
        assertThat(score("CMC", MANY_NAMES, "wikidata:Q1")).isEqualTo(1);
    }

    /** What a name scores for the stored name that is the same. */
    private static double score(String name, WordRarity rarity, String... identifiers) {
        var query =
                new Matching.Query(name, Set.of(Kind.COMPANY), List.of(), List.of(identifiers), Matching.Mode.WHOLE);
        var stored = Map.<String, Object>of(
                "id",
                "one",
                "exists",
                true,
                "name",
                name,
                "key",
                Folding.fold(name),
                "identifiers",
                List.of("wikidata:Q1"));
        return MatchScore.of(new WantedName(0, query, Map.of()), new Row(stored, Languages.ANY), rarity)
                .score();
    }
}
