package dev.chipgraph.ingest.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A field of a record in the import format that names an entity: by its id, or by a reference such as {@code name:KFIA} or
 * {@code wikidata:Q884}.
 *
 * @param holder the object that has the field
 * @param name name of the field
 * @param role what the entity is in the record
 * @param kinds kinds that the entity can have
 */
record EntityField(ObjectNode holder, String name, Role role, Set<Kind> kinds) {

    /** What an entity is in a record. */
    enum Role {
        /** The entity that the record describes. */
        SUBJECT,
        /** An entity that a relationship joins. */
        END,
        /** The source of evidence. */
        SOURCE
    }

    private static final Pattern REFERENCE = Pattern.compile("[a-z]+:\\P{Cntrl}+");
    private static final String EVIDENCE = "evidence";
    private static final String ID = "id";

    /** The fields of a row that name entities; none when the row is not an object of one record. */
    static List<EntityField> of(JsonNode row) {
        var fields = new ArrayList<EntityField>();
        record(row).ifPresent(record -> {
            switch (row.fieldNames().next()) {
                case "source" -> fields.add(new EntityField(record, ID, Role.SUBJECT, EnumSet.of(Kind.SOURCE)));
                case "entity" ->
                    fields.add(new EntityField(
                            record,
                            ID,
                            Role.SUBJECT,
                            find(Kind.class, record.path("kind"))
                                    .<Set<Kind>>map(EnumSet::of)
                                    .orElse(EnumSet.allOf(Kind.class))));
                case "relationship" -> addEnds(record, fields);
                default -> {
                    return;
                }
            }
            record.path(EVIDENCE).forEach(evidence -> {
                if (evidence instanceof ObjectNode object) {
                    fields.add(new EntityField(object, "source", Role.SOURCE, EnumSet.of(Kind.SOURCE)));
                }
            });
        });
        return fields.stream().filter(field -> field.text() != null).toList();
    }

    /** The record of a row; empty when the row is not an object of one object. */
    static Optional<ObjectNode> record(JsonNode row) {
        return row != null
                        && row.isObject()
                        && row.size() == 1
                        && row.iterator().next() instanceof ObjectNode record
                ? Optional.of(record)
                : Optional.empty();
    }

    private static void addEnds(ObjectNode record, List<EntityField> fields) {
        var type = find(RelationshipType.class, record.path("type"));
        fields.add(new EntityField(record, "from", Role.END, ends(type, RelationshipType.Ends::from)));
        fields.add(new EntityField(record, "to", Role.END, ends(type, RelationshipType.Ends::to)));
        fields.add(new EntityField(record, "onBehalfOf", Role.END, EnumSet.copyOf(Kind.organizations())));
    }

    private static Set<Kind> ends(Optional<RelationshipType> type, Function<RelationshipType.Ends, Set<Kind>> side) {
        var kinds = EnumSet.noneOf(Kind.class);
        type.ifPresentOrElse(
                known -> known.ends().forEach(ends -> kinds.addAll(side.apply(ends))),
                () -> kinds.addAll(EnumSet.allOf(Kind.class)));
        return kinds;
    }

    private static <E extends Enum<E> & WireName> Optional<E> find(Class<E> set, JsonNode text) {
        return Arrays.stream(set.getEnumConstants())
                .filter(member -> member.wire().equals(text.asText()))
                .findFirst();
    }

    /** The text that names the entity; null when there is none. An end or a source may be the object that answers show. */
    String text() {
        JsonNode value = holder.path(name);
        JsonNode id = value.isObject() ? value.path(ID) : value;
        return id.isTextual() ? id.textValue() : null;
    }

    boolean isReference() {
        return REFERENCE.matcher(text()).matches();
    }

    /** Sets the id of the entity. */
    void set(String id) {
        holder.put(name, id);
    }

    /** The reference, together with the kinds that decide what it may mean. */
    Reference reference() {
        return new Reference(text(), kinds);
    }
}
