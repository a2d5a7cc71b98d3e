package dev.chipgraph.query.lookup.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.words.LuceneQuery;
import dev.chipgraph.query.lookup.words.WordStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes names that are being typed. */
@ApplicationScoped
public class Suggestions implements WarmUpTask {

    /** How many names are looked at. */
    private static final int BOUND = 200;

    private static final Statement SUGGEST = Statement.of("query/suggest");

    private final Graph graph;
    private final WordStatistics statistics;
    private final Search search;

    Suggestions(Graph graph, WordStatistics statistics, Search search) {
        this.graph = graph;
        this.statistics = statistics;
        this.search = search;
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
            String id,
            Kind kind,
            String name,
            String matchedName,
            String hint,
            @Nullable List<Evidence> evidence) {

        private static Completion of(Row row) {
            Entity entity = row.entity("entity");
            return new Completion(
                    entity.id(),
                    entity.kind(),
                    entity.name(),
                    row.text("name"),
                    Disambiguation.of(entity, row.languages()),
                    row.evidence("evidence"));
        }

        private static Completion of(Search.Hit hit) {
            return new Completion(
                    hit.entity().id(),
                    hit.entity().kind(),
                    hit.entity().name(),
                    hit.matchedName(),
                    hit.hint(),
                    hit.evidence());
        }
    }

    /**
     * Completions of a text that is being typed: entities with a name whose words start with the typed ones, else those with
     * a name that has some of the words.
     */
    public List<Completion> suggest(String text, Set<Kind> kinds, int limit, QueryContext context) {
        var completions = complete(text, kinds, limit, context);
        return completions.isEmpty() && NameWords.split(Folding.fold(text)).size() > 1
                ? similar(text, kinds, limit, context)
                : completions;
    }

    /** Entities with a name whose words start with the typed ones. */
    public List<Completion> complete(String text, Set<Kind> kinds, int limit, QueryContext context) {
        var words = NameWords.split(Folding.fold(text));
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
                        LuceneQuery.nearlyCompleting(words, statistics.current()),
                        "bound",
                        BOUND,
                        "kinds",
                        kinds.stream().map(Kind::wire).toList(),
                        "at",
                        context.time(),
                        "on",
                        Search.on(context),
                        "limit",
                        limit,
                        "evidence",
                        context.evidence()),
                context.languages(),
                Completion::of);
    }

    private List<Completion> similar(String text, Set<Kind> kinds, int limit, QueryContext context) {
        var query =
                new Search.Query(text, kinds.size() == Kind.values().length ? Set.of() : kinds, List.of(), List.of());
        return search.find(query, new PageRequest(limit, null, "", false), context).found().items().stream()
                .filter(hit -> hit.matchedIn() == MatchedIn.NAME)
                .map(Completion::of)
                .toList();
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        suggest(id, Set.of(Kind.values()), 1, context);
    }
}
