package dev.chipgraph.query.lookup.duplicate;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds entities of the whole graph that are probably the same. */
@ApplicationScoped
public class Duplicates {

    private static final Statement PAIRS = Statement.of("query/duplicates");

    /** A name that more entities have says little about them. */
    private static final int MOST_ALIKE = 20;

    private static final int MOST_PAIRS = 10_000;
    private static final Comparator<Duplicate> BEST_FIRST =
            Comparator.comparingDouble(Duplicate::score).reversed().thenComparing(Duplicates::id);

    private final Graph graph;

    Duplicates(Graph graph) {
        this.graph = graph;
    }

    /**
     * Pairs of entities that are now in the graph and share the words of a name, best first.
     *
     * @param kinds kinds of the entities
     * @param minScore minimum score
     */
    public ResultPage<Duplicate> list(Set<Kind> kinds, double minScore, PageRequest pageRequest, QueryContext context) {
        var all = graph
                .read(
                        PAIRS,
                        Map.of(
                                "kinds",
                                kinds.stream().map(Kind::wire).toList(),
                                "most",
                                Map.of("alike", MOST_ALIKE, "pairs", MOST_PAIRS),
                                "at",
                                context.time()),
                        context.languages(),
                        Function.identity())
                .stream()
                .flatMap(row -> pair(row).stream())
                .filter(pair -> pair.score() >= minScore)
                .sorted(BEST_FIRST)
                .toList();
        var rows = all.stream()
                .dropWhile(pair -> pageRequest.after() instanceof Number score
                        && !isAfter(pair, score.doubleValue(), pageRequest.afterId()))
                .limit(pageRequest.limit() + 1L)
                .toList();
        return ResultPage.of(
                rows,
                pageRequest,
                pageRequest.count() ? (long) all.size() : null,
                pair -> new ResultPage.Key(pair.score(), id(pair)));
    }

    private static boolean isAfter(Duplicate pair, double score, String id) {
        return pair.score() < score || (pair.score() == score && id(pair).compareTo(id) > 0);
    }

    private static String id(Duplicate pair) {
        return pair.entity().id() + " " + pair.duplicate().id();
    }

    private static List<Duplicate> pair(Row row) {
        Entity first = row.entity("first");
        Entity second = row.entity("second");
        boolean inOrder = !first.recordedAt().isAfter(second.recordedAt());
        return Duplicate.of(inOrder ? first : second, inOrder ? second : first, row.languages()).stream()
                .toList();
    }
}
