package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.question.Relationships.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The relationships of an entity by what they mean: their type and direction. */
@ApplicationScoped
public class FactGroups implements WarmUpTask {

    private static final Statement GROUPS = Statement.of("query/fact_groups");

    private final Graph graph;

    FactGroups(Graph graph) {
        this.graph = graph;
    }

    /**
     * The relationships of one type and direction.
     *
     * @param type their type
     * @param direction their direction, seen from the entity
     * @param label what they mean, seen from the entity
     * @param total number of all of them
     * @param relationships the latest of them
     */
    public record Group(
            RelationshipType type, Direction direction, String label, long total, List<Relationship> relationships) {}

    /**
     * The groups of an entity, in the order of the vocabulary.
     *
     * @param limit maximum number of relationships of a group
     */
    public List<Group> of(String entity, int limit, QueryContext context) {
        return graph
                .read(
                        GROUPS,
                        Map.of("id", entity, "limit", limit, "at", context.time(), "evidence", context.evidence()),
                        context.languages(),
                        row -> group(row, entity, context))
                .stream()
                .sorted(Comparator.comparing(Group::type).thenComparing(Group::direction))
                .toList();
    }

    private static Group group(Row row, String entity, QueryContext context) {
        var type = RelationshipType.fromString(row.text("type"));
        var direction = Boolean.TRUE.equals(row.values().get("leaves")) ? Direction.OUT : Direction.IN;
        return new Group(
                type,
                direction,
                context.languages()
                        .write(texts -> direction == Direction.OUT ? texts.label(type) : texts.reverseLabel(type)),
                row.number("total"),
                row.rows("relationships").stream()
                        .map(each -> context.shown(each.relationship("relationship"), entity))
                        .toList());
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        of(id, 1, context);
    }
}
