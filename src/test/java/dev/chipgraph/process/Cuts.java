package dev.chipgraph.process;

import dev.chipgraph.Thorough;
import dev.chipgraph.process.Cut.Side;
import java.util.List;

/**
 * Cuts a request at the first message, the second, and so on, until there are no more: at the odd ones after they arrived,
 * at the even ones before, or each on both sides.
 */
final class Cuts {

    /** Whether to cut wherever one can, which -Dcuts=all and -Dthorough ask for. */
    static final boolean ALL = Thorough.isOn() || "all".equals(System.getProperty("cuts"));

    private Cuts() {}

    /** A request that is sent through cuts. */
    interface InSpiteOf {
        /** Sends a request that is cut, and returns what to check when the connection is whole again. */
        Check cut(Lane lane, String name);
    }

    /** What has to be so afterwards. */
    interface Check {
        void run() throws InterruptedException;
    }

    /** Returns how many messages there were. */
    static int each(Lane lane, InSpiteOf request) throws InterruptedException {
        int message = 0;
        boolean hit = true;
        while (hit) {
            message++;
            for (Cut cut : ALL
                    ? List.of(Cut.at(Side.BEFORE, message), Cut.at(Side.AFTER, message))
                    : List.of(Cut.alternating(message))) {
                Check check;
                lane.proxy().arm(cut);
                try {
                    check = request.cut(lane, "Cut %s %d %s".formatted(cut.side(), message, request.hashCode()));
                } finally {
                    hit = lane.proxy().disarm();
                }
                check.run();
            }
        }
        return message - 1;
    }
}
