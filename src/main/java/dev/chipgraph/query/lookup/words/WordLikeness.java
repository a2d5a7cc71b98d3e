package dev.chipgraph.query.lookup.words;

import dev.chipgraph.model.NameWords;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** How similar two folded words are. */
public final class WordLikeness {

    /** Shorter words are easily similar by chance. */
    private static final int SHORTEST = 4;

    private static final double LEAST = 0.75;

    /** Least share of a common beginning, as {@code semiconductor} and {@code semiconducteur} have. */
    private static final double LEAST_BEGINNING = 0.6;

    /** What a similar word is worth at most. */
    private static final double SIMILAR = 0.95;

    /** Least letters of a plural. */
    static final int SHORTEST_PLURAL = 5;

    private WordLikeness() {}

    /** A word without the ending of an English plural. */
    public static String singular(String word) {
        boolean plural = word.length() >= SHORTEST_PLURAL
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
        return plural ? word.substring(0, word.length() - 1) : word;
    }

    /** Whether two words mean the same in different languages. */
    public static boolean areEquivalent(String first, String second) {
        return NameWords.common(first).equals(NameWords.common(second));
    }

    /**
     * The likeness of two words, 0 to 1: by the letters to change, swapped neighbours counting as one, or by the beginning
     * that they share. Words that are no more similar than by chance, and numbers that differ, have 0.
     */
    public static double of(String first, String second) {
        if (first.equals(second)) {
            return 1;
        }
        if (areEquivalent(first, second)) {
            return SIMILAR;
        }
        int shorter = Math.min(first.length(), second.length());
        int longer = Math.max(first.length(), second.length());
        if (shorter < SHORTEST || shorter < LEAST_BEGINNING * longer || hasDigit(first) || hasDigit(second)) {
            return 0;
        }
        double beginning = commonBeginning(first, second) / (double) longer;
        int wrong = (int) ((1 - LEAST) * longer);
        int distance = longer - shorter > wrong ? -1 : new DamerauLevenshteinDistance(wrong).apply(first, second);
        double likeness = distance < 0 ? 0 : 1 - distance / (double) longer;
        return SIMILAR * (likeness >= LEAST ? likeness : beginning >= LEAST_BEGINNING ? beginning : 0);
    }

    static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int commonBeginning(String first, String second) {
        int length = 0;
        while (length < Math.min(first.length(), second.length()) && first.charAt(length) == second.charAt(length)) {
            length++;
        }
        return length;
    }
}
