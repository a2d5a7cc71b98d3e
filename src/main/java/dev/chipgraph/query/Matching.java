package dev.chipgraph.query;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds entities by names that are nearly theirs. */
@ApplicationScoped
public class Matching {

    /** Least score of a candidate: below it, names have little in common; short ones are soon alike by chance. */
    private static final double LEAST_SCORE = 0.8;

    private static final double LEAST_SCORE_OF_SHORT = 0.9;
    private static final int SHORT = 4;
    private static final double PRECISION = 1e4;

    private static final Statement MATCH = Statement.of("query/match");

    /** Folded text has letters and digits; something that is no name matches nothing. */
    private static final String NOTHING = "0";

    private final Graph graph;

    Matching(Graph graph) {
        this.graph = graph;
    }

    /**
     * A name to match.
     *
     * @param name the name, in any language and spelling
     * @param kinds kinds that fit
     * @param countries ISO 3166-1 alpha-2 codes of countries that fit; all of them when empty
     */
    public record Query(String name, Set<Kind> kinds, List<String> countries) {}

    /**
     * An entity that may be meant.
     *
     * @param entity the entity
     * @param score likeness of the names, 0 to 1; 1 when they are the same but for case, diacritics and punctuation
     *     (Jaro-Winkler similarity of the folded names)
     * @param matchedName the name of the entity that is most alike, folded
     */
    public record Candidate(Entity.Ref entity, double score, String matchedName) {}

    /** The candidates for each name, best first, at most so many each. */
    public List<List<Candidate>> match(List<Query> queries, int limit, Asked asked) {
        var keys = queries.stream().map(query -> Folding.fold(query.name())).toList();
        var parameters = Stream.iterate(0, i -> i < queries.size(), i -> i + 1)
                .map(i -> Map.of(
                        "words",
                        words(keys.get(i)),
                        "kinds",
                        queries.get(i).kinds().stream().map(Kind::wire).toList(),
                        "countries",
                        queries.get(i).countries()))
                .toList();
        return graph.read(
                MATCH,
                Map.of("queries", parameters, "at", asked.time()),
                asked.languages(),
                row -> best(keys.get((int) row.number("position")), row.rows("found"), limit));
    }

    private static List<Candidate> best(String key, List<Row> found, int limit) {
        var likeness = new JaroWinklerSimilarity();
        var byEntity = new LinkedHashMap<String, Candidate>();
        for (Row row : found) {
            Entity.Ref entity = row.ref("entity");
            var candidate = new Candidate(
                    entity, Math.round(likeness.apply(key, row.text("key")) * PRECISION) / PRECISION, row.text("key"));
            byEntity.merge(entity.id(), candidate, (first, second) -> first.score() < second.score() ? second : first);
        }
        return byEntity.values().stream()
                .filter(candidate -> candidate.score() >= (key.length() > SHORT ? LEAST_SCORE : LEAST_SCORE_OF_SHORT))
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(limit)
                .toList();
    }

    /** Letters, digits and spaces only, so that nothing in the text is an operator of the index. */
    private static String words(String key) {
        return key.isEmpty()
                ? NOTHING
                : Arrays.stream(key.split(" ", -1)).map(word -> word + "~").collect(Collectors.joining(" "));
    }
}
