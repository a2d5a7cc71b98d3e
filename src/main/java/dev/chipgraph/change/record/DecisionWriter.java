package dev.chipgraph.change.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.Subject;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RecordReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Records decisions of editors as evidence, where other evidence does not claim what they want to be shown. */
final class DecisionWriter {

    private static final Entity EDITORS_SOURCE = editorsSource();

    private final WriteSet writes;
    private final EntityWriter entities;
    private final EvidenceWriter evidence;

    /** What editors want to be shown, by subject. */
    private final Map<String, DesiredValues> desired = new HashMap<>();

    DecisionWriter(WriteSet writes, EntityWriter entities, EvidenceWriter evidence) {
        this.writes = writes;
        this.entities = entities;
        this.evidence = evidence;
    }

    private static Entity editorsSource() {
        var reader = new RecordReader("source");
        return reader.source(new ObjectMapper()
                .createObjectNode()
                .put("id", DesiredValues.EDITORS)
                .put("name", "Editors of this graph"));
    }

    /** Has values shown. Which decisions that needs is found out when the state of the subject is derived. */
    void show(Subject subject, DesiredValues values) {
        desired.put(subject.id(), values);
        writes.deriveAgain(subject);
    }

    /** Records the decisions that the desired values of a subject need, and returns its evidence with them. */
    List<Evidence> record(Subject subject, Collection<Property> vocabulary, List<Evidence> present) {
        var all = new ArrayList<>(present);
        DesiredValues values = desired.get(subject.id());
        if (values != null) {
            values.values().forEach((property, value) -> record(subject, property, value, vocabulary, all));
        }
        return all;
    }

    private void record(
            Subject subject, String property, Object value, Collection<Property> vocabulary, List<Evidence> all) {
        DesiredValues values = desired.get(subject.id());
        var earlier = all.stream()
                .filter(record -> Claims.isDecision(record) && property.equals(record.locator()))
                .toList();
        all.removeAll(earlier);
        var needed = Claims.of(vocabulary, all).decision(property, value);
        var claims =
                values.explicit() && needed.isEmpty() && value != null ? ClaimFields.unflat(property, value) : needed;
        if (earlier.size() == 1 && earlier.getFirst().claims().equals(claims)) {
            all.addAll(earlier);
            return;
        }
        var outdated = earlier.stream().map(Evidence::id).collect(Collectors.toSet());
        if (!claims.isEmpty()) {
            Evidence decision = values.decision(property).withClaims(claims);
            outdated.remove(write(subject, decision));
            all.add(decision);
        }
        evidence.withdraw(outdated);
    }

    /** Writes the evidence that records a decision, and returns its id. */
    String write(Subject subject, Evidence decision) {
        if (decision.source().id().equals(DesiredValues.EDITORS)) {
            createEditorsSource();
        }
        EvidenceRow row = EvidenceRow.of(subject, 1, decision);
        evidence.write(List.of(StoredEvidence.of(row)));
        return row.id();
    }

    private void createEditorsSource() {
        var known = ReferenceIndex.of(writes.transaction(), List.of(DesiredValues.EDITORS));
        if (!known.kinds().containsKey(DesiredValues.EDITORS)) {
            entities.write(List.of(EDITORS_SOURCE));
        }
    }
}
