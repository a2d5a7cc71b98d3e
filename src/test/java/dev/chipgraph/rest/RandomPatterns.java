package dev.chipgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.rest.NaivePatterns.Form;
import dev.chipgraph.rest.NaivePatterns.Link;
import dev.chipgraph.rest.NaivePatterns.Thing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes up patterns. Each grows along relationships that there are, from an entity that there is, so that most of them have
 * answers; some of its words are then taken from elsewhere. The same seed over the same graph gives the same pattern.
 */
final class RandomPatterns {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> HOPS = List.of("0..3", "1..2", "2", "*", "0..", "1..3", "0..1");
    private static final Set<RelationshipType> CHAINS = Set.of(
            RelationshipType.PART_OF,
            RelationshipType.SUCCEEDED_BY,
            RelationshipType.SUBSIDIARY_OF,
            RelationshipType.LOCATED_IN,
            RelationshipType.FUNDS,
            RelationshipType.UNDER);
    private static final List<String> OF_ANY = List.of(
            "id",
            "kind",
            "name",
            "names",
            "description",
            "country",
            "sameAs",
            "tags",
            "sources",
            "hasConflict",
            "version",
            "recordedAt",
            "updatedAt",
            "attributes.unitType",
            "attributes.frequency");
    private static final List<String> OF_ANY_LINK =
            List.of("id", "type", "validFrom", "validTo", "sources", "hasConflict", "recordedAt");

    private final NaivePatterns graph;
    private final List<Thing> things;
    private final List<List<Link>> linksByType;
    private final List<String> dates;

    RandomPatterns(NaivePatterns graph) {
        this.graph = graph;
        things = List.copyOf(graph.things.values());
        linksByType = Stream.of(RelationshipType.values())
                .map(type -> graph.links.values().stream()
                        .filter(link -> link.type() == type)
                        .toList())
                .filter(links -> !links.isEmpty())
                .toList();
        var found = new TreeSet<>(List.of("2025-06-30", "2025-07-01", "2024", "2023-09-22"));
        graph.links.values().stream()
                .flatMap(link ->
                        Stream.of("validFrom", "validTo").map(end -> link.json().path(end)))
                .filter(JsonNode::isTextual)
                .forEach(date -> found.add(date.asText()));
        dates = List.copyOf(found);
    }

    ObjectNode pattern(long seed) {
        return new Draft(new Random(seed)).pattern();
    }

    /** One pattern in the making. */
    private final class Draft {

        private final Random random;
        private final ObjectNode json = NODES.objectNode();
        private final Map<String, Thing> examples = new LinkedHashMap<>();
        private final Set<String> required = new HashSet<>();
        private final Set<String> absent = new HashSet<>();
        private final Map<String, Link> named = new LinkedHashMap<>();
        private final ArrayNode edges = NODES.arrayNode();

        Draft(Random random) {
            this.random = random;
        }

        ObjectNode pattern() {
            var some = any(linksByType);
            Link first = any(some);
            add("a", graph.things.get(chance(50) ? first.from() : first.to()));
            required.add("a");
            int size = 1 + random.nextInt(4);
            for (int i = 1; i < size; i++) {
                grow(String.valueOf((char) ('a' + i)));
            }
            if (chance(30)) {
                close();
            }
            if (size == 1 && chance(50)) {
                grow(null);
            }
            var nodes = json.putObject("nodes");
            examples.forEach((name, example) -> nodes.set(name, node(example)));
            if (!edges.isEmpty()) {
                json.set("edges", edges);
            }
            boolean grouped = columns(nodes);
            if (!grouped && chance(25)) {
                json.put("distinct", chance(30));
            }
            if (chance(40)) {
                json.put("validAt", chance(35) ? "all" : date());
            }
            return json;
        }

        private void add(String name, Thing example) {
            examples.put(name, example);
        }

        /** Adds an edge to a new node, which is given inline when it has no name. */
        private void grow(String name) {
            String presence = chance(70) ? "" : chance(50) ? "optional" : "absent";
            var from = examples.keySet().stream()
                    .filter(node -> switch (presence) {
                        case "" -> required.contains(node);
                        case "optional" -> !absent.contains(node);
                        default -> required.contains(node) || absent.contains(node);
                    })
                    .toList();
            String here = any(from);
            Thing example = examples.get(here);
            var known = graph.linksOf(example.id());
            boolean walk = !known.isEmpty() && chance(88);
            boolean out;
            RelationshipType type;
            Thing there;
            Link link = null;
            if (walk) {
                // Types come before relationships, of which a country has hundreds of one type.
                RelationshipType wanted = any(
                        List.copyOf(new TreeSet<>(known.stream().map(Link::type).toList())));
                link = any(
                        known.stream().filter(other -> other.type() == wanted).toList());
                out = link.from().equals(example.id());
                type = link.type();
                there = graph.things.get(out ? link.to() : link.from());
            } else {
                var fitting = Stream.of(RelationshipType.values())
                        .flatMap(candidate -> candidate.ends().stream()
                                .flatMap(ends -> Stream.of(true, false)
                                        .filter(way -> (way ? ends.from() : ends.to()).contains(example.kind()))
                                        .map(way ->
                                                Map.entry(candidate, Map.entry(way, way ? ends.to() : ends.from())))))
                        .toList();
                var chosen = any(fitting);
                type = chosen.getKey();
                out = chosen.getValue().getKey();
                var kinds = chosen.getValue().getValue();
                there = any(things.stream()
                        .filter(thing -> kinds.contains(thing.kind()))
                        .toList());
            }
            var edge = NODES.objectNode();
            if (CHAINS.contains(type) && chance(45)) {
                edge.put("hops", any(HOPS));
                there = further(there, type, out);
            }
            boolean inline = name == null || chance(20);
            types(edge, type, example.kind(), there.kind());
            String direction = chance(15) ? "both" : chance(80) ? "out" : "in";
            boolean swap = direction.equals("in") == out;
            JsonNode other = inline ? node(there) : NODES.textNode(name);
            edge.set("from", swap ? other : NODES.textNode(here));
            edge.set("to", swap ? NODES.textNode(here) : other);
            if (!direction.equals("out") || chance(10)) {
                edge.put("direction", direction);
            }
            if (!presence.isEmpty()) {
                edge.put(presence, true);
            }
            details(edge, type, link);
            edges.add(edge);
            if (!inline) {
                add(name, there);
                if (presence.isEmpty()) {
                    required.add(name);
                } else if (presence.equals("absent")) {
                    absent.add(name);
                }
            }
        }

        private Thing further(Thing start, RelationshipType type, boolean out) {
            Thing end = start;
            for (int i = random.nextInt(3); i > 0; i--) {
                String id = end.id();
                var next = graph.linksOf(id).stream()
                        .filter(link -> link.type() == type && (out ? link.from() : link.to()).equals(id))
                        .toList();
                if (!next.isEmpty()) {
                    Link link = any(next);
                    end = graph.things.get(out ? link.to() : link.from());
                }
            }
            return end;
        }

        /** Adds an edge between two nodes that are there. */
        private void close() {
            var ends = examples.keySet().stream().filter(required::contains).toList();
            String from = any(ends);
            String to = any(ends);
            var links = graph.linksOf(examples.get(from).id()).stream()
                    .filter(link -> link.to().equals(examples.get(to).id()))
                    .toList();
            var types = Stream.of(RelationshipType.values())
                    .filter(type -> type.joins(
                            examples.get(from).kind(), examples.get(to).kind()))
                    .toList();
            if (links.isEmpty() && types.isEmpty()) {
                return;
            }
            RelationshipType type = links.isEmpty() ? any(types) : any(links).type();
            var edge = NODES.objectNode();
            edge.put("from", from);
            edge.put("to", to);
            types(edge, type, examples.get(from).kind(), examples.get(to).kind());
            if (chance(25)) {
                edge.put("direction", "both");
            }
            if (chance(60)) {
                edge.put(chance(50) ? "optional" : "absent", true);
            }
            details(edge, type, null);
            edges.add(edge);
        }

        private void types(ObjectNode edge, RelationshipType type, Kind here, Kind there) {
            // Any type at all, over any number of steps, is more than can be tried out.
            if (chance(12) && !edge.has("hops")) {
                return;
            }
            if (chance(75)) {
                edge.put("type", type.wire());
                return;
            }
            var types = new TreeSet<>(List.of(type));
            Stream.of(RelationshipType.values())
                    .filter(other -> other.joins(here, there) || other.joins(there, here))
                    .filter(other -> chance(60))
                    .limit(2)
                    .forEach(types::add);
            var list = edge.putArray("type");
            types.forEach(one -> list.add(one.wire()));
        }

        private void details(ObjectNode edge, RelationshipType type, Link link) {
            boolean one = !edge.has("hops");
            if (one && !edge.has("absent") && chance(30)) {
                String name = "r" + edges.size();
                edge.put("as", name);
                named.put(name, link == null ? any(any(linksByType)) : link);
            }
            if (chance(18)) {
                var terms = new ArrayList<>(OF_ANY_LINK);
                type.properties().forEach(property -> terms.add(property.name()));
                if (one) {
                    terms.add("source");
                } else {
                    terms.remove("sources");
                }
                Link example = link == null ? any(any(linksByType)) : link;
                String term = any(terms);
                Form form = NaivePatterns.form(type, term).orElseThrow();
                edge.putObject("where")
                        .set(term, wanted(form, graph.value(example, term), allowed(type.properties(), term)));
            }
            if (chance(18)) {
                var dated = examples.entrySet().stream()
                        .filter(entry -> required.contains(entry.getKey()))
                        .flatMap(entry -> entry.getValue().kind().properties().stream()
                                .filter(property -> property.type() == Property.Type.DATE)
                                .map(property -> entry.getKey() + "." + property.name()))
                        .toList();
                edge.put("validAt", one && !dated.isEmpty() && chance(60) ? any(dated) : chance(50) ? "all" : date());
            }
        }

        private ObjectNode node(Thing example) {
            var node = NODES.objectNode();
            if (chance(55)) {
                node.put("kind", example.kind().wire());
            } else if (example.kind().isOrganization() && chance(50)) {
                node.put("kind", "organization");
            } else if (chance(30)) {
                var kinds = new TreeSet<>(List.of(example.kind(), any(List.of(Kind.values()))));
                var list = node.putArray("kind");
                kinds.forEach(kind -> list.add(kind.wire()));
            }
            if (chance(10)) {
                node.put("ref", example.id());
            } else if (chance(35)) {
                var where = node.putObject("where");
                for (int i = chance(75) ? 1 : 2; i > 0; i--) {
                    var terms = new ArrayList<>(OF_ANY);
                    terms.addAll(List.of("source", "name", "country", "kind"));
                    terms.addAll(own(example.kind()));
                    terms.addAll(own(example.kind()));
                    String term = any(terms);
                    Form form = NaivePatterns.form(example.kind(), term).orElseThrow();
                    Thing other = chance(75)
                            ? example
                            : any(things.stream()
                                    .filter(thing -> thing.kind() == example.kind())
                                    .toList());
                    var allowed = term.equals("kind")
                            ? Stream.of(Kind.values()).map(Kind::wire).toList()
                            : allowed(example.kind().properties(), term);
                    where.set(term, wanted(form, graph.value(other, term.equals("name") ? "names" : term), allowed));
                }
            }
            return node;
        }

        /** Names of the values that entities of a kind have of their own. */
        private List<String> own(Kind kind) {
            var terms = new ArrayList<String>();
            for (Property property : kind.properties()) {
                // One kind's number is another's amount of money: what a pattern means by it depends on all its edges.
                if (property.name().equals("value")) {
                    continue;
                }
                terms.add(property.name());
                switch (property.type()) {
                    case DATE -> {
                        terms.add(property.name() + ".year");
                        terms.add(property.name() + ".month");
                    }
                    case MONEY ->
                        List.of("value", "min", "max", "currency", "least", "greatest")
                                .forEach(part -> terms.add(property.name() + "." + part));
                    default -> {}
                }
            }
            return terms;
        }

        private static List<String> allowed(List<Property> properties, String term) {
            return properties.stream()
                    .filter(property -> property.name().equals(term))
                    .flatMap(property -> property.values().stream())
                    .toList();
        }

        /** What a condition may want of a value, given the value that an example has. */
        private JsonNode wanted(Form form, JsonNode value, List<String> allowed) {
            boolean none = value.isNull() || (value.isArray() && value.isEmpty());
            var wanted = NODES.objectNode();
            if (form == Form.LOCATION || (form != Form.NAME && form != Form.SOURCE && none && chance(60))) {
                return form == Form.TRUTH || form == Form.INSTANT ? value : wanted.put("exists", chance(50));
            }
            return switch (form) {
                case TRUTH -> NODES.booleanNode(chance(80) == value.asBoolean());
                case INSTANT ->
                    wanted.put(any(List.of("gt", "gte", "lt", "lte")), none ? "2026-01-01T00:00:00Z" : value.asText());
                case NUMBER -> number(none ? NODES.numberNode(2) : value, wanted);
                case DATE -> date(none ? date() : value.asText(), wanted);
                case MONEY -> {
                    wanted.put(
                            any(List.of("gt", "gte", "lt", "lte")),
                            none ? 300_000_000 : 200_000_000 + random.nextInt(2) * 325_000_000);
                    yield wanted.put("currency", chance(85) ? "USD" : "KRW");
                }
                case LIST, SOURCE, NAME -> {
                    String item = !allowed.isEmpty() && (none || chance(20))
                            ? any(allowed)
                            : none
                                    ? "nothing"
                                    : any(NaivePatterns.stream(value).toList()).asText();
                    String other = !allowed.isEmpty()
                            ? any(allowed)
                            : none || chance(50)
                                    ? "something"
                                    : any(NaivePatterns.stream(value).toList()).asText();
                    yield form == Form.LIST ? list(item, other, wanted) : text(form, item, other, wanted);
                }
                default -> {
                    boolean closed = !allowed.isEmpty();
                    String text = none ? closed ? any(allowed) : "x" : value.asText();
                    yield text(form, text, closed ? any(allowed) : text + "x", wanted);
                }
            };
        }

        private JsonNode list(String item, String other, ObjectNode wanted) {
            return switch (random.nextInt(6)) {
                case 0 -> NODES.textNode(item);
                case 1 -> wanted.put("has", item);
                case 2 -> wanted.set("hasAny", NODES.arrayNode().add(item).add(other));
                case 3 -> wanted.set("hasAll", NODES.arrayNode().add(item).add(other));
                case 4 -> NODES.arrayNode().add(other).add(item);
                default -> wanted.put("exists", chance(60));
            };
        }

        private JsonNode text(Form form, String text, String other, ObjectNode wanted) {
            int start = random.nextInt(Math.max(1, text.length() - 2));
            String part = text.substring(start, Math.min(text.length(), start + 1 + random.nextInt(6)));
            // A name of which nothing is left when it is folded is none.
            String letters = form == Form.NAME && part.codePoints().noneMatch(Character::isLetterOrDigit) ? text : part;
            return switch (random.nextInt(form == Form.SOURCE ? 3 : form == Form.NAME ? 5 : 7)) {
                case 0 -> NODES.textNode(text);
                case 1 -> wanted.set("in", NODES.arrayNode().add(text).add(other));
                case 2 -> NODES.arrayNode().add(other).add(text);
                case 3 -> wanted.put("contains", chance(50) ? letters : letters.toUpperCase(Locale.ROOT));
                case 4 -> wanted.put("startsWith", text.substring(0, Math.min(text.length(), 3)));
                case 5 -> wanted.put("ne", text);
                default -> wanted.put("exists", chance(70));
            };
        }

        private JsonNode number(JsonNode value, ObjectNode wanted) {
            return switch (random.nextInt(8)) {
                case 0 -> value;
                case 1 -> wanted.set("in", NODES.arrayNode().add(value).add(7));
                case 2 -> wanted.set("ne", value);
                case 3 -> wanted.put("gte", value.asDouble() - 0.5).set("lt", value);
                case 7 -> wanted.put("exists", chance(70));
                default -> wanted.set(any(List.of("gt", "gte", "lt", "lte", "eq")), value);
            };
        }

        private JsonNode date(String date, ObjectNode wanted) {
            String shorter = date.substring(
                    0,
                    any(Stream.of(4, 7, 10)
                            .filter(length -> length <= date.length())
                            .toList()));
            return switch (random.nextInt(9)) {
                case 0 -> NODES.textNode(shorter);
                case 1 -> wanted.set("in", NODES.arrayNode().add(shorter).add("1999-01"));
                case 2 -> wanted.put("ne", shorter);
                case 3 -> wanted.put("gte", shorter).put("lt", date());
                case 4 -> wanted.put("exists", chance(70));
                default -> wanted.put(any(List.of("gt", "gte", "lt", "lte", "eq")), chance(60) ? shorter : date());
            };
        }

        private String date() {
            return any(dates);
        }

        /** Adds what to return and in which order; tells whether it is grouped. */
        private boolean columns(ObjectNode nodes) {
            var names = new ArrayList<>(examples.keySet());
            names.removeAll(absent);
            if (chance(15)) {
                order(names);
                return false;
            }
            var columns = NODES.arrayNode();
            var ordered = new ArrayList<String>();
            boolean grouped = chance(40);
            var given = new HashSet<String>();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                boolean edge = !named.isEmpty() && chance(30);
                String variable = edge ? any(List.copyOf(named.keySet())) : any(names);
                var terms = edge ? new ArrayList<>(OF_ANY_LINK) : new ArrayList<>(OF_ANY);
                if (edge) {
                    named.get(variable).type().properties().forEach(property -> {
                        // The relationship may be of any of the types that the edge has, but only of those.
                        if (NaivePatterns.stream(edges)
                                .anyMatch(json -> json.path("as").asText().equals(variable)
                                        && json.path("type")
                                                .asText()
                                                .equals(named.get(variable)
                                                        .type()
                                                        .wire()))) {
                            terms.add(property.name());
                        }
                    });
                } else {
                    var own = own(examples.get(variable).kind());
                    terms.addAll(own);
                    terms.addAll(own);
                    if (nodes.get(variable).path("kind").asText().equals("indicator")) {
                        terms.add("value");
                    }
                }
                String term = any(terms);
                Form form = edge
                        ? NaivePatterns.form(named.get(variable).type(), term).orElseThrow()
                        : NaivePatterns.form(examples.get(variable).kind(), term)
                                .orElseThrow();
                boolean sortable = form != Form.LIST && form != Form.MONEY && form != Form.LOCATION;
                String value = variable + "." + term;
                var column = NODES.objectNode();
                JsonNode added = column;
                int choice = grouped && chance(60) ? 10 : random.nextInt(10);
                if (choice < 3) {
                    added = chance(70) ? NODES.textNode(variable) : column.put("value", variable);
                    sortable = true;
                } else if (choice == 3 && !edge) {
                    column.put("value", variable);
                    var fields = column.putArray("fields");
                    Collections.shuffle(terms, random);
                    terms.stream().distinct().limit(3).forEach(fields::add);
                    sortable = true;
                } else if (choice == 4 && !edge) {
                    column.put(
                            "each",
                            variable + "." + (examples.get(variable).kind() == Kind.COMPANY ? "types" : "names"));
                    sortable = true;
                } else if (choice < 10) {
                    added = chance(70) ? NODES.textNode(value) : column.put("value", value);
                } else {
                    sortable = aggregate(column, edge, variable, value, form, sortable);
                }
                String name = "c" + i;
                if (!added.isTextual() && chance(60)) {
                    column.put("as", name);
                } else if (added.isTextual()) {
                    name = added.asText();
                } else {
                    name = column.properties().iterator().next().getValue().asText();
                    for (String function : List.of("count", "sum", "avg", "min", "max", "collect")) {
                        if (column.has(function)) {
                            name = "%s(%s%s)"
                                    .formatted(
                                            function,
                                            column.path("distinct").asBoolean() ? "distinct " : "",
                                            column.get(function).asText());
                        }
                    }
                }
                if (given.add(name)) {
                    columns.add(added);
                    if (sortable) {
                        ordered.add(name);
                    }
                }
            }
            json.set("return", columns);
            order(ordered);
            return grouped;
        }

        private boolean aggregate(
                ObjectNode column, boolean edge, String variable, String value, Form form, boolean sortable) {
            boolean number = form == Form.NUMBER;
            int choice = random.nextInt(7);
            if (choice == 0) {
                column.put("count", "*");
                return true;
            }
            if (choice == 1 || !sortable) {
                column.put("count", chance(60) ? variable : value);
            } else if (choice == 2 && number) {
                column.put(chance(50) ? "sum" : "avg", value);
            } else if (choice == 3 || choice == 4) {
                column.put(chance(50) ? "min" : "max", value);
            } else {
                column.put("collect", edge || chance(60) ? value : variable);
            }
            if (chance(45)) {
                column.put("distinct", chance(80));
            }
            return !column.has("collect");
        }

        private void order(List<String> columns) {
            if (!columns.isEmpty() && chance(50)) {
                var shuffled = new ArrayList<>(columns);
                Collections.shuffle(shuffled, random);
                var order = json.putArray("orderBy");
                shuffled.stream()
                        .limit(chance(60) ? 1 : 2)
                        .forEach(column -> order.add(chance(40) ? "-" + column : column));
            }
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private <T> T any(List<T> items) {
            return items.get(random.nextInt(items.size()));
        }
    }
}
