package dev.chipgraph.change;

import dev.chipgraph.change.ChangeRejected.Reason;

/**
 * A precondition of a write (RFC 9110, If-Match and If-None-Match).
 *
 * @param unchangedSince version of the graph after which it must not have changed; {@link #NO_VERSION} when If-Match has
 *     only tags of others; null without If-Match
 * @param whatever whether any state is accepted (If-Match: *)
 * @param absent whether it must not exist (If-None-Match: *)
 */
public record Precondition(Long unchangedSince, boolean whatever, boolean absent) {

    /** No state is of this version or an earlier one. */
    public static final long NO_VERSION = -1;

    /** It must not exist. */
    public static final Precondition ABSENT = new Precondition(null, false, true);

    /** It must exist, in any state. */
    public static final Precondition WHATEVER = new Precondition(null, true, false);

    /** Rejects a write over a state that the client has not read. */
    public void check(String id, long changedIn) {
        if (absent) {
            throw new ChangeRejected(Reason.STALE, "\"%s\" exists already.".formatted(id));
        }
        if (!whatever && unchangedSince == null) {
            throw new ChangeRejected(
                    Reason.UNCONDITIONAL,
                    "\"%s\" exists. Send its ETag as If-Match, so that no other change is lost.".formatted(id));
        }
        if (!whatever && changedIn > unchangedSince) {
            throw new ChangeRejected(
                    Reason.STALE,
                    unchangedSince == NO_VERSION
                            ? "No ETag in If-Match is of \"%s\". Read it again.".formatted(id)
                            : "\"%s\" changed in version %d of the graph, after version %d in If-Match. Read it again."
                                    .formatted(id, changedIn, unchangedSince));
        }
    }

    /** Rejects a change of something that does not exist. */
    public void checkAbsent(String id) {
        if (whatever || unchangedSince != null) {
            throw new ChangeRejected(Reason.STALE, "\"%s\" does not exist.".formatted(id));
        }
    }
}
