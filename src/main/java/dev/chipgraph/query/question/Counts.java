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
 * Numbers of entities by kind and relationships by type. The database stores the counts by label and type; deleted and
 * superseded ones, which an index finds, are subtracted. The cost does not depend on the size of the graph.
 */
@ApplicationScoped
public class Counts implements WarmUpTask {

    /** Compiled from the vocabulary: the stored counts are used only when labels and types are in the text. */
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
        return graph.readOne(COUNTS, Map.of(), Languages.ANY, row -> row.values())
                .orElseThrow();
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        all();
    }
}
