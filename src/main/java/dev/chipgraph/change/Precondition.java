package dev.chipgraph.change;

import dev.chipgraph.change.ChangeRejected.Reason;

/**
 * On which condition something is written (RFC 9110, If-Match and If-None-Match).
 *
 * @param unchangedSince version of the graph after which it must not have changed; null when that was not said
 * @param whatever whether any state of it will do
 * @param absent whether it must not be there
 */
public record Precondition(Long unchangedSince, boolean whatever, boolean absent) {

    /** That it is not there yet. */
    public static final Precondition ABSENT = new Precondition(null, false, true);

    /** That it is there, in any state. */
    public static final Precondition WHATEVER = new Precondition(null, true, false);

    /** Refuses to write over what is not in the state that was read. */
    void check(String id, long changedIn) {
        if (absent) {
            throw new ChangeRejected(Reason.STALE, "\"%s\" is there already.".formatted(id));
        }
        if (!whatever && unchangedSince == null) {
            throw new ChangeRejected(
                    Reason.UNCONDITIONAL,
                    "\"%s\" is there; send its ETag as If-Match, so that nobody else's change is lost.".formatted(id));
        }
        if (!whatever && changedIn > unchangedSince) {
            throw new ChangeRejected(
                    Reason.STALE,
                    "\"%s\" was changed in version %d of the graph, after version %d that If-Match names. Read it again."
                            .formatted(id, changedIn, unchangedSince));
        }
    }

    /** Refuses to change what is not there. */
    void checkAbsent(String id) {
        if (whatever || unchangedSince != null) {
            throw new ChangeRejected(Reason.STALE, "\"%s\" is not there.".formatted(id));
        }
    }
}
