package dev.chipgraph.graph;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Validity;
import java.util.List;
import java.util.Map;

/**
 * A row of a result, or a map within it.
 *
 * @param values plain Java values by column or key
 * @param languages preferred languages of names
 */
public record Row(Map<String, Object> values, Languages languages) {

    public String text(String column) {
        return (String) values.get(column);
    }

    public long number(String column) {
        return (Long) values.get(column);
    }

    @SuppressWarnings("unchecked") // the statement returns a map or nothing in this column
    public Row row(String column) {
        return values.get(column) == null ? null : new Row((Map<String, Object>) values.get(column), languages);
    }

    /** The maps in a column with a list of maps. */
    @SuppressWarnings("unchecked") // the statement returns a list of maps in this column
    public List<Row> rows(String column) {
        return ((List<Map<String, Object>>) values.get(column))
                .stream().map(map -> new Row(map, languages)).toList();
    }

    @SuppressWarnings("unchecked") // the statement returns a list of texts in this column
    public List<String> texts(String column) {
        return (List<String>) values.get(column);
    }

    /** The entity in a column, with the evidence and conflicts that the map has; null when the column is null. */
    public Entity entity(String column) {
        Row row = row(column);
        return row == null ? null : RowReader.entity(row);
    }

    /** The reference to an entity in a column; null when the column is null. */
    public Entity.Ref ref(String column) {
        Row row = row(column);
        return row == null ? null : RowReader.ref(row);
    }

    /** The references to entities in a column with a list of them. */
    public List<Entity.Ref> refs(String column) {
        return rows(column).stream().map(RowReader::ref).toList();
    }

    /** The relationship in a column, whose map also has references to its ends in {@code from} and {@code to}. */
    public Relationship relationship(String column) {
        return RowReader.relationship(row(column));
    }

    /** When a relationship held, from a row with its dates. */
    public Validity validity() {
        return RowReader.validity(this);
    }

    /** The evidence record in a column. */
    public Evidence evidenceRecord(String column) {
        return RowReader.evidence(row(column));
    }

    /** The evidence records in a column; null when the column is null. */
    public List<Evidence> evidence(String column) {
        return values.get(column) == null
                ? null
                : rows(column).stream().map(RowReader::evidence).toList();
    }
}
