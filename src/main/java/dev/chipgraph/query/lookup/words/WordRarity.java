package dev.chipgraph.query.lookup.words;

import dev.chipgraph.model.NameWords;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much words tell: a word that many names have tells little, one that no name has tells most.
 *
 * @param names number of names
 * @param counts number of names with each word that many have; the others are rare
 * @param least the smallest number in the counts
 */
public record WordRarity(long names, Map<String, Long> counts, long least) {

    /** Weight of an article, preposition or conjunction. */
    private static final double MINOR = 0.03;

    /** What even the most frequent word weighs. */
    private static final double FREQUENT = 0.05;

    /** Up to so many names with a word are few enough to look at all of them. */
    private static final long FEW = 500;

    /** Before anything is known of the names: all words weigh the same but the minor ones. */
    static final WordRarity UNKNOWN = new WordRarity(0, Map.of(), 1);

    /**
     * The weight of a word, from 0.03 for an article to 1 for a word that no name has: the square of its inverse document
     * frequency relative to the greatest one.
     */
    public double weight(String word) {
        if (NameWords.isMinor(word)) {
            return MINOR;
        }
        double share = names == 0 ? 1 : Math.log((names + 1.0) / (count(word) + 1.0)) / Math.log(names + 1.0);
        return FREQUENT + (1 - FREQUENT) * share * share;
    }

    /** Whether several names have the word. */
    public boolean isKnown(String word) {
        return counts.containsKey(word);
    }

    /** Those of some words that very many names have. */
    public Set<String> frequent(Collection<String> words) {
        return words.stream().filter(word -> count(word) > FEW).collect(Collectors.toSet());
    }

    private long count(String word) {
        return counts.getOrDefault(word, least - 1);
    }
}
