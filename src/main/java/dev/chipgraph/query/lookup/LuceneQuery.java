package dev.chipgraph.query.lookup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Queries of the full-text indexes in the syntax of Lucene. They consist of folded words, which have letters and digits
 * only, so nothing that a client sends becomes an operator.
 */
public final class LuceneQuery {

    /** Words of this length or longer may have one wrong letter, and of {@link #TWO_WRONG} or longer two. */
    private static final int ONE_WRONG = 3;

    private static final int TWO_WRONG = 7;

    /** Shorter unfinished words with a wrong letter would match too much. */
    private static final int ONE_WRONG_UNFINISHED = 4;

    /** A misspelt word expands to up to fifty terms, and Lucene rejects queries with more than 1,024 terms. */
    private static final int MISSPELT_WORDS = 12;

    private static final int LONGEST_UNFINISHED = 30;

    private LuceneQuery() {}

    /** All words, each as it is, as a prefix or misspelt. */
    public static String all(List<String> words) {
        return each(words, "+", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 2));
    }

    /** Any of the words, as it is, as a prefix or misspelt. */
    public static String some(List<String> words) {
        return each(words, "", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 2));
    }

    /** All words, each as it is, as a prefix or with one wrong letter, which is three times as fast as two. */
    public static String allNearly(List<String> words) {
        return each(words, "+", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 1));
    }

    /** Any of the words, as it is or misspelt. With several words, the others make up for a second wrong letter. */
    public static String like(List<String> words) {
        return each(words, "", word -> word + "^2", word -> misspelt(word, words.size() > 1 ? 1 : 2));
    }

    /** All words as prefixes. */
    public static String completing(List<String> words) {
        return each(words, "+", word -> word + "*", word -> "");
    }

    /** All words as prefixes, each with a letter that is wrong, missing, additional or swapped with the next one. */
    public static String nearlyCompleting(List<String> words) {
        return each(words, "+", word -> word + "*", LuceneQuery::unfinished);
    }

    private interface Form {
        String of(String word);
    }

    private static String each(List<String> words, String need, Form form, Form more) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> need + "("
                        + (form.of(words.get(i)) + " " + (i < MISSPELT_WORDS ? more.of(words.get(i)) : "")).strip()
                        + ")")
                .collect(Collectors.joining(" "));
    }

    /** Whether a word has digits: with a wrong digit, it would be another number. */
    private static boolean isNumber(String word) {
        return word.codePoints().anyMatch(Character::isDigit);
    }

    private static String misspelt(String word, int most) {
        if (isNumber(word) || word.length() < ONE_WRONG) {
            return "";
        }
        return word + "~" + (word.length() < TWO_WRONG ? 1 : most);
    }

    /** Fuzzy terms of Lucene are whole words, so misspelt prefixes become a regular expression. */
    private static String unfinished(String word) {
        int[] letters = word.codePoints().toArray();
        if (isNumber(word) || letters.length < ONE_WRONG_UNFINISHED || letters.length > LONGEST_UNFINISHED) {
            return "";
        }
        return IntStream.range(0, letters.length)
                .boxed()
                .flatMap(i -> {
                    String before = text(letters, 0, i);
                    String letter = text(letters, i, i + 1);
                    String next = text(letters, i + 1, i + 2);
                    String after = text(letters, i + 1, letters.length);
                    return Stream.of(
                            before + "." + after,
                            before + "." + letter + after,
                            before + after,
                            before + next + letter + text(letters, i + 2, letters.length));
                })
                .distinct()
                .collect(Collectors.joining("|", "/(", ").*/"));
    }

    private static String text(int[] letters, int from, int to) {
        return Arrays.stream(letters, Math.min(from, letters.length), Math.min(to, letters.length))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
