package dev.chipgraph.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Answers patterns by trying everything, over a copy of the graph that was read entity by entity. It shares nothing with the
 * service but the vocabulary, dates and the folding of names.
 */
final class NaivePatterns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> FUNCTIONS = Set.of("count", "sum", "avg", "min", "max", "collect");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*Z");
    private static final int LARGEST_PAGE = 500;
    private static final int MOST_STEPS = 300_000;
    private static final int MOST_HOPS = 10;
    /** More than that are cut off, and it is not said which. */
    private static final int MOST_COLLECTED = 1_000;

    private static final MathContext DIGITS = new MathContext(9);

    /** An entity. */
    record Thing(String id, Kind kind, JsonNode json) {}

    /** A relationship. */
    record Link(String id, RelationshipType type, String from, String to, JsonNode json) {}

    /** What a value is like, which decides what can be asked of it. */
    enum Form {
        TEXT,
        NAME,
        DATE,
        NUMBER,
        TRUTH,
        INSTANT,
        LIST,
        MONEY,
        LOCATION,
        SOURCE
    }

    /**
     * A row of an answer.
     *
     * @param cells what is shown, by column: of an entity or relationship its id
     * @param keys what it is ordered by, a comparable or null for each part of the order
     */
    record Row(Map<String, JsonNode> cells, List<Comparable<?>> keys) {
        String canonical() {
            return NaivePatterns.canonical(cells);
        }
    }

    /** Trying everything would take too long. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    final Map<String, Thing> things = new LinkedHashMap<>();
    final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, List<Link>> linksOf = new HashMap<>();

    /** The graph as it is now, of all times. */
    static NaivePatterns load() {
        var graph = new NaivePatterns();
        Api.all(LARGEST_PAGE, "/v1/entities", "validAt", "all", "include", "evidence").stream()
                .<JsonNode>map(item -> JSON.valueToTree(item))
                .forEach(json -> graph.things.put(
                        json.get("id").asText(),
                        new Thing(
                                json.get("id").asText(),
                                Kind.fromString(json.get("kind").asText()),
                                json)));
        for (String id : graph.things.keySet()) {
            Api.all(
                            LARGEST_PAGE,
                            "/v1/entities/" + id + "/relationships",
                            "validAt",
                            "all",
                            "include",
                            "evidence",
                            "direction",
                            "out")
                    .stream()
                    .<JsonNode>map(item -> JSON.valueToTree(item))
                    .map(json -> new Link(
                            json.get("id").asText(),
                            RelationshipType.fromString(json.get("type").asText()),
                            json.at("/from/id").asText(),
                            json.at("/to/id").asText(),
                            json))
                    .forEach(link -> graph.links.put(link.id(), link));
        }
        graph.links
                .values()
                .forEach(link -> Stream.of(link.from(), link.to())
                        .distinct()
                        .forEach(end -> graph.linksOf
                                .computeIfAbsent(end, any -> new ArrayList<>())
                                .add(link)));
        return graph;
    }

    List<Link> linksOf(String id) {
        return linksOf.getOrDefault(id, List.of());
    }

    /**
     * The rows that fit a pattern, in no order.
     *
     * @throws TooMany when that takes too long
     */
    List<Row> rows(JsonNode pattern) {
        return new Question(pattern).rows();
    }

    /** Items of the service's answer to a pattern with just the cells that {@link #rows} tells. */
    static List<Map<String, JsonNode>> cells(JsonNode pattern, List<JsonNode> items) {
        var columns = columns(pattern).stream().collect(Collectors.toMap(Column::name, column -> column));
        var rows = new ArrayList<Map<String, JsonNode>>();
        for (JsonNode item : items) {
            var row = new LinkedHashMap<String, JsonNode>();
            item.properties().forEach(cell -> {
                Column column = columns.get(cell.getKey());
                JsonNode value = cell.getValue();
                boolean whole = column == null
                        || (column.fields().isEmpty() && !column.of().contains("."));
                if (whole && value.has("id")) {
                    value = value.get("id");
                } else if (whole && value.isArray()) {
                    var ids = NODES.arrayNode();
                    value.forEach(ref -> ids.add(ref.get("id")));
                    value = ids;
                }
                row.put(cell.getKey(), value);
            });
            rows.add(row);
        }
        return rows;
    }

    /** One text for all rows that are the same: numbers to nine digits, lists in any order. */
    static String canonical(Map<String, JsonNode> row) {
        return new TreeMap<>(row)
                .entrySet().stream()
                        .map(cell -> cell.getKey() + "=" + canonical(cell.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().round(DIGITS).stripTrailingZeros().toPlainString();
        }
        if (value.isArray()) {
            return stream(value).map(NaivePatterns::canonical).sorted().toList().toString();
        }
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, JsonNode>();
            value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> fields.put(field.getKey(), field.getValue()));
            return canonical(fields);
        }
        return value.toString();
    }

    /** What a value of entities of a kind is like; nothing when they have no such value. */
    static Optional<Form> form(Kind kind, String term) {
        return switch (term) {
            case "id", "kind", "description", "country" -> Optional.of(Form.TEXT);
            case "name" -> Optional.of(Form.NAME);
            case "names", "sameAs", "tags" -> Optional.of(Form.LIST);
            case "source" -> Optional.of(Form.SOURCE);
            case "sources", "version" -> Optional.of(Form.NUMBER);
            case "hasConflict" -> Optional.of(Form.TRUTH);
            case "recordedAt", "updatedAt" -> Optional.of(Form.INSTANT);
            default ->
                term.startsWith("attributes.") ? Optional.of(Form.TEXT) : form(kind.property(property(term)), term);
        };
    }

    /** What a value of relationships of a type is like; nothing when they have no such value. */
    static Optional<Form> form(RelationshipType type, String term) {
        return switch (term) {
            case "id", "type" -> Optional.of(Form.TEXT);
            case "validFrom", "validTo" -> Optional.of(Form.DATE);
            case "source" -> Optional.of(Form.SOURCE);
            case "sources" -> Optional.of(Form.NUMBER);
            case "hasConflict" -> Optional.of(Form.TRUTH);
            case "recordedAt" -> Optional.of(Form.INSTANT);
            default -> form(type.property(property(term)), term);
        };
    }

    private static Optional<Form> form(Optional<Property> property, String term) {
        return property.map(found -> {
            boolean part = term.contains(".");
            return switch (found.type()) {
                case TEXT -> Form.TEXT;
                case CHOICE -> found.many() ? Form.LIST : Form.TEXT;
                case DATE -> part ? term.endsWith(".year") ? Form.NUMBER : Form.TEXT : Form.DATE;
                case NUMBER -> Form.NUMBER;
                case MONEY -> part ? term.endsWith(".currency") ? Form.TEXT : Form.NUMBER : Form.MONEY;
                case LOCATION -> Form.LOCATION;
            };
        });
    }

    private static String property(String term) {
        return term.contains(".") ? term.substring(0, term.indexOf('.')) : term;
    }

    /** A value of an entity; null when it has none. */
    JsonNode value(Thing thing, String term) {
        if (form(thing.kind(), term).isEmpty()) {
            return NullNode.instance;
        }
        return switch (term) {
            case "names" -> list(stream(thing.json().path("names")).map(name -> name.get("value")));
            case "source" -> list(sources(thing.json()));
            case "sources" -> NODES.numberNode(sources(thing.json()).count());
            case "hasConflict" -> NODES.booleanNode(thing.json().has("conflicts"));
            default -> part(thing.json(), term);
        };
    }

    /** A value of a relationship; null when it has none. */
    JsonNode value(Link link, String term) {
        return switch (term) {
            case "source" -> list(sources(link.json()));
            case "sources" -> NODES.numberNode(sources(link.json()).count());
            case "hasConflict" -> NODES.booleanNode(hasConflict(link.json()));
            default -> part(link.json(), term);
        };
    }

    private static JsonNode part(JsonNode json, String term) {
        JsonNode value = json.path(property(term));
        String part = term.contains(".") ? term.substring(term.indexOf('.') + 1) : "";
        return orNull(
                switch (part) {
                    case "" -> value;
                    case "year" ->
                        value.isTextual()
                                ? NODES.numberNode(
                                        Integer.parseInt(value.asText().substring(0, 4)))
                                : value;
                    case "month" ->
                        value.asText().length() > 4
                                ? NODES.textNode(value.asText().substring(0, 7))
                                : NullNode.instance;
                    case "least" -> value.has("value") ? value.get("value") : value.path("min");
                    case "greatest" -> value.has("value") ? value.get("value") : value.path("max");
                    default -> value.path(part);
                });
    }

    private static JsonNode orNull(JsonNode value) {
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private static Stream<JsonNode> sources(JsonNode json) {
        return stream(json.path("evidence"))
                .map(evidence -> evidence.at("/source/id"))
                .distinct();
    }

    private static boolean hasConflict(JsonNode json) {
        var claimed = new HashMap<String, Set<JsonNode>>();
        json.path("evidence")
                .forEach(evidence -> evidence.path("claims").properties().stream()
                        .forEach(claim -> claimed.computeIfAbsent(claim.getKey(), any -> new HashSet<>())
                                .add(claim.getValue())));
        return claimed.values().stream().anyMatch(values -> values.size() > 1);
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static ArrayNode list(Stream<JsonNode> items) {
        var list = NODES.arrayNode();
        items.forEach(list::add);
        return list;
    }

    /** From the first to the last day of what is asked for. */
    private record Days(LocalDate first, LocalDate last) {

        static Days of(String date) {
            if (date.equals("all")) {
                return new Days(LocalDate.MIN, LocalDate.MAX);
            }
            var partial = new PartialDate(date);
            return new Days(partial.firstDay(), partial.lastDay());
        }

        boolean overlap(JsonNode json) {
            JsonNode from = json.path("validFrom");
            JsonNode to = json.path("validTo");
            return (!from.isTextual() || !of(from.asText()).first().isAfter(last))
                    && (!to.isTextual() || !of(to.asText()).last().isBefore(first));
        }

        boolean contain(Days other) {
            return !other.first.isBefore(first) && !other.last.isAfter(last);
        }
    }

    private boolean fits(Form form, JsonNode value, JsonNode wanted) {
        boolean list = form == Form.LIST;
        if (wanted.isArray()) {
            return fits(form, list ? "hasAny" : "in", value, wanted);
        }
        if (!wanted.isObject()) {
            return fits(form, list ? "has" : "eq", value, wanted);
        }
        return wanted.properties().stream().allMatch(entry -> fits(form, entry.getKey(), value, entry.getValue()));
    }

    private boolean fits(Form form, String operator, JsonNode value, JsonNode operand) {
        if (operator.equals("exists")) {
            return value.isNull() != operand.booleanValue();
        }
        if (value.isNull()) {
            return operator.equals("ne");
        }
        return switch (operator) {
            case "ne" -> !fits(form, "eq", value, operand);
            case "in" -> stream(operand).anyMatch(item -> fits(form, "eq", value, item));
            case "has" -> stream(value).anyMatch(operand::equals);
            case "hasAny" -> stream(operand).anyMatch(item -> fits(form, "has", value, item));
            case "hasAll" -> stream(operand).allMatch(item -> fits(form, "has", value, item));
            case "currency" -> value.path("currency").equals(operand);
            default ->
                switch (form) {
                    case NAME -> stream(value).anyMatch(name -> text(operator, name, operand));
                    case SOURCE -> stream(value).anyMatch(operand::equals);
                    case TEXT -> text(operator, value, operand);
                    case DATE -> date(operator, Days.of(value.asText()), Days.of(operand.asText()));
                    case MONEY -> money(operator, value, operand);
                    case INSTANT ->
                        compares(operator, Instant.parse(value.asText()).compareTo(Instant.parse(operand.asText())));
                    case NUMBER -> compares(operator, value.decimalValue().compareTo(operand.decimalValue()));
                    case TRUTH -> value.equals(operand);
                    case LIST, LOCATION -> throw new IllegalArgumentException(operator);
                };
        };
    }

    private static boolean text(String operator, JsonNode value, JsonNode operand) {
        String text = value.asText();
        return switch (operator) {
            case "eq" -> text.equals(operand.asText());
            case "contains" ->
                text.toLowerCase(Locale.ROOT).contains(operand.asText().toLowerCase(Locale.ROOT));
            case "startsWith" ->
                text.toLowerCase(Locale.ROOT).startsWith(operand.asText().toLowerCase(Locale.ROOT));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** Later and earlier must be so on every reading of a date, at least and at most may be so on one. */
    private static boolean date(String operator, Days value, Days operand) {
        return switch (operator) {
            case "eq" -> operand.contain(value);
            case "gt" -> value.first().isAfter(operand.last());
            case "gte" -> !value.last().isBefore(operand.first());
            case "lt" -> value.last().isBefore(operand.first());
            case "lte" -> !value.first().isAfter(operand.last());
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean money(String operator, JsonNode value, JsonNode operand) {
        var ends = operator.startsWith("g") ? List.of("value", "max", "min") : List.of("value", "min", "max");
        JsonNode end = value.path(ends.stream().filter(value::has).findFirst().orElseThrow());
        return end.isNumber() && compares(operator, end.decimalValue().compareTo(operand.decimalValue()));
    }

    private static boolean compares(String operator, int comparison) {
        return switch (operator) {
            case "eq" -> comparison == 0;
            case "gt" -> comparison > 0;
            case "gte" -> comparison >= 0;
            case "lt" -> comparison < 0;
            case "lte" -> comparison <= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** The names of an entity, or the names asked for, folded. */
    private static JsonNode folded(JsonNode names) {
        return switch (names) {
            case ObjectNode object -> {
                var folded = NODES.objectNode();
                object.properties().forEach(entry -> folded.set(entry.getKey(), folded(entry.getValue())));
                yield folded;
            }
            case ArrayNode array -> list(stream(array).map(NaivePatterns::folded));
            default -> NODES.textNode(Folding.fold(names.asText()));
        };
    }

    private record Node(String name, boolean named, Set<Kind> kinds, String ref, JsonNode where) {}

    private record Edge(
            int number,
            String as,
            Node from,
            Node to,
            Set<RelationshipType> types,
            String direction,
            int least,
            int most,
            boolean optional,
            boolean absent,
            JsonNode where,
            String at) {

        boolean isOne() {
            return least == 1 && most == 1;
        }

        boolean isRequired() {
            return !optional && !absent;
        }

        boolean touches(Node node) {
            return from.equals(node) || to.equals(node);
        }
    }

    private record Column(String name, String head, String of, boolean distinct, List<String> fields) {

        boolean isAggregate() {
            return FUNCTIONS.contains(head);
        }

        String variable() {
            return of.contains(".") ? of.substring(0, of.indexOf('.')) : of;
        }

        String term() {
            return of.contains(".") ? of.substring(of.indexOf('.') + 1) : "";
        }
    }

    private static List<Column> columns(JsonNode pattern) {
        var columns = new ArrayList<Column>();
        for (JsonNode item : pattern.path("return")) {
            if (item.isTextual()) {
                columns.add(new Column(item.asText(), "value", item.asText(), false, List.of()));
                continue;
            }
            String head = Stream.concat(Stream.of("value", "each"), FUNCTIONS.stream())
                    .filter(item::has)
                    .findFirst()
                    .orElseThrow();
            boolean distinct = item.path("distinct").asBoolean();
            String of = item.get(head).asText();
            String name = FUNCTIONS.contains(head) ? "%s(%s%s)".formatted(head, distinct ? "distinct " : "", of) : of;
            columns.add(new Column(
                    item.path("as").asText(name),
                    head,
                    of,
                    distinct,
                    stream(item.path("fields")).map(JsonNode::asText).toList()));
        }
        return columns;
    }

    /** One pattern, while it is answered. */
    private final class Question {

        private final JsonNode pattern;
        private final Days at;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final List<Edge> edges = new ArrayList<>();
        private final Set<Node> required = new LinkedHashSet<>();
        private final Map<Node, Set<String>> candidates = new HashMap<>();
        private int steps;

        Question(JsonNode pattern) {
            this.pattern = pattern;
            at = Days.of(pattern.path("validAt")
                    .asText(LocalDate.now(Clock.systemUTC()).toString()));
            pattern.get("nodes").properties().forEach(entry -> node(entry.getKey(), true, entry.getValue()));
            pattern.path("edges").forEach(json -> edges.add(edge(json)));
            edges.stream().filter(Edge::isRequired).forEach(edge -> required.addAll(List.of(edge.from(), edge.to())));
            nodes.values().stream()
                    .filter(node -> node.named() && edges.stream().noneMatch(edge -> edge.touches(node)))
                    .forEach(required::add);
            if (required.isEmpty()) {
                required.add(nodes.values().iterator().next());
            }
        }

        private Node node(String name, boolean named, JsonNode json) {
            var kinds = EnumSet.noneOf(Kind.class);
            JsonNode given = json.path("kind");
            (given.isArray() ? stream(given) : Stream.of(given))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .forEach(kind -> {
                        if (kind.equals("organization")) {
                            kinds.addAll(Kind.organizations());
                        } else {
                            kinds.add(Kind.fromString(kind));
                        }
                    });
            if (given.isMissingNode()) {
                kinds.addAll(EnumSet.allOf(Kind.class));
            }
            var node = new Node(name, named, kinds, json.path("ref").asText(null), json.path("where"));
            nodes.put(name, node);
            return node;
        }

        private Edge edge(JsonNode json) {
            var types = EnumSet.noneOf(RelationshipType.class);
            JsonNode given = json.path("type");
            (given.isArray() ? stream(given) : Stream.of(given))
                    .filter(JsonNode::isTextual)
                    .forEach(type -> types.add(RelationshipType.fromString(type.asText())));
            if (given.isMissingNode()) {
                types.addAll(EnumSet.allOf(RelationshipType.class));
            }
            int number = edges.size();
            String hops = json.path("hops").asText("1");
            String[] ends = hops.equals("*") ? new String[] {"1", ""} : hops.split("\\.\\.", -1);
            int least = Integer.parseInt(ends[0]);
            int most = ends.length == 1 ? least : ends[1].isEmpty() ? MOST_HOPS : Integer.parseInt(ends[1]);
            return new Edge(
                    number,
                    json.path("as").asText(null),
                    end(number + " from", json.get("from")),
                    end(number + " to", json.get("to")),
                    types,
                    json.path("direction").asText("out"),
                    least,
                    most,
                    json.path("optional").asBoolean(),
                    json.path("absent").asBoolean(),
                    json.path("where"),
                    json.path("validAt").asText(null));
        }

        private Node end(String inline, JsonNode json) {
            return json.isObject() ? node(inline, false, json) : nodes.get(json.asText());
        }

        private Set<String> candidates(Node node) {
            return candidates.computeIfAbsent(
                    node,
                    any -> things.values().stream()
                            .filter(thing -> fits(node, thing))
                            .map(Thing::id)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }

        private boolean fits(Node node, Thing thing) {
            return node.kinds().contains(thing.kind())
                    && (node.ref() == null ? exists(thing) : node.ref().equals(thing.id()))
                    && node.where().properties().stream()
                            .allMatch(entry -> form(thing.kind(), entry.getKey())
                                    .map(form -> form == Form.NAME
                                            ? NaivePatterns.this.fits(
                                                    form,
                                                    folded(list(Stream.concat(
                                                            Stream.of(
                                                                    thing.json().get("name")),
                                                            stream(value(thing, "names"))))),
                                                    folded(entry.getValue()))
                                            : NaivePatterns.this.fits(
                                                    form, value(thing, entry.getKey()), entry.getValue()))
                                    .orElse(false));
        }

        private boolean exists(Thing thing) {
            return thing.kind() != Kind.PLACE || at.overlap(thing.json());
        }

        /** Whether a relationship is of the sort that an edge wants, but for the date of an entity. */
        private boolean fits(Edge edge, Link link) {
            boolean holds = edge.at() == null
                    ? at.overlap(link.json())
                    : dated(edge) || Days.of(edge.at()).overlap(link.json());
            return holds
                    && edge.types().contains(link.type())
                    && edge.where().properties().stream().allMatch(entry -> {
                        JsonNode value = value(link, entry.getKey());
                        return NaivePatterns.this.fits(
                                form(link.type(), entry.getKey()).orElse(Form.TEXT), value, entry.getValue());
                    });
        }

        private boolean dated(Edge edge) {
            return edge.at() != null
                    && edge.at().contains(".")
                    && nodes.containsKey(edge.at().substring(0, edge.at().indexOf('.')));
        }

        /** Entities by node and relationships by edge, so far. */
        private final class Assignment {
            final Map<Node, String> things = new HashMap<>();
            final Map<Edge, Link> links = new HashMap<>();

            boolean fitsDates() {
                return links.entrySet().stream().allMatch(entry -> {
                    Edge edge = entry.getKey();
                    if (!dated(edge)) {
                        return true;
                    }
                    Node node = nodes.get(edge.at().substring(0, edge.at().indexOf('.')));
                    JsonNode date = value(
                            NaivePatterns.this.things.get(things.get(node)),
                            edge.at().substring(edge.at().indexOf('.') + 1));
                    // An entity without the date says nothing of when.
                    return date.isNull()
                            || Days.of(date.asText()).overlap(entry.getValue().json());
                });
            }
        }

        /** Finds all ways to fulfil edges; ends when one of them is enough, and tells whether that was so. */
        private boolean solve(List<Edge> rest, Assignment so, Set<String> used, Predicate<Assignment> enough) {
            if (rest.isEmpty()) {
                return so.fitsDates() && enough.test(so);
            }
            Optional<Edge> next = rest.stream()
                    .filter(edge -> so.things.containsKey(edge.from()) || so.things.containsKey(edge.to()))
                    .findFirst();
            if (next.isEmpty()) {
                Node start = rest.stream()
                        .flatMap(edge -> Stream.of(edge.from(), edge.to()))
                        .min(Comparator.comparingInt(node -> candidates(node).size()))
                        .orElseThrow();
                return candidates(start).stream().anyMatch(id -> {
                    so.things.put(start, id);
                    boolean done = solve(rest, so, used, enough);
                    so.things.remove(start);
                    return done;
                });
            }
            Edge edge = next.get();
            var others = rest.stream().filter(other -> !other.equals(edge)).toList();
            boolean forward = so.things.containsKey(edge.from());
            Node there = forward ? edge.to() : edge.from();
            String here = so.things.get(forward ? edge.from() : edge.to());
            return walk(edge, forward, here, 0, so, used, end -> {
                if (so.things.containsKey(there)) {
                    return so.things.get(there).equals(end) && solve(others, so, used, enough);
                }
                if (!candidates(there).contains(end)) {
                    return false;
                }
                so.things.put(there, end);
                boolean done = solve(others, so, used, enough);
                so.things.remove(there);
                return done;
            });
        }

        private boolean walk(
                Edge edge,
                boolean forward,
                String here,
                int done,
                Assignment so,
                Set<String> used,
                Predicate<String> enough) {
            if (++steps > MOST_STEPS) {
                throw new TooMany();
            }
            if (done >= edge.least() && enough.test(here)) {
                return true;
            }
            if (done == edge.most()) {
                return false;
            }
            for (Link link : linksOf(here)) {
                boolean along = link.from().equals(here)
                        && (edge.direction().equals("both") || edge.direction().equals("out") == forward);
                boolean against = link.to().equals(here)
                        && (edge.direction().equals("both") || edge.direction().equals("in") == forward);
                if ((along || against) && fits(edge, link) && used.add(link.id())) {
                    if (edge.isOne()) {
                        so.links.put(edge, link);
                    }
                    boolean stop = walk(edge, forward, along ? link.to() : link.from(), done + 1, so, used, enough);
                    so.links.remove(edge);
                    used.remove(link.id());
                    if (stop) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Ids of entities and relationships by the names that the pattern gives them. */
        private Set<Map<String, String>> assignments() {
            Set<Map<String, String>> found = new LinkedHashSet<>();
            var wanted = edges.stream().filter(Edge::isRequired).toList();
            if (wanted.isEmpty()) {
                Node alone = required.iterator().next();
                candidates(alone).forEach(id -> found.add(Map.of(alone.name(), id)));
            } else {
                solve(wanted, new Assignment(), new HashSet<>(), so -> {
                    found.add(named(Map.of(), so));
                    return false;
                });
            }
            found.removeIf(assignment -> absences().stream()
                    .anyMatch(group -> solve(group, started(assignment), new HashSet<>(), so -> true)));
            Set<Map<String, String>> rows = found;
            for (Edge edge : edges) {
                if (edge.optional()) {
                    rows = joined(rows, edge);
                }
            }
            return rows;
        }

        private Set<Map<String, String>> joined(Set<Map<String, String>> rows, Edge edge) {
            Set<Map<String, String>> joined = new LinkedHashSet<>();
            for (Map<String, String> row : rows) {
                var started = started(row);
                boolean possible = Stream.of(edge.from(), edge.to())
                        .noneMatch(node -> row.containsKey(node.name()) && row.get(node.name()) == null);
                var found = new ArrayList<Map<String, String>>();
                if (possible) {
                    solve(List.of(edge), started, new HashSet<>(), so -> {
                        found.add(named(row, so));
                        return false;
                    });
                }
                if (found.isEmpty()) {
                    var without = new HashMap<>(row);
                    Stream.of(edge.from(), edge.to())
                            .filter(Node::named)
                            .forEach(node -> without.putIfAbsent(node.name(), null));
                    if (edge.as() != null) {
                        without.put(edge.as(), null);
                    }
                    found.add(without);
                }
                joined.addAll(found);
            }
            return joined;
        }

        private Assignment started(Map<String, String> row) {
            var started = new Assignment();
            row.forEach((name, id) -> {
                if (nodes.containsKey(name) && id != null) {
                    started.things.put(nodes.get(name), id);
                }
            });
            return started;
        }

        private Map<String, String> named(Map<String, String> before, Assignment so) {
            var named = new HashMap<>(before);
            so.things.forEach((node, id) -> {
                if (node.named()) {
                    named.put(node.name(), id);
                }
            });
            so.links.forEach((edge, link) -> {
                if (edge.as() != null) {
                    named.put(edge.as(), link.id());
                }
            });
            return named;
        }

        private List<List<Edge>> absences() {
            var groups = new ArrayList<List<Edge>>();
            for (Edge edge : edges) {
                if (edge.absent()) {
                    var together = groups.stream()
                            .filter(group -> group.stream()
                                    .anyMatch(other -> Stream.of(edge.from(), edge.to())
                                            .anyMatch(node -> isOnlyAbsent(node) && other.touches(node))))
                            .toList();
                    groups.removeAll(together);
                    var group = new ArrayList<>(List.of(edge));
                    together.forEach(group::addAll);
                    groups.add(group);
                }
            }
            return groups;
        }

        private boolean isOnlyAbsent(Node node) {
            return !required.contains(node)
                    && edges.stream().filter(edge -> edge.touches(node)).allMatch(Edge::absent);
        }

        List<Row> rows() {
            var columns = new ArrayList<>(columns(pattern));
            if (columns.isEmpty()) {
                nodes.values().stream()
                        .filter(node -> node.named() && !isOnlyAbsent(node))
                        .forEach(node -> columns.add(new Column(node.name(), "value", node.name(), false, List.of())));
            }
            List<Map<String, JsonNode>> assigned = new ArrayList<>();
            for (Map<String, String> assignment : assignments()) {
                List<Map<String, JsonNode>> unwound = List.of(Map.of());
                for (Column column : columns) {
                    unwound = unwound.stream()
                            .flatMap(cells -> cells(column, assignment).map(value -> {
                                var more = new LinkedHashMap<>(cells);
                                more.put(column.name(), value);
                                return more;
                            }))
                            .collect(Collectors.toList());
                }
                assigned.addAll(unwound);
            }
            boolean grouped = columns.stream().anyMatch(Column::isAggregate);
            if (!grouped) {
                var rows = pattern.path("distinct").asBoolean(true) ? distinct(assigned) : assigned;
                return rows.stream().map(row -> row(columns, row)).toList();
            }
            var plain = columns.stream().filter(column -> !column.isAggregate()).toList();
            Map<String, List<Map<String, JsonNode>>> groups = new LinkedHashMap<>();
            if (plain.isEmpty()) {
                groups.put("", assigned);
            } else {
                assigned.forEach(cells -> groups.computeIfAbsent(key(plain, cells), any -> new ArrayList<>())
                        .add(cells));
            }
            return groups.values().stream()
                    .map(group -> {
                        var cells = new LinkedHashMap<String, JsonNode>();
                        for (Column column : columns) {
                            cells.put(
                                    column.name(),
                                    column.isAggregate()
                                            ? aggregate(column, group.stream().map(row -> row.get(column.name())))
                                            : group.getFirst().get(column.name()));
                        }
                        return row(columns, cells);
                    })
                    .toList();
        }

        private static String key(List<Column> columns, Map<String, JsonNode> cells) {
            return columns.stream()
                    .map(column -> canonical(cells.get(column.name())))
                    .toList()
                    .toString();
        }

        private static List<Map<String, JsonNode>> distinct(List<Map<String, JsonNode>> rows) {
            var distinct = new LinkedHashMap<String, Map<String, JsonNode>>();
            rows.forEach(row -> distinct.putIfAbsent(canonical(row), row));
            return List.copyOf(distinct.values());
        }

        /** What a column has of an assignment: ids of entities and relationships, and each item of a list just once. */
        private Stream<JsonNode> cells(Column column, Map<String, String> assignment) {
            if (column.of().equals("*")) {
                return Stream.of(NODES.booleanNode(true));
            }
            String id = assignment.get(column.variable());
            if (id == null) {
                return Stream.of(NullNode.instance);
            }
            if (column.term().isEmpty()) {
                return Stream.of(NODES.textNode(id));
            }
            JsonNode value = nodes.containsKey(column.variable())
                    ? value(things.get(id), column.term())
                    : value(links.get(id), column.term());
            if (!column.head().equals("each")) {
                return Stream.of(value);
            }
            return value.isEmpty()
                    ? Stream.of(NullNode.instance)
                    : stream(value).distinct();
        }

        private static JsonNode aggregate(Column column, Stream<JsonNode> cells) {
            var values = new ArrayList<>(cells.filter(cell -> !cell.isNull()).toList());
            if (column.distinct()) {
                var kept = new LinkedHashMap<String, JsonNode>();
                values.forEach(value -> kept.putIfAbsent(canonical(value), value));
                values = new ArrayList<>(kept.values());
            }
            var numbers = values.stream().filter(JsonNode::isNumber).map(JsonNode::decimalValue);
            return switch (column.head()) {
                case "count" -> NODES.numberNode(values.size());
                case "sum" -> NODES.numberNode(numbers.reduce(BigDecimal.ZERO, BigDecimal::add));
                case "avg" ->
                    values.isEmpty()
                            ? NullNode.instance
                            : NODES.numberNode(numbers.reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64));
                case "min" -> values.stream().min(Question::compare).orElse(NullNode.instance);
                case "max" -> values.stream().max(Question::compare).orElse(NullNode.instance);
                case "collect" -> {
                    if (values.size() > MOST_COLLECTED) {
                        throw new TooMany();
                    }
                    yield list(values.stream());
                }
                default -> throw new IllegalArgumentException(column.head());
            };
        }

        private static int compare(JsonNode one, JsonNode other) {
            if (one.isNumber()) {
                return one.decimalValue().compareTo(other.decimalValue());
            }
            if (one.isBoolean()) {
                return Boolean.compare(one.asBoolean(), other.asBoolean());
            }
            return INSTANT.matcher(one.asText()).matches()
                    ? Instant.parse(one.asText()).compareTo(Instant.parse(other.asText()))
                    : one.asText().compareTo(other.asText());
        }

        /** A row as it is shown and ordered. */
        private Row row(List<Column> columns, Map<String, JsonNode> values) {
            var keys = new ArrayList<Comparable<?>>();
            for (JsonNode order : pattern.path("orderBy")) {
                String name = order.asText().replaceFirst("^-", "");
                Column column = columns.stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                JsonNode value = values.get(name);
                boolean whole = column.term().isEmpty() && !column.isAggregate();
                Thing thing = whole && nodes.containsKey(column.variable()) ? things.get(value.asText()) : null;
                if (whole && nodes.containsKey(column.variable())) {
                    keys.add(
                            thing == null
                                    ? null
                                    : Folding.fold(thing.json().get("name").asText()));
                }
                keys.add(comparable(value));
            }
            var cells = new LinkedHashMap<String, JsonNode>();
            for (Column column : columns) {
                JsonNode value = values.get(column.name());
                if (column.fields().isEmpty() || value.isNull()) {
                    cells.put(column.name(), value);
                } else {
                    var shown = NODES.objectNode();
                    column.fields().forEach(field -> shown.set(field, value(things.get(value.asText()), field)));
                    cells.put(column.name(), shown);
                }
            }
            return new Row(cells, keys);
        }

        private static Comparable<?> comparable(JsonNode value) {
            if (value.isNull()) {
                return null;
            }
            if (value.isNumber()) {
                return value.decimalValue();
            }
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            return INSTANT.matcher(value.asText()).matches() ? Instant.parse(value.asText()) : value.asText();
        }
    }

    /** The rows in the order that a pattern asks for, without a value last; rows that it does not tell apart together. */
    static List<List<Row>> inOrder(JsonNode pattern, List<Row> rows) {
        var descending = new ArrayList<Boolean>();
        var names = columns(pattern);
        for (JsonNode order : pattern.path("orderBy")) {
            boolean minus = order.asText().startsWith("-");
            String name = order.asText().replaceFirst("^-", "");
            boolean whole = names.stream()
                            .filter(column -> column.name().equals(name))
                            .allMatch(column -> column.term().isEmpty() && !column.isAggregate())
                    && !isEdge(pattern, name, names);
            descending.add(minus);
            if (whole) {
                descending.add(minus);
            }
        }
        Comparator<Row> order = (one, other) -> {
            for (int i = 0; i < one.keys().size(); i++) {
                int comparison = compare(one.keys().get(i), other.keys().get(i), descending.get(i));
                if (comparison != 0) {
                    return comparison;
                }
            }
            return 0;
        };
        var groups = new ArrayList<List<Row>>();
        rows.stream().sorted(order).forEach(row -> {
            if (groups.isEmpty() || order.compare(groups.getLast().getFirst(), row) != 0) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        });
        return groups;
    }

    private static boolean isEdge(JsonNode pattern, String name, List<Column> columns) {
        String variable = columns.stream()
                .filter(column -> column.name().equals(name))
                .map(Column::variable)
                .findFirst()
                .orElse(name);
        return stream(pattern.path("edges"))
                .anyMatch(edge -> edge.path("as").asText().equals(variable));
    }

    @SuppressWarnings("unchecked") // keys of one part of the order are of one class
    private static int compare(Comparable<?> one, Comparable<?> other, boolean descending) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int comparison = ((Comparable<Object>) one).compareTo(other);
        return descending ? -comparison : comparison;
    }

    static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
