package dev.chipgraph.graph;

import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.NameWords;
import java.util.List;
import java.util.Map;

/** Adds to the names of earlier graphs the further words by which they are found. */
final class NamesMigration {

    private static final int PAGE = 1_000;
    private static final Statement KEYS = Statement.of("migration/names/keys");
    private static final Statement FORMS = Statement.of("migration/names/forms");

    private final Graph graph;

    NamesMigration(Graph graph) {
        this.graph = graph;
    }

    /** Adds the words. A second run changes nothing. */
    void run() {
        String after = "";
        List<Row> page;
        do {
            page = graph.administer(KEYS.text(), Map.of("after", after, "limit", PAGE));
            var rows = page.stream()
                    .map(row -> row.text("key"))
                    .map(key -> Map.of("key", key, "forms", String.join(" ", NameWords.forms(LegalForms.without(key)))))
                    .toList();
            graph.administer(FORMS.text(), Map.of("rows", rows));
            after = page.isEmpty() ? after : page.getLast().text("key");
        } while (page.size() == PAGE);
    }
}
