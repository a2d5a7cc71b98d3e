package dev.chipgraph.query.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Completes names that are being typed. */
@ApplicationScoped
public class Suggestions implements WarmUpTask {

    /** How many names are looked at. */
    private static final int BOUND = 200;

    private static final Statement SUGGEST = Statement.of("query/suggest");

    private final Graph graph;

    Suggestions(Graph graph) {
        this.graph = graph;
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
                    Disambiguation.of(entity, row.languages()),
                    row.evidence("evidence"));
        }
    }

    /** Completions of a text that is being typed: entities with a name whose words start with the typed ones. */
    public List<Completion> suggest(String text, Set<Kind> kinds, int limit, QueryContext context) {
        var words = SearchWords.of(Folding.fold(text));
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

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        suggest(id, Set.of(Kind.values()), 1, context);
    }
}
