package dev.chipgraph.process;

/**
 * Where {@link FaultProxy} cuts a connection. PULL and DISCARD travel with the statement that they belong to and are not
 * counted.
 *
 * @param side on which side of the message
 * @param point which message
 * @param number which of these messages, from 1
 * @param stayAway whether the database stays unreachable after the cut
 */
record Cut(Side side, Point point, int number, boolean stayAway) {

    enum Side {
        /** The message does not arrive. */
        BEFORE,
        /** The message arrives and the database answers, but the answer does not arrive. */
        AFTER
    }

    enum Point {
        /** The message of a number, counted since the proxy was armed. */
        MESSAGE,
        /** A COMMIT. */
        ANY_COMMIT,
        /** The COMMIT of a transaction of more than one statement. */
        COMMIT,
        /** The first message after such a COMMIT. */
        AFTER_COMMIT
    }

    /** The odd messages after they arrived, the even ones before: after a message is much the same as before the next. */
    static Cut alternating(int number) {
        return at(number % 2 == 0 ? Side.BEFORE : Side.AFTER, number);
    }

    static Cut at(Side side, int number) {
        return new Cut(side, Point.MESSAGE, number, false);
    }

    static Cut at(Side side, Point point) {
        return new Cut(side, point, 1, false);
    }

    static Cut forGood(Side side, Point point) {
        return new Cut(side, point, 1, true);
    }

    /** After the COMMIT of a number has arrived: what is cut before it is taken back by the database. */
    static Cut afterCommit(int number) {
        return new Cut(Side.AFTER, Point.ANY_COMMIT, number, false);
    }
}
