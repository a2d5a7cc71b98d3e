package dev.chipgraph.ingest.identity;

import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.query.lookup.search.Disambiguation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Looks up entities of the graph as they are now, many at once. */
public final class EntityLookup {

    private static final Statement BY_NAME = Statement.of("import/by_name");
    private static final Statement BY_IDENTIFIER = Statement.of("import/by_identifier");
    private static final Statement BY_FINGERPRINT = Statement.of("import/by_fingerprint");
    private static final Statement COUNTRIES = Statement.of("import/countries");

    /** Maximum number of entities with the same words that are compared with one. */
    private static final int MOST_ALIKE = 20;

    private final BiFunction<Statement, Map<String, Object>, List<Row>> reader;

    public EntityLookup(BiFunction<Statement, Map<String, Object>, List<Row>> reader) {
        this.reader = reader;
    }

    BiFunction<Statement, Map<String, Object>, List<Row>> reader() {
        return reader;
    }

    /** The entities with a name, by folded name. */
    Map<String, List<Candidate>> byName(Collection<String> names) {
        return candidates(BY_NAME, names);
    }

    /** The entities with an identifier, by identifier in lower case. */
    Map<String, List<Candidate>> byIdentifier(Collection<String> identifiers) {
        return candidates(BY_IDENTIFIER, identifiers);
    }

    /** The codes of the countries that places belong to, by id of the place. */
    Map<String, String> countries(Collection<String> places) {
        return places.isEmpty()
                ? Map.of()
                : reader.apply(COUNTRIES, Map.of("ids", List.copyOf(places))).stream()
                        .collect(Collectors.toMap(row -> row.text("id"), row -> row.text("country")));
    }

    /** The entities with the words of a name, by fingerprint. */
    Map<String, List<Entity>> byFingerprint(Collection<String> fingerprints) {
        return fingerprints.isEmpty()
                ? Map.of()
                : reader.apply(BY_FINGERPRINT, Map.of("keys", List.copyOf(fingerprints), "limit", MOST_ALIKE)).stream()
                        .collect(Collectors.groupingBy(
                                row -> row.text("key"),
                                Collectors.mapping(row -> row.entity("entity"), Collectors.toList())));
    }

    private Map<String, List<Candidate>> candidates(Statement statement, Collection<String> keys) {
        return keys.isEmpty()
                ? Map.of()
                : reader
                        .apply(
                                statement,
                                Map.of(
                                        "keys",
                                        List.copyOf(keys),
                                        "today",
                                        LocalDate.now(Clock.systemUTC()).toString()))
                        .stream()
                        .collect(Collectors.groupingBy(
                                row -> row.text("key"),
                                Collectors.mapping(EntityLookup::candidate, Collectors.toList())));
    }

    private static Candidate candidate(Row row) {
        Entity entity = row.entity("entity");
        return new Candidate(
                entity.id(),
                entity.kind(),
                entity.name(),
                entity.country(),
                Boolean.TRUE.equals(row.values().get("current")),
                Disambiguation.of(entity, row.languages()));
    }
}
