package dev.chipgraph.graph;

import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.RelationshipType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Has the evidence of earlier graphs claim the values of its subjects, which these stored with the subjects only. */
final class ClaimsMigration {

    private static final int PAGE = 1_000;
    private static final Statement ENTITIES = Statement.of("migration/claims/entities");
    private static final Statement RELATIONSHIPS = Statement.of("migration/claims/relationships");
    private static final Statement CLAIM = Statement.of("migration/claims/claim");

    private final Graph graph;

    ClaimsMigration(Graph graph) {
        this.graph = graph;
    }

    /** Adds the claims. A second run changes nothing. */
    void run() {
        pages(ENTITIES, row -> ImportFormat.of(row.entity("entity").with(List.of())));
        for (RelationshipType type : RelationshipType.values()) {
            pages(RELATIONSHIPS.forType(type), row -> ImportFormat.of(row.relationship("relationship")));
        }
    }

    private void pages(Statement statement, Function<Row, Map<String, Object>> record) {
        String after = "";
        List<Row> page;
        do {
            page = graph.administer(statement.text(), Map.of("after", after, "limit", PAGE));
            var rows = page.stream()
                    .flatMap(row -> claims(row, record.apply(row)).stream())
                    .toList();
            graph.administer(CLAIM.text(), Map.of("rows", rows));
            after = page.isEmpty() ? after : page.getLast().text("id");
        } while (page.size() == PAGE);
    }

    private static List<Map<String, Object>> claims(Row subject, Map<String, Object> record) {
        var stored = subject.rows("evidence");
        var complete = ClaimFields.complete(subject.evidence("evidence"), record);
        return IntStream.range(0, stored.size())
                .mapToObj(i -> row(stored.get(i), complete.get(i)))
                .toList();
    }

    private static Map<String, Object> row(Row stored, Evidence complete) {
        var properties = PropertyCodec.properties(
                complete,
                stored.text("subject"),
                stored.text("subjectType"),
                Math.toIntExact(stored.number("ordinal")));
        var row = new HashMap<String, Object>();
        row.put("id", stored.text("id"));
        row.put("claims", properties.get("claims"));
        row.put("hash", Digests.id(new TreeMap<>(properties).toString()));
        return row;
    }
}
