package dev.chipgraph.model;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of folded names, as names are compared and found. Scripts without spaces between words have no words: there
 * two neighbouring characters each stand for one, so {@code 서울반도체} and {@code 서울 반도체} are the same. Traditional
 * Chinese characters count as simplified ones.
 */
public final class NameWords {

    private static final Set<Character.UnicodeScript> UNSPACED = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HANGUL,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA);

    /** The first letter of any of these scripts, that of Hangul. */
    private static final char FIRST_UNSPACED = '\u1100';

    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");

    private static final Set<String> MINOR = ResourceLines.of("/minor-words.txt")
            .flatMap(line -> Arrays.stream(line.split(" ", -1)))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> SAME = ResourceLines.of("/same-words.txt")
            .map(line -> line.split(", ", -1))
            .flatMap(group -> Arrays.stream(group).map(word -> Map.entry(word, group[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first));

    /** The phrases among the same words, such as {@code dai hoc}. */
    private static final Pattern PHRASES = Pattern.compile(SAME.keySet().stream()
            .filter(word -> word.contains(" "))
            .sorted()
            .collect(Collectors.joining("|", "(?<= )(?:", ")(?= )")));

    private static final int LONGEST_INITIALS = 12;

    private NameWords() {}

    /** The words of a folded name in order. A phrase that means the same as one word, such as {@code dai hoc}, is one. */
    public static List<String> of(String folded) {
        String joined = PHRASES.matcher(" " + folded + " ")
                .replaceAll(phrase -> phrase.group().replace(' ', '_'));
        return split(joined.strip()).stream()
                .map(word -> word.replace('_', ' '))
                .toList();
    }

    /** The words of a folded text in order, without regard to phrases. */
    public static List<String> split(String folded) {
        var words = new ArrayList<String>();
        var unspaced = new StringBuilder();
        for (String word : folded.split(" ", -1)) {
            if (isUnspaced(word)) {
                unspaced.append(word);
            } else {
                flush(unspaced, words);
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        flush(unspaced, words);
        return words;
    }

    private static void flush(StringBuilder unspaced, List<String> words) {
        if (!unspaced.isEmpty()) {
            String text = unspaced.toString();
            // Only ideographs have simplified forms, and looking for these takes long.
            boolean ideographic = text.codePoints().anyMatch(Character::isIdeographic);
            words.addAll(pairs(ideographic ? SIMPLIFIED.transliterate(text) : text));
            unspaced.setLength(0);
        }
    }

    private static List<String> pairs(String text) {
        int[] letters = text.codePoints().toArray();
        return letters.length < 2
                ? List.of(text)
                : IntStream.range(0, letters.length - 1)
                        .mapToObj(i -> new String(letters, i, 2))
                        .toList();
    }

    /** Whether a word is written in a script without spaces. */
    public static boolean isUnspaced(String word) {
        return !word.isEmpty()
                && word.charAt(0) >= FIRST_UNSPACED
                && word.codePoints().mapToObj(Character.UnicodeScript::of).allMatch(UNSPACED::contains);
    }

    /** Whether a word is an article, preposition or conjunction. */
    public static boolean isMinor(String word) {
        return MINOR.contains(word);
    }

    /** The word that stands for all words of the same meaning: {@code universidad} for {@code university}. */
    public static String common(String word) {
        return SAME.getOrDefault(word, word);
    }

    /**
     * The further words by which a folded name is found: all of it written together, its initials with and without minor
     * words, and its pairs of characters.
     */
    public static List<String> forms(String folded) {
        var forms = new LinkedHashSet<String>();
        var words = Arrays.asList(folded.split(" ", -1));
        if (words.size() > 1) {
            forms.add(String.join("", words));
            forms.add(initials(words));
            forms.add(initials(words.stream().filter(word -> !isMinor(word)).toList()));
        }
        if (words.stream().anyMatch(NameWords::isUnspaced)) {
            forms.addAll(of(folded));
        }
        words.forEach(forms::remove);
        forms.removeIf(form -> form.length() < 2);
        return List.copyOf(forms);
    }

    /** The initials of words; empty when these are too many or too few for an acronym. */
    public static String initials(List<String> words) {
        return words.size() < 2 || words.size() > LONGEST_INITIALS
                ? ""
                : words.stream()
                        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                        .collect(Collectors.joining());
    }
}
