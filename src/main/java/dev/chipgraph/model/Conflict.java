package dev.chipgraph.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sources that state different values for one property of one subject. All values are kept. The value of the most trusted
 * source is shown; among equally trusted sources, that of the newest.
 *
 * @param field the property
 * @param shown the value that is shown
 * @param claims each value with the sources that state it, the shown one first
 */
public record Conflict(String field, Object shown, List<Claim> claims) {

    /**
     * One of the values.
     *
     * @param value the value
     * @param sources ids of the sources that state it
     */
    public record Claim(Object value, List<String> sources) {}

    private static final Comparator<Evidence> TRUST = Comparator.comparingDouble(Evidence::confidence)
            .thenComparing(
                    evidence -> evidence.source().publishedOn(), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(evidence -> evidence.source().id())
            .reversed();

    /** The conflicts among the claims of the evidence of one subject, by name of the property. */
    public static List<Conflict> among(List<Evidence> evidence) {
        return stated(evidence).stream()
                .filter(conflict -> conflict.claims().size() > 1)
                .toList();
    }

    /** All properties for which the evidence of one subject states values, including those on which it agrees. */
    public static List<Conflict> stated(List<Evidence> evidence) {
        var stated = new TreeMap<String, Map<Object, List<String>>>();
        for (Evidence record : evidence.stream().sorted(TRUST).toList()) {
            record.claims()
                    .forEach((field, value) -> stated.computeIfAbsent(field, any -> new LinkedHashMap<>())
                            .computeIfAbsent(value, any -> new ArrayList<>())
                            .add(record.source().id()));
        }
        var conflicts = new ArrayList<Conflict>();
        stated.forEach((field, values) -> {
            var claims = values.entrySet().stream()
                    .map(value -> new Claim(
                            value.getKey(), value.getValue().stream().distinct().toList()))
                    .toList();
            conflicts.add(new Conflict(field, claims.getFirst().value(), claims));
        });
        return conflicts;
    }
}
