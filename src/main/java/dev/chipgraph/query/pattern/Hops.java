package dev.chipgraph.query.pattern;

import java.util.regex.Pattern;

/**
 * How many relationships an edge stands for, one after the other.
 *
 * @param min the least number
 * @param max the greatest number
 */
record Hops(int min, int max) {

    static final int MAX = 10;
    static final Hops ONE = new Hops(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,2})(\\.\\.(\\d{1,2})?)?");

    /**
     * Reads {@code 2}, {@code 0..6}, {@code 1..} or {@code *}.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    static Hops parse(String text) {
        if (text.equals("*")) {
            return new Hops(1, MAX);
        }
        var matcher = FORM.matcher(text);
        if (matcher.matches()) {
            int min = Integer.parseInt(matcher.group(1));
            int max = matcher.group(2) == null
                    ? min
                    : matcher.group(3) == null ? MAX : Integer.parseInt(matcher.group(3));
            if (min <= max && max >= 1 && max <= MAX) {
                return new Hops(min, max);
            }
        }
        throw new IllegalArgumentException(
                "must be a number of hops such as 2, a range such as 0..6 or 1.., or *; at most " + MAX);
    }

    boolean isOne() {
        return min == 1 && max == 1;
    }
}
