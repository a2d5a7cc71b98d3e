package dev.chipgraph.query.lookup.match;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.match.MatchScore.Fit;
import dev.chipgraph.query.lookup.search.Search;
import dev.chipgraph.query.lookup.words.WordStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Matches names in any spelling to entities. */
@ApplicationScoped
public class Matching implements WarmUpTask {

    /** From this score on, a candidate is good enough to look no further. */
    private static final double GOOD = 0.9;

    /** How many stored names that share words are compared with each name. */
    private static final int BOUND = 30;

    /** The maximum number of concurrent queries, so that many names do not keep other requests waiting. */
    private static final int PARTS = 4;

    private static final int LEAST_PART = 25;

    private static final Statement COUNTRIES = Statement.of("query/countries_named");
    private static final Statement SAME = Statement.of("query/match_same");
    private static final Statement SIMILAR = Statement.of("query/match_similar");
    private static final Statement MATCHED = Statement.of("query/matched");

    private final Graph graph;
    private final WordStatistics statistics;

    Matching(Graph graph, WordStatistics statistics) {
        this.graph = graph;
        this.statistics = statistics;
    }

    /** What the text of a query is. */
    @Schema(name = "MatchMode")
    public enum Mode implements WireName {
        /** A name. */
        WHOLE,
        /** A text with names in it, such as an affiliation or a sentence. */
        WITHIN;

        @JsonCreator
        public static Mode fromString(String wire) {
            return WireName.read(Mode.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A name to match.
     *
     * @param name the name, in any language and spelling
     * @param kinds kinds to match
     * @param countries ISO 3166-1 alpha-2 codes of countries that it probably belongs to; unknown when empty
     * @param identifiers identifiers that it probably has
     * @param mode whether it is a name or a text with names in it
     */
    public record Query(String name, Set<Kind> kinds, List<String> countries, List<String> identifiers, Mode mode) {

        /** A name of which nothing else is known. */
        public static Query of(String name, Set<Kind> kinds) {
            return new Query(name, kinds, List.of(), List.of(), Mode.WHOLE);
        }
    }

    /**
     * Why an entity is a candidate.
     *
     * @param how how its name matches
     * @param likeness how similar the names are, 0 to 1: the share of all their words that agree, each weighed by how much
     *     it tells; null when they are the same but for spelling
     * @param text the explanation in a few sentences
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MatchExplanation")
    public record Explanation(MatchKind how, @Nullable Double likeness, String text) {}

    /**
     * An entity that a name may refer to.
     *
     * @param entity the entity
     * @param score how certain it is, 0 to 1. From 0.9 on it is meant to be taken without a look
     * @param matchedName the best matching name, as written
     * @param hint what distinguishes it from entities with the same name
     * @param explanation why it is a candidate
     */
    @Schema(name = "MatchCandidate")
    public record Candidate(
            Entity.Ref entity, double score, String matchedName, String hint, Explanation explanation) {}

    /** The candidates for each name, best first, up to a limit each. Among equal scores, existing entities come first. */
    public List<List<Candidate>> match(List<Query> queries, int limit, QueryContext context) {
        var rarity = statistics.current();
        var countries = countries(queries, context);
        var ranking = IntStream.range(0, queries.size())
                .mapToObj(i -> new Ranking(new WantedName(i, queries.get(i), countries), rarity))
                .toList();
        var open = ranking.stream().filter(each -> !each.wanted().isEmpty()).toList();
        look(SAME, open, each -> each.wanted().sameParameters(), context);
        open = open.stream().filter(each -> each.best() < GOOD).toList();
        look(SIMILAR, open, each -> each.wanted().similarParameters(Set.of(), rarity), context);
        open = open.stream()
                .filter(each -> each.best() < GOOD && !each.unknownWords().isEmpty())
                .toList();
        look(SIMILAR, open, each -> each.wanted().similarParameters(each.unknownWords(), rarity), context);
        var fits = ranking.stream().map(each -> each.fits(limit)).toList();
        var entities = entities(fits, context);
        return IntStream.range(0, queries.size())
                .mapToObj(i -> fits.get(i).stream()
                        .map(fit -> MatchText.candidate(
                                entities.get(fit.id()), fit, ranking.get(i).wanted(), context.languages()))
                        .toList())
                .toList();
    }

    /** The codes of the countries that names end with. */
    private Map<String, Set<String>> countries(List<Query> queries, QueryContext context) {
        var ends = queries.stream()
                .filter(query -> query.mode() == Mode.WHOLE)
                .flatMap(query -> Address.ends(query.name()).stream())
                .distinct()
                .toList();
        return ends.isEmpty()
                ? Map.of()
                : graph
                        .read(
                                COUNTRIES,
                                Map.of("keys", ends, "at", context.time()),
                                context.languages(),
                                Function.identity())
                        .stream()
                        .collect(Collectors.toMap(row -> row.text("key"), row -> Set.copyOf(row.texts("codes"))));
    }

    /** Adds the stored names that a statement finds. The names are queried in parts, concurrently. */
    private void look(
            Statement statement,
            List<Ranking> rankings,
            Function<Ranking, Map<String, Object>> query,
            QueryContext context) {
        int size = Math.max(LEAST_PART, Math.ceilDiv(rankings.size(), PARTS));
        var parts = IntStream.range(0, Math.ceilDiv(rankings.size(), size))
                .mapToObj(i -> rankings.subList(i * size, Math.min(rankings.size(), (i + 1) * size)))
                .toList();
        var parameters = parts.stream()
                .map(part -> Map.of(
                        "queries",
                        part.stream().map(query).toList(),
                        "bound",
                        BOUND,
                        "at",
                        context.time(),
                        "on",
                        Search.on(context)))
                .toList();
        var found = graph.readAtOnce(statement, parameters, context.languages(), row -> row.rows("found"));
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < parts.get(part).size(); i++) {
                parts.get(part).get(i).add(found.get(part).get(i));
            }
        }
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

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        match(List.of(Query.of(id, EnumSet.allOf(Kind.class))), 1, context);
    }
}
