package dev.chipgraph.query.lookup.words;

import dev.chipgraph.model.NameWords;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Queries of the full-text indexes in the syntax of Lucene. They consist of folded words, which have letters and digits
 * only, so nothing that a client sends becomes an operator.
 */
public final class LuceneQuery {

    /** Words of this length or longer may have one wrong letter, and of {@link #TWO_WRONG} or longer two. */
    private static final int ONE_WRONG = 5;

    private static final int TWO_WRONG = 8;

    /** A misspelt word expands to up to fifty terms, and Lucene rejects queries with more than 1,024 terms. */
    private static final int MISSPELT_WORDS = 12;

    private static final int LONGEST_UNFINISHED = 30;

    private LuceneQuery() {}

    /**
     * Any of the words as it is, in the singular or the plural, the last one and those that few names have also as a prefix,
     * and the unknown ones misspelt.
     */
    public static String searching(List<String> words, WordRarity rarity, Set<String> unknown) {
        String last = words.getLast();
        return any(
                words,
                rarity.frequent(words),
                each -> each(
                        each,
                        "",
                        word -> word + "^4",
                        word -> number(word)
                                + (word.equals(last) || !rarity.isKnown(word) ? prefix(word) : "")
                                + (unknown.contains(word) ? misspelt(word) : "")));
    }

    private static String number(String word) {
        String singular = WordLikeness.singular(word);
        return singular.equals(word)
                ? word.length() < WordLikeness.SHORTEST_PLURAL - 1 ? "" : word + "s^3 "
                : singular + "^3 ";
    }

    private static String prefix(String word) {
        return NameWords.isUnspaced(word) && word.codePointCount(0, word.length()) > 1 ? "" : word + "* ";
    }

    /** Any of the words as it is, the unknown ones also misspelt. */
    public static String sharing(List<String> words, Set<String> frequent, Set<String> unknown) {
        return any(
                words,
                frequent,
                each -> each(each, "", word -> word, word -> unknown.contains(word) ? misspelt(word) : ""));
    }

    /**
     * Any of the words. Minor words, and those that very many names have, do not suffice when there are others; looking at
     * all names with them would take long.
     */
    private static String any(List<String> words, Set<String> frequent, Function<List<String>, String> clauses) {
        var telling = telling(words);
        var rare = telling.stream().filter(word -> !frequent.contains(word)).toList();
        if (rare.isEmpty() || rare.size() == telling.size()) {
            return clauses.apply(telling);
        }
        var others = telling.stream().filter(frequent::contains).toList();
        return "+(%s) %s".formatted(clauses.apply(rare), clauses.apply(others));
    }

    private static List<String> telling(List<String> words) {
        var single = words.stream().filter(word -> !word.contains(" ")).toList();
        var telling = single.stream().filter(word -> !NameWords.isMinor(word)).toList();
        return telling.isEmpty() ? single : telling;
    }

    /** All words as prefixes. */
    public static String completing(List<String> words) {
        return each(words, "+", LuceneQuery::beginning, word -> "");
    }

    /**
     * The words as prefixes, those that few names have also with a letter that is wrong, missing, additional or swapped with
     * the next one. Minor words before the last one may be missing.
     */
    public static String nearlyCompleting(List<String> words, WordRarity rarity) {
        var needed = IntStream.range(0, words.size())
                .filter(i -> i == words.size() - 1 || !NameWords.isMinor(words.get(i)))
                .mapToObj(words::get)
                .toList();
        return each(needed, "+", LuceneQuery::beginning, word -> rarity.isKnown(word) ? "" : unfinished(word));
    }

    private static String beginning(String word) {
        return "key:" + word + "*";
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

    /** Whether a word is long enough to be told from others when it is misspelt. With a wrong digit, it is another number. */
    public static boolean canBeMisspelt(String word) {
        return word.length() >= ONE_WRONG && !WordLikeness.hasDigit(word);
    }

    private static String misspelt(String word) {
        return word + "~" + (word.length() < TWO_WRONG ? 1 : 2);
    }

    /** Fuzzy terms of Lucene are whole words, so misspelt prefixes become a regular expression. */
    private static String unfinished(String word) {
        int[] letters = word.codePoints().toArray();
        if (!canBeMisspelt(word) || letters.length > LONGEST_UNFINISHED) {
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
                .collect(Collectors.joining("|", "key:/(", ").*/"));
    }

    private static String text(int[] letters, int from, int to) {
        return Arrays.stream(letters, Math.min(from, letters.length), Math.min(to, letters.length))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
