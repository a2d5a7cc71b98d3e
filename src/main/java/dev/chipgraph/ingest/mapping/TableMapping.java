package dev.chipgraph.ingest.mapping;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;

/**
 * One table of a mapping.
 *
 * @param path where it stands in the mapping
 * @param files the names of its files; {@code *} stands for any characters
 * @param virtual columns that are computed from others
 * @param uses which columns the mapping names, and where
 */
record TableMapping(
        String path,
        List<String> files,
        CsvDialect dialect,
        Map<String, FieldValue> virtual,
        List<RecordTemplate> records,
        List<Use> uses) {

    /** A column, and the place in the mapping that names it. */
    record Use(String path, String column) {}

    boolean reads(String file) {
        return files.stream()
                .anyMatch(name -> Pattern.matches(Pattern.quote(name).replace("\\*", ".*"), file));
    }
}
