package dev.chipgraph.change;

import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.lookup.References.Suggestion;
import java.util.List;

/** A change that cannot be made as the graph stands; nothing was changed. */
public final class ChangeRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** What is to be changed was changed since it was read. */
        STALE,
        /** It was not said which state is to be changed. */
        UNCONDITIONAL,
        /** There is such a thing already. */
        EXISTS,
        /** An organisation of the same name is there. */
        SAME_NAME,
        /** It was deleted. */
        GONE,
        /** Other things refer to it. */
        REFERRED_TO,
        /** The key of the request was used for another one. */
        KEY_REUSED,
        /** What is to be undone was changed again. */
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

    /** Entities that are probably meant or in the way. */
    public List<Suggestion> candidates() {
        return candidates;
    }

    /** Relationships that are in the way. */
    public List<Relationship> referrers() {
        return referrers;
    }
}
