package dev.chipgraph.query.pattern;

import dev.chipgraph.model.JsonCursor;
import java.util.List;
import java.util.Objects;

/** Reads texts that must not be blank. */
final class PatternTexts {

    private PatternTexts() {}

    /** The text; null when it is missing or not valid. */
    static String optional(JsonCursor field) {
        if (field.isMissing()) {
            return null;
        }
        return field.json().isTextual() && !field.json().textValue().isBlank()
                ? field.json().textValue()
                : field.wrong("must be a text");
    }

    /** The positions of the texts of a list that must not be empty, or of a single text; none when it is missing. */
    static List<JsonCursor> list(JsonCursor field) {
        if (field.json().isArray() && field.json().isEmpty()) {
            field.wrong("must not be an empty list");
        }
        return field.itemsOrSelf().stream()
                .filter(item -> Objects.nonNull(optional(item)))
                .toList();
    }
}
