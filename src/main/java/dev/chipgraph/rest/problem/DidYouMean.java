package dev.chipgraph.rest.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was meant by a word that is nearly right. */
public final class DidYouMean {

    private static final double ENOUGH = 0.8;

    private DidYouMean() {}

    /** The known word with the fewest letters wrong, and of those the likest, among those much like the one asked for; empty when none is much like it, or it is known itself. */
    public static Optional<String> best(String context, Collection<String> known) {
        var likeness = new JaroWinklerSimilarity();
        return known.stream()
                .filter(word -> likeness.apply(word, context) > ENOUGH)
                .min(Comparator.<String>comparingInt(
                                word -> LevenshteinDistance.getDefaultInstance().apply(word, context))
                        .thenComparingDouble(word -> -likeness.apply(word, context)))
                .filter(word -> !word.equals(context));
    }
}
