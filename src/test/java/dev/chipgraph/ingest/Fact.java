package dev.chipgraph.ingest;

import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.model.Evidence;
import java.util.List;
import java.util.Map;

/**
 * A record of evidence in {@link ClaimsModel}.
 *
 * @param claims values by property, those of lists as sets; rejected values under a name of their own
 * @param since when the graph learned of it
 */
record Fact(
        String id,
        String source,
        String publishedOn,
        String locator,
        String extractor,
        int ordinal,
        double confidence,
        Map<String, Object> claims,
        int since) {

    static final String CURATED = "curated";
    static final String DECISION = "decision";

    boolean isDecision() {
        return extractor.equals(DECISION);
    }

    /** What the record says. */
    List<Object> content() {
        return List.of(id, confidence, claims);
    }

    String origin() {
        return source + " " + extractor;
    }

    Fact movedTo(String entity, int other) {
        String moved = idOf(entity, source, locator, extractor, other);
        return new Fact(moved, source, publishedOn, locator, extractor, other, confidence, claims, since);
    }

    static String idOf(String entity, String source, String locator, String extractor, int ordinal) {
        var evidence =
                new Evidence(null, Evidence.SourceRef.ofId(source), locator, null, null, Map.of(), 1, extractor, null);
        return GeneratedIds.of(entity, evidence, ordinal);
    }
}
