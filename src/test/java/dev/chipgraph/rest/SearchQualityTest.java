package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.chipgraph.Api;
import dev.chipgraph.Together;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How good the search is: {@code search-cases.csv} lists what people type and which of the bundled entities they mean. Names
 * are whole names, names without accents, parts of long names and misspelt names; phrases are what people ask for.
 */
@QuarkusTest
@ExtendWith(Api.class)
class SearchQualityTest extends SearchFixture {

    private static final Logger LOG = Logger.getLogger(SearchQualityTest.class);

    /**
     * A query and the entities that are meant.
     *
     * @param text what is typed
     * @param language BCP 47 tag of its language
     * @param sort {@code name} or {@code phrase}
     * @param first among how many of the first hits one of them must be: 1, 3 or 10
     * @param ids ids of the entities, one of which must be found
     */
    private record Case(String text, String language, String sort, int first, List<String> ids) {}

    @Test
    void whatPeopleTypeFindsWhatTheyMean() throws IOException {
        var cases = cases();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
        assertThat(cases.stream().map(Case::language).distinct()).contains("en", "vi", "ko");
        Map<Case, Integer> ranks = new ConcurrentHashMap<>();

        Together.forEach(cases, each -> ranks.put(each, rank(each)));

        var missed = cases.stream()
                .filter(each -> ranks.get(each) > each.first())
                .map(each -> "%s: rank %d".formatted(each, ranks.get(each)))
                .collect(Collectors.joining("\n"));
        LOG.infof("not where they should be:\n%s", missed);
        assertThat(quality("name", cases, ranks))
                .as("recall of names at 3\n%s", missed)
                .isGreaterThanOrEqualTo(0.98);
        assertThat(quality("phrase", cases, ranks))
                .as("recall of phrases at 3\n%s", missed)
                .isGreaterThanOrEqualTo(0.9);
    }

    /** The share of the cases of a sort of which an entity is among the first three. */
    private static double quality(String sort, List<Case> cases, Map<Case, Integer> ranks) {
        var some = cases.stream().filter(each -> each.sort().equals(sort)).toList();
        double reciprocal = some.stream()
                .mapToDouble(each -> 1.0 / ranks.get(each))
                .average()
                .orElseThrow();
        double recall = some.stream()
                .mapToDouble(each -> ranks.get(each) <= 3 ? 1 : 0)
                .average()
                .orElseThrow();
        LOG.infof("%s: %d queries, mean reciprocal rank %.3f, recall at 3 %.3f", sort, some.size(), reciprocal, recall);
        return recall;
    }

    /** The position of the first of the entities among the hits; a great number when none is there. */
    private static int rank(Case wanted) {
        List<String> found = json(SEARCH, "q", wanted.text(), "limit", 10).getList("items.entity.id");
        return found.stream()
                .filter(wanted.ids()::contains)
                .findFirst()
                .map(id -> found.indexOf(id) + 1)
                .orElse(1_000);
    }

    private static List<Case> cases() throws IOException {
        try (Reader file = new InputStreamReader(
                SearchQualityTest.class.getResourceAsStream("/search-cases.csv"), StandardCharsets.UTF_8)) {
            return CsvReader.builder().ofNamedCsvRecord(file).stream()
                    .map(row -> new Case(
                            row.getField("query"),
                            row.getField("language"),
                            row.getField("sort"),
                            Integer.parseInt(row.getField("first")),
                            List.of(row.getField("entities").split("; ", -1))))
                    .toList();
        }
    }
}
