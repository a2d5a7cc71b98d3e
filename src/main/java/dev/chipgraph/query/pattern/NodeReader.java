package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the nodes of a pattern, except for their conditions. */
final class NodeReader {

    private static final String ORGANIZATION = "organization";
    private static final List<String> FIELDS = List.of("kind", "ref", "within", "where");

    /** The kinds of entities that can lie in a place; a place can lie in another. */
    private static final Set<Kind> LOCATED = EnumSet.allOf(Kind.class).stream()
            .filter(kind -> kind == Kind.PLACE || RelationshipType.LOCATED_IN.joins(kind, Kind.PLACE))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));

    private final PatternDraft draft;
    private final PatternReferences references;

    NodeReader(PatternDraft draft, PatternReferences references) {
        this.draft = draft;
        this.references = references;
    }

    /**
     * @param named whether the client named the node
     */
    PatternDraft.Node read(JsonCursor json, String name, boolean named) {
        PatternDraft.Node node = draft.addNode(json, name, named);
        if (json.isObjectOf(FIELDS)) {
            readKinds(json.at("kind"), node);
            readTerritory(json.at("within"), node);
            readReference(json.at("ref"), node);
        }
        return node;
    }

    private static void readKinds(JsonCursor field, PatternDraft.Node node) {
        var given = PatternTexts.list(field);
        if (!given.isEmpty()) {
            node.kindsStated = true;
            var kinds = EnumSet.noneOf(Kind.class);
            given.forEach(kind -> kinds.addAll(kinds(kind)));
            node.kinds.retainAll(kinds);
        }
    }

    private static Set<Kind> kinds(JsonCursor item) {
        String text = item.json().textValue();
        if (text.equals(ORGANIZATION)) {
            return Kind.organizations();
        }
        try {
            return Set.of(Kind.fromString(text));
        } catch (IllegalArgumentException e) {
            item.wrong(e.getMessage() + ", " + ORGANIZATION);
            return Set.of();
        }
    }

    private void readTerritory(JsonCursor field, PatternDraft.Node node) {
        if (field.isMissing() || node.kinds.isEmpty()) {
            return;
        }
        if (!field.json().isTextual()) {
            field.wrong("must be a reference to a place: an id, name:... or wikidata:...");
            return;
        }
        String kinds = Kind.described(node.kinds);
        node.kindsStated |= node.kinds.retainAll(LOCATED);
        if (node.kinds.isEmpty()) {
            field.wrong("is for nodes that can lie in a place, such as %s; here the node is %s"
                    .formatted(Kind.described(LOCATED), kinds));
            return;
        }
        node.within = references.territory(field.json().textValue());
    }

    private void readReference(JsonCursor field, PatternDraft.Node node) {
        if (field.json().isTextual()) {
            if (!node.kinds.isEmpty()) {
                Entity.Ref found = references.entity(field.json().textValue(), node.kinds);
                node.id = found.id();
                node.kinds.retainAll(Set.of(found.kind()));
            }
        } else if (!field.isMissing()) {
            field.wrong("must be a reference: an id, name:..., wikidata:... or lei:...");
        }
    }
}
