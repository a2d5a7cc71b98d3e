package dev.chipgraph.query;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Entities by id, and lists of them. */
@ApplicationScoped
public class Entities implements Warm {

    private static final Statement BY_ID = Statement.of("query/entity");

    private final Graph graph;
    private final Lists lists;
    private final Totals totals;

    Entities(Graph graph, Lists lists, Totals totals) {
        this.graph = graph;
        this.lists = lists;
        this.totals = totals;
    }

    /**
     * What a list is asked for.
     *
     * @param kinds kinds to list; all of them when empty
     * @param filters filters with the values to filter by
     * @param sort order
     */
    public record Criteria(Set<Kind> kinds, Map<Filter, List<Object>> filters, Sort sort) {}

    /** The entity with an id. */
    public Optional<Entity> get(String id, Asked asked) {
        return graph.readOne(
                BY_ID,
                Map.of("id", id, "at", asked.time(), "evidence", asked.evidence()),
                asked.languages(),
                row -> row.entity("entity"));
    }

    /** The entities that fit; of places, those that exist on the date. */
    public Found<Entity> list(Criteria criteria, Slice slice, Asked asked) {
        var parameters = parameters(criteria, asked);
        parameters.putAll(slice.parameters());
        parameters.put(
                "afterKey",
                Objects.requireNonNullElse(slice.after(), criteria.sort().first()));
        if (slice.afterId().isEmpty() && criteria.sort().equals(Sort.common().get("-id"))) {
            parameters.put("after", criteria.sort().first());
        }
        var rows = graph.read(page(criteria, asked), parameters, asked.languages(), row -> row);
        Long total = slice.count() ? lists.total(count(criteria, asked), parameters, asked) : null;
        return Found.of(
                        rows,
                        slice,
                        total,
                        row -> new Found.Key(
                                criteria.sort().keyOf(row.values().get("key")),
                                row.row("entity").text("id")))
                .map(row -> row.entity("entity"));
    }

    /** The sums of a property with amounts over all entities that fit. */
    public Totals.Sums totals(Criteria criteria, Property amount, Asked asked) {
        return totals.of(matching(criteria, asked), parameters(criteria, asked), amount, asked);
    }

    static Map<String, Object> parameters(Criteria criteria, Asked asked) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("at", asked.time());
        parameters.put("evidence", asked.evidence());
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

    private static Statement page(Criteria criteria, Asked asked) {
        boolean oneKind = criteria.kinds().size() == 1;
        Sort sort = criteria.sort();
        return new Statement("list", """
                %s AND %s
                WITH e, %s AS key ORDER BY %s LIMIT $limit
                RETURN whole(e) AS entity, key
                """.formatted(
                        matching(criteria, asked),
                        asked.predicate("e", sort.predicate()),
                        asked.value("e", sort.key()),
                        asked.known().isPast() ? sort.orderOf("key") : sort.order(oneKind)));
    }

    private static Statement count(Criteria criteria, Asked asked) {
        return new Statement("count", matching(criteria, asked) + "\nRETURN count(*) AS total");
    }

    /** Words of the vocabulary and of {@link Filter} and {@link Sort}; values of clients are parameters. */
    static String matching(Criteria criteria, Asked asked) {
        var predicates = new ArrayList<String>();
        predicates.add("holds(e)");
        String labels = ":Entity";
        if (criteria.kinds().size() == 1) {
            labels += ":" + criteria.kinds().iterator().next().label();
            predicates.add("e.kind = $kind");
        } else if (!criteria.kinds().isEmpty()) {
            predicates.add("e.kind IN $kinds");
        }
        var starts = new ArrayList<String>();
        for (Filter filter : criteria.filters().keySet()) {
            String predicate = filter.predicate().replace("$?", "$" + filter.name());
            predicates.add(filter.start() == null ? asked.predicate("e", predicate) : predicate);
            if (filter.start() != null) {
                // A place binds what is in it; the others keep of that what they lead to.
                starts.add(
                        filter.name().equals(Filter.PLACE) ? 0 : starts.size(), filter.start() + "WITH DISTINCT e\n");
            }
        }
        String all = String.join(" AND ", predicates);
        return starts.isEmpty()
                ? "MATCH (e%s)\nWHERE e.id > '' AND %s".formatted(labels, all)
                : "%sWHERE e%s AND e.id > '' AND %s".formatted(String.join("", starts), labels, all);
    }

    @Override
    public void warm(String id, Slice slice, Asked asked) {
        get(id, asked);
        list(new Criteria(Set.of(), Map.of(), Sort.ID), slice, asked);
        list(new Criteria(Set.of(Kind.COMPANY), Map.of(), Sort.ID), slice, asked);
    }
}
