package dev.chipgraph.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A change of what sources and editors claim. Entities and sources are numbered, so that few of them often meet. */
sealed interface ClaimStep {

    int ENTITIES = 3;
    int SOURCES = 3;

    /** Days on which the sources were published; null when unknown. */
    static String publishedOn(int source) {
        return new String[] {null, "2024", "2025-09"}[source];
    }

    /**
     * Evidence.
     *
     * @param claims values that it claims itself
     */
    record Piece(int source, String locator, double confidence, Map<String, Object> claims) {}

    /** A record of a file. */
    record Line(int entity, Map<String, Object> values, List<Piece> evidence) {}

    /** The import of a file. */
    record Load(List<Line> file) implements ClaimStep {}

    /** The import of a file that is all that a source says now. */
    record Prune(int source, List<Line> file) implements ClaimStep {}

    /** The change of a property by an editor; null removes its value. */
    record Patch(int entity, String property, Object value) implements ClaimStep {}

    /** The decision of an editor, which may name a source. */
    record Decide(int entity, String property, Object value, Integer source) implements ClaimStep {}

    /** Evidence that an editor adds. */
    record Add(int entity, Piece evidence) implements ClaimStep {}

    /** The deletion of one of the records of evidence of an entity. */
    record Delete(int entity, int which) implements ClaimStep {}

    /** The merge of an entity into another. */
    record Merge(int entity, int into) implements ClaimStep {}

    /** The undoing of a merge. */
    record Unmerge(int entity) implements ClaimStep {}

    /** Sequences that begin with a file. Their files share a few lines, so that the same often comes again. */
    static Arbitrary<List<ClaimStep>> sequences() {
        var evidence = Arbitraries.integers().between(0, SOURCES - 1).flatMap(source -> evidence(source));
        return line(evidence).list().ofSize(4).flatMap(lines -> {
            var load = load(Arbitraries.of(lines));
            return Combinators.combine(load, steps(load).list().ofMinSize(5).ofMaxSize(9))
                    .as((first, rest) -> {
                        rest.addFirst(first);
                        return rest;
                    });
        });
    }

    /** What one source says of all entities. */
    static Arbitrary<List<Line>> fileOf(int source) {
        return Combinators.combine(values(), values(), evidence(source), evidence(source))
                .as((one, other, first, second) ->
                        List.of(new Line(0, one, List.of(first)), new Line(1, other, List.of(first, second))));
    }

    private static Arbitrary<ClaimStep> steps(Arbitrary<ClaimStep> load) {
        var entity = Arbitraries.integers().between(0, ENTITIES - 1);
        var source = Arbitraries.integers().between(0, SOURCES - 1);
        var property = property();
        return Arbitraries.frequencyOf(
                Tuple.of(7, load),
                Tuple.of(
                        2,
                        source.flatMap(
                                of -> line(evidence(of)).list().ofMaxSize(1).map(file -> new Prune(of, file)))),
                Tuple.of(
                        3,
                        Combinators.combine(entity, property)
                                .as((of, change) -> new Patch(of, change.getKey(), change.getValue()))),
                Tuple.of(
                        2,
                        Combinators.combine(entity, property, source.injectNull(0.5))
                                .as((of, change, from) -> new Decide(of, change.getKey(), change.getValue(), from))),
                Tuple.of(
                        2,
                        Combinators.combine(entity, source.flatMap(of -> evidence(of)))
                                .as(Add::new)),
                Tuple.of(
                        3,
                        Combinators.combine(entity, Arbitraries.integers().between(0, 5))
                                .as(Delete::new)),
                Tuple.of(3, Combinators.combine(entity, entity).as(Merge::new)),
                Tuple.of(4, entity.map(Unmerge::new)));
    }

    private static Arbitrary<ClaimStep> load(Arbitrary<Line> line) {
        return line.list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .uniqueElements(Line::entity)
                .map(Load::new);
    }

    private static Arbitrary<Line> line(Arbitrary<Piece> evidence) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ENTITIES - 1),
                        values(),
                        evidence.list().ofMinSize(1).ofMaxSize(2).uniqueElements())
                .as(Line::new);
    }

    private static Arbitrary<Piece> evidence(int source) {
        var claims = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Map.<String, Object>of())),
                Tuple.of(1, Arbitraries.of("small", "big").map(size -> Map.<String, Object>of("size", size))));
        return Combinators.combine(Arbitraries.of("p1", "p2"), Arbitraries.of(0.5, 1.0), claims)
                .as((locator, confidence, own) -> new Piece(source, locator, confidence, own));
    }

    /** The values of a record. */
    private static Arbitrary<Map<String, Object>> values() {
        return Combinators.combine(
                        Arbitraries.of("A", "B"),
                        Arbitraries.subsetOf("X", "Y"),
                        Arbitraries.subsetOf("led", "ai"),
                        Arbitraries.subsetOf("t1", "t2"),
                        Arbitraries.of("", "1992", "1992-03", "1992-03-01", "2001"),
                        Arbitraries.of("", "small", "big"),
                        Arbitraries.of("", "10", "20"),
                        Arbitraries.of("", "One."))
                .as((name, names, types, tags, founded, size, staff, description) -> {
                    var values = new LinkedHashMap<String, Object>();
                    values.put("name", name);
                    values.put(
                            "names",
                            names.stream()
                                    .sorted()
                                    .map(value -> Map.of("value", value))
                                    .toList());
                    values.put("types", types.stream().sorted().toList());
                    values.put("tags", tags.stream().sorted().toList());
                    values.put("foundedOn", founded);
                    values.put("size", size);
                    values.put("attributes", staff.isEmpty() ? "" : Map.of("staff", staff));
                    values.put("description", description);
                    values.values().removeIf(value -> value.equals("") || value.equals(List.of()));
                    return values;
                });
    }

    /** A property and the value that an editor wants; null for none. */
    private static Arbitrary<Map.Entry<String, Object>> property() {
        return Arbitraries.<Map.Entry<String, Object>>of(
                entry("name", "A"),
                entry("name", "C"),
                entry("size", "small"),
                entry("size", "medium"),
                entry("size", null),
                entry("foundedOn", "1992"),
                entry("foundedOn", null),
                entry("types", List.of("led")),
                entry("types", List.of("ai", "eda")),
                entry("types", null),
                entry("tags", List.of("t1")),
                entry("attributes.staff", "10"),
                entry("attributes.staff", "30"),
                entry("attributes.staff", null));
    }

    private static Map.Entry<String, Object> entry(String property, Object value) {
        return new java.util.AbstractMap.SimpleImmutableEntry<>(property, value);
    }
}
