package dev.chipgraph.change.record;

import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Subject;
import dev.chipgraph.model.Evidence;
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

    /** A record with the id that follows from its content. */
    public static EvidenceRow of(Subject subject, int ordinal, Evidence evidence) {
        return new EvidenceRow(GeneratedIds.of(subject.id(), evidence, ordinal), subject, ordinal, evidence);
    }

    /** All evidence of a subject. */
    public static List<EvidenceRow> of(Subject subject, List<Evidence> evidence) {
        var ordinals = GeneratedIds.ordinals(evidence);
        return IntStream.range(0, evidence.size())
                .mapToObj(i -> of(subject, ordinals.get(i), evidence.get(i)))
                .toList();
    }
}
