package dev.chipgraph.query.core;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A page of a list.
 *
 * @param items the items of the page
 * @param last key of the last item when more follow, otherwise null
 * @param total number of all items of the list; null unless requested
 * @param <T> type of the items
 */
public record ResultPage<T>(List<T> items, Key last, Long total) {

    /**
     * The position in a list after which the next page begins.
     *
     * @param value sort key; null when the list is sorted by id
     * @param id id
     */
    public record Key(Object value, String id) {}

    /** The page of rows that were read with one row more than the limit. */
    public static <T> ResultPage<T> of(List<T> rows, PageRequest pageRequest, Long total, Function<T, Key> key) {
        boolean more = rows.size() > pageRequest.limit();
        List<T> items = more ? rows.subList(0, pageRequest.limit()) : rows;
        return new ResultPage<>(List.copyOf(items), more ? key.apply(items.getLast()) : null, total);
    }

    /** A page of a list that was read as a whole. */
    public static <T> ResultPage<T> ofWhole(List<T> all, PageRequest pageRequest) {
        var rest = IntStream.range(0, all.size())
                .filter(i -> position(i).compareTo(pageRequest.afterId()) > 0)
                .boxed()
                .limit(pageRequest.limit() + 1L)
                .toList();
        Long total = pageRequest.count() ? (long) all.size() : null;
        return of(rest, pageRequest, total, i -> new Key(null, position(i))).map(all::get);
    }

    private static String position(int index) {
        return "%06d".formatted(index);
    }

    /** The same page without some items, such as those that are gone since it was read. */
    public ResultPage<T> filter(Predicate<T> kept) {
        return new ResultPage<>(items.stream().filter(kept).toList(), last, total);
    }

    /** The same page with converted items. */
    public <U> ResultPage<U> map(Function<T, U> item) {
        return new ResultPage<>(items.stream().map(item).toList(), last, total);
    }
}
