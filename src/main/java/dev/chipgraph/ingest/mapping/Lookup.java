package dev.chipgraph.ingest.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of another table by key. Only the columns that filters use are kept. */
final class Lookup {

    private final String table;
    private final FieldValue key;
    private final TextFilter.Otherwise otherwise;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, List<String>> rows = new HashMap<>();

    /**
     * @param table the file of the table, as the mapping names it
     * @param key the value by which its rows are found
     */
    Lookup(String table, FieldValue key, TextFilter.Otherwise otherwise) {
        this.table = table;
        this.key = key;
        this.otherwise = otherwise;
    }

    String table() {
        return table;
    }

    /** The filter that replaces a key by a cell. */
    TextFilter filter(String column) {
        if (!columns.contains(column)) {
            columns.add(column);
        }
        int index = columns.indexOf(column);
        return TextFilter.each(text -> {
            var found = rows.get(text);
            return found == null ? otherwise.apply(text, "is not in " + table) : found.get(index);
        });
    }

    /** Adds a row of the table; of several rows with the same key the first counts. */
    void add(Cells row) {
        try {
            String text = key.text(row);
            if (!text.isEmpty() && !rows.containsKey(text)) {
                rows.put(text, columns.stream().map(row::cell).toList());
            }
        } catch (CellException unusable) {
            // Reported when the table itself is read; the lookup just does not find the row.
        }
    }
}
