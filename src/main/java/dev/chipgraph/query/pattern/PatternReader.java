package dev.chipgraph.query.pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.Violations;
import java.util.regex.Pattern;

/**
 * Reads a graph pattern from JSON and checks it against the vocabulary. The kinds that a node can have follow from what the
 * pattern says of the node and from its edges; a pattern that cannot match anything is a mistake of the edge at which this
 * shows. All mistakes are collected.
 */
final class PatternReader {

    static final int MAX_NODES = 12;
    static final int MAX_EDGES = 12;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");

    private PatternReader() {}

    /**
     * Reads a pattern.
     *
     * @param references finds what references mean
     * @throws InvalidInput with every mistake
     */
    static GraphPattern read(ObjectNode json, PatternReferences references) {
        var violations = new Violations("body");
        JsonCursor pattern = JsonCursor.root(json, violations);
        PatternDraft draft = draft(pattern, references);
        InvalidInput.throwIfAny(violations.list());
        KindInference inference = new KindInference(draft);
        inference.assignPresences();
        inference.narrow();
        InvalidInput.throwIfAny(violations.list());
        // Which properties a node can have depends on the kinds that its edges leave.
        draft.nodes().forEach(new ConditionReader(references)::readInto);
        if (violations.isEmpty()) {
            inference.narrow();
        }
        Connectivity.check(draft);
        InvalidInput.throwIfAny(violations.list());
        GraphPattern complete = ColumnReader.read(pattern, draft.build());
        InvalidInput.throwIfAny(violations.list());
        return complete;
    }

    private static PatternDraft draft(JsonCursor pattern, PatternReferences references) {
        var draft = new PatternDraft();
        JsonCursor nodes = pattern.at("nodes");
        if (!nodes.json().isObject() || nodes.json().isEmpty()) {
            nodes.wrong(
                    "must be an object of at least one name and node, such as {\"company\": {\"kind\": \"company\"}}");
            return draft;
        }
        var nodeReader = new NodeReader(draft, references);
        nodes.fields().forEach((name, node) -> {
            if (isName(name)) {
                nodeReader.read(node, name, true);
            } else {
                node.wrong(
                        "is not a valid name: it must begin with a letter and have at most 60 letters, digits and underscores");
            }
        });
        var edgeReader = new EdgeReader(draft, nodeReader, new ConditionReader(references));
        pattern.at("edges").items().forEach(edgeReader::read);
        limit(nodes, draft.nodes().size(), MAX_NODES);
        limit(pattern.at("edges"), draft.edges().size(), MAX_EDGES);
        return draft;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static void limit(JsonCursor field, int size, int max) {
        if (size > max) {
            field.wrong("may hold at most " + max);
        }
    }
}
