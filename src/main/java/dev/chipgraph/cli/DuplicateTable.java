package dev.chipgraph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** A table of probable duplicates, to be read by people. The reasons quote the names, so the other columns have ids. */
final class DuplicateTable {

    private static final String NEW = "NEW";
    private static final String KNOWN = "KNOWN";

    private DuplicateTable() {}

    static List<String> lines(List<JsonNode> duplicates) {
        String format = "%%-5s  %%-%ds  %%-%ds  %%s"
                .formatted(width(NEW, duplicates, "duplicate"), width(KNOWN, duplicates, "entity"));
        var lines = duplicates.stream()
                .map(duplicate -> format.formatted(
                        "%.2f".formatted(duplicate.path("score").asDouble()),
                        id(duplicate, "duplicate"),
                        id(duplicate, "entity"),
                        duplicate
                                .path("reasons")
                                .valueStream()
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(" "))))
                .collect(Collectors.toList());
        lines.addFirst(format.formatted("SCORE", NEW, KNOWN, "WHY"));
        return lines;
    }

    private static int width(String title, List<JsonNode> duplicates, String field) {
        return duplicates.stream()
                .mapToInt(duplicate -> id(duplicate, field).length())
                .reduce(title.length(), Math::max);
    }

    private static String id(JsonNode duplicate, String field) {
        return duplicate.path(field).path("id").asText();
    }
}
