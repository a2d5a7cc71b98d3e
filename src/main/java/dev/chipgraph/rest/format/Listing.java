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
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the items
 * @param page position of the page in the list
 * @param meta metadata of the answer
 * @param columns columns of the list as a table; null if the type of the items determines them
 * @param following the following pages, if the list is streamed as a whole
 * @param <T> type of the items
 */
@Schema(description = "A page of a list.")
public record Listing<T>(
        List<T> items,
        Page page,
        Meta meta,
        @JsonIgnore @Schema(hidden = true) List<Column> columns,
        @JsonIgnore @Schema(hidden = true) Stream<List<T>> following)
        implements Tabular<T> {

    @Override
    public List<Column> tableColumns() {
        return columns;
    }

    @Override
    public Iterator<List<T>> pages() {
        return Stream.concat(Stream.of(items), following).iterator();
    }

    /** Adds sums of amounts, unless they are null. */
    public Listing<T> with(Sums totals) {
        return new Listing<>(
                items,
                page,
                new Meta(
                        meta.graphVersion(),
                        meta.language(),
                        meta.boundaries(),
                        totals,
                        meta.explained(),
                        meta.attested()),
                columns,
                following);
    }

    /** Adds the explanation of a pattern, unless it is null. */
    public Listing<T> explained(Explained explained) {
        return new Listing<>(
                items,
                page,
                new Meta(
                        meta.graphVersion(),
                        meta.language(),
                        meta.boundaries(),
                        meta.totals(),
                        explained,
                        meta.attested()),
                columns,
                following);
    }

    /** Sets the columns of the list as a table. */
    public Listing<T> with(List<Column> columns) {
        return new Listing<>(items, page, meta, columns, following);
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
     * The position of a page in its list.
     *
     * @param limit maximum number of items of a page
     * @param next cursor of the next page; null on the last one
     * @param total number of all items, if count=true
     */
    @Schema(description = "The position of a page in its list.")
    public record Page(
            @Schema(description = "Maximum number of items of a page.")
            int limit,

            @Schema(description = "Cursor of the next page; null on the last one.", nullable = true) @Nullable
            String next,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "Number of all items; present if count=true.")
            @Nullable
            Long total) {}

    /**
     * Metadata of an answer.
     *
     * @param graphVersion version of the graph that the answer came from
     * @param language languages of the names, descriptions, labels and sentences in the answer
     * @param totals sums of amounts, if totals=true
     * @param explained explanation of a pattern, if requested
     * @param boundaries boundaries by which a query about a place was answered
     * @param attested false if a fact of the page is not attested on the date; otherwise null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ListMeta", description = "Metadata of an answer.")
    public record Meta(
            @Schema(description = "Version of the graph. Every change of the graph increases it.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names, descriptions, labels and sentences.")
            String language,

            @Schema(description = "The boundaries by which a query about a place was answered.") @Nullable
            Boundaries boundaries,

            @Schema(description = "Sums of the amounts of the list; present if totals=true.") @Nullable
            Sums totals,

            @Schema(description = "How a pattern was evaluated; present if explain was set.") @Nullable
            Explained explained,

            @Schema(description = Attestation.DESCRIPTION) @Nullable
            Boolean attested) {}

    /**
     * Boundaries by which a query about a place was answered.
     *
     * @param place id of the place whose boundaries they are
     * @param on date of the boundaries, or all
     */
    @Schema(description = "Boundaries by which a query about a place was answered.")
    public record Boundaries(
            @Schema(description = "Id of the place.") String place,

            @Schema(description = "Date of the boundaries (ISO 8601), or all.")
            String on) {}
}
