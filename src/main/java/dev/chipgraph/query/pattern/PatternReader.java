package dev.chipgraph.query.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.pattern.GraphPattern.At;
import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Node;
import dev.chipgraph.query.pattern.GraphPattern.Order;
import dev.chipgraph.query.pattern.GraphPattern.Presence;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import dev.chipgraph.query.question.Relationships.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a graph pattern from JSON against the vocabulary. Which kinds a node can have is worked out from its own words and
 * from the edges that it is in, so that a pattern that nothing can ever fit is refused where it goes wrong. All mistakes are
 * collected.
 *
 * <p>One reader reads one pattern.
 */
final class PatternReader {

    static final int MOST_NODES = 12;
    static final int MOST_EDGES = 12;
    static final int MOST_COLUMNS = 30;
    static final int MOST_HOPS = 10;

    private static final String ORGANIZATION = "organization";
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");
    private static final Pattern HOPS = Pattern.compile("(\\d{1,2})(\\.\\.(\\d{1,2})?)?");
    private static final List<String> NODE_FIELDS = List.of("kind", "ref", "where");
    private static final List<String> EDGE_FIELDS =
            List.of("from", "type", "to", "direction", "hops", "where", "optional", "absent", "as", "validAt");
    private static final List<String> FUNCTIONS = List.of("count", "sum", "avg", "min", "max", "collect");

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final BiFunction<String, Set<Kind>, Entity.Ref> references;

    /**
     * @param references finds the entity that a reference means among those of some kinds
     */
    PatternReader(BiFunction<String, Set<Kind>, Entity.Ref> references) {
        this.references = references;
    }

    List<Violation> violations() {
        return violations;
    }

    /** Reads the pattern; null when there are {@link #violations()}. */
    GraphPattern read(ObjectNode json) {
        JsonNode given = json.path("nodes");
        if (!given.isObject() || given.isEmpty()) {
            wrong(
                    "nodes",
                    "must be an object of at least one name and node, such as {\"company\": {\"kind\": \"company\"}}");
            return null;
        }
        var conditions = new ArrayList<Runnable>();
        given.properties().forEach(entry -> {
            String at = "nodes." + entry.getKey();
            if (VARIABLE.matcher(entry.getKey()).matches()) {
                node(at, entry.getKey(), true, entry.getValue(), conditions);
            } else {
                wrong(at, "is no name: begin with a letter, go on with letters, digits and _, at most 60 characters");
            }
        });
        List<JsonNode> givenEdges = list(json, "edges");
        for (int i = 0; i < givenEdges.size(); i++) {
            edge("edges[" + i + "]", givenEdges.get(i), conditions);
        }
        limit("nodes", nodes.size(), MOST_NODES);
        limit("edges", edges.size(), MOST_EDGES);
        if (!violations.isEmpty()) {
            return null;
        }
        presences();
        narrow();
        if (violations.isEmpty()) {
            conditions.forEach(Runnable::run);
            narrow();
            connected();
        }
        if (!violations.isEmpty()) {
            return null;
        }
        var columns = columns(json);
        var order = order(json, columns);
        JsonNode distinct = json.path("distinct");
        if (!distinct.isMissingNode() && !distinct.isBoolean()) {
            wrong("distinct", "must be true or false");
        }
        var pattern = new GraphPattern(List.copyOf(nodes.values()), edges, columns, distinct.asBoolean(true), order);
        return violations.isEmpty() ? pattern : null;
    }

    private Node node(String at, String name, boolean named, JsonNode json, List<Runnable> conditions) {
        Node node = new Node(name, "n" + nodes.size(), named);
        nodes.put(name, node);
        if (!known(at, json, NODE_FIELDS)) {
            return node;
        }
        List<String> kinds = texts(at + ".kind", json.path("kind"));
        if (!kinds.isEmpty()) {
            node.declared = true;
            var allowed = EnumSet.noneOf(Kind.class);
            for (String kind : kinds) {
                if (kind.equals(ORGANIZATION)) {
                    allowed.addAll(Kind.organizations());
                } else {
                    guarded(at + ".kind", () -> allowed.add(kind(kind)));
                }
            }
            node.kinds.retainAll(allowed);
        }
        JsonNode reference = json.path("ref");
        if (reference.isTextual()) {
            if (!node.kinds.isEmpty()) {
                Entity.Ref found = references.apply(reference.textValue(), node.kinds);
                node.id = found.id();
                node.kinds.retainAll(Set.of(found.kind()));
            }
        } else if (!reference.isMissingNode()) {
            wrong(at + ".ref", "must be a reference: an id, name:..., wikidata:... or lei:...");
        }
        // What a kind has depends on the kinds that are left when all edges are known.
        conditions.add(() -> conditions(at + ".where", json.path("where"), node));
        return node;
    }

    private static Kind kind(String text) {
        try {
            return Kind.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", " + ORGANIZATION, e);
        }
    }

    private void conditions(String at, JsonNode where, Node node) {
        if (!isObject(at, where)) {
            return;
        }
        where.properties().forEach(entry -> {
            String name = entry.getKey();
            Term term = Term.isAttribute(name)
                    ? Term.attribute(name)
                    : Term.ofEntities(node.kinds).get(name);
            if (term == null) {
                wrong(at + "." + name, unknownTerm(name, Term.ofEntities(node.kinds)));
                return;
            }
            // Entities that cannot have the property are not those that do not have this value of it.
            node.declared |= node.kinds.removeIf(
                    kind -> !Term.ofEntities(Set.of(kind)).containsKey(name) && !Term.isAttribute(name));
            read(at, name, term, entry.getValue()).forEach(node.where::add);
        });
    }

    private List<PatternCondition> conditions(String at, JsonNode where, Set<RelationshipType> types) {
        var conditions = new ArrayList<PatternCondition>();
        if (isObject(at, where)) {
            where.properties().forEach(entry -> {
                Term term = Term.ofRelationships(types).get(entry.getKey());
                if (term == null) {
                    wrong(at + "." + entry.getKey(), unknownTerm(entry.getKey(), Term.ofRelationships(types), ""));
                } else {
                    conditions.addAll(read(at, entry.getKey(), term, entry.getValue()));
                }
            });
        }
        return conditions;
    }

    private List<PatternCondition> read(String at, String name, Term term, JsonNode wanted) {
        try {
            return PatternCondition.read(term, wanted);
        } catch (PatternCondition.Wrong e) {
            wrong(at + "." + name + (e.operator().isEmpty() ? "" : "." + e.operator()), e.getMessage());
            return List.of();
        }
    }

    private static String unknownTerm(String name, Map<String, Term> terms) {
        return unknownTerm(name, terms, ", attributes.*");
    }

    private static String unknownTerm(String name, Map<String, Term> terms, String more) {
        return "\"%s\" is none of its properties; allowed are %s%s"
                .formatted(name, String.join(", ", terms.keySet()), more);
    }

    private void edge(String at, JsonNode json, List<Runnable> conditions) {
        if (!known(at, json, EDGE_FIELDS)) {
            return;
        }
        Node from = end(at + ".from", json.path("from"), conditions);
        Node to = end(at + ".to", json.path("to"), conditions);
        var types = EnumSet.noneOf(RelationshipType.class);
        List<String> names = texts(at + ".type", json.path("type"));
        names.forEach(type -> guarded(at + ".type", () -> types.add(RelationshipType.fromString(type))));
        if (names.isEmpty()) {
            types.addAll(EnumSet.allOf(RelationshipType.class));
        }
        var direction = text(at + ".direction", json.path("direction"))
                .map(text -> guarded(at + ".direction", () -> Direction.fromString(text)))
                .orElse(Optional.of(Direction.OUT));
        boolean optional = truth(at + ".optional", json.path("optional"));
        boolean absent = truth(at + ".absent", json.path("absent"));
        if (optional && absent) {
            wrong(at, "cannot be optional and absent at once");
        }
        int[] hops = hops(at + ".hops", json.path("hops"));
        String name = text(at + ".as", json.path("as")).orElse(null);
        if (name != null) {
            if (!VARIABLE.matcher(name).matches()
                    || nodes.containsKey(name)
                    || edges.stream().anyMatch(edge -> name.equals(edge.name()))) {
                wrong(at + ".as", "must be a name that no node and no other edge has");
            }
            if (absent || hops[0] != 1 || hops[1] != 1) {
                wrong(
                        at + ".as",
                        "cannot name an edge that is absent or has hops: there is no one relationship to show");
            }
        }
        if (from == null || to == null || direction.isEmpty()) {
            return;
        }
        List<PatternCondition> where = conditions(at + ".where", json.path("where"), types);
        At when = at(at + ".validAt", json.path("validAt"));
        boolean steps = hops[0] != 1 || hops[1] != 1;
        if (steps
                && where.stream().anyMatch(condition -> condition.term().name().startsWith("source"))) {
            wrong(at + ".where", "cannot ask for sources of an edge that has hops");
        }
        if (steps && when != null && when.node() != null) {
            wrong(at + ".validAt", "must be a date or \"all\" where the edge has hops");
        }
        var presence = absent ? Presence.ABSENT : optional ? Presence.OPTIONAL : Presence.REQUIRED;
        edges.add(new Edge(
                name, "r" + edges.size(), from, to, types, direction.get(), hops[0], hops[1], presence, where, when));
    }

    private Node end(String at, JsonNode json, List<Runnable> conditions) {
        if (json.isObject()) {
            return node(at, "(" + at + ")", false, json, conditions);
        }
        Node node = nodes.get(json.asText());
        if (!json.isTextual() || node == null) {
            wrong(at, "must be the name of a node (%s) or a node".formatted(names()));
        }
        return node;
    }

    private int[] hops(String at, JsonNode json) {
        if (json.isMissingNode()) {
            return new int[] {1, 1};
        }
        var matcher = HOPS.matcher(json.asText());
        if (json.asText().equals("*")) {
            return new int[] {1, MOST_HOPS};
        }
        if (matcher.matches()) {
            int least = Integer.parseInt(matcher.group(1));
            int most = matcher.group(2) == null
                    ? least
                    : matcher.group(3) == null ? MOST_HOPS : Integer.parseInt(matcher.group(3));
            if (least <= most && most >= 1 && most <= MOST_HOPS) {
                return new int[] {least, most};
            }
        }
        wrong(at, "must be a number of steps such as 2, a range such as 0..6 or 1.., or *; at most " + MOST_HOPS);
        return new int[] {1, 1};
    }

    private At at(String at, JsonNode json) {
        if (json.isMissingNode()) {
            return null;
        }
        String text = json.asText();
        int dot = text.indexOf('.');
        if (dot > 0 && nodes.containsKey(text.substring(0, dot))) {
            Node node = nodes.get(text.substring(0, dot));
            Term term = Term.ofEntities(node.kinds).get(text.substring(dot + 1));
            if (term != null && term.form() == Term.Form.DATE) {
                return new At(null, node, term);
            }
        } else if (text.equals(ValidAt.ALL)) {
            return new At(null, null, null);
        } else {
            try {
                return new At(new PartialDate(text), null, null);
            } catch (IllegalArgumentException noDate) {
                // told below, with all that is allowed
            }
        }
        wrong(at, "must be a date such as 2025-09-20, \"all\", or a date of a node such as event.startsOn");
        return null;
    }

    /**
     * A node is there for sure when a required edge leads to it or it stands alone, else maybe when an optional one does.
     * When no node is, the first one is what is looked for.
     */
    private void presences() {
        for (Edge edge : edges) {
            for (Node node : List.of(edge.from(), edge.to())) {
                if (edge.presence().compareTo(node.presence) < 0) {
                    node.presence = edge.presence();
                }
            }
        }
        nodes.values().stream()
                .filter(node -> node.named && isAlone(node))
                .forEach(node -> node.presence = Presence.REQUIRED);
        if (nodes.values().stream().noneMatch(node -> node.presence == Presence.REQUIRED)) {
            nodes.values().iterator().next().presence = Presence.REQUIRED;
        }
    }

    private boolean isAlone(Node node) {
        return edges.stream().noneMatch(edge -> edge.from() == node || edge.to() == node);
    }

    /**
     * Takes from each node the kinds that the edges leave no room for, until nothing changes any more. An optional or
     * absent edge says nothing of a node that is there without it.
     */
    private void narrow() {
        boolean changed = true;
        while (changed && violations.isEmpty()) {
            changed = false;
            for (int i = 0; i < edges.size(); i++) {
                Edge edge = edges.get(i);
                var from = fitting(edge, edge.from(), edge.to(), true);
                var to = fitting(edge, edge.to(), edge.from(), false);
                if (from.isEmpty() || to.isEmpty()) {
                    wrong(
                            "edges[" + i + "]",
                            "fits nothing: %s; here from is %s and to is %s"
                                    .formatted(
                                            edge.types().stream()
                                                    .limit(3)
                                                    .map(PatternReader::described)
                                                    .collect(Collectors.joining("; ")),
                                            Kind.described(edge.from().kinds),
                                            Kind.described(edge.to().kinds)));
                    return;
                }
                changed |= narrows(edge, edge.from()) && edge.from().kinds.retainAll(from);
                changed |= narrows(edge, edge.to()) && edge.to().kinds.retainAll(to);
            }
        }
    }

    private static Set<Kind> fitting(Edge edge, Node node, Node other, boolean backwards) {
        var fitting = reachable(edge, other.kinds, backwards);
        fitting.retainAll(node.kinds);
        return fitting;
    }

    private boolean narrows(Edge edge, Node node) {
        return switch (edge.presence()) {
            case REQUIRED -> true;
            case ABSENT -> node.presence == Presence.ABSENT;
            case OPTIONAL -> node.presence == Presence.OPTIONAL && first(node).equals(edge);
        };
    }

    /** The edge that brings a node. */
    private Edge first(Node node) {
        return edges.stream()
                .filter(edge -> edge.from() == node || edge.to() == node)
                .findFirst()
                .orElseThrow();
    }

    private static String described(RelationshipType type) {
        return type.ends().stream()
                .map(ends -> "%s leads from %s to %s"
                        .formatted(type.wire(), Kind.described(ends.from()), Kind.described(ends.to())))
                .collect(Collectors.joining(", "));
    }

    /** The kinds at one end of an edge, given those at the other. */
    private static Set<Kind> reachable(Edge edge, Set<Kind> others, boolean backwards) {
        var reached = EnumSet.noneOf(Kind.class);
        Set<Kind> level = others;
        for (int step = 0; step <= edge.most(); step++) {
            if (step >= edge.least()) {
                reached.addAll(level);
            }
            var next = EnumSet.noneOf(Kind.class);
            for (RelationshipType type : edge.types()) {
                for (RelationshipType.Ends ends : type.ends()) {
                    boolean out = edge.direction() != Direction.IN;
                    boolean in = edge.direction() != Direction.OUT;
                    if (backwards ? out : in) {
                        add(next, ends.from(), level, ends.to());
                    }
                    if (backwards ? in : out) {
                        add(next, ends.to(), level, ends.from());
                    }
                }
            }
            level = next;
        }
        return reached;
    }

    private static void add(Set<Kind> reached, Set<Kind> here, Set<Kind> level, Set<Kind> there) {
        if (level.stream().anyMatch(there::contains)) {
            reached.addAll(here);
        }
    }

    /** What is not connected would be combined each with each. */
    private void connected() {
        var required = nodes.values().stream()
                .filter(node -> node.presence == Presence.REQUIRED)
                .toList();
        var reached = new HashSet<Node>();
        spread(required.getFirst(), reached, EnumSet.of(Presence.REQUIRED));
        required.stream()
                .filter(node -> !reached.contains(node))
                .findFirst()
                .ifPresent(apart -> wrong(
                        "nodes." + apart.name,
                        "is not connected to %s by edges that are neither optional nor absent"
                                .formatted(required.getFirst().name)));
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            if (edge.presence() == Presence.OPTIONAL) {
                if (!reached.contains(edge.from()) && !reached.contains(edge.to())) {
                    wrong("edges[" + i + "]", "is optional and hangs on nothing that comes before it");
                }
                reached.add(edge.from());
                reached.add(edge.to());
            }
            if (edge.at() != null && edge.at().node() != null && edge.at().node().presence != Presence.REQUIRED) {
                wrong("edges[" + i + "].validAt", "must name a node that is neither optional nor absent");
            }
        }
        var all = new HashSet<>(reached);
        reached.forEach(node -> spread(node, all, EnumSet.of(Presence.ABSENT)));
        nodes.values().stream()
                .filter(node -> node.presence != Presence.REQUIRED && !all.contains(node))
                .findFirst()
                .ifPresent(apart -> wrong("nodes." + apart.name, "is not connected to the rest of the pattern"));
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            if (edge.presence() == Presence.ABSENT
                    && (edge.from().presence == Presence.OPTIONAL || edge.to().presence == Presence.OPTIONAL)) {
                wrong("edges[" + i + "]", "is absent and hangs on an optional node, which may not be there");
            }
        }
    }

    private void spread(Node start, Set<Node> reached, Set<Presence> along) {
        var waiting = new ArrayDeque<>(List.of(start));
        reached.add(start);
        while (!waiting.isEmpty()) {
            Node node = waiting.poll();
            for (Edge edge : edges) {
                if (along.contains(edge.presence()) && (edge.from() == node || edge.to() == node)) {
                    Node other = edge.from() == node ? edge.to() : edge.from();
                    if (reached.add(other)) {
                        waiting.add(other);
                    }
                }
            }
        }
    }

    private List<Column> columns(ObjectNode json) {
        var columns = new ArrayList<Column>();
        List<JsonNode> items = list(json, "return");
        if (items.isEmpty()) {
            nodes.values().stream()
                    .filter(node -> node.named && node.presence != Presence.ABSENT)
                    .forEach(node -> columns.add(new Column(node.name, new Shown.OfNode(node, List.of()))));
        }
        for (int i = 0; i < items.size(); i++) {
            String at = "return[" + i + "]";
            Column column = column(at, items.get(i));
            if (column != null) {
                if (columns.stream().anyMatch(other -> other.name().equals(column.name()))) {
                    wrong(at, "is the second of the name \"%s\"; give it another with \"as\"".formatted(column.name()));
                }
                columns.add(column);
            }
        }
        limit("return", columns.size(), MOST_COLUMNS);
        return columns;
    }

    private Column column(String at, JsonNode item) {
        if (item.isTextual()) {
            Shown shown = shown(at, item.textValue());
            return shown == null ? null : new Column(item.textValue(), shown);
        }
        if (!item.isObject()) {
            wrong(
                    at,
                    "must be a text such as \"company.name\" or an object such as {\"count\": \"company\", \"as\": \"companies\"}");
            return null;
        }
        var heads = Stream.concat(Stream.of("value", "each"), FUNCTIONS.stream())
                .filter(item::has)
                .toList();
        if (heads.size() != 1) {
            wrong(at, "must have just one of value, each, " + String.join(", ", FUNCTIONS));
            return null;
        }
        String head = heads.getFirst();
        boolean function = FUNCTIONS.contains(head);
        if (!known(at, item, List.of(head, "as", function ? "distinct" : "fields"))) {
            return null;
        }
        String of = text(at + "." + head, item.path(head)).orElse("");
        boolean rows = head.equals("count") && of.equals("*");
        Shown shown = rows ? null : shown(at + "." + head, of);
        if (shown == null && !rows) {
            return null;
        }
        boolean distinct = truth(at + ".distinct", item.path("distinct"));
        if (function) {
            shown = aggregate(at + "." + head, head, shown, distinct);
        } else if (head.equals("each")) {
            shown = each(at, shown);
        } else {
            shown = withFields(at + ".fields", shown, item.path("fields"));
        }
        String name = text(at + ".as", item.path("as"))
                .orElse(function ? "%s(%s%s)".formatted(head, distinct ? "distinct " : "", of) : of);
        return shown == null ? null : new Column(name, shown);
    }

    private Shown each(String at, Shown shown) {
        if (shown instanceof Shown.Value value && value.term().form() == Term.Form.LIST) {
            return new Shown.Each(value);
        }
        wrong(at + ".each", "must be a list, such as company.types");
        return null;
    }

    private Shown aggregate(String at, String function, Shown of, boolean distinct) {
        if (of instanceof Shown.OfEdge && function.equals("collect")) {
            wrong(at, "cannot collect relationships; collect a value of them");
            return null;
        }
        if (of instanceof Shown.Value value) {
            var form = value.term().form();
            boolean number = function.equals("sum") || function.equals("avg");
            if (number && form != Term.Form.NUMBER) {
                wrong(at, "needs a number, such as indicator.value or investment.amount.value");
                return null;
            }
            if (!form.isOrdered() && !function.equals("count")) {
                wrong(at, "cannot be taken of " + value.term().name());
                return null;
            }
        } else if (of != null && !function.equals("count") && !function.equals("collect")) {
            wrong(at, "needs a value of an entity or a relationship, such as investment.amount.value");
            return null;
        }
        return new Shown.Aggregate(function, of, distinct);
    }

    private Shown withFields(String at, Shown shown, JsonNode fields) {
        if (fields.isMissingNode()) {
            return shown;
        }
        if (!(shown instanceof Shown.OfNode of)) {
            wrong(at, "can be given for an entity only");
            return null;
        }
        var terms = new ArrayList<Term>();
        for (String field : texts(at, fields)) {
            Term term = Term.isAttribute(field)
                    ? Term.attribute(field)
                    : Term.ofEntities(of.node().kinds).get(field);
            if (term == null || term.form() == Term.Form.SOURCE) {
                wrong(at, unknownTerm(field, Term.ofEntities(of.node().kinds)));
            } else {
                terms.add(term);
            }
        }
        return new Shown.OfNode(of.node(), terms);
    }

    private Shown shown(String at, String text) {
        int dot = text.indexOf('.');
        String variable = dot < 0 ? text : text.substring(0, dot);
        Node node = nodes.get(variable);
        Edge edge = edges.stream()
                .filter(candidate -> variable.equals(candidate.name()))
                .findFirst()
                .orElse(null);
        if ((node == null || !node.named) && edge == null) {
            wrong(at, "names no node and no edge that has \"as\": \"%s\"; there are %s".formatted(variable, names()));
            return null;
        }
        if (node != null && node.presence == Presence.ABSENT) {
            wrong(at, "names a node of absent edges, so that there is nothing to return");
            return null;
        }
        if (dot < 0) {
            return node != null ? new Shown.OfNode(node, List.of()) : new Shown.OfEdge(edge);
        }
        String name = text.substring(dot + 1);
        var terms = node != null ? Term.ofEntities(node.kinds) : Term.ofRelationships(edge.types());
        Term term = node != null && Term.isAttribute(name) ? Term.attribute(name) : terms.get(name);
        if (term == null || term.form() == Term.Form.SOURCE) {
            wrong(at, unknownTerm(name, terms, node != null ? ", attributes.*" : ""));
            return null;
        }
        return new Shown.Value(node != null ? node.variable : edge.variable(), node != null, term);
    }

    private List<Order> order(ObjectNode json, List<Column> columns) {
        var order = new ArrayList<Order>();
        List<JsonNode> items = list(json, "orderBy");
        for (int i = 0; i < items.size(); i++) {
            String text = items.get(i).asText();
            boolean descending = text.startsWith("-");
            String name = descending ? text.substring(1) : text;
            int column = columns.stream().map(Column::name).toList().indexOf(name);
            if (column < 0 || !isOrdered(columns.get(column).shown())) {
                wrong(
                        "orderBy[" + i + "]",
                        "must be a column that can be ordered, with a minus for the greatest first: "
                                + columns.stream()
                                        .filter(candidate -> isOrdered(candidate.shown()))
                                        .map(Column::name)
                                        .collect(Collectors.joining(", ")));
            } else {
                order.add(new Order(column, descending));
            }
        }
        return order;
    }

    private static boolean isOrdered(Shown shown) {
        return switch (shown) {
            case Shown.OfNode node -> true;
            case Shown.OfEdge edge -> true;
            case Shown.Value value -> value.term().form().isOrdered();
            case Shown.Each each -> true;
            case Shown.Aggregate aggregate -> !aggregate.function().equals("collect");
        };
    }

    private String names() {
        return Stream.concat(
                        nodes.values().stream().filter(node -> node.named).map(node -> node.name),
                        edges.stream().map(Edge::name).filter(name -> name != null))
                .collect(Collectors.joining(", "));
    }

    private boolean known(String at, JsonNode json, Collection<String> fields) {
        if (!json.isObject()) {
            wrong(at, "must be an object of " + String.join(", ", fields));
            return false;
        }
        json.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                wrong(at + "." + field, "is not known; allowed are " + String.join(", ", fields));
            }
        });
        return true;
    }

    private boolean isObject(String at, JsonNode json) {
        if (!json.isMissingNode() && !json.isObject()) {
            wrong(at, "must be an object of properties and what they are to be");
        }
        return json.isObject();
    }

    private List<JsonNode> list(ObjectNode json, String field) {
        JsonNode items = json.path(field);
        if (!items.isMissingNode() && !items.isArray()) {
            wrong(field, "must be a list");
        }
        var list = new ArrayList<JsonNode>();
        items.forEach(list::add);
        return list;
    }

    private List<String> texts(String at, JsonNode json) {
        if (json.isMissingNode()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        (json.isArray() ? json : List.of(json)).forEach(item -> text(at, item).ifPresent(texts::add));
        if (json.isArray() && json.isEmpty()) {
            wrong(at, "must not be an empty list");
        }
        return texts;
    }

    private Optional<String> text(String at, JsonNode json) {
        if (!json.isMissingNode() && (!json.isTextual() || json.textValue().isBlank())) {
            wrong(at, "must be a text");
            return Optional.empty();
        }
        return Optional.ofNullable(json.textValue());
    }

    private boolean truth(String at, JsonNode json) {
        if (!json.isMissingNode() && !json.isBoolean()) {
            wrong(at, "must be true or false");
        }
        return json.asBoolean();
    }

    private <T> Optional<T> guarded(String at, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException e) {
            wrong(at, e.getMessage());
            return Optional.empty();
        }
    }

    private void limit(String at, int size, int most) {
        if (size > most) {
            wrong(at, "may hold at most " + most);
        }
    }

    private void wrong(String at, String message) {
        violations.add(new Violation("body", at, message));
    }
}
