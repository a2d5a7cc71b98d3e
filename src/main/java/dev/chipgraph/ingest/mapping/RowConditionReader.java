package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.JsonCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads conditions on the cells of a row. */
final class RowConditionReader {

    private RowConditionReader() {}

    /**
     * Reads an object of tests, all of which must pass, or a list of such objects, one of which must hold.
     *
     * @param uses takes the columns that the condition uses
     */
    static RowCondition read(JsonCursor node, List<TableMapping.Use> uses) {
        return new RowCondition(
                node.itemsOrSelf().stream().map(all -> tests(all, uses)).toList());
    }

    private static List<RowCondition.Test> tests(JsonCursor node, List<TableMapping.Use> uses) {
        var tests = new ArrayList<RowCondition.Test>();
        YamlScalars.object(node).fields().forEach((column, test) -> {
            uses.add(new TableMapping.Use(test.path(), column));
            tests.add(new RowCondition.Test(column, test(test)));
        });
        return tests;
    }

    private static Predicate<String> test(JsonCursor node) {
        if (!node.json().isObject()) {
            return isOneOf(node);
        }
        node.allowOnly(List.of("not", "empty", "matches"), Set.of());
        Predicate<String> all = text -> true;
        if (node.has("not")) {
            all = all.and(isOneOf(node.at("not")).negate());
        }
        if (node.has("empty")) {
            boolean empty = YamlScalars.isTrue(node.at("empty"));
            all = all.and(text -> text.isEmpty() == empty);
        }
        if (node.has("matches")) {
            JsonCursor matches = node.at("matches");
            var pattern = matches.parse(() -> RegularExpression.compile(YamlScalars.text(matches)));
            if (pattern != null) {
                all = all.and(text -> pattern.matcher(text).find());
            }
        }
        return all;
    }

    private static Predicate<String> isOneOf(JsonCursor node) {
        var texts = new HashSet<String>();
        node.itemsOrSelf().forEach(item -> texts.add(YamlScalars.text(item)));
        return texts::contains;
    }
}
