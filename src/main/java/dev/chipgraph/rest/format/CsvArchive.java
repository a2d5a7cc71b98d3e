package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Relationship;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A graph as a zip of two tables: its nodes, which come first, and its edges. A zip that breaks off has no central directory,
 * so no program opens it.
 */
final class CsvArchive implements ItemWriter {

    private final CsvDialect dialect;
    private final ObjectMapper json;
    private final ZipOutputStream zip;
    private boolean inEdges;
    private CsvTable table;

    CsvArchive(CsvDialect dialect, ObjectMapper json, OutputStream out) throws IOException {
        this.dialect = dialect;
        this.json = json;
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("README.txt"));
        zip.write(readme().getBytes(StandardCharsets.UTF_8));
        table = begin("nodes.csv", GraphColumns.ofNodeTable());
    }

    private String readme() {
        String tab = CsvDialect.Delimiter.TAB.wire();
        String delimiter = dialect.delimiter().wire();
        return """
                A graph as two tables, exported by Chipgraph.

                nodes.csv  an entity a row. Id is its id, Label its name.
                edges.csv  a relationship a row. Source and Target are the ids of the entities that it connects.
                           Kind and Label are its type. Type is Directed, as Gephi expects.

                Encoding: UTF-8%s. Delimiter: %s Decimal mark: %s
                Several values in a cell are separated by "; ". Text that a spreadsheet would take for a formula begins with
                an apostrophe. Dates are as precise as the source: 2025, 2025-09 or 2025-09-20.

                Python:  edges = pandas.read_csv("edges.csv", sep="%4$s", decimal="%3$s")
                         graph = networkx.from_pandas_edgelist(edges, "Source", "Target", True, networkx.MultiDiGraph, "Id")
                R:       edges <- read.csv("edges.csv", sep = "%4$s", dec = "%3$s", fileEncoding = "UTF-8-BOM")
                Gephi:   File, Import spreadsheet: first nodes.csv as nodes table, then edges.csv as edges table, appended
                         to the same workspace.
                """.formatted(
                        dialect.bom() ? " with byte order mark" : "",
                        delimiter,
                        dialect.decimal().wire(),
                        delimiter.equals(tab) ? "\\t" : delimiter);
    }

    private CsvTable begin(String name, List<Column> columns) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        return new CsvTable(columns, dialect, json, zip);
    }

    @Override
    public void write(Object item) throws IOException {
        if (item instanceof Relationship) {
            beginEdges();
        }
        table.write(item);
    }

    private void beginEdges() throws IOException {
        if (!inEdges) {
            table.flush();
            table = begin("edges.csv", GraphColumns.ofEdgeTable());
            inEdges = true;
        }
    }

    @Override
    public void flush() throws IOException {
        table.flush();
    }

    @Override
    public void end() throws IOException {
        beginEdges();
        table.flush();
        zip.finish();
    }
}
