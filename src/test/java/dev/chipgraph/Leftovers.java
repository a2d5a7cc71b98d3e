package dev.chipgraph;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Takes what a test class added out of the graph again, so that other tests find the bundled data only. */
public final class Leftovers {

    private static final List<String> WHERE = List.of(
            "(x:Entity) WHERE x.id STARTS WITH '%1$s'",
            "(x:Revision) WHERE x.id STARTS WITH '%1$s'",
            "(x:Name) WHERE x.entity STARTS WITH '%1$s'",
            "(x:Identifier) WHERE x.entity STARTS WITH '%1$s'",
            "(x:Evidence) WHERE x.source STARTS WITH '%1$s' OR x.subject STARTS WITH '%1$s'");

    private Leftovers() {}

    /** Removes all entities whose id begins so, with all that belongs to them, as if they had never been there. */
    public static void remove(Graph graph, String prefix) {
        for (String where : WHERE) {
            var removal = new Statement(
                    "remove",
                    "MATCH %s WITH x LIMIT 2000 DETACH DELETE x RETURN count(*) AS gone"
                            .formatted(where.formatted(prefix)));
            while (graph.write(
                            change -> change.run(removal, Map.of()).getFirst().number("gone"))
                    > 0) {
                // The rest would be too much for one transaction.
            }
        }
    }

    /** Removes entities by their ids, with all that belongs to them. */
    public static void removeAll(Graph graph, Collection<String> ids) {
        for (String where : WHERE) {
            var removal = new Statement(
                    "remove",
                    "MATCH %s DETACH DELETE x"
                            .formatted(where.formatted("").replaceAll("STARTS WITH ''", "IN \\$ids")));
            graph.write(change -> change.run(removal, Map.of("ids", List.copyOf(ids))));
        }
    }
}
