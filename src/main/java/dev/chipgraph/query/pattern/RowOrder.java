package dev.chipgraph.query.pattern;

import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Order;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The total order of the rows of a pattern: by the columns asked for, then by everything that distinguishes rows. */
final class RowOrder {

    /**
     * A part of the order.
     *
     * @param cypher an expression that is never null
     */
    private record Key(String cypher, boolean descending) {}

    private final List<Key> keys;

    RowOrder(GraphPattern pattern) {
        var all = new ArrayList<Key>();
        pattern.order().forEach(order -> all.addAll(keys(pattern, order)));
        if (pattern.showsMatches()) {
            all.addAll(matchKeys(pattern));
        }
        for (int i = 0; i < pattern.columns().size(); i++) {
            if (distinguishesRows(pattern, i)) {
                all.add(new Key("c%d IS NULL".formatted(i), false));
                all.add(new Key(identity("c" + i, pattern.columns().get(i).shown()), false));
            }
        }
        // An aggregate over everything has one row.
        keys = all.isEmpty() ? List.of(new Key("0", false)) : all;
    }

    private static List<Key> keys(GraphPattern pattern, Order order) {
        String column = "c" + order.column();
        Shown shown = pattern.columns().get(order.column()).shown();
        var keys = new ArrayList<Key>();
        keys.add(new Key(column + " IS NULL", false));
        if (shown instanceof Shown.OfNode) {
            keys.add(new Key("coalesce(%s.nameKey, '')".formatted(column), order.descending()));
        }
        keys.add(new Key(identity(column, shown), order.descending()));
        return keys;
    }

    private static List<Key> matchKeys(GraphPattern pattern) {
        return Stream.concat(
                        pattern.nodes().stream()
                                .filter(node -> node.named() && node.presence() != Presence.ABSENT)
                                .map(Node::variable)
                                .map("coalesce(%s.id, '')"::formatted),
                        pattern.edges().stream()
                                .filter(edge -> edge.name() != null)
                                .map(edge -> relationshipIdentity(edge.variable())))
                .map(identity -> new Key(identity, false))
                .toList();
    }

    private static boolean distinguishesRows(GraphPattern pattern, int index) {
        Column column = pattern.columns().get(index);
        return !column.isAggregate()
                && (!pattern.showsMatches() || column.shown() instanceof Shown.Each)
                && pattern.order().stream().noneMatch(order -> order.column() == index);
    }

    private static String relationshipIdentity(String variable) {
        return "coalesce(%1$s.id, %1$s.formerId, '')".formatted(variable);
    }

    private static String identity(String column, Shown shown) {
        return switch (shown) {
            case Shown.OfNode of -> "coalesce(%s.id, '')".formatted(column);
            case Shown.OfEdge of -> relationshipIdentity(column);
            case Shown.Each each -> "coalesce(%s, '')".formatted(column);
            case Shown.Aggregate aggregate ->
                aggregate.of() instanceof Shown.Value value
                                && Set.of("min", "max").contains(aggregate.function())
                        ? identity(column, value)
                        : "coalesce(%s, 0)".formatted(column);
            case Shown.Value value ->
                switch (value.term().form()) {
                    case LIST -> "reduce(all = '', item IN coalesce(%s, []) | all + item + '\\n')".formatted(column);
                    case MONEY ->
                        Stream.of("value", "min", "max", "currency")
                                .map(part -> "coalesce(toString(%s.%s), '')".formatted(column, part))
                                .collect(Collectors.joining(" + '/' + "));
                    case LOCATION -> "coalesce(toString(%s), '')".formatted(column);
                    // Texts of instants differ in length by the digits of their seconds.
                    case INSTANT -> "coalesce(%1$s.epochSeconds * 1000000000 + %1$s.nanosecond, 0)".formatted(column);
                    default ->
                        "coalesce(%s, %s)".formatted(column, value.term().form().zero());
                };
        };
    }

    /** The number of keys, which a cursor must have as well. */
    int size() {
        return keys.size();
    }

    /** The keys as named expressions. */
    String projection() {
        return joined(i -> "%s AS k%d".formatted(keys.get(i).cypher(), i));
    }

    /** The names of the keys. */
    String names() {
        return joined(i -> "k" + i);
    }

    String orderBy() {
        return joined(i -> "k" + i + (keys.get(i).descending() ? " DESC" : ""));
    }

    private String joined(IntFunction<String> text) {
        return IntStream.range(0, keys.size()).mapToObj(text).collect(Collectors.joining(", "));
    }

    /** The predicate for rows that come after the row with the keys {@code $after}. */
    String beyond() {
        var alternatives = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            var parts = new ArrayList<String>();
            for (int before = 0; before < i; before++) {
                parts.add("k%d = $after[%d]".formatted(before, before));
            }
            parts.add("k%d %s $after[%d]".formatted(i, keys.get(i).descending() ? "<" : ">", i));
            alternatives.add("(" + String.join(" AND ", parts) + ")");
        }
        return "(" + String.join(" OR ", alternatives) + ")";
    }
}
