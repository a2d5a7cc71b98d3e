package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Entities by id, and lists of them. */
@ApplicationScoped
public class Entities implements WarmUpTask {

    private static final Statement BY_ID = Statement.of("query/entity");
    private static final Statement BY_IDS = Statement.of("query/entities");

    private final Graph graph;
    private final PagedQueries lists;
    private final Totals totals;

    Entities(Graph graph, PagedQueries lists, Totals totals) {
        this.graph = graph;
        this.lists = lists;
        this.totals = totals;
    }

    /**
     * Which entities a list has.
     *
     * @param kinds kinds to list; all of them when empty
     * @param filters filters with the values to filter by
     * @param sort order
     */
    public record Criteria(Set<Kind> kinds, Map<ListFilter, List<Object>> filters, Sort sort) {}

    /** The entity with an id. */
    public Optional<Entity> get(String id, QueryContext context) {
        return graph.readOne(
                BY_ID,
                Map.of("id", id, "at", context.time(), "evidence", context.evidence()),
                context.languages(),
                row -> row.entity("entity"));
    }

    /** What the sources of an entity claim. */
    public List<ClaimedValue> claims(String id, QueryContext context) {
        return get(id, context.withEvidence()).map(ClaimedValue::of).orElse(List.of());
    }

    /** The entities that match; of places, those that exist on the date. */
    public ResultPage<Entity> list(Criteria criteria, PageRequest pageRequest, QueryContext context) {
        var parameters = parameters(criteria, context);
        parameters.putAll(pageRequest.parameters());
        parameters.put(
                "afterKey",
                Objects.requireNonNullElse(pageRequest.after(), criteria.sort().first()));
        if (pageRequest.afterId().isEmpty()
                && criteria.sort().equals(Sort.common().get("-id"))) {
            parameters.put("after", criteria.sort().first());
        }
        var rows = graph.read(page(criteria, context), parameters, context.languages(), row -> row);
        Long total = pageRequest.count() ? lists.total(count(criteria, context), parameters, context) : null;
        var page = ResultPage.of(
                rows,
                pageRequest,
                total,
                row -> new ResultPage.Key(criteria.sort().keyOf(row.values().get("key")), row.text("id")));
        var entities = withIds(page.map(row -> row.text("id")).items(), context);
        return page.map(row -> entities.get(row.text("id"))).filter(Objects::nonNull);
    }

    private Map<String, Entity> withIds(List<String> ids, QueryContext context) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return graph
                .read(
                        BY_IDS,
                        Map.of("ids", ids, "at", context.time(), "evidence", context.evidence()),
                        context.languages(),
                        row -> row.entity("entity"))
                .stream()
                .collect(Collectors.toMap(Entity::id, Function.identity()));
    }

    /** The sums of an amount over all entities that match. */
    public Totals.Sums totals(Criteria criteria, Property amount, QueryContext context) {
        return totals.of(matching(criteria, context), parameters(criteria, context), amount, context);
    }

    static Map<String, Object> parameters(Criteria criteria, QueryContext context) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("at", context.time());
        parameters.put("evidence", context.evidence());
        parameters.put("kinds", criteria.kinds().stream().map(Kind::wire).toList());
        parameters.put(
                "kind",
                criteria.kinds().size() == 1
                        ? criteria.kinds().iterator().next().wire()
                        : "");
        criteria.filters()
                .forEach((filter, values) ->
                        parameters.put(filter.name(), filter.repeatable() ? values : values.getFirst()));
        return parameters;
    }

    /**
     * Returns ids only: there are as many of these statements as combinations of kinds, filters and orders, and planning one
     * that returns whole entities takes several times as long.
     */
    private static Statement page(Criteria criteria, QueryContext context) {
        boolean oneKind = criteria.kinds().size() == 1;
        Sort sort = criteria.sort();
        return new Statement("list", """
                %s AND %s
                WITH e, %s AS key ORDER BY %s LIMIT $limit
                RETURN e.id AS id, key
                """.formatted(
                        matching(criteria, context),
                        context.predicate("e", sort.predicate()),
                        context.value("e", sort.key()),
                        context.known().isPast() ? sort.orderOf("key") : sort.order(oneKind)));
    }

    private static Statement count(Criteria criteria, QueryContext context) {
        return new Statement("count", matching(criteria, context) + "\nRETURN count(*) AS total");
    }

    /** Cypher that binds {@code e}. It has text of the vocabulary and of filters only; values of clients are parameters. */
    static String matching(Criteria criteria, QueryContext context) {
        var predicates = new ArrayList<String>();
        predicates.add("cg.holds(e)");
        String labels = ":Entity";
        if (criteria.kinds().size() == 1) {
            labels += ":" + criteria.kinds().iterator().next().label();
            predicates.add("e.kind = $kind");
        } else if (!criteria.kinds().isEmpty()) {
            predicates.add("e.kind IN $kinds");
        }
        var starts = new ArrayList<String>();
        for (ListFilter filter : criteria.filters().keySet()) {
            String predicate = filter.predicate().replace("$?", "$" + filter.name());
            predicates.add(filter.start() == null ? context.predicate("e", predicate) : predicate);
            if (filter.start() != null) {
                // The filter by place comes first: it cannot use an e that is bound already, and the others can.
                starts.add(
                        filter.name().equals(ListFilter.PLACE) ? 0 : starts.size(),
                        filter.start() + "WITH DISTINCT e\n");
            }
        }
        String all = String.join(" AND ", predicates);
        return starts.isEmpty()
                ? "MATCH (e%s)\nWHERE e.id > '' AND %s".formatted(labels, all)
                : "%sWHERE e%s AND e.id > '' AND %s".formatted(String.join("", starts), labels, all);
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        get(id, context);
        list(new Criteria(Set.of(), Map.of(), Sort.ID), pageRequest, context);
        list(new Criteria(Set.of(Kind.COMPANY), Map.of(), Sort.ID), pageRequest, context);
    }
}
