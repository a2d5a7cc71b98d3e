package dev.chipgraph.rest.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.Conflict;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.question.Partners.Partner;
import dev.chipgraph.query.question.Relationships.Direction;
import dev.chipgraph.query.question.Timeline.Happening;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import dev.chipgraph.rest.format.Listing;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a page about an entity shows.
 *
 * @param entity the entity
 * @param cards what is known of it, by subject
 * @param meta metadata of the answer
 */
@Schema(description = "What a page about an entity shows.")
public record Profile(@Schema(ref = "Entity") Entity entity, Cards cards, Listing.Meta meta) {

    /** The cards that can be asked for. */
    public enum Card implements WireName {
        FACTS(EnumSet.allOf(Kind.class)),
        PARTNERS(Kind.organizations()),
        INVESTMENTS(and(Kind.organizations(), Kind.PLACE, Kind.SECTOR)),
        POSITIONS(and(Kind.organizations(), Kind.PERSON)),
        EVENTS(and(Kind.organizations(), Kind.PERSON, Kind.PLACE, Kind.SECTOR)),
        EVIDENCE(EnumSet.allOf(Kind.class)),
        NEIGHBOURS(EnumSet.allOf(Kind.class)),
        TIMELINE(EnumSet.allOf(Kind.class)),
        CONFLICTS(EnumSet.allOf(Kind.class));

        private final Set<Kind> kinds;

        Card(Set<Kind> kinds) {
            this.kinds = kinds;
        }

        private static Set<Kind> and(Set<Kind> some, Kind... others) {
            var kinds = EnumSet.copyOf(some);
            kinds.addAll(List.of(others));
            return kinds;
        }

        /** Whether entities of a kind can have this card. */
        boolean suits(Kind kind) {
            return kinds.contains(kind);
        }

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The cards. One that was not asked for, or that the kind of the entity does not have, is absent.
     *
     * @param facts its relationships by type and direction
     * @param partners the other parties to its agreements, of an organisation
     * @param investments its investments, of an organisation; those in its territory, of a place; those in it, of a sector
     * @param positions its positions, of a person; those at it, of an organisation
     * @param events the events that it organised or attended; those in its territory, of a place; those about it, of a sector
     * @param evidence what sources say of it
     * @param neighbours the entities around it
     * @param timeline what happened when, the newest first
     * @param conflicts the properties in which its sources differ
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "ProfileCards",
            description =
                    "The cards. One that was not asked for, or that entities of the kind do not have, is absent. Each has the first items, the number of all of them, and a link to the whole.")
    public record Cards(
            @Schema(description = "Its relationships by type and direction, the latest of each group first.") @Nullable
            FactsCard facts,

            @Schema(description = "Of an organisation: the other parties to its agreements.") @Nullable
            PartnersCard partners,

            @Schema(
                    description =
                            "Of an organisation: what it invests in; of a place: investments in its territory; of a sector: investments in it. The latest first.")
            @Nullable
            InvestmentsCard investments,

            @Schema(description = "Of a person: its positions; of an organisation: who holds one there.") @Nullable
            PositionsCard positions,

            @Schema(
                    description =
                            "Of an organisation or person: what it organised or attended; of a place: events in its territory; of a sector: events about it. The latest first.")
            @Nullable
            EventsCard events,

            @Schema(description = "What sources say of it.") @Nullable
            EvidenceCard evidence,

            @Schema(
                    description =
                            "The entities around it, to be drawn. The total is that of its relationships. At most five times as many entities as items of other cards.")
            @Nullable
            NeighboursCard neighbours,

            @Schema(
                    description =
                            "What happened when, the newest first. Facts of all times are listed unless validAt is given.")
            @Nullable
            TimelineCard timeline,

            @Schema(description = "The properties in which its sources differ.") @Nullable
            ConflictsCard conflicts) {}

    @Schema(description = "Relationships by type and direction.")
    public record FactsCard(List<FactGroup> items, long total, String link) {}

    /**
     * Relationships of the same type and direction.
     *
     * @param type their type
     * @param direction their direction, seen from the entity
     * @param label what they mean, seen from the entity
     * @param items the latest of them
     * @param total number of all of them
     * @param link where all of them are
     */
    @Schema(description = "Relationships of the same type and direction: the latest, and how many there are.")
    public record FactGroup(
            RelationshipType type,
            Direction direction,

            @Schema(description = "What they mean, seen from the entity.")
            String label,

            List<Relationship> items,
            long total,
            String link) {}

    @Schema(description = "Partners.")
    public record PartnersCard(List<Partner> items, long total, String link) {}

    @Schema(description = "Investments.")
    public record InvestmentsCard(List<Entity> items, long total, String link) {}

    @Schema(description = "Positions, as relationships of the type HOLDS.")
    public record PositionsCard(List<Relationship> items, long total, String link) {}

    @Schema(description = "Events.")
    public record EventsCard(List<Entity> items, long total, String link) {}

    @Schema(description = "Evidence.")
    public record EvidenceCard(List<Evidence> items, long total, String link) {}

    @Schema(description = "A part of the graph.")
    public record NeighboursCard(List<Entity.Ref> nodes, List<Edge> edges, long total, String link) {}

    @Schema(description = "A timeline.")
    public record TimelineCard(List<Happening> items, long total, String link) {}

    @Schema(description = "Conflicts.")
    public record ConflictsCard(List<Conflict> items, long total, String link) {}
}
