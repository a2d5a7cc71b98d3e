package dev.chipgraph.query;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of each kind and type there is; the database keeps these counts, so that asking costs the same at any size. */
@ApplicationScoped
public class Counts implements Warm {

    /** Written from the vocabulary, for the stored counts are found by labels and types in the text only. */
    private static final Statement COUNTS = new Statement(
            "counts",
            Stream.concat(
                            Arrays.stream(Kind.values())
                                    .map(kind -> "COUNT { (:%s) } AS `%s`".formatted(kind.label(), kind.wire())),
                            Arrays.stream(RelationshipType.values())
                                    .map(type -> "COUNT { ()-[:%s]->() } AS `%s`".formatted(type.wire(), type.wire())))
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
    public void warm(String id, Slice slice, Asked asked) {
        all();
    }
}
