package dev.chipgraph.ingest.mapping;

import com.google.re2j.Pattern;
import dev.chipgraph.model.UnknownName;
import dev.chipgraph.model.Violations;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One table of a mapping.
 *
 * @param path its path in the mapping
 * @param files the names of its files; {@code *} stands for any characters
 * @param virtual columns that are computed from others
 * @param uses the columns that the mapping uses, with the path of each use
 */
record TableMapping(
        String path,
        List<String> files,
        CsvDialect dialect,
        Map<String, FieldValue> virtual,
        List<RecordTemplate> records,
        List<Use> uses) {

    /**
     * The use of a column.
     *
     * @param path the path in the mapping at which the column is used
     */
    record Use(String path, String column) {}

    boolean reads(String file) {
        return files.stream()
                .anyMatch(name -> Pattern.matches(Pattern.quote(name).replace("\\*", ".*"), file));
    }

    /** Notes each column that the mapping uses but the table does not have. */
    void checkColumns(Collection<String> header, Violations violations) {
        virtual.keySet().stream()
                .filter(header::contains)
                .forEach(column -> violations.add(
                        path + ".virtual." + column, "is the name of a column that the table already has"));
        var columns = new LinkedHashSet<>(header);
        columns.addAll(virtual.keySet());
        columns.remove("");
        uses.stream()
                .distinct()
                .filter(use -> !TableRow.isBuiltIn(use.column()) && !columns.contains(use.column()))
                .forEach(use -> violations.add(
                        use.path(),
                        "the column \"%s\" %s".formatted(use.column(), UnknownName.message(use.column(), columns))));
        checkRepeatedColumns(header, violations);
    }

    /** Notes each column that the mapping uses although two have its name. Others do not matter. */
    private void checkRepeatedColumns(Collection<String> header, Violations violations) {
        var repeated = header.stream()
                .filter(column -> !column.isEmpty() && Collections.frequency(header, column) > 1)
                .collect(Collectors.toSet());
        uses.stream()
                .distinct()
                .filter(use -> repeated.contains(use.column()))
                .forEach(use -> violations.add(
                        use.path(),
                        "the column \"%s\" appears twice; a column that is used needs a name of its own"
                                .formatted(use.column())));
        records.stream()
                .filter(record -> record.unmapped() && !record.used().containsAll(repeated))
                .forEach(record -> violations.add(
                        record.path() + ".unmapped",
                        "needs columns with names of their own; these appear twice: " + String.join(", ", repeated)));
    }
}
