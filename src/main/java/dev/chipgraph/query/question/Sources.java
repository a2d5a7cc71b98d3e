package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities and relationships that sources support. */
@ApplicationScoped
public class Sources implements WarmUpTask {

    private static final Statement FACTS = Statement.of("query/facts");
    private static final Statement COUNT = Statement.of("query/facts_count");

    private final PagedQueries lists;

    Sources(PagedQueries lists) {
        this.lists = lists;
    }

    /**
     * An entity or a relationship that a source supports.
     *
     * @param entity the entity, or null
     * @param relationship the relationship, or null
     * @param evidence the evidence from this source
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fact(@Nullable Entity entity, @Nullable Relationship relationship, List<Evidence> evidence) {}

    /** The entities and relationships that a source supports. */
    public ResultPage<Fact> facts(String source, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                FACTS,
                COUNT,
                Map.of("source", source),
                pageRequest,
                context,
                row -> row.text("subject"),
                row -> fact(row, context));
    }

    private static Fact fact(Row row, QueryContext context) {
        return new Fact(
                row.entity("entity"),
                row.row("relationship") == null ? null : context.shown(row.relationship("relationship")),
                row.evidence("evidence"));
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        facts(id, pageRequest, context);
    }
}
