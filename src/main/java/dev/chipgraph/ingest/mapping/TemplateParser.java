package dev.chipgraph.ingest.mapping;

import java.util.ArrayList;
import java.util.List;

/** Parses templates such as {@code eto-{id|slug} of {name|default:'no name'}}. */
final class TemplateParser {

    /** Literal text, or a column and its steps. */
    record Piece(String literal, String column, List<Step> steps) {}

    /** A filter by name, and its arguments. */
    record Step(String name, List<String> arguments) {}

    private final String text;
    private int at;

    private TemplateParser(String text) {
        this.text = text;
    }

    /**
     * The pieces in their order; {@code {{} and {@code }}} are literal braces.
     *
     * @throws IllegalArgumentException when the text is not a template
     */
    static List<Piece> pieces(String text) {
        return new TemplateParser(text).pieces();
    }

    private List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        var literal = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean doubled = at < text.length() && text.charAt(at) == c;
            if ((c == '{' || c == '}') && doubled) {
                literal.append(c);
                at++;
            } else if (c == '}') {
                throw new IllegalArgumentException("has a } without a {; write a literal brace twice");
            } else if (c == '{') {
                flush(literal, pieces);
                pieces.add(placeholder());
            } else {
                literal.append(c);
            }
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new Piece(literal.toString(), null, List.of()));
            literal.setLength(0);
        }
    }

    private Piece placeholder() {
        String column = word("|}");
        var steps = new ArrayList<Step>();
        while (next() == '|') {
            at++;
            String name = word(":|}");
            var arguments = new ArrayList<String>();
            while (next() == ':') {
                at++;
                arguments.add(word(":|}"));
            }
            if (name.isEmpty()) {
                throw new IllegalArgumentException("has no filter after |");
            }
            steps.add(new Step(name, arguments));
        }
        at++;
        if (column.isEmpty()) {
            throw new IllegalArgumentException("has no column in {}");
        }
        return new Piece("", column, steps);
    }

    private char next() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("has a { without a }");
        }
        return text.charAt(at);
    }

    /** A bare word up to one of the ends, or one in quotes. */
    private String word(String ends) {
        char quote = next();
        if (quote == '\'' || quote == '"') {
            int close = text.indexOf(quote, at + 1);
            if (close < 0) {
                throw new IllegalArgumentException("has a quote that is never closed");
            }
            String word = text.substring(at + 1, close);
            at = close + 1;
            if (ends.indexOf(next()) < 0) {
                throw new IllegalArgumentException("has text between a closing quote and the next |, : or }");
            }
            return word;
        }
        int start = at;
        while (ends.indexOf(next()) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }
}
