package dev.chipgraph.ingest;

import dev.chipgraph.ingest.RecordSource.Read.Use;
import dev.chipgraph.model.Plural;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the sender of an import should check although it is no mistake. */
final class ImportWarnings {

    /** Maximum number of files that a warning names. */
    private static final int FILES_NAMED = 10;

    private final List<String> ofFiles = new ArrayList<>();
    private final Map<Use, Long> omitted = new EnumMap<>(Use.class);

    void addFilesWithoutEnd(List<String> names, int all) {
        if (!names.isEmpty()) {
            ofFiles.add("%d of %d files have no end record, so the import could not check that they are complete: %s"
                    .formatted(
                            names.size(), all, names.stream().limit(FILES_NAMED).collect(Collectors.joining(", "))));
        }
    }

    void countOmitted(Use use) {
        omitted.merge(use, 1L, Long::sum);
    }

    /** Null without warnings. */
    List<String> list() {
        var all = new ArrayList<>(ofFiles);
        omitted.forEach(
                (use, count) -> all.add(
                        use == Use.SKIPPED
                                ? Plural.of(
                                        count,
                                        "1 record was skipped, because it refers to an entity that does not exist and says otherwise: skip.",
                                        "%d records were skipped, because they refer to entities that do not exist and say otherwise: skip.")
                                : Plural.of(
                                        count,
                                        "1 record is about the same entity or relationship as a record before it; both were loaded as one.",
                                        "%d records are about the same entity or relationship as records before them; they were loaded as one.")));
        return all.isEmpty() ? null : all;
    }
}
