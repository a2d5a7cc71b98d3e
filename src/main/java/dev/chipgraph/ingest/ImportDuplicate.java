package dev.chipgraph.ingest;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.lookup.duplicate.Duplicate;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entity of an import that is probably the same as another.
 *
 * @param file name of the file
 * @param line line of the entity, counted from 1
 * @param score as in the list of all duplicates
 * @param entity the other entity, of the graph or of an earlier row
 * @param duplicate the entity of the row
 * @param reasons what the two have in common and what differs
 */
@Schema(description = "An entity of an import that is probably the same as another.")
public record ImportDuplicate(
        String file, long line, double score, Suggestion entity, Suggestion duplicate, List<String> reasons) {

    static ImportDuplicate of(PendingRow row, Duplicate duplicate) {
        return new ImportDuplicate(
                row.row().file(),
                row.row().line(),
                duplicate.score(),
                duplicate.entity(),
                duplicate.duplicate(),
                duplicate.reasons());
    }

    static ImportDuplicate of(Row row) {
        return new ImportDuplicate(
                row.text("file"),
                row.number("line"),
                (Double) row.values().get("score"),
                suggestion(row.texts("entity")),
                suggestion(row.texts("duplicate")),
                row.texts("reasons"));
    }

    Map<String, Object> properties() {
        return Map.of(
                "file",
                file,
                "line",
                line,
                "score",
                score,
                "entity",
                texts(entity),
                "duplicate",
                texts(duplicate),
                "reasons",
                reasons);
    }

    private static List<String> texts(Suggestion entity) {
        return List.of(entity.id(), entity.name(), entity.kind().wire(), entity.hint());
    }

    private static Suggestion suggestion(List<String> texts) {
        return new Suggestion(texts.get(0), texts.get(1), Kind.fromString(texts.get(2)), texts.get(3));
    }
}
