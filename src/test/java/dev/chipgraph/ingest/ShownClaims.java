package dev.chipgraph.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the documents say that is shown of an entity with some evidence. */
final class ShownClaims {

    static final Set<String> LISTS = Set.of("names", "types", "tags");
    static final String REJECTED = "rejected ";

    private static final List<String> SINGLE = List.of("attributes.staff", "description", "foundedOn", "name", "size");
    private static final Set<String> WORDINGS = Set.of("name", "description");

    private static final Comparator<Fact> TRUST = Comparator.comparing(Fact::isDecision)
            .thenComparingDouble(Fact::confidence)
            .thenComparing(Fact::publishedOn)
            .thenComparingInt(Fact::since)
            .thenComparing(Fact::source)
            .thenComparing(Fact::id)
            .reversed();

    /** The most trusted first. */
    private final List<Fact> facts;

    ShownClaims(Collection<Fact> facts) {
        this.facts = facts.stream().sorted(TRUST).toList();
    }

    /** The values that a record of evidence claims of a property. */
    private static Collection<?> claimed(Fact fact, String property) {
        Object claim = fact.claims().get(property);
        return claim == null ? List.of() : claim instanceof Collection<?> items ? items : List.of(claim);
    }

    /** The claimed values of a property that no editor rejected, with their sources. The most trusted values come first. */
    private Map<Object, Set<String>> standing(String property) {
        var standing = new LinkedHashMap<Object, Set<String>>();
        var decided = new HashSet<>();
        var rejected = new HashSet<>();
        for (Fact fact : facts) {
            rejected.addAll(claimed(fact, REJECTED + property));
            for (Object value : claimed(fact, property)) {
                standing.computeIfAbsent(value, any -> new LinkedHashSet<>()).add(fact.source());
                if (fact.isDecision()) {
                    decided.add(value);
                }
            }
        }
        standing.keySet().removeIf(value -> rejected.contains(value) && !decided.contains(value));
        return standing;
    }

    Set<Object> values(String property) {
        return standing(property).keySet();
    }

    private boolean isDecided(String property) {
        return facts.stream()
                .anyMatch(fact -> fact.isDecision() && fact.claims().containsKey(property));
    }

    /** The values of a property without those that others make more precise. */
    private List<Object> alternatives(String property) {
        var values = values(property);
        return values.stream()
                .filter(value -> values.stream().noneMatch(other -> isMorePrecise(property, other, value)))
                .toList();
    }

    private static boolean isMorePrecise(String property, Object one, Object other) {
        return property.equals("foundedOn") && one.toString().startsWith(other + "-");
    }

    /** Whether nothing is shown or decided about a property. */
    boolean isOpen(String property) {
        Object shown = value(property);
        return (shown == null || Set.of().equals(shown))
                && facts.stream()
                        .noneMatch(fact -> fact.isDecision() && fact.locator().equals(property));
    }

    /** The shown value of a property: a set for lists, else a text or null. */
    Object value(String property) {
        var values = values(property);
        if (LISTS.contains(property)) {
            return values;
        }
        if (values.isEmpty()) {
            return null;
        }
        Object first = values.iterator().next();
        return isDecided(property)
                ? first
                : alternatives(property).stream()
                        .filter(value -> value.equals(first) || isMorePrecise(property, value, first))
                        .findFirst()
                        .orElseThrow();
    }

    /** All that is shown of an entity, apart from its evidence. */
    Map<String, Object> all(String entity) {
        var all = new HashMap<String, Object>();
        SINGLE.forEach(property -> all.put(property, value(property)));
        all.values().removeIf(value -> value == null);
        all.putIfAbsent("name", entity);
        LISTS.forEach(property -> all.put(property, new TreeSet<>(values(property))));
        var names = new TreeSet<>(values("name"));
        names.remove(all.get("name"));
        names.addAll(values("names"));
        all.put("names", names);
        all.put("conflicts", conflicts());
        return all;
    }

    private List<Object> conflicts() {
        var conflicts = new ArrayList<>();
        for (String property : SINGLE) {
            var alternatives = new ArrayList<>(alternatives(property));
            if (!WORDINGS.contains(property) && alternatives.size() > 1 && !isDecided(property)) {
                Object shown = value(property);
                alternatives.remove(shown);
                alternatives.addFirst(shown);
                conflicts.add(List.of(
                        property,
                        shown,
                        alternatives.stream()
                                .map(value -> List.of(
                                        value, List.copyOf(standing(property).get(value))))
                                .toList()));
            }
        }
        return conflicts;
    }

    /**
     * What an editor has to claim and to reject so that a value is shown beside these claims.
     *
     * @param wanted a set for lists, else a text or null
     * @param explicit whether to claim it even when it is shown anyway
     */
    Map<String, Object> decision(String property, Object wanted, boolean explicit) {
        var decision = new HashMap<String, Object>();
        Object anyway = value(property);
        if (wanted instanceof Set<?> items) {
            decision.put(property, without(items, (Set<?>) anyway));
            decision.put(REJECTED + property, without((Set<?>) anyway, items));
            decision.values().removeIf(Set.of()::equals);
        } else if (wanted == null && anyway != null) {
            decision.put(REJECTED + property, Set.copyOf(values(property)));
        } else if (wanted != null && !wanted.equals(anyway)) {
            decision.put(property, wanted);
        }
        if (explicit && decision.isEmpty() && wanted != null && !wanted.equals(Set.of())) {
            decision.put(property, wanted);
        }
        return decision;
    }

    private static Set<Object> without(Set<?> items, Set<?> others) {
        var rest = new TreeSet<Object>(items);
        rest.removeAll(others);
        return rest;
    }

    /** All claims: property, value, evidence, and whether the value is shown. */
    Set<List<Object>> claims() {
        var claims = new HashSet<List<Object>>();
        for (Fact fact : facts) {
            for (String property : fact.claims().keySet()) {
                Object shown = value(property);
                claimed(fact, property).stream()
                        .filter(value -> !property.startsWith(REJECTED))
                        .forEach(value -> claims.add(List.of(
                                property,
                                value,
                                fact.id(),
                                shown instanceof Set<?> values ? values.contains(value) : value.equals(shown))));
            }
        }
        return claims;
    }
}
