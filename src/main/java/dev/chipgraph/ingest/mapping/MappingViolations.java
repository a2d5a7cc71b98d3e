package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Violations;
import java.util.HashMap;
import java.util.Map;

/** The violations found in a mapping, each with the line of the YAML text where that is known. */
final class MappingViolations extends Violations {

    private final Map<String, Integer> lines = new HashMap<>();

    MappingViolations() {
        super("mapping");
    }

    /** Records the line of the YAML text on which a key stands. */
    void locate(String path, int line) {
        lines.put(path, line);
    }

    @Override
    public void add(String path, String message) {
        Integer line = lines.get(path);
        super.add(path, line == null ? message : message + " (line " + line + ")");
    }

    /**
     * @throws InvalidMapping when there are any
     */
    void throwIfAny() {
        if (!isEmpty()) {
            throw new InvalidMapping(list());
        }
    }
}
