package dev.chipgraph.rest.contract;

import dev.chipgraph.model.Kind;

/** Kinds in running text. */
final class KindWords {

    private KindWords() {}

    /** Such as "international organization". */
    static String singular(Kind kind) {
        return kind.wire().replace('-', ' ');
    }

    /** Such as "companies". */
    static String plural(Kind kind) {
        return kind.path().replace('-', ' ');
    }

    /** Such as "an agency" and "a university". */
    static String withArticle(Kind kind) {
        String word = singular(kind);
        return ("aeio".indexOf(word.charAt(0)) < 0 ? "a " : "an ") + word;
    }

    static String capitalized(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Replaces {@code {kind}}, {@code {a kind}}, {@code {kinds}} and {@code {about}} in a text of a template. */
    static String fill(String template, Kind kind) {
        return template.replace("{kind}", singular(kind))
                .replace("{a kind}", withArticle(kind))
                .replace("{kinds}", plural(kind))
                .replace("{about}", kind.description());
    }
}
