package dev.chipgraph.ingest;

/**
 * The result of loading.
 *
 * @param entities entities read, sources included
 * @param relationships relationships read
 * @param changedEntities entities that are new or changed
 * @param changedRelationships relationships that are new or changed
 * @param changedEvidence records of evidence that are new or changed
 * @param graphVersion version of the graph after loading
 */
public record ImportReport(
        int entities,
        int relationships,
        long changedEntities,
        long changedRelationships,
        long changedEvidence,
        long graphVersion) {

    public boolean changedAnything() {
        return changedEntities + changedRelationships + changedEvidence > 0;
    }

    /** This result and that of a later load. */
    ImportReport plus(ImportReport later) {
        return new ImportReport(
                entities + later.entities,
                relationships + later.relationships,
                changedEntities + later.changedEntities,
                changedRelationships + later.changedRelationships,
                changedEvidence + later.changedEvidence,
                later.graphVersion);
    }

    ImportReport at(long version) {
        return new ImportReport(
                entities, relationships, changedEntities, changedRelationships, changedEvidence, version);
    }
}
