package dev.chipgraph.ingest.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of a table, with its virtual columns. */
final class TableRow implements Cells {

    static final String FILE = "$file";
    static final String LINE = "$line";

    private final TableMapping table;
    private final String file;
    private final long line;
    private final List<String> header;
    private final Map<String, String> cells = new HashMap<>();

    TableRow(TableMapping table, String file, long line, List<String> header, List<String> fields) {
        this.table = table;
        this.file = file;
        this.line = line;
        this.header = header;
        for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
            cells.put(header.get(i), table.dialect().cell(fields.get(i)));
        }
    }

    /** Whether every row has this column, whatever its table. */
    static boolean isBuiltIn(String column) {
        return column.equals(FILE) || column.equals(LINE);
    }

    /** The line of the file on which the row begins. */
    long line() {
        return line;
    }

    List<String> header() {
        return header;
    }

    @Override
    public String cell(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            cell = switch (column) {
                case FILE -> file;
                case LINE -> Long.toString(line);
                default -> table.virtual().get(column).text(this);
            };
            cells.put(column, cell);
        }
        return cell;
    }

    @Override
    public String spelling(String column) {
        FieldValue virtual = table.virtual().get(column);
        return virtual == null ? "" : virtual.spelling(this);
    }

    /** The row with one more column. */
    Cells with(String name, String text) {
        return new Cells() {
            @Override
            public String cell(String column) {
                return column.equals(name) ? text : TableRow.this.cell(column);
            }

            @Override
            public String spelling(String column) {
                return column.equals(name) ? "" : TableRow.this.spelling(column);
            }
        };
    }
}
