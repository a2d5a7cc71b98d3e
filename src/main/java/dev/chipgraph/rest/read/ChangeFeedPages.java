package dev.chipgraph.rest.read;

import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.query.question.ChangeFeed;
import dev.chipgraph.query.question.ChangeFeed.Criteria;
import dev.chipgraph.query.question.ChangeFeed.Page;
import dev.chipgraph.query.question.ChangeFeed.Position;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the change feed page by page, each within the time that a request has. */
@ApplicationScoped
public class ChangeFeedPages {

    /** Changes that are read at once when the whole feed is wanted. */
    static final int LONGEST = 500;

    private final ChangeFeed feed;
    private final RequestClock clock;

    ChangeFeedPages(ChangeFeed feed, RequestClock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    /** The next page, read on past changes that do not match as long as there is time. */
    Page after(Position position, Criteria criteria, int limit) {
        clock.stop();
        Page page = feed.after(position, criteria, limit);
        while (page.changes().isEmpty() && page.more() && !feed.isLate()) {
            page = feed.after(page.reached(), criteria, limit);
        }
        return page;
    }
}
