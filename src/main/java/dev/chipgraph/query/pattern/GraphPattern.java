package dev.chipgraph.query.pattern;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A graph pattern that was checked against the vocabulary.
 *
 * <p>An answer to it is an assignment of entities to the named nodes, and of relationships to the named edges, such that all
 * required edges are there, each by another relationship, and no absent ones. Assignments that agree in all names are one.
 *
 * @param nodes the nodes, in the order in which they were first named
 * @param edges the edges, in the order given
 * @param columns what to return
 * @param distinct whether rows that agree in all columns are one; otherwise each assignment has its row
 * @param order the order of rows
 */
record GraphPattern(List<Node> nodes, List<Edge> edges, List<Column> columns, boolean distinct, List<Order> order) {

    /** What is to be with an edge. */
    enum Presence {
        REQUIRED,
        OPTIONAL,
        ABSENT
    }

    /** A node; the kinds narrow down while the pattern is read. */
    static final class Node {
        final String name;
        final String variable;
        final boolean named;
        final Set<Kind> kinds;
        boolean declared;
        String id;
        Presence presence = Presence.ABSENT;
        final List<PatternCondition> where = new ArrayList<>();

        Node(String name, String variable, boolean named) {
            this.name = name;
            this.variable = variable;
            this.named = named;
            this.kinds = EnumSet.allOf(Kind.class);
        }
    }

    /**
     * An edge.
     *
     * @param name how the pattern names it; null when it does not
     * @param variable its variable in the statement
     * @param types of any of these types
     * @param direction seen from {@code from}
     * @param least least number of steps
     * @param most greatest number of steps
     * @param presence whether it is required
     * @param where what its relationship is to be like
     * @param at the date on which it is to hold; null for that of the question
     */
    record Edge(
            String name,
            String variable,
            Node from,
            Node to,
            Set<RelationshipType> types,
            Direction direction,
            int least,
            int most,
            Presence presence,
            List<PatternCondition> where,
            At at) {

        /** Whether it may take any number of steps but one. */
        boolean isTransitive() {
            return least != 1 || most != 1;
        }
    }

    /**
     * When an edge is to hold: on a date, at any time, or on the date of an entity.
     *
     * @param date the date; null for another entity's, or for any time
     * @param node whose date it is; null for a date of its own
     * @param term which date of it
     */
    record At(PartialDate date, Node node, Term term) {}

    /** What a column shows. */
    sealed interface Shown {

        /** An entity, with these terms of it or in short. */
        record OfNode(Node node, List<Term> terms) implements Shown {}

        /** A relationship, with its ends. */
        record OfEdge(Edge edge) implements Shown {}

        /** A value of an entity or relationship. */
        record Value(String variable, boolean entity, Term term) implements Shown {}

        /** Each item of a list, in a row of its own. */
        record Each(Value list) implements Shown {}

        /**
         * An aggregate over the rows that agree in all columns that are none.
         *
         * @param function count, sum, avg, min, max or collect
         * @param of of what; null counts rows
         * @param distinct whether equal values count once
         */
        record Aggregate(String function, Shown of, boolean distinct) implements Shown {}
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
}
