package dev.chipgraph.rest.format;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Iterator;
import java.util.List;

/**
 * An answer that is a list, and so can be given as a table.
 *
 * @param <T> what the items are
 */
public interface Tabular<T> {

    /** The items, page by page; can be gone through once. */
    Iterator<List<T>> pages();

    /** The columns of a table of it; see {@link TableColumns}. */
    @JsonIgnore
    List<String> tableColumns();
}
