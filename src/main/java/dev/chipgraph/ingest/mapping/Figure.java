package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.WireName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number, an approximate number, a bound or a range. Its text is {@code 5}, {@code ~5}, {@code >=5} or {@code 5..7}.
 *
 * @param number the number, or the least one of a range
 * @param greatest the greatest number of a range; otherwise null
 */
record Figure(Comparison comparison, BigDecimal number, BigDecimal greatest) {

    /** How the number is meant; spelled as in the property {@code comparison} of indicators. */
    enum Comparison implements WireName {
        EQUAL("", "equal"),
        APPROXIMATELY("~", "approximately"),
        AT_LEAST(">=", "at-least"),
        MORE_THAN(">", "more-than"),
        AT_MOST("<=", "at-most"),
        LESS_THAN("<", "less-than");

        private final String sign;
        private final String wire;

        Comparison(String sign, String wire) {
            this.sign = sign;
            this.wire = wire;
        }

        @Override
        public String wire() {
            return wire;
        }
    }

    /** What the place of a figure can hold beside a single number. */
    enum Place {
        /** Nothing. */
        NUMBER,
        /** A range with one or both ends, as fields {@code min} and {@code max} of an amount. */
        AMOUNT,
        /** A comparison, as the field {@code comparison} of an indicator. */
        INDICATOR
    }

    private static final String DIGITS = "-?\\d{1,40}(?:\\.\\d{1,40})?";
    private static final Pattern TEXT = Pattern.compile("(~|[<>]=?)?(%1$s)|(%1$s)\\.\\.(%1$s)".formatted(DIGITS));

    /** The figure that this text stands for; empty when it stands for none. */
    static Optional<Figure> parse(String text) {
        Matcher found = TEXT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                found.group(2) == null
                        ? new Figure(Comparison.EQUAL, new BigDecimal(found.group(3)), new BigDecimal(found.group(4)))
                        : new Figure(comparison(found.group(1)), new BigDecimal(found.group(2)), null));
    }

    private static Comparison comparison(String sign) {
        return Arrays.stream(Comparison.values())
                .filter(one -> one.sign.equals(sign == null ? "" : sign))
                .findFirst()
                .orElseThrow();
    }

    String text() {
        return greatest == null ? comparison.sign + written(number) : written(number) + ".." + written(greatest);
    }

    static String written(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The number, or an object with the fields that say more about it; empty when the place cannot hold that. */
    Optional<JsonNode> json(Place place) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        boolean exact = greatest == null && comparison == Comparison.EQUAL;
        boolean single = exact || comparison == Comparison.APPROXIMATELY;
        if (exact || (single && place != Place.INDICATOR)) {
            return Optional.of(DecimalNode.valueOf(number));
        }
        return switch (place) {
            case NUMBER -> Optional.empty();
            case INDICATOR ->
                greatest == null
                        ? Optional.of(fields.put("value", number).put("comparison", comparison.wire()))
                        : Optional.empty();
            case AMOUNT -> {
                if (greatest != null) {
                    yield Optional.of(fields.put("min", number).put("max", greatest));
                }
                boolean least = comparison == Comparison.AT_LEAST || comparison == Comparison.MORE_THAN;
                yield Optional.of(fields.put(least ? "min" : "max", number));
            }
        };
    }
}
