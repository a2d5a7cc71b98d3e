package dev.chipgraph.rest;

import dev.chipgraph.model.Kind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** What there is under {@code /v1}, for those who ask for something else. */
final class Paths {

    private static final List<String> COLLECTIONS = Stream.concat(
                    Stream.of("entities", "relationships", "organizations", "match", "schema"),
                    Arrays.stream(Kind.values()).map(Kind::path))
            .toList();
    private static final double ALIKE = 0.8;

    private Paths() {}

    /** Whether the path is in one of the collections, or not under {@code /v1} at all. */
    static boolean exists(String path) {
        return !path.startsWith("/v1/") || COLLECTIONS.contains(collection(path));
    }

    /** Says that there is nothing at the path, what was probably meant, and what there is. */
    static String detail(String path) {
        return "There is nothing at this path%s Under /v1 there are %s; /q/swagger-ui shows all of it."
                .formatted(
                        similar(path)
                                .map(meant -> "; did you mean /v1/" + meant + "?")
                                .orElse("."),
                        String.join(", ", COLLECTIONS));
    }

    private static Optional<String> similar(String path) {
        String asked = collection(path);
        var likeness = new JaroWinklerSimilarity();
        return COLLECTIONS.stream()
                .filter(known -> !known.equals(asked) && likeness.apply(known, asked) > ALIKE)
                .max(Comparator.comparingDouble(known -> likeness.apply(known, asked)));
    }

    private static String collection(String path) {
        return path.replaceFirst("^/(v1/?)?", "").replaceFirst("/.*", "");
    }
}
