package dev.chipgraph.change;

import dev.chipgraph.graph.Digests;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Ids of records that come without one, derived from their content: a repeated record gets the same id. */
public final class GeneratedIds {

    private GeneratedIds() {}

    /**
     * Derives the id of a relationship from its ends, type and role: two positions of a person at one ministry are two
     * relationships. A share and attestations do not count.
     */
    public static Relationship withId(Relationship read) {
        if (read.id() != null) {
            return read;
        }
        var identity = new LinkedHashMap<>(read.properties());
        identity.remove("share");
        String id = read.type().idPrefix()
                + Digests.id(List.of(
                                read.from().id(),
                                read.to().id(),
                                identity,
                                String.valueOf(read.validity().validFrom()))
                        .toString());
        return new Relationship(
                id,
                read.type(),
                read.from(),
                read.to(),
                read.properties(),
                read.validity(),
                null,
                null,
                read.evidence());
    }

    /** Numbers the records of one source about one subject at one locator. */
    public static List<Integer> ordinals(List<Evidence> evidence) {
        var seen = new HashMap<List<String>, Integer>();
        return evidence.stream()
                .map(record -> seen.merge(place(record), 1, Integer::sum))
                .toList();
    }

    /** Ids of the records of evidence of a subject. */
    public static List<String> of(String subject, List<Evidence> evidence) {
        var ordinals = ordinals(evidence);
        return IntStream.range(0, evidence.size())
                .mapToObj(i -> of(subject, evidence.get(i), ordinals.get(i)))
                .toList();
    }

    /** Id of the record with this number. */
    public static String of(String subject, Evidence evidence, int ordinal) {
        var place = place(evidence);
        return Digests.id(
                List.of(subject, place.get(0), place.get(1), place.get(2)).toString() + ordinal);
    }

    /** The first ordinal with which a record of a subject gets an id that is free. */
    public static int freeOrdinal(String subject, Evidence evidence, Collection<String> taken) {
        return IntStream.iterate(1, ordinal -> ordinal + 1)
                .filter(ordinal -> !taken.contains(of(subject, evidence, ordinal)))
                .findFirst()
                .orElseThrow();
    }

    /** The origin of evidence: source, locator and extractor. */
    public static List<String> place(Evidence evidence) {
        return List.of(
                evidence.source().id(), Objects.requireNonNullElse(evidence.locator(), ""), evidence.extractor());
    }
}
