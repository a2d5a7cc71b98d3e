package dev.chipgraph.graph;

import dev.chipgraph.model.KnownAt;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values for the parameters of all statements, with which any of them runs on the bundled data. */
final class SampleParameters {

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("after", "a"),
            Map.entry("afterRank", 0),
            Map.entry("afterScore", 2),
            Map.entry("amongValid", true),
            Map.entry("anchors", List.of("kfia")),
            Map.entry("at", Map.of("first", "2026-01-01", "last", "2026-01-01", "known", KnownAt.NOW.instant())),
            Map.entry("before", "~"),
            Map.entry("backwards", true),
            Map.entry("bound", 100),
            Map.entry("by", "somebody"),
            Map.entry("bytes", new byte[] {1}),
            Map.entry("completing", "+(kfia*)"),
            Map.entry("countries", List.of("VN")),
            Map.entry("currencies", List.of("USD")),
            Map.entry("digest", "d"),
            Map.entry("direction", "both"),
            Map.entry("entry", 0),
            Map.entry("entities", List.of("kfia")),
            Map.entry("examined", 100),
            Map.entry("evidence", true),
            Map.entry("expires", ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
            Map.entry("file", "f"),
            Map.entry("fingerprint", "f"),
            Map.entry("fingerprints", List.of("kfia")),
            Map.entry("format", 1),
            Map.entry("from", List.of("kfia")),
            Map.entry("fromKinds", List.of("company")),
            Map.entry("hash", "h"),
            Map.entry("id", "kfia"),
            Map.entry("ids", List.of("kfia")),
            Map.entry("import", "i"),
            Map.entry("in", 1),
            Map.entry("instant", KnownAt.NOW.instant()),
            Map.entry("key", "kfia"),
            Map.entry("kinds", List.of("company")),
            Map.entry("least", 2),
            Map.entry("limit", 25),
            Map.entry("most", Map.of("alike", 20, "pairs", 100)),
            Map.entry("name", "Newsroom"),
            Map.entry("names", "+(kfia^8 kfia*^2 kfia~1)"),
            Map.entry("nearly", "+(kfia* /(.fia).*/)"),
            Map.entry("now", ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
            Map.entry("number", 1),
            Map.entry("page", List.of("kfia")),
            Map.entry("on", Map.of("first", "2026-01-01", "last", "2026-01-01")),
            Map.entry("ops", List.of("created")),
            Map.entry("origin", ""),
            Map.entry("outcome", "{}"),
            Map.entry("parts", List.of(Map.of())),
            Map.entry("place", "vietnam"),
            Map.entry("position", 0),
            Map.entry("properties", Map.of()),
            Map.entry(
                    "queries",
                    List.of(Map.of(
                            "fingerprints",
                            List.of("kfia"),
                            "words",
                            "kfia~",
                            "kinds",
                            List.of("company"),
                            "identifiers",
                            List.of("wikidata:q884")))),
            Map.entry("keys", List.of()),
            Map.entry("rank", Map.of("HOLDS", 1)),
            Map.entry("role", "admin"),
            Map.entry("request", "r"),
            Map.entry("revision", 1),
            Map.entry("rows", List.of(Map.of("id", "kfia", "type", "HOLDS"))),
            Map.entry("sectors", List.of("semiconductors")),
            Map.entry("since", 0),
            Map.entry("size", 1000),
            Map.entry("source", "kfia"),
            Map.entry(
                    "step",
                    Map.of(
                            "ids", List.of("kfia"),
                            "types", List.of(),
                            "kinds", List.of(),
                            "every", true,
                            "always", List.of(),
                            "keys", List.of())),
            Map.entry("sources", List.of("kfia")),
            Map.entry("statements", "+(kfia^4 kfia*)"),
            Map.entry("subject", "kfia"),
            Map.entry("subjects", List.of("kfia")),
            Map.entry("texts", "+(kfia^8 kfia*^2 kfia~1)"),
            Map.entry("type", "HOLDS"),
            Map.entry("types", List.of("HOLDS")),
            Map.entry("to", List.of("kfia")),
            Map.entry("toKinds", List.of("company")),
            Map.entry("today", "2026-01-01"),
            Map.entry("until", KnownAt.NOW.instant()),
            Map.entry("version", 1),
            Map.entry("worker", "w"),
            Map.entry("words", List.of("kfia")));

    private SampleParameters() {}

    /** A Cypher map of the parameters, as the {@code :params} command of Neo4j Browser takes it. */
    static String of(Set<String> parameters) {
        return literal(parameters.stream().collect(Collectors.toMap(parameter -> parameter, parameter -> {
            if (!VALUES.containsKey(parameter)) {
                throw new AssertionError("There is no sample of $" + parameter);
            }
            return VALUES.get(parameter);
        })));
    }

    private static String literal(Object value) {
        return switch (value) {
            case String text -> "'%s'".formatted(text.replace("\\", "\\\\").replace("'", "\\'"));
            case ZonedDateTime time -> "datetime('%s')".formatted(time);
            case byte[] bytes ->
                literal(IntStream.range(0, bytes.length)
                        .map(i -> bytes[i])
                        .boxed()
                        .toList());
            case List<?> list ->
                list.stream().map(SampleParameters::literal).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + literal(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"));
            case Object other -> other.toString();
        };
    }
}
