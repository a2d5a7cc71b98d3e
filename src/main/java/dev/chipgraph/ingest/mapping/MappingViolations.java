package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Violation;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Collects what is wrong with a mapping, so that one look at it tells everything. */
final class ViolationCollector {

    private static final int FARTHEST_SUGGESTION = 3;

    /** A set, because what is read twice may be wrong twice. */
    private final Set<Violation> all = new LinkedHashSet<>();

    private final Map<String, Integer> lines = new HashMap<>();

    /** Notes on which line of the YAML text a key stands. */
    void at(String path, int line) {
        lines.put(path, line);
    }

    void add(String path, String message) {
        Integer line = lines.get(path);
        all.add(new Violation("mapping", path, line == null ? message : message + " (line " + line + ")"));
    }

    /** What a name that is none of those allowed is answered with. */
    void unknown(String path, String name, Collection<String> allowed) {
        add(path, notKnown(name, allowed));
    }

    static String notKnown(String name, Collection<String> allowed) {
        return "\"%s\" is not known%s; allowed are %s"
                .formatted(
                        name,
                        nearest(name, allowed)
                                .map(near -> ", did you mean " + near + "?")
                                .orElse(""),
                        allowed.isEmpty() ? "none here" : String.join(", ", allowed));
    }

    private static Optional<String> nearest(String name, Collection<String> allowed) {
        var edits = new LevenshteinDistance(FARTHEST_SUGGESTION);
        ToIntFunction<String> distance = candidate -> {
            int count = edits.apply(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            return count < 0 ? Integer.MAX_VALUE : count;
        };
        return allowed.stream()
                .filter(candidate -> distance.applyAsInt(candidate) <= name.length() / 2)
                .min(Comparator.comparingInt(distance));
    }

    /**
     * @throws InvalidMapping when there are any
     */
    void refuse() {
        if (!all.isEmpty()) {
            throw new InvalidMapping(List.copyOf(all));
        }
    }
}
