package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A part of the graph: the answer to a traversal.
 *
 * @param nodes entities, the requested one first
 * @param edges relationships among them
 * @param meta metadata of the traversal
 */
@Schema(name = "Graph", description = "A part of the graph.")
public record GraphAnswer(
        @Schema(
                description =
                        "Entities: the requested one first, then the others in the order in which they were reached.")
        List<Entity.Ref> nodes,

        @Schema(description = "Relationships among them.") List<Edge> edges,

        Meta meta) {

    /**
     * Metadata of a traversal.
     *
     * @param graphVersion version of the graph that the answer came from
     * @param language languages of the names, descriptions, labels and sentences in the answer
     * @param truncated whether the answer is incomplete
     * @param reasons why it is incomplete
     * @param exploredNodes number of entities whose relationships were followed
     * @param limit maximum number of nodes or items
     * @param depth maximum number of hops
     * @param leftOut number of omitted relationships, by type
     * @param omitted number of omitted relationships, by entity and type
     * @param attested false if a relationship is not attested on the date; otherwise null
     */
    @Schema(name = "GraphMeta", description = "Metadata of a traversal.")
    public record Meta(
            @Schema(description = "Version of the graph. Every change of the graph increases it.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names, descriptions, labels and sentences.")
            String language,

            @Schema(description = "Whether the answer is incomplete. If false, it is exact and complete.")
            boolean truncated,

            @Schema(description = "Why the answer is incomplete; empty if it is complete.")
            Set<Truncation> reasons,

            @Schema(description = "Number of entities whose relationships were followed.")
            int exploredNodes,

            @Schema(description = "Maximum number of nodes or items.")
            int limit,

            @Schema(description = "Maximum number of hops from a requested entity.")
            int depth,

            @Schema(
                    description =
                            "Number of omitted relationships, by type: the sum of omitted. A relationship that is omitted at both of its ends counts twice.")
            Map<RelationshipType, Long> leftOut,

            @Schema(
                    description =
                            "Number of omitted relationships, by entity and type. In a neighbourhood these are the relationships of the explored nodes that hold and are not in edges. Otherwise these are the relationships that were not followed because an entity has more than 1000 of the type, whether they hold or not.")
            List<Omission> omitted,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(description = Attestation.DESCRIPTION) @Nullable
            Boolean attested) {}

    /**
     * Items that a traversal found.
     *
     * @param items the items
     * @param meta metadata of the traversal
     * @param <T> type of the items
     */
    @Schema(description = "Items that a traversal found.")
    public record Items<T>(List<T> items, Meta meta) {}
}
