package dev.chipgraph.query.lookup.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.words.LuceneQuery;
import dev.chipgraph.query.lookup.words.WordRarity;
import dev.chipgraph.query.lookup.words.WordStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Finds entities by words: of their names first, then of their other text and of what sources say of them. */
@ApplicationScoped
public class Search implements WarmUpTask {

    /** How many names, other texts and statements are compared; more would make words that all have slow for everyone. */
    public static final int BOUND = 200;

    /** How many are looked at to find so many that a filter lets through. */
    private static final int FILTERED = 5_000;

    /** Hits with a smaller score, or a smaller share of the best one, are left out. */
    private static final double LEAST_SCORE = 0.2;

    private static final double LEAST_SHARE = 0.5;

    private static final Statement SEARCH = Statement.of("query/search");
    private static final Statement HITS = Statement.of("query/search_hits");

    private final Graph graph;
    private final WordStatistics statistics;

    Search(Graph graph, WordStatistics statistics) {
        this.graph = graph;
        this.statistics = statistics;
    }

    /**
     * The criteria of a search.
     *
     * @param text words in any language and spelling
     * @param kinds kinds to return; all of them when empty
     * @param countries ISO 3166-1 alpha-2 codes of countries to return; all of them when empty
     * @param sectors ids of sectors; an entity matches when it belongs to one of them or to a sector within it; all when empty
     */
    public record Query(String text, Set<Kind> kinds, List<String> countries, List<String> sectors) {

        private boolean isFiltered() {
            return !kinds.isEmpty() || !countries.isEmpty() || !sectors.isEmpty();
        }
    }

    /**
     * An entity that matches.
     *
     * @param entity the entity
     * @param score how well it matches, 0 to 1
     * @param matchedIn where the words are
     * @param matchedName the matching name, as written; null when the words are not in a name
     * @param snippet the text with the words; null when only other text has them
     * @param source the source of the statement; null unless the words are in one
     * @param locator place of the statement in its source
     * @param description its description
     * @param hint what distinguishes it from entities with the same name
     * @param evidence what supports it, if requested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchHit")
    public record Hit(
            Entity.Ref entity,
            double score,
            MatchedIn matchedIn,
            @Nullable String matchedName,
            @Nullable Snippet snippet,
            Entity.@Nullable Ref source,
            @Nullable String locator,
            @Nullable String description,
            String hint,
            @Nullable List<Evidence> evidence) {

        private static Hit of(Row row, SearchMatch match, SearchWords words) {
            Entity entity = row.entity("entity");
            FoundText best = match.best();
            return new Hit(
                    entity.ref(),
                    match.score(),
                    best.in(),
                    best.in() == MatchedIn.NAME ? best.text() : null,
                    Snippet.of(best.text() == null ? entity.description() : best.text(), words),
                    best.source(),
                    best.locator(),
                    entity.description(),
                    Disambiguation.of(entity, row.languages()),
                    row.evidence("evidence"));
        }
    }

    /**
     * The result of a search.
     *
     * @param found a page of the hits, best first
     * @param facets of all hits
     * @param truncated whether so many names, texts or statements matched that only the best were considered
     */
    public record Result(ResultPage<Hit> found, Facets facets, boolean truncated) {

        private static Result nothing(boolean truncated) {
            return new Result(new ResultPage<>(List.of(), null, 0L), Facets.NONE, truncated);
        }
    }

    /**
     * Entities that have the words in their names, in their other text or in what sources say of them. The more of the words
     * an entity has, and the rarer these are, the better it fits. A text without words matches nothing.
     */
    public Result find(Query query, PageRequest pageRequest, QueryContext context) {
        var rarity = statistics.current();
        var words = new SearchWords(query.text(), rarity);
        if (words.words().isEmpty()) {
            return Result.nothing(false);
        }
        var everything = new Query(query.text(), Set.of(), List.of(), List.of());
        var found = candidates(everything, words, rarity, Set.of(), context);
        var unknown = words.unknown(found::words, rarity);
        if (!unknown.isEmpty()) {
            found = candidates(everything, words, rarity, unknown, context);
        }
        // A filter leaves out what does not fit it, but what fits well enough depends on all that was found.
        double least = Math.max(LEAST_SCORE, LEAST_SHARE * found.bestScore());
        var wanted = query.isFiltered() ? candidates(query, words, rarity, unknown, context) : found;
        var hits = wanted.matches().stream()
                .filter(match -> match.score() > least)
                .sorted(SearchMatch.BEST_FIRST)
                .toList();
        return hits.isEmpty()
                ? Result.nothing(wanted.truncated())
                : read(hits, wanted.truncated(), words, pageRequest, context);
    }

    /** What was found, and whether there is more. */
    private record Found(List<SearchMatch> matches, boolean truncated) {

        double bestScore() {
            return matches.stream().mapToDouble(SearchMatch::score).max().orElse(0);
        }

        /** The words of all texts. */
        Set<String> words() {
            return matches.stream()
                    .flatMap(match -> match.entity().texts().stream())
                    .flatMap(text -> text.words().stream())
                    .collect(Collectors.toSet());
        }
    }

    private Found candidates(
            Query query, SearchWords words, WordRarity rarity, Set<String> unknown, QueryContext context) {
        return graph.readOne(
                        SEARCH,
                        Map.ofEntries(
                                Map.entry("key", words.key()),
                                Map.entry("names", LuceneQuery.searching(words.lookedUp(), rarity, unknown)),
                                Map.entry("texts", LuceneQuery.searching(words.words(), rarity, unknown)),
                                Map.entry(
                                        "statements",
                                        LuceneQuery.searching(words.lookedUpInStatements(), rarity, unknown)),
                                Map.entry("examined", query.isFiltered() ? FILTERED : BOUND),
                                // The sectors of entities are told last.
                                Map.entry("bound", query.sectors().isEmpty() ? BOUND : FILTERED),
                                Map.entry(
                                        "kinds",
                                        query.kinds().stream().map(Kind::wire).toList()),
                                Map.entry("countries", query.countries()),
                                Map.entry("sectors", query.sectors()),
                                Map.entry("at", context.time()),
                                Map.entry("on", on(context))),
                        context.languages(),
                        row -> new Found(
                                row.rows("entities").stream()
                                        .map(FoundEntity::of)
                                        .map(entity -> SearchMatch.of(entity, words, rarity))
                                        .toList(),
                                Boolean.TRUE.equals(row.values().get("truncated"))))
                .orElseThrow();
    }

    private Result read(
            List<SearchMatch> hits,
            boolean truncated,
            SearchWords words,
            PageRequest pageRequest,
            QueryContext context) {
        var page = hits.stream()
                .filter(hit -> isAfter(hit, pageRequest))
                .limit(pageRequest.limit() + 1L)
                .toList();
        return graph.readOne(
                        HITS,
                        Map.of(
                                "page",
                                page.stream().map(SearchMatch::id).toList(),
                                "ids",
                                hits.stream().map(SearchMatch::id).toList(),
                                "at",
                                context.time(),
                                "evidence",
                                context.evidence()),
                        context.languages(),
                        row -> {
                            var items = row.rows("items");
                            return new Result(
                                    ResultPage.of(
                                            IntStream.range(0, items.size())
                                                    .mapToObj(i -> Hit.of(items.get(i), page.get(i), words))
                                                    .toList(),
                                            pageRequest,
                                            (long) hits.size(),
                                            hit -> new ResultPage.Key(
                                                    hit.score(), hit.entity().id())),
                                    Facets.of(hits, row.rows("sectors"), context.languages()),
                                    truncated);
                        })
                .orElseThrow();
    }

    private static boolean isAfter(SearchMatch hit, PageRequest pageRequest) {
        if (pageRequest.after() == null) {
            return true;
        }
        double last = ((Number) pageRequest.after()).doubleValue();
        return hit.score() < last || (hit.score() == last && hit.id().compareTo(pageRequest.afterId()) > 0);
    }

    /** The date on which existing entities come first: today when facts of all times are requested. */
    public static Map<String, Object> on(QueryContext context) {
        return context.time(context.at().equals(ValidAt.fromString(ValidAt.ALL)) ? ValidAt.today() : context.at());
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        find(new Query(id, Set.of(), List.of(), List.of()), pageRequest, context);
    }
}
