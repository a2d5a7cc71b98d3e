package dev.chipgraph.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The violations found in one input, in the order in which they were found, each once. */
public class Violations {

    private final String in;
    private final Set<Violation> found = new LinkedHashSet<>();

    /**
     * @param in the place that every violation names: query, path, header, body, row or mapping
     */
    public Violations(String in) {
        this.in = in;
    }

    public void add(String field, String message) {
        found.add(new Violation(in, field, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether a violation concerns this field or anything inside it. */
    public boolean concern(String field) {
        return found.stream()
                .map(Violation::field)
                .anyMatch(
                        other -> other.equals(field) || other.startsWith(field + ".") || other.startsWith(field + "["));
    }

    public List<Violation> list() {
        return List.copyOf(found);
    }
}
