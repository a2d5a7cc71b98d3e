package dev.chipgraph.model;

import static dev.chipgraph.model.RelationshipType.ABOUT;
import static dev.chipgraph.model.RelationshipType.ADDRESSED_TO;
import static dev.chipgraph.model.RelationshipType.FUNDS;
import static dev.chipgraph.model.RelationshipType.HOLDS;
import static dev.chipgraph.model.RelationshipType.INVESTOR_IN;
import static dev.chipgraph.model.RelationshipType.ISSUED;
import static dev.chipgraph.model.RelationshipType.LOCATED_IN;
import static dev.chipgraph.model.RelationshipType.OPERATES;
import static dev.chipgraph.model.RelationshipType.ORGANIZED;
import static dev.chipgraph.model.RelationshipType.PARTY_TO;
import static dev.chipgraph.model.RelationshipType.SAID;
import static dev.chipgraph.model.RelationshipType.SETS;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field in which entities of a kind show those that they are related to, such as the parties of an agreement. It is read
 * only: what it shows is written as relationships.
 *
 * @param name name of the field
 * @param description one sentence for readers of the API
 * @param ways how the others are reached, any of which counts
 */
public record RelatedField(String name, String description, List<Way> ways) {

    /**
     * How others are reached: along relationships of a type, or, in a second step, of another.
     *
     * @param via type of the relationships of the first of two steps, which lead away; null when there is one step
     * @param type type of the relationships to the others
     * @param incoming whether these relationships lead from the others to the entity
     * @param through kind of the entity between the two steps, or of the others when there is one step; null for any kind
     */
    public record Way(
            @Nullable RelationshipType via,
            RelationshipType type,
            boolean incoming,
            @Nullable Kind through) {}

    private static final Map<Kind, List<RelatedField>> FIELDS = Map.of(
            Kind.AGREEMENT,
            List.of(from("parties", "Its parties, with their roles as far as sources tell them.", PARTY_TO)),
            Kind.INVESTMENT,
            List.of(
                    from("investors", "Who invests, with roles and shares as far as sources tell them.", INVESTOR_IN),
                    new RelatedField(
                            "places",
                            "Where it is: its own places and those of the facilities that it funds.",
                            List.of(
                                    new Way(null, LOCATED_IN, false, null),
                                    new Way(FUNDS, LOCATED_IN, false, Kind.FACILITY))),
                    new RelatedField(
                            "facilities",
                            "The facilities that it funds.",
                            List.of(new Way(null, FUNDS, false, Kind.FACILITY)))),
            Kind.FACILITY,
            List.of(from("operators", "Who operates it.", OPERATES), to("places", "Where it is.", LOCATED_IN)),
            Kind.PERSON,
            List.of(to("positions", "The positions of the person, each at an organisation.", HOLDS)),
            Kind.EVENT,
            List.of(
                    from("organizers", "Who organised it, with their roles.", ORGANIZED),
                    to("places", "Where it took place.", LOCATED_IN)),
            Kind.POLICY,
            List.of(from("issuers", "Who issued it.", ISSUED)),
            Kind.STATEMENT,
            List.of(
                    from("saidBy", "Who said it.", SAID),
                    to("addressedTo", "Whom it is addressed to.", ADDRESSED_TO),
                    to("about", "What it is about.", ABOUT)),
            Kind.INDICATOR,
            List.of(
                    to("about", "What it is about.", ABOUT),
                    from("setBy", "Who or what sets it as a target, or tells it.", SETS)));

    private static final Set<String> NAMES = FIELDS.values().stream()
            .flatMap(List::stream)
            .map(RelatedField::name)
            .collect(Collectors.toUnmodifiableSet());

    private static RelatedField from(String name, String description, RelationshipType type) {
        return new RelatedField(name, description, List.of(new Way(null, type, true, null)));
    }

    private static RelatedField to(String name, String description, RelationshipType type) {
        return new RelatedField(name, description, List.of(new Way(null, type, false, null)));
    }

    /** The fields of a kind, in the order in which they are shown. */
    public static List<RelatedField> of(Kind kind) {
        return FIELDS.getOrDefault(kind, List.of());
    }

    /** The names of the fields of all kinds. */
    public static Set<String> names() {
        return NAMES;
    }
}
