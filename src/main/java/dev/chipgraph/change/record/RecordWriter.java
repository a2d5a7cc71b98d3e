package dev.chipgraph.change.record;

import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Cycles;
import dev.chipgraph.change.Identifiers;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.Subject;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes entities, relationships and evidence in a transaction, one or thousands, and at the end what is derived from
 * them: states, search names, countries, conflicts and feed entries.
 */
public final class RecordWriter {

    private final WriteSet writes;
    private final Countries countries;
    private final EvidenceWriter evidence;
    private final EntityWriter entities;
    private final RelationshipWriter relationships;
    private final DecisionWriter decisions;
    private final DerivedState states;

    private RecordWriter(WriteSet writes, PreparedRecords prepared) {
        this.writes = writes;
        countries = new Countries(writes);
        evidence = new EvidenceWriter(writes);
        entities = new EntityWriter(writes, prepared, evidence, countries);
        relationships = new RelationshipWriter(writes, prepared, evidence, countries);
        decisions = new DecisionWriter(writes, entities, evidence);
        states = new DerivedState(writes, entities, relationships, decisions);
    }

    /** Writes what an editor says, which always applies. */
    public static RecordWriter forEdit(WriteTransaction transaction) {
        return new RecordWriter(new WriteSet(transaction, true), new PreparedRecords());
    }

    /**
     * Writes what files say, which changes only what differs from their last import and not what editors deleted.
     *
     * @param prepared some or all of the records to write, or none
     */
    public static RecordWriter forImport(WriteTransaction transaction, PreparedRecords prepared) {
        return new RecordWriter(new WriteSet(transaction, false), prepared);
    }

    /** Writes entities with their evidence. */
    public void entities(Collection<Entity> all) {
        entities.write(all);
    }

    /** Writes relationships with their evidence; their ends exist. */
    public void relationships(Collection<Relationship> all) {
        relationships.write(all);
    }

    /** Writes a record of evidence and supersedes its previous state. */
    public void evidence(EvidenceRow row) {
        evidence.write(List.of(StoredEvidence.of(row)));
    }

    /** Has values shown of a subject whatever its evidence claims. Where it claims otherwise, a decision is added. */
    public void show(Subject subject, DesiredValues values) {
        decisions.show(subject, values);
    }

    /** Writes the evidence that records a decision of an editor. */
    public void decision(Subject subject, Evidence decision) {
        decisions.write(subject, decision);
    }

    /**
     * Withdraws an entity, but neither its relationships nor its evidence.
     *
     * @param into id of the entity that it is merged into; null for a deletion
     */
    public void withdrawEntity(String id, String into) {
        entities.withdraw(List.of(id), into);
    }

    /** Withdraws relationships but not their evidence. */
    public void withdrawRelationships(Collection<Relationship> all) {
        relationships.withdraw(all.stream().collect(Collectors.toMap(Relationship::id, Relationship::type)));
    }

    public void withdrawEvidence(Collection<String> ids) {
        evidence.withdraw(ids);
    }

    /** Withdraws evidence that moves to another subject. An import may bring it again when it has moved back. */
    public void withdrawMovedEvidence(Collection<String> ids) {
        evidence.withdrawMoved(ids);
    }

    /** Withdraws entities, relationships and records of evidence that belong together. */
    public void withdraw(
            Collection<String> entityIds, Map<String, RelationshipType> types, Collection<String> evidenceIds) {
        relationships.withdraw(types);
        evidence.withdraw(evidenceIds);
        entities.withdraw(entityIds, null);
    }

    /**
     * Derives the states of all subjects whose evidence changed, and their countries.
     *
     * @throws ChangeRejected when what was written does not fit the rest of the graph
     */
    public void updateDerived() {
        Cycles.refuse(relationships.written(), writes.transaction());
        evidence.withdrawReplaced();
        var outdated = writes.outdated();
        outdated.forEach(states::update);
        Identifiers.refuse(entities.written(), writes.transaction());
        countries.update();
        outdated.forEach(states::touch);
    }
}
