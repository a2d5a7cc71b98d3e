package dev.chipgraph.ingest.mapping;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * A file, and the table of the mapping that it holds.
 *
 * @param file the name that the client gave it
 */
record TableInput(TableMapping table, String file, MappedTables.Bytes bytes) {

    /** Finds the files of each table; a table without a file and a file without a table are mistakes. */
    static List<TableInput> find(
            List<TableMapping> tables, Map<String, MappedTables.Bytes> files, MappingViolations violations) {
        var inputs = new ArrayList<TableInput>();
        var unused = new LinkedHashSet<>(files.keySet());
        for (TableMapping table : tables) {
            var own = files.keySet().stream()
                    .filter(file -> table.reads(baseName(file)))
                    .toList();
            own.forEach(file -> inputs.add(new TableInput(table, file, files.get(file))));
            unused.removeAll(own);
            if (own.isEmpty()) {
                violations.add(
                        table.path() + ".file",
                        "%s is not among the files: %s"
                                .formatted(String.join(", ", table.files()), String.join(", ", files.keySet())));
            }
        }
        unused.forEach(file -> violations.add("tables", "has no table for the file " + file));
        return inputs;
    }

    /** The name of a file without its folders and without {@code .gz}. */
    static String baseName(String file) {
        return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.gz$", "");
    }

    TableReader open() {
        try {
            return new TableReader(table, baseName(file), bytes.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the file has a header row, and in it every column that the mapping uses. */
    void checkHeader(MappingViolations violations) {
        String path = table.path() + ".file";
        TableReader.Problems problems =
                (line, field, reason) -> violations.add(path, file + " line " + line + " " + reason);
        read(problems, reader -> {
            var header = reader.header(problems);
            if (header.isEmpty()) {
                violations.add(path, file + " has no header row");
            } else if (header.stream().distinct().count() < header.size()) {
                violations.add(path, file + " has two columns of one name: " + header);
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
