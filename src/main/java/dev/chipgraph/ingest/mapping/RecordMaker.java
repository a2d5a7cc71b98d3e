package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.model.RelationshipType;
import java.util.LinkedHashMap;
import java.util.List;

/** Makes the records of a template from one row. */
final class RecordMaker {

    /** Takes the records that are made, each with the text from which a slug filter made its id. */
    @FunctionalInterface
    interface Output {
        void add(ObjectNode json, String spelling);
    }

    private final RecordTemplate template;
    private final TableRow row;
    private final TableReader.Problems problems;
    private final Output output;

    private RecordMaker(RecordTemplate template, TableRow row, TableReader.Problems problems, Output output) {
        this.template = template;
        this.row = row;
        this.problems = problems;
        this.output = output;
    }

    /** Makes one record of the row, or one for each value of the template's variable. */
    static void make(RecordTemplate template, TableRow row, TableReader.Problems problems, Output output) {
        new RecordMaker(template, row, problems, output).make();
    }

    private void make() {
        RecordTemplate.ForEach forEach = template.forEach();
        reportingProblems(() -> {
            if (forEach == null) {
                make(row);
            } else {
                forEach.values().texts(row).forEach(text -> make(row.with(forEach.name(), text)));
            }
        });
    }

    private void make(Cells cells) {
        reportingProblems(() -> {
            if (template.when().holds(cells)) {
                makeRecord(cells);
            }
        });
    }

    private void reportingProblems(Runnable work) {
        try {
            work.run();
        } catch (CellException problem) {
            if (!problem.skips()) {
                problems.add(row.line(), template.recordName(), problem.getMessage());
            }
        }
    }

    private void makeRecord(Cells cells) {
        var reasons = new LinkedHashMap<String, String>();
        var made = template.fields().read(cells, reasons::put);
        ObjectNode json = made.isEmpty() ? JsonNodeFactory.instance.objectNode() : (ObjectNode) made.getFirst();
        template.required().stream()
                .filter(field -> !json.has(field))
                .forEach(field -> reasons.putIfAbsent(field, emptyField(field)));
        reasons.forEach((field, reason) -> problems.add(row.line(), field, reason));
        if (!reasons.isEmpty()) {
            return;
        }
        if (template.entity()) {
            if (template.unmapped()) {
                addUnmappedColumns(json);
            }
            output.add(json, template.spelling(cells));
        } else if (!template.skipsSelf() || !json.path("from").equals(json.path("to"))) {
            if (template.key() != null) {
                json.put("id", relationshipId(json, template.key().text(cells)));
            }
            output.add(json, "");
        }
    }

    private String emptyField(String field) {
        var columns = template.fields().fields().get(field).columns().distinct().toList();
        return "is empty" + (columns.isEmpty() ? "" : ": see column " + String.join(", ", columns));
    }

    private void addUnmappedColumns(ObjectNode json) {
        ObjectNode attributes = json.withObjectProperty("attributes");
        row.header().stream()
                .filter(column -> !column.isEmpty()
                        && !template.used().contains(column)
                        && !row.cell(column).isEmpty()
                        && !attributes.has(column))
                .forEach(column -> attributes.put(column, row.cell(column)));
    }

    private static String relationshipId(ObjectNode json, String key) {
        return RelationshipType.fromString(json.path("type").asText()).idPrefix()
                + Digests.id(List.of(json.path("from").asText(), json.path("to").asText(), key)
                        .toString());
    }
}
