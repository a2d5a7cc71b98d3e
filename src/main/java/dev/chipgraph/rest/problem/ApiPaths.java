package dev.chipgraph.rest.problem;

import dev.chipgraph.model.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What there is under {@code /v1}, for those who ask for something else. */
public final class ApiPaths {

    /** The resources that are asked by a body. */
    public static final Set<String> POSTED = Set.of("match", "patterns");

    private static final String READ = "GET, HEAD, OPTIONS";
    private static final Set<String> ACTIONS = Set.of("merge", "unmerge", "restore");
    private static final Set<String> CHANGED = Set.of("entities", "relationships", "evidence");

    private static final List<String> COLLECTIONS = Stream.concat(
                    Stream.of(
                            "entities",
                            "relationships",
                            "organizations",
                            "paths",
                            "common",
                            "match",
                            "patterns",
                            "stats",
                            "timeline",
                            "exports",
                            "changes",
                            "context",
                            "evidence",
                            "imports",
                            "schema",
                            "search",
                            "suggest",
                            "keys",
                            "me"),
                    Arrays.stream(Kind.values()).map(Kind::path))
            .toList();

    private ApiPaths() {}

    /** Whether the path is in one of the collections, or not under {@code /v1} at all. */
    public static boolean exists(String path) {
        return !path.startsWith("/v1/") || COLLECTIONS.contains(collection(path));
    }

    /** The methods of the resource at a path that {@link #exists}. */
    public static String methods(String path) {
        if (!path.startsWith("/v1/")) {
            return READ;
        }
        var segments = path.substring("/v1/".length()).split("/", -1);
        if (segments[0].equals("keys")) {
            return switch (segments.length) {
                case 1 -> READ + ", POST";
                case 2 -> READ + ", DELETE";
                default -> "POST, OPTIONS";
            };
        }
        boolean kind = Kind.ofPath(segments[0]).isPresent();
        String last = segments[segments.length - 1];
        if (POSTED.contains(segments[0]) || ACTIONS.contains(last)) {
            return "POST, OPTIONS";
        }
        return switch (segments.length) {
            case 1 -> kind || List.of("relationships", "imports").contains(segments[0]) ? READ + ", POST" : READ;
            case 2 ->
                kind || CHANGED.contains(segments[0])
                        ? READ + (segments[0].equals("entities") ? "" : ", PUT") + ", PATCH, DELETE"
                        : segments[0].equals("imports") ? READ + ", PUT, DELETE" : READ;
            default ->
                last.equals("evidence") ? (segments[0].equals("entities") ? "POST, OPTIONS" : READ + ", POST") : READ;
        };
    }

    /** Says that there is nothing at the path, what was probably meant, and what there is. */
    static String detail(String path) {
        return "There is nothing at this path%s Under /v1 there are %s; /q/swagger-ui shows all of it."
                .formatted(
                        DidYouMean.best(collection(path), COLLECTIONS)
                                .map(meant -> "; did you mean /v1/" + meant + "?")
                                .orElse("."),
                        String.join(", ", COLLECTIONS));
    }

    private static String collection(String path) {
        return path.replaceFirst("^/(v1/?)?", "").replaceFirst("/.*", "");
    }
}
