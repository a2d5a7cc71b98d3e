package dev.chipgraph.query.core;

import java.util.Map;

/**
 * Which page of a list to return: items after the last one of the previous page.
 *
 * @param limit maximum number of items
 * @param after sort key of the last item of the previous page; null for the first page
 * @param afterId id of that item; empty for the first page
 * @param count whether to count all items of the list
 */
public record PageRequest(int limit, Object after, String afterId, boolean count) {

    /** Parameters of a statement, which reads one row more than the limit to see whether there is a next page. */
    public Map<String, Object> parameters() {
        return Map.of("after", afterId, "limit", limit + 1);
    }
}
