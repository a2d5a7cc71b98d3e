package dev.chipgraph.ingest.identity;

import dev.chipgraph.model.Kind;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * An entity, of the graph or of the files, that a record may mean.
 *
 * @param country its ISO 3166-1 alpha-2 code; null when unknown
 * @param current whether it exists today
 * @param hint what distinguishes it from entities with the same name
 */
record Candidate(String id, Kind kind, String name, String country, boolean current, String hint) {

    /** Candidates in words. */
    static String list(Collection<Candidate> candidates) {
        return candidates.stream().map(Candidate::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(id, hint);
    }
}
