package dev.chipgraph.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The message about a name that is not among the allowed ones. */
public final class UnknownName {

    private static final int MAX_EDITS = 3;

    private UnknownName() {}

    /** Says that the name is not known, which allowed name is the nearest, if any is near, and which are allowed. */
    public static String message(String name, Collection<String> allowed) {
        return message("is not known", name, allowed);
    }

    /**
     * Says which allowed name is the nearest, if any is near, and which are allowed.
     *
     * @param problem what is wrong with the name
     */
    public static String message(String problem, String name, Collection<String> allowed) {
        if (allowed.isEmpty()) {
            return problem + ": there are none here";
        }
        String suggestion = nearest(name, allowed)
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
        return "%s%s; allowed are %s".formatted(problem, suggestion, String.join(", ", allowed));
    }

    private static Optional<String> nearest(String name, Collection<String> allowed) {
        var edits = new LevenshteinDistance(MAX_EDITS);
        ToIntFunction<String> distance = candidate -> {
            int count = edits.apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            return count < 0 ? Integer.MAX_VALUE : count;
        };
        return allowed.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= name.length() / 2)
                .min(Comparator.comparingInt(distance));
    }
}
