package dev.chipgraph.ingest.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.regex.Matcher;

/**
 * Compiles regular expressions of RE2, which take time in proportion to the text. RE2/J writes counted repetitions out and
 * follows them recursively, so that their size is limited before it does.
 */
final class RegularExpression {

    /** Even expressions of nothing but optional groups leave half of a stack of 1 MB free. */
    private static final int LONGEST = 2_000;

    private static final String TOO_LONG =
            "is too long a regular expression: with its repetitions written out (a{3} as aaa) it may have at most %d characters"
                    .formatted(LONGEST);

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final String text;
    private final ArrayDeque<Long> outer = new ArrayDeque<>();
    /** Length of what was read of the innermost group. */
    private long length;
    /** Length of what a repetition would repeat. */
    private long last;

    private RegularExpression(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with what is wrong with the expression */
    static Pattern compile(String text) {
        if (new RegularExpression(text).isTooLong()) {
            throw new IllegalArgumentException(TOO_LONG);
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is not a regular expression of RE2: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(TOO_LONG, e);
        }
    }

    private boolean isTooLong() {
        Matcher counted = COUNTED.matcher(text);
        for (int at = 0; at < text.length(); ) {
            int from = at;
            switch (text.charAt(at)) {
                case '(' -> {
                    outer.push(length);
                    length = 0;
                    at++;
                }
                case ')' -> {
                    last = length + 2;
                    length = (outer.isEmpty() ? 0 : outer.pop()) + last;
                    at++;
                }
                case '{' -> {
                    if (counted.region(at, text.length()).lookingAt()) {
                        repeated(counted);
                        at = counted.end();
                    } else {
                        at = read(at + 1, 1);
                    }
                }
                case '*', '+', '?' -> {
                    last++;
                    length++;
                    at++;
                }
                case '[' -> at = read(endOfClass(at), 1);
                case '\\' -> at = read(endOfEscape(at), 1);
                default -> at = read(at + 1, 1);
            }
            if (length > LONGEST || outer.size() > LONGEST || at <= from) {
                return true;
            }
        }
        return text.length() > LONGEST;
    }

    private int read(int end, int size) {
        last = size;
        length += size;
        return end;
    }

    private void repeated(Matcher counted) {
        String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
        long times = Math.max(1, Long.parseLong(most));
        length += last * (times - 1);
        last *= times;
    }

    /** A bracket that comes first is one of the characters. */
    private int endOfClass(int start) {
        int at = start + 1;
        at += text.startsWith("^", at) ? 1 : 0;
        at += text.startsWith("]", at) ? 1 : 0;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.startsWith("[:", at) && text.indexOf(":]", at + 2) > 0) {
                at = text.indexOf(":]", at + 2) + 2;
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }

    private int endOfEscape(int start) {
        int quoted = text.startsWith("\\Q", start) ? text.indexOf("\\E", start + 2) : start;
        return quoted < 0 ? text.length() : quoted + 2;
    }
}
