package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what the values of fields are made from, and notes which columns they use. */
final class ValueReader {

    private final FilterCatalog filters;
    private final Map<String, FieldValue> virtualColumns;
    private final List<TableMapping.Use> uses = new ArrayList<>();

    /**
     * @param virtualColumns the virtual columns that the values can use
     */
    ValueReader(FilterCatalog filters, Map<String, FieldValue> virtualColumns) {
        this.filters = filters;
        this.virtualColumns = virtualColumns;
    }

    /** The columns that were used so far. */
    List<TableMapping.Use> uses() {
        return uses;
    }

    void use(TableMapping.Use use) {
        uses.add(use);
    }

    /** Reads a value that gives at most one text for a row. */
    FieldValue single(JsonCursor node) {
        FieldValue value = several(node);
        if (value.many()) {
            node.wrong("is split into several values where one is needed; forEach makes a record of each");
        }
        return value;
    }

    /** Reads a value that may give several texts for a row. */
    FieldValue several(JsonCursor node) {
        if (node.json().isTextual()) {
            return template(node);
        }
        JsonCursor firstOf = node.at("firstOf");
        if (!firstOf.json().isArray()) {
            node.wrong("must be a text such as {column}, or firstOf with a list of them");
            return new FieldValue.Template(List.of());
        }
        node.allowOnly(List.of("firstOf"), Set.of());
        return new FieldValue.FirstOf(firstOf.items().stream().map(this::choice).toList());
    }

    private FieldValue.Case choice(JsonCursor item) {
        if (!item.has("value")) {
            return new FieldValue.Case(RowCondition.ALWAYS, several(item));
        }
        item.allowOnly(List.of("when", "value"), Set.of());
        return new FieldValue.Case(condition(item.at("when")), several(item.at("value")));
    }

    RowCondition condition(JsonCursor node) {
        return RowConditionReader.read(node, uses);
    }

    private FieldValue template(JsonCursor node) {
        var pieces = node.parse(() -> TemplateParser.pieces(node.json().textValue()));
        if (pieces == null) {
            return new FieldValue.Template(List.of());
        }
        var parts = pieces.stream()
                .map(piece -> piece.column() == null ? FieldValue.Part.literal(piece.literal()) : part(node, piece))
                .toList();
        if (parts.stream().filter(FieldValue.Part::many).count() > 1) {
            node.wrong("can split one column only");
        }
        return new FieldValue.Template(parts);
    }

    private FieldValue.Part part(JsonCursor node, TemplateParser.Piece piece) {
        uses.add(new TableMapping.Use(node.path(), piece.column()));
        var steps = new ArrayList<TextFilter>();
        boolean many = false;
        var outcomes = Optional.ofNullable(virtualColumns.get(piece.column())).flatMap(FieldValue::outcomes);
        for (TemplateParser.Step step : piece.steps()) {
            filters.filter(node, step).ifPresent(steps::add);
            many |= step.name().equals(TextFilter.SPLIT);
            outcomes = filters.outcomes(step, outcomes);
        }
        boolean slug = !steps.isEmpty() && piece.steps().getLast().name().equals(TextFilter.SLUG);
        return new FieldValue.Part("", piece.column(), steps, many, slug, outcomes);
    }
}
