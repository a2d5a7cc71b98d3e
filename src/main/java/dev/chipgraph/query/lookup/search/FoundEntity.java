package dev.chipgraph.query.lookup.search;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.Kind;
import java.util.Comparator;
import java.util.List;

/**
 * An entity that a search found.
 *
 * @param id its id
 * @param kind its kind
 * @param country its country; null when it has none
 * @param nameKey its displayed name, folded
 * @param exists whether it exists on the date
 * @param texts the texts with words that are looked for
 */
record FoundEntity(String id, Kind kind, String country, String nameKey, boolean exists, List<FoundText> texts) {

    static FoundEntity of(Row row) {
        return new FoundEntity(
                row.text("id"),
                Kind.fromString(row.text("kind")),
                row.text("country"),
                row.text("nameKey"),
                Boolean.TRUE.equals(row.values().get("exists")),
                row.rows("matches").stream()
                        .flatMap(FoundText::in)
                        .sorted(Comparator.comparing(text -> text.text() == null ? "" : text.text()))
                        .toList());
    }
}
