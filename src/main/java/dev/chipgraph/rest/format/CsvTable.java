package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table as CSV (RFC 4180). */
final class CsvTable implements ItemWriter {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<Column> columns;
    private final ObjectMapper json;
    private final CellText text;
    private final CsvWriter csv;

    CsvTable(List<Column> columns, CsvDialect dialect, ObjectMapper json, OutputStream out) throws IOException {
        this.columns = columns;
        this.json = json;
        text = new CellText(dialect.decimal().wire());
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (dialect.bom()) {
            writer.write(BYTE_ORDER_MARK);
        }
        csv = CsvWriter.builder()
                .fieldSeparator(dialect.delimiter().character())
                .lineDelimiter(LineDelimiter.CRLF)
                .autoFlush(false)
                .build(writer);
        csv.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(Object item) {
        JsonNode tree = json.valueToTree(item);
        csv.writeRecord(columns.stream()
                .map(column -> text.safe(column.value().apply(tree)))
                .toList());
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }
}
