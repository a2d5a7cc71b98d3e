package dev.chipgraph.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Matches names in any spelling to entities. */
@ApplicationScoped
public class Matching implements WarmUpTask {

    /** Minimum similarity of a candidate. Short names, which are easily similar by chance, need more. */
    private static final double LEAST_LIKENESS = 0.8;

    private static final double LEAST_LIKENESS_OF_WORDS = 0.75;
    private static final double STRANGE = 0.85;

    private static final double LEAST_LIKENESS_OF_SHORT = 0.9;
    private static final int SHORT = 4;
    private static final double PRECISION = 1e4;

    /**
     * The maximum number of concurrent queries for misspelt names. Each takes long, but a query for every permit would keep
     * other requests waiting.
     */
    private static final int PARTS = 4;

    private static final int LEAST_PART = 25;

    private static final JaroWinklerSimilarity LIKENESS = new JaroWinklerSimilarity();
    private static final Statement SAME = Statement.of("query/match_same");
    private static final Statement SIMILAR = Statement.of("query/match_similar");
    private static final Statement MATCHED = Statement.of("query/matched");

    private final Graph graph;

    Matching(Graph graph) {
        this.graph = graph;
    }

    /**
     * A name to match.
     *
     * @param name the name, in any language and spelling
     * @param kinds kinds to match
     * @param countries ISO 3166-1 alpha-2 codes of countries to match; all of them when empty
     */
    public record Query(String name, Set<Kind> kinds, List<String> countries) {}

    /**
     * Why an entity is a candidate.
     *
     * @param how how its name matches
     * @param likeness Jaro-Winkler similarity of the folded names, 0 to 1: that of the whole names or that of their sorted
     *     words without legal forms, whichever is greater; null unless the names are only similar
     * @param text the explanation in one or two sentences
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MatchExplanation")
    public record Explanation(MatchKind how, Double likeness, String text) {}

    /**
     * An entity that a name may refer to.
     *
     * @param entity the entity
     * @param score 1 when the names are equal apart from case, diacritics and punctuation; 0.98 when they also differ in
     *     legal forms; 0.95 when they also differ in the order of words; 0.9 when one begins with all words of the other;
     *     otherwise 0.94 times the likeness
     * @param matchedName the best matching name, as written
     * @param hint what distinguishes it from entities with the same name
     * @param explanation why it is a candidate
     */
    @Schema(name = "MatchCandidate")
    public record Candidate(
            Entity.Ref entity, double score, String matchedName, String hint, Explanation explanation) {}

    /** A matching name of an entity that is not read yet. */
    private record Fit(String id, boolean exists, String name, MatchKind how, double likeness) {

        private double score() {
            return Math.round(how.score() * likeness * PRECISION) / PRECISION;
        }
    }

    /** A name with its position among those to match. */
    private record Wanted(int position, Query query, String key) {

        private Map<String, Object> parameters() {
            return Map.of(
                    "fingerprints",
                    Stream.of(key, LegalForms.without(key))
                            .map(Folding::fingerprint)
                            .distinct()
                            .toList(),
                    "words",
                    LuceneQuery.like(Search.words(LegalForms.without(key))),
                    "kinds",
                    query.kinds().stream().map(Kind::wire).toList(),
                    "countries",
                    query.countries());
        }
    }

    /** The candidates for each name, best first, up to a limit each. Among equal scores, existing entities come first. */
    public List<List<Candidate>> match(List<Query> queries, int limit, QueryContext context) {
        var wanted = IntStream.range(0, queries.size())
                .mapToObj(i -> new Wanted(
                        i, queries.get(i), Folding.fold(queries.get(i).name())))
                .filter(name -> !name.key().isEmpty())
                .toList();
        var fits = new HashMap<Integer, List<Fit>>();
        look(SAME, List.of(wanted), context, (name, rows) -> fits.put(name.position(), best(name, rows, limit)));
        var others = wanted.stream()
                .filter(name -> fits.get(name.position()).isEmpty())
                .toList();
        look(SIMILAR, parts(others), context, (name, rows) -> fits.put(name.position(), best(name, rows, limit)));
        var entities = entities(fits.values(), context);
        return IntStream.range(0, queries.size())
                .mapToObj(i -> fits.getOrDefault(i, List.of()).stream()
                        .map(fit -> candidate(entities.get(fit.id()), fit, queries.get(i)))
                        .toList())
                .toList();
    }

    private static List<List<Wanted>> parts(List<Wanted> names) {
        int size = Math.max(LEAST_PART, Math.ceilDiv(names.size(), PARTS));
        return IntStream.range(0, Math.ceilDiv(names.size(), size))
                .mapToObj(i -> names.subList(i * size, Math.min(names.size(), (i + 1) * size)))
                .toList();
    }

    /** Passes on what is found for each name. The parts are queried concurrently. */
    private void look(
            Statement statement, List<List<Wanted>> parts, QueryContext context, BiConsumer<Wanted, List<Row>> result) {
        var parameters = parts.stream()
                .map(part -> Map.of(
                        "queries",
                        part.stream().map(Wanted::parameters).toList(),
                        "at",
                        context.time(),
                        "on",
                        Search.on(context)))
                .toList();
        var found = graph.readAtOnce(statement, parameters, context.languages(), row -> row.rows("found"));
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < parts.get(part).size(); i++) {
                result.accept(parts.get(part).get(i), found.get(part).get(i));
            }
        }
    }

    /** The best matching name of each entity. */
    private static List<Fit> best(Wanted wanted, List<Row> rows, int limit) {
        var byEntity = new LinkedHashMap<String, Fit>();
        rows.stream()
                .map(row -> fit(wanted.key(), row))
                .filter(fit ->
                        fit.likeness() >= (wanted.key().length() > SHORT ? LEAST_LIKENESS : LEAST_LIKENESS_OF_SHORT))
                .forEach(fit -> byEntity.merge(
                        fit.id(), fit, (first, second) -> first.score() < second.score() ? second : first));
        return byEntity.values().stream()
                .sorted(Comparator.comparingDouble(Fit::score)
                        .thenComparing(Fit::exists)
                        .reversed()
                        .thenComparing(Fit::id))
                .limit(limit)
                .toList();
    }

    private static Fit fit(String key, Row row) {
        String name = row.text("key");
        String fingerprint = row.text("fingerprint");
        MatchKind how = MatchKind.of(key, name, fingerprint);
        double likeness = how == MatchKind.SIMILAR ? likeness(key, name, fingerprint) : 1;
        return new Fit(row.text("id"), (Boolean) row.values().get("exists"), row.text("name"), how, likeness);
    }

    /** Lowers the similarity when a word has no similar word in the other name: Samsung is not Renesas. */
    private static double likeness(String key, String name, String fingerprint) {
        String bare = LegalForms.without(key);
        double letters = Math.max(LIKENESS.apply(key, name), LIKENESS.apply(Folding.fingerprint(bare), fingerprint));
        var context = Search.words(bare);
        var found = Search.words(LegalForms.without(name));
        var fewer = context.size() <= found.size() ? context : found;
        var more = context.size() <= found.size() ? found : context;
        boolean strange = fewer.stream()
                .anyMatch(word ->
                        more.stream().noneMatch(other -> LIKENESS.apply(word, other) >= LEAST_LIKENESS_OF_WORDS));
        return strange ? letters * STRANGE : letters;
    }

    private Map<String, Entity> entities(Collection<List<Fit>> fits, QueryContext context) {
        var ids = fits.stream().flatMap(List::stream).map(Fit::id).distinct().toList();
        return ids.isEmpty()
                ? Map.of()
                : graph
                        .read(
                                MATCHED,
                                Map.of("ids", ids, "at", context.time()),
                                context.languages(),
                                row -> row.entity("entity"))
                        .stream()
                        .collect(Collectors.toMap(Entity::id, Function.identity()));
    }

    private static Candidate candidate(Entity entity, Fit fit, Query query) {
        var text = new StringBuilder(
                "Its name \"%s\" %s".formatted(fit.name(), fit.how().predicate()));
        Double likeness = null;
        if (fit.how() == MatchKind.SIMILAR) {
            likeness = Math.round(fit.likeness() * PRECISION) / PRECISION;
            text.append(" (%s)".formatted(likeness));
        }
        text.append('.');
        if (query.kinds().size() == 1) {
            text.append(" Its kind is %s, as asked for.".formatted(entity.kind().wire()));
        }
        if (!query.countries().isEmpty()) {
            text.append(" Its country is %s, as asked for.".formatted(entity.country()));
        }
        return new Candidate(
                entity.ref(),
                fit.score(),
                fit.name(),
                Disambiguation.of(entity),
                new Explanation(fit.how(), likeness, text.toString()));
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        match(List.of(new Query(id, EnumSet.allOf(Kind.class), List.of())), 1, context);
    }
}
