package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternClient.all;
import static dev.chipgraph.rest.pattern.PatternClient.ask;
import static dev.chipgraph.rest.pattern.PatternJson.parse;
import static dev.chipgraph.rest.pattern.PatternJson.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.Together;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of random patterns are those that trying everything finds, in order and in pages of any size. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PatternsTest {

    private static final int LARGEST = 500;
    private static final int PATTERNS = Thorough.or(40, 300);
    private static final int MOST_ROWS = 1_200;

    /** The seed of the first pattern; another seed gives other patterns. */
    private static final long FIRST_SEED = Long.getLong("patterns.seed", 1);

    @Test
    void rowsAreThoseThatTryingEverythingFinds() {
        var graph = GraphSnapshot.load();
        var patterns = new RandomPatterns(graph);
        var wrong = Collections.synchronizedList(new ArrayList<String>());
        var compared = new AtomicInteger();
        var withRows = new AtomicInteger();
        var refused = new AtomicInteger();
        var seeds = LongStream.range(FIRST_SEED, FIRST_SEED + PATTERNS).boxed().toList();
        Together.forEach(seeds, seed -> {
            ObjectNode pattern = patterns.pattern(seed);
            List<Row> expected;
            try {
                expected = PatternOracle.rows(graph, pattern);
            } catch (TooManySteps e) {
                return;
            }
            if (expected.size() > MOST_ROWS) {
                return;
            }
            Response response = ask(pattern.deepCopy().put("limit", LARGEST).put("count", true));
            switch (response.statusCode()) {
                case 200 -> {
                    compared.incrementAndGet();
                    if (!expected.isEmpty()) {
                        withRows.incrementAndGet();
                    }
                    String difference = difference(pattern, expected, response, seed % 6 == 0);
                    if (difference != null) {
                        wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, difference));
                    }
                }
                case 400 -> {
                    // An edge fits no kinds at all, or leaves none that have a property; then there must be no rows.
                    refused.incrementAndGet();
                    if (!response.jsonPath()
                                    .getString("violations[0].message")
                                    .matches("cannot match anything.*|.* is not a property of .*")
                            || (!pattern.toString().matches(".*\"(absent|optional)\".*")
                                    && !PatternOracle.rows(
                                                    graph, pattern.deepCopy().without(List.of("return", "orderBy")))
                                            .isEmpty())) {
                        wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, response.asString()));
                    }
                }
                default -> wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, response.asString()));
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(compared).as("patterns that were compared").hasValueGreaterThan(PATTERNS / 2);
        assertThat(withRows).as("patterns that have rows").hasValueGreaterThan(compared.get() / 3);
        assertThat(refused).as("patterns that fit nothing").hasValueLessThan(compared.get() / 5);
    }

    /** What is wrong with an answer; null when nothing is. */
    private static String difference(ObjectNode pattern, List<Row> expected, Response response, boolean paged) {
        JsonNode answer = parse(response.asString());
        if (answer.at("/page/total").asInt() != expected.size()) {
            return "page.total is %s, not %d".formatted(answer.at("/page/total"), expected.size());
        }
        var items =
                answer.at("/page/next").isNull() ? stream(answer.get("items")).toList() : all(pattern, LARGEST);
        var found = Row.cells(pattern, items).stream().map(Row::canonical).toList();
        int from = 0;
        for (List<Row> same : RowGroups.inOrder(pattern, expected)) {
            var there = found.subList(Math.min(from, found.size()), Math.min(from + same.size(), found.size()));
            var wanted = same.stream().map(Row::canonical).sorted().toList();
            if (!there.stream().sorted().toList().equals(wanted)) {
                var missing = new ArrayList<>(wanted);
                there.forEach(missing::remove);
                var excess = new ArrayList<>(there);
                wanted.forEach(excess::remove);
                return "rows %d to %d of %d (%d found) lack %s, and have instead %s"
                        .formatted(
                                from, from + same.size(), expected.size(), found.size(), some(missing), some(excess));
            }
            from += same.size();
        }
        if (found.size() > from) {
            return "more rows than expected: " + some(found.subList(from, found.size()));
        }
        if (paged && found.size() < 60) {
            for (int limit : List.of(1, 2, 3, 7)) {
                var pages = all(pattern, limit);
                if (!pages.equals(items)) {
                    return "pages of %d are %s rows, the whole is %d: %s"
                            .formatted(limit, pages.size(), items.size(), some(pages));
                }
            }
        }
        return null;
    }

    private static String some(List<?> rows) {
        return rows.stream().limit(5).toList() + (rows.size() > 5 ? " and more" : "");
    }
}
