package dev.chipgraph.ingest;

import dev.chipgraph.ingest.ClaimStep.Line;
import dev.chipgraph.ingest.ClaimStep.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the documents say that the graph shows after a sequence of changes: a naive model in memory. It keeps the current
 * evidence of each entity, and derives from it what is shown.
 */
final class ClaimsModel {

    private final String prefix;

    /** Current evidence by its id, by entity. */
    private final Map<String, Map<String, Fact>> facts = new TreeMap<>();

    /** Evidence that editors deleted. An import does not bring it back. */
    private final Set<List<Object>> deleted = new HashSet<>();

    private final Map<String, Merged> merged = new HashMap<>();
    private int time;

    ClaimsModel(String prefix) {
        this.prefix = prefix;
        for (int i = 0; i < ClaimStep.ENTITIES; i++) {
            facts.put(entity(i), new LinkedHashMap<>());
        }
    }

    /**
     * A merge.
     *
     * @param moved evidence of the merged entity as it was before
     * @param replaced evidence of the other one that is no longer needed
     * @param added evidence of the other one that is new
     */
    private record Merged(String into, Map<String, Fact> moved, Map<String, Fact> replaced, Map<String, Fact> added) {}

    String entity(int number) {
        return prefix + "e" + number;
    }

    String source(int number) {
        return prefix + "s" + number;
    }

    /** Applies a step; returns whether it is allowed. */
    boolean apply(ClaimStep step) {
        time++;
        return switch (step) {
            case ClaimStep.Load load -> load(load.file());
            case ClaimStep.Prune prune -> prune(source(prune.source()), prune.file());
            case ClaimStep.Patch patch -> patch(entity(patch.entity()), patch.property(), patch.value());
            case ClaimStep.Decide decide ->
                exists(entity(decide.entity()))
                        && decide(entity(decide.entity()), decide.property(), decide.value(), decide.source(), true);
            case ClaimStep.Add add -> add(entity(add.entity()), add.evidence());
            case ClaimStep.Delete delete -> delete(entity(delete.entity()), delete.which());
            case ClaimStep.Merge merge -> merge(entity(merge.entity()), entity(merge.into()));
            case ClaimStep.Unmerge unmerge -> unmerge(entity(unmerge.entity()));
        };
    }

    boolean exists(String entity) {
        return !merged.containsKey(entity) && !facts.get(entity).isEmpty();
    }

    private String current(String entity) {
        return merged.containsKey(entity) ? current(merged.get(entity).into()) : entity;
    }

    private boolean load(List<Line> file) {
        said(file).forEach((entity, said) -> {
            var present = facts.get(entity);
            var origins = said.values().stream().map(Fact::origin).toList();
            present.values().removeIf(fact -> origins.contains(fact.origin()) && !said.containsKey(fact.id()));
            said.forEach((id, fact) -> {
                Fact before = present.get(id);
                boolean isOld = before == null
                        ? deleted.contains(fact.content())
                        : before.content().equals(fact.content());
                if (!isOld) {
                    present.put(id, fact);
                }
            });
        });
        return true;
    }

    /**
     * The evidence in a file by its id, by entity. Of merged entities, the record of the one that remains goes first.
     * Evidence claims the values of its record that none of it claims itself.
     */
    private Map<String, Map<String, Fact>> said(List<Line> file) {
        var said = new LinkedHashMap<String, Map<String, Fact>>();
        var sorted = new ArrayList<>(file);
        sorted.sort(Comparator.comparing(line -> merged.containsKey(entity(line.entity()))));
        for (Line line : sorted) {
            String entity = current(entity(line.entity()));
            var ofEntity = said.computeIfAbsent(entity, any -> new LinkedHashMap<>());
            var values = new HashMap<>(line.values());
            line.evidence()
                    .forEach(piece -> values.keySet().removeAll(piece.claims().keySet()));
            for (Piece piece : line.evidence()) {
                var claims = new HashMap<>(values);
                claims.putAll(piece.claims());
                Fact fact = fact(entity, piece, claims, ofEntity.keySet());
                ofEntity.put(fact.id(), fact);
            }
        }
        return said;
    }

    /** Evidence with the first id that is not taken. */
    private Fact fact(String entity, Piece piece, Map<String, Object> claims, Set<String> taken) {
        int ordinal = 1;
        String source = source(piece.source());
        String id = Fact.idOf(entity, source, piece.locator(), Fact.CURATED, ordinal);
        while (taken.contains(id)) {
            id = Fact.idOf(entity, source, piece.locator(), Fact.CURATED, ++ordinal);
        }
        return new Fact(
                id,
                source,
                published(piece.source()),
                piece.locator(),
                Fact.CURATED,
                ordinal,
                piece.confidence(),
                ServedClaims.flat(claims),
                time);
    }

    private static String published(int source) {
        return Objects.requireNonNullElse(ClaimStep.publishedOn(source), "");
    }

    private boolean prune(String source, List<Line> file) {
        load(file);
        var said = said(file);
        facts.forEach((entity, present) -> present.values()
                .removeIf(fact -> fact.source().equals(source)
                        && !said.getOrDefault(entity, Map.of()).containsKey(fact.id())));
        return true;
    }

    private boolean add(String entity, Piece piece) {
        if (!exists(entity)) {
            return false;
        }
        var claims = new HashMap<String, Object>(piece.claims());
        claims.put("name", shown(entity).get("name"));
        Fact fact = fact(entity, piece, claims, facts.get(entity).keySet());
        boolean isNew = facts.get(entity).values().stream()
                .noneMatch(other -> other.origin().equals(fact.origin())
                        && other.locator().equals(fact.locator())
                        && other.confidence() == fact.confidence()
                        && other.claims().equals(fact.claims()));
        if (isNew) {
            facts.get(entity).put(fact.id(), fact);
        }
        return isNew;
    }

    /** The id of one of the records of evidence of an entity; null when it has none. */
    String evidence(String entity, int which) {
        var ids = List.copyOf(new TreeSet<>(facts.get(entity).keySet()));
        return ids.isEmpty() ? null : ids.get(which % ids.size());
    }

    private boolean delete(String entity, int which) {
        if (!exists(entity) || facts.get(entity).size() == 1) {
            return false;
        }
        Fact fact = facts.get(entity).remove(evidence(entity, which));
        deleted.add(fact.content());
        return true;
    }

    private boolean patch(String entity, String property, Object value) {
        return exists(entity)
                && (ServedClaims.wanted(property, value).equals(shown(entity, property))
                        || decide(entity, property, value, null, false));
    }

    private Optional<Object> shown(String entity, String property) {
        return Optional.ofNullable(new ShownClaims(facts.get(entity).values()).value(property));
    }

    /** Has a value shown: by no decision when it is shown anyway, unless the decision is explicit. */
    private boolean decide(String entity, String property, Object value, Integer source, boolean explicit) {
        var present = facts.get(entity);
        var others = present.values().stream()
                .filter(fact -> !fact.isDecision() || !fact.locator().equals(property))
                .toList();
        var earlier = new ArrayList<>(present.values());
        earlier.removeAll(others);
        var claims = new ShownClaims(others)
                .decision(property, ServedClaims.wanted(property, value).orElse(null), explicit);
        if (earlier.size() == 1 && earlier.getFirst().claims().equals(claims)) {
            return true;
        }
        earlier.forEach(fact -> present.remove(fact.id()));
        if (!claims.isEmpty()) {
            String by = source == null ? "editors" : source(source);
            String published = source == null ? "" : published(source);
            String id = Fact.idOf(entity, by, property, Fact.DECISION, 1);
            present.put(id, new Fact(id, by, published, property, Fact.DECISION, 1, 1, claims, time));
        }
        return true;
    }

    /** Moves the claims of an entity to another, which keeps its name. Decisions about it move where nothing else is shown. */
    private boolean merge(String entity, String into) {
        if (entity.equals(into) || !exists(entity) || !exists(into)) {
            return false;
        }
        var before = List.of(Map.copyOf(facts.get(entity)), Map.copyOf(facts.get(into)));
        Object name = shown(into).get("name");
        var kept = facts.get(into);
        facts.get(entity).values().stream()
                .filter(fact ->
                        !fact.isDecision() || new ShownClaims(before.getLast().values()).isOpen(fact.locator()))
                .sorted(Comparator.comparingInt(Fact::ordinal))
                .forEach(fact -> {
                    int ordinal = 1;
                    while (kept.containsKey(fact.movedTo(into, ordinal).id())) {
                        ordinal++;
                    }
                    Fact moved = fact.movedTo(into, ordinal);
                    kept.put(moved.id(), moved);
                });
        facts.get(entity).clear();
        decide(into, "name", name, null, false);
        var added = new HashMap<>(kept);
        added.values().removeAll(before.getLast().values());
        var removed = new HashMap<>(before.getLast());
        removed.values().removeAll(kept.values());
        merged.put(entity, new Merged(into, before.getFirst(), removed, added));
        return true;
    }

    /** Moves claims back, unless one of them changed since the merge. */
    private boolean unmerge(String entity) {
        Merged merge = merged.get(entity);
        if (merge == null || !exists(merge.into())) {
            return false;
        }
        var kept = facts.get(merge.into());
        if (!merge.added().values().stream().allMatch(fact -> fact.equals(kept.get(fact.id())))) {
            return false;
        }
        kept.keySet().removeAll(merge.added().keySet());
        kept.putAll(merge.replaced());
        facts.get(entity).putAll(merge.moved());
        merged.remove(entity);
        return true;
    }

    Map<String, Object> shown(String entity) {
        return new ShownClaims(facts.get(entity).values()).all(entity);
    }

    /** What clients read of all entities that exist. */
    Map<String, Map<String, Object>> shown() {
        var shown = new TreeMap<String, Map<String, Object>>();
        facts.forEach((entity, present) -> {
            if (exists(entity)) {
                var all = shown(entity);
                all.put("evidence", present.values().stream().map(Fact::content).collect(Collectors.toSet()));
                shown.put(entity, all);
            }
        });
        return shown;
    }

    /** All claims of an entity; see {@link ShownClaims#claims()}. */
    Set<List<Object>> claims(String entity) {
        return new ShownClaims(facts.get(entity).values()).claims();
    }

    Set<String> entities() {
        return facts.keySet();
    }
}
