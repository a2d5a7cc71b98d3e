package dev.chipgraph.ingest.identity;

import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Name;
import dev.chipgraph.query.lookup.duplicate.Duplicate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which new entities of an import are probably the same as one of the graph or of an earlier row. */
public final class DuplicateFinder {

    private static final double LEAST_SCORE = 0.5;
    private static final int MOST_OF_ONE = 5;

    private final EntityLookup lookup;

    /** Id, kind and name of the first entity of the files with the words of a name. */
    private final Map<String, String> files;

    private final Map<String, String> countries;

    public DuplicateFinder(SpillStore store, EntityLookup lookup) {
        this.lookup = lookup;
        files = store.map("fingerprints");
        countries = statedCountries(store);
    }

    /** The map of the countries that records state in order to be matched. */
    static Map<String, String> statedCountries(SpillStore store) {
        return store.map("countries");
    }

    private Entity located(Entity entity) {
        return entity.country() == null ? entity.in(countries.get(entity.id())) : entity;
    }

    /** The probable duplicates of each entity that has any, best first. */
    public Map<Entity, List<Duplicate>> find(Collection<Entity> entities) {
        var named =
                entities.stream().filter(entity -> entity.kind() != Kind.SOURCE).toList();
        var known = lookup.byFingerprint(
                named.stream().flatMap(entity -> fingerprints(entity).stream()).collect(Collectors.toSet()));
        var found = new LinkedHashMap<Entity, List<Duplicate>>();
        for (Entity entity : named) {
            var seen = new HashSet<>(Set.of(entity.id()));
            var duplicates = fingerprints(entity).stream()
                    .flatMap(key -> Stream.concat(
                            known.getOrDefault(key, List.of()).stream(), ofEarlierRow(key, entity).stream()))
                    .filter(other -> areComparable(entity.kind(), other.kind()) && seen.add(other.id()))
                    .flatMap(other -> Duplicate.of(other, located(entity), Languages.ANY).stream())
                    .filter(duplicate -> duplicate.score() >= LEAST_SCORE)
                    .sorted(Comparator.comparingDouble(Duplicate::score).reversed())
                    .limit(MOST_OF_ONE)
                    .toList();
            if (!duplicates.isEmpty()) {
                found.put(entity, duplicates);
            }
        }
        return found;
    }

    private static boolean areComparable(Kind one, Kind other) {
        return one == other || (one.isOrganization() && other.isOrganization());
    }

    private static Set<String> fingerprints(Entity entity) {
        return Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .map(Folding::fold)
                .filter(key -> !key.isEmpty())
                .map(entity.kind()::fingerprint)
                .collect(Collectors.toSet());
    }

    private List<Entity> ofEarlierRow(String fingerprint, Entity entity) {
        String family = entity.kind().isOrganization() ? "" : entity.kind().wire();
        String earlier = files.putIfAbsent(
                family + "\n" + fingerprint, entity.id() + " " + entity.kind().wire() + " " + entity.name());
        if (earlier == null) {
            return List.of();
        }
        String[] parts = earlier.split(" ", 3);
        return List.of(located(Entity.named(parts[0], Kind.fromString(parts[1]), parts[2])));
    }
}
