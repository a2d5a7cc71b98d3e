package dev.chipgraph.query.core;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param items the items
 * @param last sort key and id of the last of them when more follow, otherwise null
 * @param total number of all items; null unless asked for
 * @param <T> what the items are
 */
public record ResultPage<T>(List<T> items, Key last, Long total) {

    /**
     * Where a list goes on.
     *
     * @param value sort key; null when the list is sorted by id
     * @param id id
     */
    public record Key(Object value, String id) {}

    /** Cuts off the one item too many that was asked for. */
    public static <T> ResultPage<T> of(List<T> rows, PageRequest pageRequest, Long total, Function<T, Key> key) {
        boolean more = rows.size() > pageRequest.limit();
        List<T> items = more ? rows.subList(0, pageRequest.limit()) : rows;
        return new ResultPage<>(List.copyOf(items), more ? key.apply(items.getLast()) : null, total);
    }

    /** The same part of the list, with other items. */
    public <U> ResultPage<U> map(Function<T, U> item) {
        return new ResultPage<>(items.stream().map(item).toList(), last, total);
    }
}
