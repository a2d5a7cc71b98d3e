package dev.chipgraph.query.pattern;

import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the edges of a pattern. */
final class EdgeReader {

    private static final List<String> FIELDS =
            List.of("from", "type", "to", "direction", "hops", "where", "optional", "absent", "as", "validAt");

    private final PatternDraft draft;
    private final NodeReader nodeReader;
    private final ConditionReader conditionReader;

    /**
     * @param nodeReader reads the nodes that stand in their edges
     */
    EdgeReader(PatternDraft draft, NodeReader nodeReader, ConditionReader conditionReader) {
        this.draft = draft;
        this.nodeReader = nodeReader;
        this.conditionReader = conditionReader;
    }

    void read(JsonCursor edge) {
        if (!edge.isObjectOf(FIELDS)) {
            return;
        }
        PatternDraft.Node from = end(edge.at("from"));
        PatternDraft.Node to = end(edge.at("to"));
        var types = types(edge.at("type"));
        Direction direction = direction(edge.at("direction"));
        Presence presence = presence(edge);
        Hops hops = hops(edge.at("hops"));
        String name = name(edge.at("as"), presence, hops);
        if (from == null || to == null || direction == null) {
            return;
        }
        var where = conditionReader.ofRelationships(edge.at("where"), types);
        At at = at(edge.at("validAt"));
        if (!hops.isOne()
                && where.stream().anyMatch(condition -> condition.term().name().startsWith("source"))) {
            edge.at("where").wrong("cannot ask for sources of an edge that has hops");
        }
        if (!hops.isOne() && at != null && at.variable() != null) {
            edge.at("validAt").wrong("must be a date or \"all\" where the edge has hops");
        }
        draft.addEdge(variable ->
                new PatternDraft.Edge(edge, name, variable, from, to, types, direction, hops, presence, where, at));
    }

    private PatternDraft.Node end(JsonCursor end) {
        if (end.json().isObject()) {
            return nodeReader.read(end, "(" + end.path() + ")", false);
        }
        PatternDraft.Node node = draft.node(end.json().asText());
        return end.json().isTextual() && node != null
                ? node
                : end.wrong("must be the name of a node (%s) or a node".formatted(draft.names()));
    }

    /** The types given; all types when there are none. */
    private static Set<RelationshipType> types(JsonCursor field) {
        var types = EnumSet.noneOf(RelationshipType.class);
        var given = PatternTexts.list(field);
        given.forEach(item -> item.parse(
                () -> types.add(RelationshipType.fromString(item.json().textValue()))));
        return given.isEmpty() ? EnumSet.allOf(RelationshipType.class) : types;
    }

    private static Direction direction(JsonCursor field) {
        if (field.isMissing()) {
            return Direction.OUT;
        }
        String text = PatternTexts.optional(field);
        return text == null ? null : field.parse(() -> Direction.fromString(text));
    }

    private static Presence presence(JsonCursor edge) {
        boolean optional = edge.at("optional").isSet();
        boolean absent = edge.at("absent").isSet();
        if (optional && absent) {
            edge.wrong("cannot be optional and absent at once");
        }
        return absent ? Presence.ABSENT : optional ? Presence.OPTIONAL : Presence.REQUIRED;
    }

    private static Hops hops(JsonCursor field) {
        Hops hops = field.isMissing()
                ? null
                : field.parse(() -> Hops.parse(field.json().asText()));
        return hops == null ? Hops.ONE : hops;
    }

    private String name(JsonCursor field, Presence presence, Hops hops) {
        String name = PatternTexts.optional(field);
        if (name != null && (!PatternReader.isName(name) || draft.isName(name))) {
            field.wrong("must be a name that no node and no other edge has");
        }
        if (name != null && (presence == Presence.ABSENT || !hops.isOne())) {
            field.wrong("cannot name an edge that is absent or has hops: no single relationship could be shown");
        }
        return name;
    }

    private At at(JsonCursor field) {
        if (field.isMissing()) {
            return null;
        }
        String text = field.json().asText();
        if (text.equals(ValidAt.ALL)) {
            return new At(null, null, null);
        }
        int dot = text.indexOf('.');
        PatternDraft.Node node = dot > 0 ? draft.node(text.substring(0, dot)) : null;
        if (node != null) {
            Term term = Term.ofEntities(node.kinds).get(text.substring(dot + 1));
            if (term != null && term.form() == Term.Form.DATE) {
                return new At(null, node.variable, term);
            }
        } else if (PartialDate.isValid(text)) {
            return new At(new PartialDate(text), null, null);
        }
        return field.wrong("must be a date such as 2025-09-20, \"all\", or a date of a node such as event.startsOn");
    }
}
