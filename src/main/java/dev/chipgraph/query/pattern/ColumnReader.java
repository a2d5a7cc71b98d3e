package dev.chipgraph.query.pattern;

import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Order;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which columns a pattern returns, and the order of its rows. */
final class ColumnReader {

    private static final int MAX_COLUMNS = 30;
    private static final List<String> FUNCTIONS = List.of("count", "sum", "avg", "min", "max", "collect");
    private static final List<String> HEADS =
            Stream.concat(Stream.of("value", "each"), FUNCTIONS.stream()).toList();

    private final GraphPattern pattern;

    private ColumnReader(GraphPattern pattern) {
        this.pattern = pattern;
    }

    /** Completes a pattern that has nodes and edges only. */
    static GraphPattern read(JsonCursor json, GraphPattern pattern) {
        var columns = new ColumnReader(pattern).columns(json.at("return"));
        var order = order(json.at("orderBy"), columns);
        boolean distinct =
                json.at("distinct").isMissing() || json.at("distinct").isSet();
        return new GraphPattern(pattern.nodes(), pattern.edges(), columns, distinct, order);
    }

    private List<Column> columns(JsonCursor field) {
        var columns = new ArrayList<Column>();
        for (JsonCursor item : field.items()) {
            Column column = column(item);
            if (column != null) {
                if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
                    item.wrong(
                            "is the second of the name \"%s\"; give it another with \"as\"".formatted(column.name()));
                }
                columns.add(column);
            }
        }
        if (field.json().isEmpty()) {
            pattern.nodes().stream()
                    .filter(node -> node.named() && node.presence() != Presence.ABSENT)
                    .forEach(node -> columns.add(new Column(node.name(), new Shown.OfNode(node, List.of()))));
        }
        PatternReader.limit(field, columns.size(), MAX_COLUMNS);
        return columns;
    }

    private Column column(JsonCursor item) {
        if (item.json().isTextual()) {
            Shown shown = shown(item, item.json().textValue());
            return shown == null ? null : new Column(item.json().textValue(), shown);
        }
        if (!item.json().isObject()) {
            return item.wrong(
                    "must be a text such as \"company.name\" or an object such as {\"count\": \"company\", \"as\": \"companies\"}");
        }
        var heads = HEADS.stream().filter(item::has).toList();
        if (heads.size() != 1) {
            return item.wrong("must have exactly one of " + String.join(", ", HEADS));
        }
        String head = heads.getFirst();
        boolean function = FUNCTIONS.contains(head);
        return item.isObjectOf(List.of(head, "as", function ? "distinct" : "fields"))
                ? function ? aggregate(item, head) : value(item, head)
                : null;
    }

    private Column value(JsonCursor item, String head) {
        String of = of(item.at(head));
        Shown shown = shown(item.at(head), of);
        if (shown != null) {
            shown = head.equals("each") ? each(item.at("each"), shown) : withFields(item.at("fields"), shown);
        }
        return shown == null ? null : new Column(name(item.at("as"), of), shown);
    }

    private Column aggregate(JsonCursor item, String function) {
        String of = of(item.at(function));
        boolean distinct = item.at("distinct").isSet();
        boolean rows = function.equals("count") && of.equals("*");
        Shown aggregated = rows ? null : shown(item.at(function), of);
        if ((aggregated == null && !rows) || !isAggregable(item.at(function), function, aggregated)) {
            return null;
        }
        String name = "%s(%s%s)".formatted(function, distinct ? "distinct " : "", of);
        return new Column(name(item.at("as"), name), new Shown.Aggregate(function, aggregated, distinct));
    }

    private static String of(JsonCursor field) {
        String text = PatternTexts.optional(field);
        return text == null ? "" : text;
    }

    private static String name(JsonCursor as, String defaultName) {
        String name = PatternTexts.optional(as);
        return name == null ? defaultName : name;
    }

    private static Shown each(JsonCursor field, Shown shown) {
        return shown instanceof Shown.Value value && value.term().form() == Term.Form.LIST
                ? new Shown.Each(value)
                : field.wrong("must be a list, such as company.types");
    }

    /** Whether a function can be taken of a value, entity or relationship; null stands for rows. */
    private static boolean isAggregable(JsonCursor field, String function, Shown of) {
        if (function.equals("count")) {
            return true;
        }
        String problem =
                switch (of) {
                    case Shown.OfEdge edge
                    when function.equals("collect") -> "cannot collect relationships; collect a value of them";
                    case Shown.OfNode node when function.equals("collect") -> null;
                    case Shown.Value value
                    when List.of("sum", "avg").contains(function)
                            && value.term().form() != Term.Form.NUMBER ->
                        "needs a number, such as indicator.value or investment.amount.value";
                    case Shown.Value value ->
                        value.isOrdered()
                                ? null
                                : "cannot be taken of " + value.term().name();
                    default -> "needs a value of an entity or a relationship, such as investment.amount.value";
                };
        if (problem != null) {
            field.wrong(problem);
        }
        return problem == null;
    }

    private static Shown withFields(JsonCursor fields, Shown shown) {
        if (fields.isMissing()) {
            return shown;
        }
        if (!(shown instanceof Shown.OfNode of)) {
            return fields.wrong("can be given for an entity only");
        }
        var terms = new ArrayList<Term>();
        for (JsonCursor item : PatternTexts.list(fields)) {
            String name = item.json().textValue();
            Term term = Term.ofEntities(of.node().kinds(), name);
            if (term == null || term.form() == Term.Form.SOURCE) {
                fields.wrong(Term.unknownOfEntities(name, of.node().kinds()));
            } else {
                terms.add(term);
            }
        }
        return new Shown.OfNode(of.node(), terms);
    }

    /** What a text such as {@code company} or {@code company.name} shows. */
    private Shown shown(JsonCursor position, String text) {
        int dot = text.indexOf('.');
        String variable = dot < 0 ? text : text.substring(0, dot);
        String term = dot < 0 ? null : text.substring(dot + 1);
        for (Node node : pattern.nodes()) {
            if (node.named() && node.name().equals(variable)) {
                return shown(position, node, term);
            }
        }
        for (Edge edge : pattern.edges()) {
            if (variable.equals(edge.name())) {
                return shown(position, edge, term);
            }
        }
        return position.wrong(
                "names no node, and no edge that has \"as\": \"%s\"; there are %s".formatted(variable, names()));
    }

    private static Shown shown(JsonCursor position, Node node, String name) {
        if (node.presence() == Presence.ABSENT) {
            return position.wrong("names a node of absent edges, so that there is nothing to return");
        }
        if (name == null) {
            return new Shown.OfNode(node, List.of());
        }
        Term term = Term.ofEntities(node.kinds(), name);
        return term == null || term.form() == Term.Form.SOURCE
                ? position.wrong(Term.unknownOfEntities(name, node.kinds()))
                : new Shown.Value(node.variable(), true, term);
    }

    private static Shown shown(JsonCursor position, Edge edge, String name) {
        if (name == null) {
            return new Shown.OfEdge(edge);
        }
        Term term = Term.ofRelationships(edge.types()).get(name);
        return term == null || term.form() == Term.Form.SOURCE
                ? position.wrong(Term.unknownOfRelationships(name, edge.types()))
                : new Shown.Value(edge.variable(), false, term);
    }

    private String names() {
        return Stream.concat(
                        pattern.nodes().stream().filter(Node::named).map(Node::name),
                        pattern.edges().stream().map(Edge::name).filter(name -> name != null))
                .collect(Collectors.joining(", "));
    }

    private static List<Order> order(JsonCursor field, List<Column> columns) {
        var names = columns.stream().map(Column::name).toList();
        var order = new ArrayList<Order>();
        for (JsonCursor item : field.items()) {
            String text = item.json().asText();
            boolean descending = text.startsWith("-");
            int column = names.indexOf(descending ? text.substring(1) : text);
            if (column >= 0 && columns.get(column).shown().isOrdered()) {
                order.add(new Order(column, descending));
            } else {
                item.wrong("must be a column that can be ordered, with a minus for the greatest first: "
                        + columns.stream()
                                .filter(candidate -> candidate.shown().isOrdered())
                                .map(Column::name)
                                .collect(Collectors.joining(", ")));
            }
        }
        return order;
    }
}
