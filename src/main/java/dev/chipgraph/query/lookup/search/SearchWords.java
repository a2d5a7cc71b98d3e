package dev.chipgraph.query.lookup.search;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.lookup.words.LuceneQuery;
import dev.chipgraph.query.lookup.words.WordLikeness;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of a search text in the forms in which they are looked up and compared. */
final class SearchWords {

    /** Worth of a word that is found in the singular or plural, in another language, as a beginning or misspelt. */
    private static final double NUMBER = 0.97;

    private static final double EQUIVALENT = 0.85;
    private static final double BEGINNING = 0.6;
    private static final double MISSPELT = 0.75;

    private static final Pattern DIGIT_GROUP = Pattern.compile("\\d{3}");
    private static final Pattern FIRST_DIGITS = Pattern.compile("\\d{1,3}");

    private final String key;
    private final List<String> words;

    /** For each word, how well it is found in the words of texts so far; texts have many words in common. */
    private final List<Map<String, Double>> compared;

    private final double[] weights;
    private final double total;

    SearchWords(String text, WordRarity rarity) {
        key = Folding.fold(text);
        words = NameWords.split(key);
        compared =
                words.stream().<Map<String, Double>>map(word -> new HashMap<>()).toList();
        weights = words.stream().mapToDouble(rarity::weight).toArray();
        total = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
    }

    /** The folded text. */
    String key() {
        return key;
    }

    List<String> words() {
        return words;
    }

    double weight(int i) {
        return weights[i];
    }

    double total() {
        return total;
    }

    /** The words to look up in names: neighbours written together, and these words, of which the last may be unfinished. */
    List<String> lookedUp() {
        return Stream.concat(together(), words.stream()).distinct().toList();
    }

    private Stream<String> together() {
        return IntStream.range(0, words.size() - 1)
                .filter(i -> !NameWords.isUnspaced(words.get(i)))
                .mapToObj(i -> words.get(i) + words.get(i + 1));
    }

    /** The words to look up in statements, whose numbers are not split at thousands separators. */
    List<String> lookedUpInStatements() {
        var numbers = IntStream.range(0, words.size() - 1)
                .filter(i -> FIRST_DIGITS.matcher(words.get(i)).matches()
                        && DIGIT_GROUP.matcher(words.get(i + 1)).matches())
                .boxed()
                .flatMap(i -> Stream.of(",", ".").map(separator -> words.get(i) + separator + words.get(i + 1)));
        return Stream.concat(numbers, words.stream()).distinct().toList();
    }

    /** The words that may be misspelt: those that neither are frequent nor were found in the words of some texts. */
    Set<String> unknown(Supplier<Set<String>> found, WordRarity rarity) {
        var rare = words.stream()
                .filter(word -> LuceneQuery.canBeMisspelt(word) && !rarity.isKnown(word))
                .collect(Collectors.toSet());
        if (!rare.isEmpty()) {
            found.get().forEach(other -> rare.removeIf(word -> other.startsWith(WordLikeness.singular(word))));
        }
        return rare;
    }

    /** How well a word of a text is the word that is looked for, 0 to 1. */
    static double likeness(String wanted, String word) {
        if (wanted.equals(word)) {
            return 1;
        }
        if (WordLikeness.singular(wanted).equals(WordLikeness.singular(word))) {
            return NUMBER;
        }
        if (word.startsWith(WordLikeness.singular(wanted))) {
            return BEGINNING + (NUMBER - BEGINNING) * wanted.length() / word.length();
        }
        if (WordLikeness.areEquivalent(wanted, word)) {
            return EQUIVALENT;
        }
        return LuceneQuery.canBeMisspelt(wanted) ? MISSPELT * WordLikeness.of(wanted, word) : 0;
    }

    /** How well each word is found in a text, 0 to 1, and where. */
    Found in(List<String> text) {
        double[] worth = new double[words.size()];
        int[] places = new int[words.size()];
        for (int i = 0; i < worth.length; i++) {
            places[i] = -1;
            int next = i > 0 ? places[i - 1] + 1 : 0;
            for (int j = 0; j < text.size(); j++) {
                String wanted = words.get(i);
                double likeness = compared.get(i).computeIfAbsent(text.get(j), word -> likeness(wanted, word));
                if (likeness > worth[i] || (likeness == worth[i] && likeness > 0 && j == next)) {
                    worth[i] = likeness;
                    places[i] = j;
                }
            }
        }
        findTogether(text, worth, places);
        return new Found(this, worth, places);
    }

    /** Finds neighbouring words that the text writes together, and words that it writes apart. */
    private void findTogether(List<String> text, double[] worth, int[] places) {
        for (int i = 0; i + 1 < worth.length; i++) {
            int at = worth[i] < 1 || worth[i + 1] < 1 ? text.indexOf(words.get(i) + words.get(i + 1)) : -1;
            if (at >= 0) {
                worth[i] = NUMBER;
                worth[i + 1] = NUMBER;
                places[i] = at;
                places[i + 1] = at;
            }
        }
        for (int j = 0; j + 1 < text.size(); j++) {
            int apart = words.indexOf(text.get(j) + text.get(j + 1));
            if (apart >= 0 && worth[apart] < NUMBER) {
                worth[apart] = NUMBER;
                places[apart] = j;
            }
        }
    }

    /**
     * Where the words are in a text.
     *
     * @param words the words
     * @param worth how well each is found, 0 to 1
     * @param places position in the text of each; -1 when it is not found
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared and never changed after the search
    record Found(SearchWords words, double[] worth, int[] places) {

        /** The share of the words, by weight, that is found. */
        double coverage() {
            double sum = 0;
            for (int i = 0; i < worth.length; i++) {
                sum += worth[i] * words.weight(i);
            }
            return words.total() == 0 ? 0 : sum / words.total();
        }

        /** The share of neighbouring words that are neighbours in the text too; 1 for a single word. */
        double order() {
            int pairs = 0;
            for (int i = 0; i + 1 < places.length; i++) {
                int step = places[i + 1] - places[i];
                pairs += places[i] >= 0 && (step == 1 || step == 0) ? 1 : 0;
            }
            return places.length == 1 ? 1 : (double) pairs / (places.length - 1);
        }

        /** The share of a text, by weight, that the words cover. */
        double share(List<String> text, WordRarity rarity) {
            var covered = new ArrayList<Integer>();
            double sum = 0;
            for (int i = 0; i < places.length; i++) {
                if (places[i] >= 0 && !covered.contains(places[i])) {
                    covered.add(places[i]);
                    sum += worth[i] * rarity.weight(text.get(places[i]));
                }
            }
            double all = text.stream().mapToDouble(rarity::weight).sum();
            return all == 0 ? 0 : Math.min(1, sum / all);
        }
    }
}
