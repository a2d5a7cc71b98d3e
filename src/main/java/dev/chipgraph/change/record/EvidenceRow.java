package dev.chipgraph.change.record;

import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Subject;
import dev.chipgraph.model.Evidence;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A record of evidence to be written.
 *
 * @param id its id
 * @param subject what it is about
 * @param ordinal distinguishes records of one source about one subject at one place
 * @param evidence its content
 */
public record EvidenceRow(String id, Subject subject, int ordinal, Evidence evidence) {

    private static final int MOST_OF_ONE_PLACE = 1_000;

    /** A record with the id that follows from its content. */
    public static EvidenceRow of(Subject subject, int ordinal, Evidence evidence) {
        return new EvidenceRow(GeneratedIds.of(subject.id(), evidence, ordinal), subject, ordinal, evidence);
    }

    /** A record with the first id that is free. */
    public static EvidenceRow withFreeId(Subject subject, Evidence evidence, Collection<String> taken) {
        return of(subject, GeneratedIds.freeOrdinal(subject.id(), evidence, taken), evidence);
    }

    /** A record in place of one of the same source, locator and extractor, whose id it takes over. */
    public static EvidenceRow replacing(String id, Subject subject, Evidence evidence) {
        int ordinal = IntStream.rangeClosed(1, MOST_OF_ONE_PLACE)
                .filter(number ->
                        GeneratedIds.of(subject.id(), evidence, number).equals(id))
                .findFirst()
                .orElse(1);
        return new EvidenceRow(id, subject, ordinal, evidence);
    }

    /** All evidence of a subject. */
    public static List<EvidenceRow> of(Subject subject, List<Evidence> evidence) {
        var ordinals = GeneratedIds.ordinals(evidence);
        return IntStream.range(0, evidence.size())
                .mapToObj(i -> of(subject, ordinals.get(i), evidence.get(i)))
                .toList();
    }
}
