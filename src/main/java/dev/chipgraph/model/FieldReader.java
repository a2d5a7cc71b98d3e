package dev.chipgraph.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the values that fields of records have in common: texts, ids, numbers and lists. */
final class FieldReader {

    static final int MAX_TEXT_LENGTH = 10_000;
    static final int MAX_ITEMS = 1_000;
    static final String TEXT_EXPECTED =
            "must be a text of 1 to %d characters, without control characters and lone surrogates"
                    .formatted(MAX_TEXT_LENGTH);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    static final int MAX_ID_LENGTH = 100;
    private static final int MAX_DIGITS = 18;

    private FieldReader() {}

    static String text(JsonCursor value) {
        return value.json().isTextual() && isText(value.json().textValue())
                ? value.json().textValue()
                : value.wrong(TEXT_EXPECTED);
    }

    static String optionalText(JsonCursor field) {
        return field.ifGiven(FieldReader::text);
    }

    static String requiredText(JsonCursor field) {
        String text = optionalText(field);
        return text == null && !field.violations().concern(field.path()) ? field.wrong("is required") : text;
    }

    /** An id of an entity. */
    static String requiredSlug(JsonCursor field) {
        String text = requiredText(field);
        if (text != null && (!SLUG.matcher(text).matches() || text.length() > MAX_ID_LENGTH)) {
            return field.wrong("must be lower-case letters and digits with single hyphens between, at most "
                    + MAX_ID_LENGTH + " characters, not \"" + text + "\"");
        }
        return text;
    }

    static <E extends Enum<E> & WireName> E choice(JsonCursor field, String text, Class<E> set) {
        return text == null ? null : field.parse(() -> WireName.read(set, text));
    }

    /** The items that could be read, each once; an empty list when the field is missing or null. */
    static <T> List<T> list(JsonCursor field, Function<JsonCursor, T> reading) {
        if (field.json().isMissingNode() || field.json().isNull()) {
            return List.of();
        }
        if (!field.json().isArray() || field.json().size() > MAX_ITEMS) {
            field.wrong("must be a list of at most %d items".formatted(MAX_ITEMS));
            return List.of();
        }
        Set<T> items = new LinkedHashSet<>();
        for (JsonCursor item : field.items()) {
            T value = reading.apply(item);
            if (value != null) {
                items.add(value);
            }
        }
        return List.copyOf(items);
    }

    static BigDecimal number(JsonCursor value) {
        if (!value.json().isNumber()) {
            return value.wrong("must be a number");
        }
        return isStorable(value.json())
                ? value.json().decimalValue()
                : value.wrong("must be a number of at most %d digits before and after the point".formatted(MAX_DIGITS));
    }

    /** Looks at the exponent only: written out, 1e999999999 would not fit into memory. */
    static boolean isStorable(JsonNode number) {
        if (number.isFloatingPointNumber() && !number.isBigDecimal() && !Double.isFinite(number.doubleValue())) {
            return false;
        }
        BigDecimal value = number.decimalValue();
        return value.precision() - (long) value.scale() <= MAX_DIGITS && value.scale() <= MAX_DIGITS;
    }

    static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT_LENGTH && isPrintable(text);
    }

    /** False for control characters other than tabs and line breaks, for lone surrogates and for noncharacters. */
    static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> (c < ' ' && "\t\n\r".indexOf(c) < 0)
                        || c == 0x7F
                        || c == 0xFFFE
                        || c == 0xFFFF
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
