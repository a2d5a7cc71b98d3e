package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads the nodes of a pattern, except for their conditions. */
final class NodeReader {

    private static final String ORGANIZATION = "organization";
    private static final List<String> FIELDS = List.of("kind", "ref", "where");

    private final PatternDraft draft;
    private final BiFunction<String, Set<Kind>, Entity.Ref> references;

    NodeReader(PatternDraft draft, BiFunction<String, Set<Kind>, Entity.Ref> references) {
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

    private void readReference(JsonCursor field, PatternDraft.Node node) {
        if (field.json().isTextual()) {
            if (!node.kinds.isEmpty()) {
                Entity.Ref found = references.apply(field.json().textValue(), node.kinds);
                node.id = found.id();
                node.kinds.retainAll(Set.of(found.kind()));
            }
        } else if (!field.isMissing()) {
            field.wrong("must be a reference: an id, name:..., wikidata:... or lei:...");
        }
    }
}
