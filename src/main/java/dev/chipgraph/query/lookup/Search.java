package dev.chipgraph.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds entities by words: of their names first, then of their other text. */
@ApplicationScoped
public class Search implements WarmUpTask {

    /** How many names, and how many other texts, are looked at; more would make words that all have slow for everyone. */
    public static final int BOUND = 1_000;

    private static final int SUGGESTION_BOUND = 200;

    /** Factor for entities with only some of the words, which score less than any with all of them. */
    private static final double SOME = 0.3;

    /** Sorts before every score. */
    private static final double FIRST = 2;

    private static final Statement SEARCH = Statement.of("query/search");
    private static final Statement SUGGEST = Statement.of("query/suggest");

    private final Graph graph;

    Search(Graph graph) {
        this.graph = graph;
    }

    /**
     * The criteria of a search.
     *
     * @param text words in any language and spelling
     * @param kinds kinds to return; all of them when empty
     * @param countries ISO 3166-1 alpha-2 codes of countries to return; all of them when empty
     * @param sectors ids of sectors; an entity matches when it belongs to one of them or to a sector within it; all when empty
     */
    public record Query(String text, Set<Kind> kinds, List<String> countries, List<String> sectors) {}

    /**
     * An entity that matches.
     *
     * @param entity the entity
     * @param score how well it matches, 0 to 1
     * @param matchedName the matching name, as written; null when other text matches
     * @param description its description
     * @param hint what distinguishes it from entities with the same name
     * @param evidence what supports it, if requested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchHit")
    public record Hit(
            Entity.Ref entity,
            double score,
            String matchedName,
            String description,
            String hint,
            List<Evidence> evidence) {

        private static Hit of(Row row) {
            Entity entity = row.entity("entity");
            String name = row.text("name");
            return new Hit(
                    entity.ref(),
                    ((Number) row.values().get("score")).doubleValue(),
                    name.isEmpty() ? null : name,
                    entity.description(),
                    Disambiguation.of(entity),
                    row.evidence("evidence"));
        }
    }

    /**
     * Number of hits with a value.
     *
     * @param value the value, as the filter accepts it
     * @param name name of the sector that the value is the id of; null for other values
     * @param count number of hits
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Facet(String value, String name, long count) {}

    /**
     * Numbers of hits by kind, country and sector.
     *
     * @param kind by kind, most first
     * @param country by country, most first
     * @param sector by sector, most first; a hit counts for each of its sectors and for those that contain them
     */
    public record Facets(List<Facet> kind, List<Facet> country, List<Facet> sector) {}

    /**
     * The result of a search.
     *
     * @param found a page of the hits, best first
     * @param facets of all hits
     * @param truncated whether more than {@link #BOUND} names or texts matched, of which only the best were considered
     */
    public record Result(ResultPage<Hit> found, Facets facets, boolean truncated) {

        private static final Result NOTHING =
                new Result(new ResultPage<>(List.of(), null, 0L), new Facets(List.of(), List.of(), List.of()), false);

        private static Result of(Row row, PageRequest pageRequest) {
            return new Result(
                    ResultPage.of(
                            row.rows("items").stream().map(Hit::of).toList(),
                            pageRequest,
                            row.number("total"),
                            hit -> new ResultPage.Key(hit.score(), hit.entity().id())),
                    new Facets(
                            counts(row, "kinds"),
                            counts(row, "countries"),
                            row.rows("sectors").stream()
                                    .map(facet -> facet(facet, facet.ref("sector")))
                                    .toList()),
                    Boolean.TRUE.equals(row.values().get("truncated")));
        }

        private static List<Facet> counts(Row row, String column) {
            return row.rows(column).stream()
                    .map(facet -> new Facet(facet.text("value"), null, facet.number("count")))
                    .toList();
        }

        private static Facet facet(Row row, Entity.Ref entity) {
            return new Facet(entity.id(), entity.name(), row.number("count"));
        }
    }

    /**
     * A completion of a typed text.
     *
     * @param id its id
     * @param kind its kind
     * @param name its name
     * @param matchedName the name that completes the text, as written
     * @param hint what distinguishes it from entities with the same name
     * @param evidence what supports it, if requested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Completion(
            String id, Kind kind, String name, String matchedName, String hint, List<Evidence> evidence) {

        private static Completion of(Row row) {
            Entity entity = row.entity("entity");
            return new Completion(
                    entity.id(),
                    entity.kind(),
                    entity.name(),
                    row.text("name"),
                    Disambiguation.of(entity),
                    row.evidence("evidence"));
        }
    }

    /** Entities that have all of the words or, when there are none, some of them. A text without words matches nothing. */
    public Result find(Query query, PageRequest pageRequest, QueryContext context) {
        var words = words(query.text());
        if (words.isEmpty()) {
            return Result.NOTHING;
        }
        var parameters = new HashMap<>(pageRequest.parameters());
        parameters.put("key", Folding.fold(query.text()));
        parameters.put("words", words);
        parameters.put("bound", BOUND);
        parameters.put("kinds", query.kinds().stream().map(Kind::wire).toList());
        parameters.put("countries", query.countries());
        parameters.put("sectors", query.sectors());
        parameters.put("at", context.time());
        parameters.put("on", on(context));
        parameters.put("afterScore", pageRequest.after() == null ? FIRST : pageRequest.after());
        parameters.put("evidence", context.evidence());
        Row found = ask(parameters, LuceneQuery.all(words), LuceneQuery.allNearly(words), 1, context);
        return Result.of(
                words.size() > 1 && Boolean.FALSE.equals(found.values().get("fitting"))
                        ? ask(parameters, LuceneQuery.some(words), LuceneQuery.some(words), SOME, context)
                        : found,
                pageRequest);
    }

    private Row ask(Map<String, Object> parameters, String names, String texts, double weight, QueryContext context) {
        parameters.put("names", names);
        parameters.put("texts", texts);
        parameters.put("weight", weight);
        return graph.readOne(SEARCH, parameters, context.languages(), row -> row)
                .orElseThrow();
    }

    /** Completions of a text that is being typed: entities with a name whose words start with the typed ones. */
    public List<Completion> suggest(String text, Set<Kind> kinds, int limit, QueryContext context) {
        var words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        return graph.read(
                SUGGEST,
                Map.of(
                        "key",
                        Folding.fold(text),
                        "completing",
                        LuceneQuery.completing(words),
                        "nearly",
                        LuceneQuery.nearlyCompleting(words),
                        "bound",
                        SUGGESTION_BOUND,
                        "kinds",
                        kinds.stream().map(Kind::wire).toList(),
                        "at",
                        context.time(),
                        "on",
                        on(context),
                        "limit",
                        limit,
                        "evidence",
                        context.evidence()),
                context.languages(),
                Completion::of);
    }

    /** The date on which existing entities come first: today when facts of all times are requested. */
    static Map<String, Object> on(QueryContext context) {
        return context.time(context.at().equals(ValidAt.fromString(ValidAt.ALL)) ? ValidAt.today() : context.at());
    }

    /** The words of a text, folded. */
    static List<String> words(String text) {
        return Arrays.stream(Folding.fold(text).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        find(new Query(id, Set.of(), List.of(), List.of()), pageRequest, context);
        suggest(id, Set.of(Kind.values()), 1, context);
    }
}
