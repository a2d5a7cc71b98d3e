package dev.chipgraph.model;

import static dev.chipgraph.model.Kind.AGREEMENT;
import static dev.chipgraph.model.Kind.EVENT;
import static dev.chipgraph.model.Kind.FACILITY;
import static dev.chipgraph.model.Kind.INDICATOR;
import static dev.chipgraph.model.Kind.INVESTMENT;
import static dev.chipgraph.model.Kind.PERSON;
import static dev.chipgraph.model.Kind.PLACE;
import static dev.chipgraph.model.Kind.POLICY;
import static dev.chipgraph.model.Kind.PRODUCT;
import static dev.chipgraph.model.Kind.SECTOR;
import static dev.chipgraph.model.Kind.SOURCE;
import static dev.chipgraph.model.Kind.STATEMENT;
import static dev.chipgraph.model.Property.number;
import static dev.chipgraph.model.Property.oneOf;
import static dev.chipgraph.model.Property.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The types of relationship, which kinds each may join, and its extra properties. The spelling in JSON and in the
 * database is the constant's name.
 */
public enum RelationshipType implements WireName {
    PARTY_TO(
            ends(organizations(PLACE, PERSON), only(AGREEMENT)),
            oneOf("role", "In which role; absent when no source tells it.", "signatory witness host beneficiary")),
    SIGNED(
            ends(only(PERSON), only(AGREEMENT)),
            text("onBehalfOf", "Id of the organisation that the person signed for.")),
    SIGNED_AT(ends(only(AGREEMENT), only(EVENT))),
    UNDER(ends(only(AGREEMENT, EVENT, INVESTMENT, POLICY), only(AGREEMENT, POLICY))),
    COVERS(ends(only(AGREEMENT, POLICY, EVENT, INVESTMENT, PRODUCT), only(SECTOR, PRODUCT))),
    INVESTOR_IN(
            ends(organizations(PLACE), only(INVESTMENT)),
            oneOf("role", "In which role.", "lead co-investor"),
            number("share", Constraint.FRACTION, "Share of the whole, 0 to 1.")),
    FUNDS(ends(only(INVESTMENT, POLICY), organizations(FACILITY, POLICY, SECTOR))),
    LOCATED_IN(
            ends(organizations(FACILITY, INVESTMENT, EVENT), only(PLACE)),
            oneOf("role", "Whether it is the seat or a site.", "headquarters site")),
    PRESENT_IN(ends(organizations(), only(PLACE))),
    OPERATES(ends(organizations(), only(FACILITY))),
    PART_OF(List.of(
            new Ends(only(PLACE), only(PLACE)),
            new Ends(organizations(), organizations()),
            new Ends(only(EVENT), only(EVENT)),
            new Ends(only(SECTOR), only(SECTOR)),
            new Ends(only(PRODUCT), only(PRODUCT)))),
    SUBSIDIARY_OF(
            ends(organizations(), organizations()),
            number("share", Constraint.FRACTION, "Share that the parent holds, 0 to 1.")),
    SUCCEEDED_BY(List.of(new Ends(organizations(), organizations()), new Ends(only(PLACE), only(PLACE)))),
    HOLDS(ends(only(PERSON), organizations()), text("position", "Title of the position.")),
    ORGANIZED(ends(organizations(), only(EVENT)), oneOf("role", "In which role.", "organizer co-organizer host")),
    ATTENDED(ends(organizations(PERSON), only(EVENT)), oneOf("role", "In which role.", "speaker opening participant")),
    ISSUED(ends(organizations(PERSON), only(POLICY))),
    SETS(ends(organizations(POLICY, EVENT), only(INDICATOR))),
    ABOUT(ends(only(INDICATOR, STATEMENT), EnumSet.allOf(Kind.class))),
    SAID(ends(organizations(PERSON, PLACE), only(STATEMENT))),
    SAID_AT(ends(only(STATEMENT), only(EVENT))),
    ADDRESSED_TO(ends(only(STATEMENT), organizations(PERSON, PLACE, SECTOR))),
    ACTIVE_IN(ends(organizations(), only(SECTOR))),
    SUPPLIES(ends(organizations(), organizations()), text("product", "What is supplied.")),
    PROVIDES(
            ends(organizations(PLACE), only(PRODUCT)),
            number("share", Constraint.FRACTION, "Share of the market, 0 to 1."),
            number("year", Constraint.YEAR, "Year that the share is about.")),
    INPUT_TO(ends(only(PRODUCT), only(PRODUCT))),
    AUTHORED(ends(organizations(PERSON), only(SOURCE))),
    RELATED_TO(
            ends(EnumSet.allOf(Kind.class), EnumSet.allOf(Kind.class)),
            text("relation", "How, in the words of the source."));

    /** Types whose relationships must not lead back to where they start: nothing is a part of itself. */
    public static final Set<RelationshipType> ACYCLIC =
            Collections.unmodifiableSet(EnumSet.of(PART_OF, SUBSIDIARY_OF, SUCCEEDED_BY));

    /** Kinds that a relationship may come from together with kinds that it may then lead to. */
    public record Ends(Set<Kind> from, Set<Kind> to) {}

    private final List<Ends> ends;
    private final List<Property> properties;

    RelationshipType(List<Ends> ends, Property... properties) {
        this.ends = List.copyOf(ends);
        this.properties = List.of(properties);
    }

    private static List<Ends> ends(Set<Kind> from, Set<Kind> to) {
        return List.of(new Ends(from, to));
    }

    private static Set<Kind> only(Kind first, Kind... others) {
        return EnumSet.of(first, others);
    }

    private static Set<Kind> organizations(Kind... others) {
        var kinds = EnumSet.copyOf(Kind.organizations());
        kinds.addAll(List.of(others));
        return kinds;
    }

    @JsonCreator
    public static RelationshipType fromString(String wire) {
        return WireName.read(RelationshipType.class, wire);
    }

    @Override
    @JsonValue
    public String wire() {
        return name();
    }

    public List<Ends> ends() {
        return ends;
    }

    public List<Property> properties() {
        return properties;
    }

    public Optional<Property> property(String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    public boolean joins(Kind from, Kind to) {
        return ends.stream()
                .anyMatch(end -> end.from().contains(from) && end.to().contains(to));
    }

    /** Prefix of the ids of relationships of this type, which lets an id alone lead to the right index. */
    public String idPrefix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-";
    }

    /** The type that an id of a relationship names; empty when it cannot be such an id. */
    public static Optional<RelationshipType> ofId(String id) {
        return Arrays.stream(values())
                .filter(type -> id.matches(type.idPrefix() + "[0-9a-z]{13}"))
                .findFirst();
    }
}
