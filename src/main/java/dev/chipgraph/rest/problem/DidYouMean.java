package dev.chipgraph.rest.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known word that a misspelt one stands for. */
public final class DidYouMean {

    private static final double MIN_SIMILARITY = 0.8;

    private DidYouMean() {}

    /** The most similar known word; empty when none is similar enough, or when the word is known itself. */
    public static Optional<String> best(String word, Collection<String> known) {
        var similarity = new JaroWinklerSimilarity();
        return known.stream()
                .filter(candidate -> similarity.apply(candidate, word) > MIN_SIMILARITY)
                .min(Comparator.<String>comparingInt(candidate ->
                                LevenshteinDistance.getDefaultInstance().apply(candidate, word))
                        .thenComparingDouble(candidate -> -similarity.apply(candidate, word)))
                .filter(candidate -> !candidate.equals(word));
    }
}
