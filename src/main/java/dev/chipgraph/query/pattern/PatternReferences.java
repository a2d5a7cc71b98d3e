package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the references in a pattern mean. */
interface PatternReferences {

    /** The entity that a reference means among those of some kinds. */
    Entity.Ref entity(String reference, Set<Kind> kinds);

    /** The ids, with those of merged entities replaced by those of the entities into which they were merged. */
    List<String> current(List<String> ids);

    /** The territory of the place that a reference means, as {@link GraphPattern.Node#within} has it. */
    Map<String, Map<String, Object>> territory(String reference);
}
