package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.UnknownName;
import java.util.List;

/** Reads the scalars of a mapping, all of which are texts. */
final class YamlScalars {

    private YamlScalars() {}

    /** The text; empty when this is not a text. */
    static String text(JsonCursor value) {
        String text = value.text();
        return text == null ? "" : text;
    }

    /** The text, or the default when the field is missing. */
    static String text(JsonCursor field, String defaultText) {
        return field.isMissing() ? defaultText : text(field);
    }

    /** The text, or the first of the allowed ones when the field is missing or has another. */
    static String oneOf(JsonCursor field, List<String> allowed) {
        String text = text(field, allowed.getFirst());
        if (allowed.contains(text)) {
            return text;
        }
        field.wrong("\"%s\" %s".formatted(text, UnknownName.message(text, allowed)));
        return allowed.getFirst();
    }

    /** Whether the text is true; false when the field is missing. */
    static boolean isTrue(JsonCursor field) {
        String text = text(field, "false");
        if (!text.equals("true") && !text.equals("false")) {
            field.wrong("must be true or false");
        }
        return text.equals("true");
    }

    /** Notes a mistake when the field is given and is not an object. */
    static JsonCursor object(JsonCursor field) {
        if (!field.isMissing()) {
            field.isObject("keys and values");
        }
        return field;
    }
}
