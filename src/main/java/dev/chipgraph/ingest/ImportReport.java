package dev.chipgraph.ingest;

/**
 * What an import did.
 *
 * @param entities entities read, sources included
 * @param relationships relationships read
 * @param changedEntities entities that are new or changed
 * @param changedRelationships relationships that are new or changed
 * @param changedEvidence subjects with new or changed evidence
 * @param graphVersion version of the graph afterwards
 */
public record ImportReport(
        int entities,
        int relationships,
        int changedEntities,
        int changedRelationships,
        int changedEvidence,
        long graphVersion) {

    public boolean changedAnything() {
        return changedEntities + changedRelationships + changedEvidence > 0;
    }
}
