package dev.chipgraph.query.lookup;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Queries of the full-text indexes, in the syntax of Lucene. They are made of folded words, which have letters and digits
 * only: nothing that a client writes becomes an operator.
 */
public final class LuceneQuery {

    /** Words from this length on may have one letter wrong, and from the other on two. */
    private static final int ONE_WRONG = 3;

    private static final int TWO_WRONG = 7;

    /** In a word that is not finished yet, so few letters would fit too much. */
    private static final int ONE_WRONG_UNFINISHED = 4;

    /** A misspelt word stands for up to fifty; Lucene refuses queries of more than 1,024 terms in all. */
    private static final int MISSPELT_WORDS = 12;

    private static final int LONGEST_UNFINISHED = 30;

    private LuceneQuery() {}

    /** Each word, as it is, as the beginning of one, or misspelt. */
    public static String all(List<String> words) {
        return each(words, "+", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 2));
    }

    /** The same for any of the words. */
    public static String some(List<String> words) {
        return each(words, "", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 2));
    }

    /** Each word as it is, as the beginning of one, or with a letter wrong, which is found three times as fast as two. */
    public static String allNearly(List<String> words) {
        return each(words, "+", word -> "%1$s^8 %1$s*^2".formatted(word), word -> misspelt(word, 1));
    }

    /** Any of the words, as it is or misspelt; in a name of several words the others make up for a second wrong letter. */
    public static String like(List<String> words) {
        return each(words, "", word -> word + "^2", word -> misspelt(word, words.size() > 1 ? 1 : 2));
    }

    /** Beginnings of words. */
    public static String completing(List<String> words) {
        return each(words, "+", word -> word + "*", word -> "");
    }

    /** Beginnings of words, each with a letter wrong, missing, too many, or changed places with the next. */
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

    /** A number with another digit is another number. */
    private static boolean isNumber(String word) {
        return word.codePoints().anyMatch(Character::isDigit);
    }

    private static String misspelt(String word, int most) {
        if (isNumber(word) || word.length() < ONE_WRONG) {
            return "";
        }
        return word + "~" + (word.length() < TWO_WRONG ? 1 : most);
    }

    /** Lucene misspells whole words only; the beginnings are spelled out as one regular expression. */
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
