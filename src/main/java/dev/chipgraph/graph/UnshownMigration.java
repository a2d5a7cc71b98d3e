package dev.chipgraph.graph;

import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ShownState;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keeps with the evidence of earlier graphs the claimed texts that are not shown, by which search finds its subject. */
final class UnshownMigration {

    private static final int PAGE = 1_000;
    private static final Statement ENTITIES = Statement.of("migration/claims/entities");
    private static final Statement RELATIONSHIPS = Statement.of("migration/claims/relationships");
    private static final Statement UNSHOWN = Statement.of("merge/unshown");

    private final Graph graph;

    UnshownMigration(Graph graph) {
        this.graph = graph;
    }

    /** Adds the texts. A second run changes nothing. */
    void run() {
        pages(ENTITIES, (row, evidence) -> ShownState.unshownTexts(row.entity("entity"), evidence));
        for (RelationshipType type : RelationshipType.values()) {
            pages(
                    RELATIONSHIPS.forType(type),
                    (row, evidence) -> ShownState.unshownTexts(row.relationship("relationship"), evidence));
        }
    }

    private void pages(Statement statement, BiFunction<Row, Evidence, List<String>> texts) {
        String after = "";
        List<Row> page;
        do {
            page = graph.administer(statement.text(), Map.of("after", after, "limit", PAGE));
            var rows = page.stream().flatMap(row -> unshown(row, texts)).toList();
            graph.administer(UNSHOWN.text(), Map.of("rows", rows));
            after = page.isEmpty() ? after : page.getLast().text("id");
        } while (page.size() == PAGE);
    }

    private static Stream<Map<String, Object>> unshown(Row subject, BiFunction<Row, Evidence, List<String>> texts) {
        var ids = subject.rows("evidence").stream().map(row -> row.text("id")).toList();
        var evidence = subject.evidence("evidence");
        return IntStream.range(0, ids.size())
                .mapToObj(
                        i -> Map.<String, Object>of("id", ids.get(i), "texts", texts.apply(subject, evidence.get(i))));
    }
}
