package dev.chipgraph.rest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was meant by a word that is nearly right. */
final class Alike {

    private static final double ENOUGH = 0.8;

    private Alike() {}

    /** The known word with the fewest letters wrong, and of those the likest, among those much like the one asked for; empty when none is much like it, or it is known itself. */
    static Optional<String> best(String asked, Collection<String> known) {
        var likeness = new JaroWinklerSimilarity();
        return known.stream()
                .filter(word -> likeness.apply(word, asked) > ENOUGH)
                .min(Comparator.<String>comparingInt(
                                word -> LevenshteinDistance.getDefaultInstance().apply(word, asked))
                        .thenComparingDouble(word -> -likeness.apply(word, asked)))
                .filter(word -> !word.equals(asked));
    }
}
