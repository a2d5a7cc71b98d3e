package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.query.pattern.Patterns.Explained;
import dev.chipgraph.query.question.Totals.Sums;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of a list.
 *
 * @param items the items
 * @param page where it stands in the list
 * @param meta about the answer
 * @param columns of a table of it; null where the items' type tells
 * @param following the rest of the list, page by page, where the whole of it is asked for
 * @param <T> what the items are
 */
@Schema(description = "A page of a list.")
public record Listing<T>(
        List<T> items,
        Page page,
        Meta meta,
        @JsonIgnore @Schema(hidden = true) List<String> columns,
        @JsonIgnore @Schema(hidden = true) Stream<List<T>> following)
        implements Tabular<T> {

    @Override
    public List<String> tableColumns() {
        return columns;
    }

    @Override
    public Iterator<List<T>> pages() {
        return Stream.concat(Stream.of(items), following).iterator();
    }

    /** With sums of amounts; as it is when they are null. */
    public Listing<T> with(Sums totals) {
        return new Listing<>(
                items,
                page,
                new Meta(meta.graphVersion(), meta.language(), meta.boundaries(), totals, meta.explained()),
                columns,
                following);
    }

    /** With how a pattern was asked; as it is when that is null. */
    public Listing<T> explained(Explained explained) {
        return new Listing<>(
                items,
                page,
                new Meta(meta.graphVersion(), meta.language(), meta.boundaries(), meta.totals(), explained),
                columns,
                following);
    }

    /** With the columns that a table of it has. */
    public Listing<T> with(List<String> names) {
        return new Listing<>(items, page, meta, names, following);
    }

    /**
     * With one more item at the end of the whole list.
     *
     * @param end makes that item of the number of items before it
     */
    public Listing<T> endingWith(LongFunction<T> end) {
        var count = new AtomicLong(items.size());
        var rest = following.peek(next -> count.addAndGet(next.size()));
        // Made when all before it has been written, and so counted.
        var last = Stream.of(end).map(made -> List.of(made.apply(count.get())));
        return new Listing<>(items, page, meta, columns, Stream.concat(rest, last));
    }

    /**
     * Where a page stands.
     *
     * @param limit greatest number of items of a page
     * @param next cursor of the next page; null on the last one
     * @param total number of all items, when count=true asked for it
     */
    @Schema(description = "Where a page stands in its list.")
    public record Page(
            @Schema(description = "Greatest number of items of a page.")
            int limit,

            @Schema(description = "Cursor of the next page; null on the last one.", nullable = true)
            String next,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Number of all items, when count=true asked for it.")
            Long total) {}

    /**
     * About an answer.
     *
     * @param graphVersion version of the graph that it came from
     * @param language languages of the names in it
     * @param totals sums of amounts, if asked for
     * @param explained of a pattern, how it was asked, if asked for
     * @param boundaries of a question about a place, the boundaries that it went by
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "About an answer.")
    public record Meta(
            @Schema(description = "Version of the graph; every change of the graph has a higher one.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names.")
            String language,

            @Schema(
                    description =
                            "Of a question about a place: by the boundaries of which place and date it was answered.")
            Boundaries boundaries,

            @Schema(description = "Of a list with totals=true: the sums of its amounts.")
            Sums totals,

            @Schema(description = "Of a pattern with explain: how it was asked.")
            Explained explained) {}

    /**
     * Boundaries that an answer went by.
     *
     * @param place id of the place
     * @param on the date, or all
     */
    @Schema(description = "Boundaries that an answer went by.")
    public record Boundaries(
            @Schema(description = "Id of the place.") String place,

            @Schema(description = "The date, ISO 8601, or all.")
            String on) {}
}
