package dev.chipgraph.rest.format;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of the graph.
 *
 * @param nodes entities, the one asked about first
 * @param edges relationships among them
 * @param meta about the answer
 */
@Schema(name = "Graph", description = "A part of the graph.")
public record GraphAnswer(
        @Schema(description = "Entities, the one asked about first, then in the order in which they are reached.")
        List<Entity.Ref> nodes,

        @Schema(description = "Relationships among them.") List<Edge> edges,

        Meta meta) {

    /**
     * About an answer that was found step by step.
     *
     * @param graphVersion version of the graph that it came from
     * @param language languages of the names in it
     * @param truncated whether there is more
     * @param reasons why
     * @param exploredNodes number of entities whose relationships were looked at
     * @param limit greatest number of nodes or items
     * @param depth greatest number of hops
     * @param leftOut number of relationships that are left out, by type
     * @param omitted the same by entity
     */
    @Schema(name = "GraphMeta", description = "About an answer that was found step by step.")
    public record Meta(
            @Schema(description = "Version of the graph; every change of the graph has a higher one.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names.")
            String language,

            @Schema(description = "Whether there is more than the answer holds. If not, it is exact and complete.")
            boolean truncated,

            @Schema(description = "Why there is more; empty when there is not.")
            Set<Truncation> reasons,

            @Schema(description = "Number of entities whose relationships were looked at.")
            int exploredNodes,

            @Schema(description = "Greatest number of nodes or items.")
            int limit,

            @Schema(description = "Greatest number of hops from an entity that was asked about.")
            int depth,

            @Schema(
                    description =
                            "Number of relationships that are left out, by type: the sum of omitted. One that is left out at both of its ends counts at each.")
            Map<RelationshipType, Long> leftOut,

            @Schema(
                    description =
                            "Number of relationships that are left out, by entity and type. In a neighbourhood those are all that hold of the explored nodes and are not in edges; otherwise those that were not followed from an entity because it has more than 1000 of the type, counted whether they hold or not.")
            List<Omission> omitted) {}

    /**
     * What was found step by step.
     *
     * @param items the items
     * @param meta about the answer
     * @param <T> what the items are
     */
    @Schema(description = "What was found step by step.")
    public record Items<T>(List<T> items, Meta meta) {}
}
