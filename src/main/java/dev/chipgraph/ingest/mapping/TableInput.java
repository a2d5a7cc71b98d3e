package dev.chipgraph.ingest.mapping;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** A table of the mapping, and a file or a part of a file that holds it. */
record TableInput(TableMapping table, TableFiles.Table source) {

    /** Finds the files of each table; a table without a file and a file without a table are mistakes. */
    static List<TableInput> find(
            List<TableMapping> tables, List<TableFiles.Table> sources, MappingViolations violations) {
        var inputs = new ArrayList<TableInput>();
        var used = new HashSet<String>();
        for (TableMapping table : tables) {
            var own = sources.stream()
                    .filter(source -> source.names().stream().anyMatch(table::reads))
                    .toList();
            own.forEach(source -> {
                used.add(source.container());
                if (source.opener() == null) {
                    violations.add(
                            table.path() + ".file",
                            source.path() + " " + source.format().description());
                } else {
                    inputs.add(new TableInput(table, source));
                }
            });
            if (own.isEmpty()) {
                violations.add(
                        table.path() + ".file",
                        "%s is not among the files: %s"
                                .formatted(
                                        String.join(", ", table.files()),
                                        sources.stream()
                                                .map(TableFiles.Table::path)
                                                .collect(Collectors.joining(", "))));
            }
        }
        // Other members of an archive and other sheets of a workbook may be notes for people.
        sources.stream()
                .filter(source -> !used.contains(source.container()))
                .forEach(source -> violations.add(
                        "tables",
                        source.opener() == null
                                ? source.path() + " " + source.format().description()
                                : "has no table for the file " + source.path()));
        return inputs;
    }

    /** The name of a file without its folders and without {@code .gz}. */
    static String baseName(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.gz$", "");
    }

    /** The file as the client named it. */
    String file() {
        return source.path();
    }

    TableReader open() {
        try {
            return new TableReader(
                    table, source.names().getFirst(), source.opener().open(table.dialect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the file has a header row, and in it every column that the mapping uses. */
    void checkHeader(MappingViolations violations) {
        String path = table.path() + ".file";
        TableReader.Problems problems =
                (line, field, reason) -> violations.add(path, file() + " line " + line + " " + reason);
        read(problems, reader -> {
            var header = reader.header(problems);
            if (header.isEmpty()) {
                violations.add(path, file() + " has no header row");
            } else {
                table.checkColumns(header, violations);
            }
        });
    }

    /** Fills a lookup. Rows that cannot be read are ignored here and reported when the table itself is read. */
    void fill(Lookup lookup) {
        TableReader.Problems ignored = (line, field, reason) -> {};
        read(ignored, reader -> {
            while (reader.read(lookup::add, ignored)) {
                // The lookup keeps what it needs.
            }
        });
    }

    private void read(TableReader.Problems problems, Consumer<TableReader> work) {
        try (TableReader reader = open()) {
            work.accept(reader);
        } catch (UncheckedIOException e) {
            reportDamage(e, problems);
        }
    }

    /**
     * Reports an archive that is damaged, which is a mistake of the client.
     *
     * @throws UncheckedIOException when the file could not be read for another reason
     */
    static void reportDamage(UncheckedIOException e, TableReader.Problems problems) {
        if (!(e.getCause() instanceof ZipException) && !(e.getCause() instanceof EOFException)) {
            throw e;
        }
        problems.add(0, "file", "cannot be unpacked: " + e.getCause().getMessage());
    }
}
