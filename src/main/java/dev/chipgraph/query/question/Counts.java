package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of each kind and type there is. The database keeps the counts, from which those are taken that were deleted or
 * superseded, by an index; so asking costs the same at any size.
 */
@ApplicationScoped
public class Counts implements WarmUpTask {

    /** Written from the vocabulary, for the stored counts are found by labels and types in the text only. */
    private static final Statement COUNTS = new Statement(
            "counts",
            Stream.concat(
                            Arrays.stream(Kind.values())
                                    .map(kind ->
                                            "COUNT { (:%1$s) } - COUNT { (gone:Entity {kind: '%2$s'}) WHERE gone.supersededAt IS NOT NULL } AS `%2$s`"
                                                    .formatted(kind.label(), kind.wire())),
                            Arrays.stream(RelationshipType.values())
                                    .map(type ->
                                            "COUNT { ()-[:%1$s]->() } - COUNT { ()-[gone:%1$s]->() WHERE gone.formerId IS NOT NULL } AS `%1$s`"
                                                    .formatted(type.wire())))
                    .collect(Collectors.joining(",\n", "RETURN ", "")));

    private final Graph graph;

    Counts(Graph graph) {
        this.graph = graph;
    }

    /** Numbers by kind and by type of relationship. */
    public Map<String, Object> all() {
        return graph.readOne(COUNTS, Map.of(), Languages.accepting(null), row -> row.values())
                .orElseThrow();
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        all();
    }
}
