package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A graph pattern that was checked against the vocabulary.
 *
 * <p>A match assigns entities to the named nodes and relationships to the named edges, so that every required edge exists
 * and no absent edge does. Edges of one hop are different relationships. An edge with hops is a path of its own that uses
 * no relationship twice but may use those of other edges. Matches that agree in all names count once.
 *
 * @param nodes the nodes, in the order in which they were first named
 * @param edges the edges, in the order given
 * @param columns what to return
 * @param distinct whether rows that agree in all columns count once; otherwise each match has its row
 * @param order the order of rows
 */
record GraphPattern(List<Node> nodes, List<Edge> edges, List<Column> columns, boolean distinct, List<Order> order) {

    /** Whether a match needs an edge. The order matters: what comes first prevails for a node. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        ABSENT
    }

    /**
     * A node.
     *
     * @param name its name in the pattern
     * @param variable its variable in the statement
     * @param named whether the client named it; false for a node that stands in its edge
     * @param kinds the kinds that it can have
     * @param kindsStated whether the pattern restricts the kinds beyond what its edges imply
     * @param id the id of the one entity that it can be; null when there may be several
     * @param within the territory in which it lies: by the id of each area, the first and last date that count there; null
     *     when it may lie anywhere
     * @param presence whether a match needs it
     * @param where the conditions on it
     */
    record Node(
            String name,
            String variable,
            boolean named,
            Set<Kind> kinds,
            boolean kindsStated,
            String id,
            Map<String, Map<String, Object>> within,
            Presence presence,
            List<PatternCondition> where) {}

    /**
     * An edge.
     *
     * @param name its name in the pattern; null when it has none
     * @param variable its variable in the statement
     * @param types the types that it can have
     * @param direction seen from {@code from}
     * @param hops how many relationships it stands for
     * @param presence whether a match needs it
     * @param where the conditions on each relationship
     * @param at the date on which it must hold; null for that of the question
     */
    record Edge(
            String name,
            String variable,
            Node from,
            Node to,
            Set<RelationshipType> types,
            Direction direction,
            Hops hops,
            Presence presence,
            List<PatternCondition> where,
            At at) {}

    /**
     * When an edge must hold: on a date, on the date of an entity, or at any time when all parts are null.
     *
     * @param date the date; null for any other case
     * @param variable the variable of the entity whose date it is; null for any other case
     * @param term which date of the entity
     */
    record At(PartialDate date, String variable, Term term) {

        /**
         * The dates on which the edge of a row must hold; none when that may be at any time.
         *
         * @param ofEntity the dates of the entity in the matches that the row stands for; null for any other case
         */
        Stream<ValidAt> dates(List<String> ofEntity) {
            var dates = ofEntity == null
                    ? Stream.ofNullable(date).map(PartialDate::text)
                    : ofEntity.stream().filter(Objects::nonNull);
            return dates.map(ValidAt::fromString);
        }
    }

    /** What a column shows. */
    sealed interface Shown {

        /** An entity: these values of it, or the entity in short when there are none. */
        record OfNode(Node node, List<Term> terms) implements Shown {}

        /** A relationship with its ends. */
        record OfEdge(Edge edge) implements Shown {}

        /** A value of an entity or relationship. */
        record Value(String variable, boolean entity, Term term) implements Shown {}

        /** Each item of a list, in a row of its own. */
        record Each(Value list) implements Shown {}

        /**
         * An aggregate over the rows that agree in all other columns.
         *
         * @param function count, sum, avg, min, max or collect
         * @param of what is aggregated; null counts rows
         * @param distinct whether equal values count once
         */
        record Aggregate(String function, Shown of, boolean distinct) implements Shown {}

        /** Whether rows can be ordered by this. */
        default boolean isOrdered() {
            return switch (this) {
                case OfNode node -> true;
                case OfEdge edge -> true;
                case Value value -> value.term().form().isOrdered();
                case Each each -> true;
                case Aggregate aggregate -> !aggregate.function().equals("collect");
            };
        }
    }

    /** A column and its name. */
    record Column(String name, Shown shown) {
        boolean isAggregate() {
            return shown instanceof Shown.Aggregate;
        }
    }

    /** An order by a column. */
    record Order(int column, boolean descending) {}

    boolean isGrouped() {
        return columns.stream().anyMatch(Column::isAggregate);
    }

    /** Whether each match has its row. */
    boolean showsMatches() {
        return !distinct && !isGrouped();
    }

    List<Edge> edges(Presence presence) {
        return edges.stream().filter(edge -> edge.presence() == presence).toList();
    }

    /** The names of the nodes that no reference, territory or condition restricts. */
    List<String> unrestrictedNodes() {
        return nodes.stream()
                .filter(node -> node.id() == null
                        && node.within() == null
                        && node.where().isEmpty())
                .map(Node::name)
                .toList();
    }

    /** The kinds that each named node can have. */
    Map<String, List<String>> kinds() {
        var kinds = new LinkedHashMap<String, List<String>>();
        nodes.stream()
                .filter(Node::named)
                .forEach(node -> kinds.put(
                        node.name(), node.kinds().stream().map(Kind::wire).toList()));
        return kinds;
    }
}
