package dev.chipgraph.query.core;

import java.util.Map;

/**
 * Which part of a list to return: so many items after the one that the last answer ended with.
 *
 * @param limit greatest number of items
 * @param after sort key of the last item of the page before; null for the first page
 * @param afterId id of that item; empty for the first page
 * @param count whether to count all items as well
 */
public record PageRequest(int limit, Object after, String afterId, boolean count) {

    /** One more than the limit tells whether there is a next page. */
    public Map<String, Object> parameters() {
        return Map.of("after", afterId, "limit", limit + 1);
    }
}
