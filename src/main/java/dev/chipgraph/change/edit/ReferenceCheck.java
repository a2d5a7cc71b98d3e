package dev.chipgraph.change.edit;

import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks what records refer to, and replaces the ids of merged entities by the current ones. */
final class ReferenceCheck {

    private ReferenceCheck() {}

    /**
     * An entity with the current ids of its sources.
     *
     * @throws InvalidInput when it refers to an unknown source or has another kind in the graph
     */
    static Entity checked(Entity entity, WriteTransaction transaction) {
        var known = ReferenceIndex.of(
                transaction,
                Stream.concat(Stream.of(entity.id()), ReferenceIndex.sources(entity.evidence()))
                        .toList());
        InvalidInput.throwIfAny(known.check(Documents.BODY, entity));
        return entity.with(known.current(entity.evidence()));
    }

    /**
     * A relationship with the current ids of its ends and sources.
     *
     * @throws InvalidInput when it refers to an unknown entity, or does not join entities of these kinds
     */
    static Relationship checked(Relationship relationship, WriteTransaction transaction) {
        var known = ReferenceIndex.of(
                transaction, ReferenceIndex.references(relationship).toList());
        InvalidInput.throwIfAny(known.check(Documents.BODY, relationship));
        return known.current(relationship);
    }

    /**
     * Evidence with the current id of its source.
     *
     * @throws InvalidInput when it refers to an unknown source
     */
    static Evidence checked(Evidence evidence, WriteTransaction transaction) {
        var known = ReferenceIndex.of(transaction, List.of(evidence.source().id()));
        var violations = new ArrayList<Violation>();
        known.checkSources(Documents.BODY, null, List.of(evidence), violations);
        InvalidInput.throwIfAny(violations);
        return known.current(List.of(evidence)).getFirst();
    }

    /**
     * Does work with a former state, which may not fit the graph any more.
     *
     * @param parameter the part of the path that names the state; the violations are there
     */
    static <T> T ofFormerState(String parameter, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInput e) {
            throw e.ofFormerState("path", parameter);
        }
    }
}
