package dev.chipgraph.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What sources support. */
@ApplicationScoped
public class Sources implements Warm {

    private static final Statement FACTS = Statement.of("query/facts");
    private static final Statement COUNT = Statement.of("query/facts_count");

    private final Lists lists;

    Sources(Lists lists) {
        this.lists = lists;
    }

    /**
     * An entity or a relationship that a source supports.
     *
     * @param entity the entity, or null
     * @param relationship the relationship, or null
     * @param evidence what this source says about it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fact(Entity entity, Relationship relationship, List<Evidence> evidence) {}

    /** Everything that one source supports. */
    public Found<Fact> facts(String source, Slice slice, Asked asked) {
        return lists.page(
                FACTS, COUNT, Map.of("source", source), slice, asked, row -> row.text("subject"), Sources::fact);
    }

    private static Fact fact(Row row) {
        return new Fact(
                row.entity("entity"),
                row.row("relationship") == null ? null : row.relationship("relationship"),
                row.evidence("evidence"));
    }

    @Override
    public void warm(String id, Slice slice, Asked asked) {
        facts(id, slice, asked);
    }
}
