package dev.chipgraph.change;

import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import java.util.List;

/** The state of the graph does not allow a change. The graph is unchanged. */
public final class ChangeRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The reason. */
    public enum Reason {
        /** The entity or relationship changed after the client read it. */
        STALE,
        /** The request has no precondition, but needs one. */
        UNCONDITIONAL,
        /** It exists already. */
        EXISTS,
        /** An organisation of the same name exists. */
        SAME_NAME,
        /** Another entity has the identifier. */
        SAME_IDENTIFIER,
        /** Relationships would lead back to where they start. */
        CYCLE,
        /** It was deleted. */
        GONE,
        /** Relationships or evidence refer to it. */
        REFERRED_TO,
        /** The Idempotency-Key was used for another request. */
        KEY_REUSED,
        /** A later change prevents the undo. */
        CHANGED_AGAIN
    }

    private final Reason reason;
    private final transient List<Suggestion> candidates;
    private final transient List<Relationship> referrers;

    public ChangeRejected(Reason reason, String message) {
        this(reason, message, List.of(), List.of());
    }

    public ChangeRejected(Reason reason, String message, List<Suggestion> candidates, List<Relationship> referrers) {
        super(message);
        this.reason = reason;
        this.candidates = candidates;
        this.referrers = referrers;
    }

    public Reason reason() {
        return reason;
    }

    /** Entities that the client may have meant, or that prevent the change. */
    public List<Suggestion> candidates() {
        return candidates;
    }

    /** Relationships that prevent the change. */
    public List<Relationship> referrers() {
        return referrers;
    }
}
