package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Iterator;
import java.util.List;

/**
 * An answer that is a list, so it can also be written as a table.
 *
 * @param <T> type of the items
 */
public interface Tabular<T> {

    /** The items page by page; can be iterated only once. */
    Iterator<List<T>> pages();

    /** The columns of the table; null if the type of the items determines them. */
    @JsonIgnore
    List<Column> tableColumns();
}
