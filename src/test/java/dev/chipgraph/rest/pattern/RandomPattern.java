package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternJson.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.rest.pattern.GraphSnapshot.Entity;
import dev.chipgraph.rest.pattern.GraphSnapshot.Relationship;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes up one pattern. */
final class RandomPattern {

    private static final List<String> HOPS = List.of("0..3", "1..2", "2", "*", "0..", "1..3", "0..1");
    private static final Set<RelationshipType> CHAINS = Set.of(
            RelationshipType.PART_OF,
            RelationshipType.SUCCEEDED_BY,
            RelationshipType.SUBSIDIARY_OF,
            RelationshipType.LOCATED_IN,
            RelationshipType.FUNDS,
            RelationshipType.UNDER);

    final GraphSnapshot graph;
    final ObjectNode json = NODES.objectNode();
    /** An entity of the graph that each node could be. */
    final Map<String, Entity> examples = new LinkedHashMap<>();

    final Set<String> absent = new HashSet<>();
    final Map<String, Relationship> named = new LinkedHashMap<>();
    final ArrayNode edges = NODES.arrayNode();
    private final RandomPatterns all;
    private final Dice dice;
    private final RandomConditions conditions;
    private final RandomNodes nodes;
    private final Set<String> required = new HashSet<>();

    RandomPattern(RandomPatterns all, Dice dice) {
        this.all = all;
        this.graph = all.graph;
        this.dice = dice;
        this.conditions = new RandomConditions(dice, all.dates);
        this.nodes = new RandomNodes(all, dice, conditions);
    }

    ObjectNode make() {
        var some = dice.any(all.relationshipsByType);
        Relationship first = dice.any(some);
        examples.put("a", graph.entities.get(dice.chance(50) ? first.from() : first.to()));
        required.add("a");
        int size = 1 + dice.nextInt(4);
        for (int i = 1; i < size; i++) {
            grow(String.valueOf((char) ('a' + i)));
        }
        if (dice.chance(30)) {
            close();
        }
        if (size < 3 && dice.chance(50)) {
            meet();
        }
        if (size == 1 && dice.chance(50)) {
            grow(null);
        }
        var given = json.putObject("nodes");
        examples.forEach((name, example) -> given.set(name, nodes.node(example)));
        if (!edges.isEmpty()) {
            json.set("edges", edges);
        }
        boolean grouped = new RandomColumns(this, dice).add(given);
        if (!grouped && dice.chance(25)) {
            json.put("distinct", dice.chance(30));
        }
        if (dice.chance(40)) {
            json.put("validAt", dice.chance(35) ? "all" : conditions.date());
        }
        return json;
    }

    /** Adds an edge to a new node, which is given inline when it has no name. */
    private void grow(String name) {
        String presence = dice.chance(70) ? "" : dice.chance(50) ? "optional" : "absent";
        var from = examples.keySet().stream()
                .filter(node -> switch (presence) {
                    case "" -> required.contains(node);
                    case "optional" -> !absent.contains(node);
                    default -> required.contains(node) || absent.contains(node);
                })
                .toList();
        String here = dice.any(from);
        Entity example = examples.get(here);
        var known = graph.relationshipsOf(example.id());
        boolean walk = !known.isEmpty() && dice.chance(88);
        boolean out;
        RelationshipType type;
        Entity there;
        Relationship link = null;
        if (walk) {
            // Types come before relationships, of which a country has hundreds of one type.
            RelationshipType wanted = dice.any(List.copyOf(
                    new TreeSet<>(known.stream().map(Relationship::type).toList())));
            link = dice.any(
                    known.stream().filter(other -> other.type() == wanted).toList());
            out = link.from().equals(example.id());
            type = link.type();
            there = graph.entities.get(out ? link.to() : link.from());
        } else {
            var fitting = Stream.of(RelationshipType.values())
                    .flatMap(candidate -> candidate.ends().stream()
                            .flatMap(ends -> Stream.of(true, false)
                                    .filter(way -> (way ? ends.from() : ends.to()).contains(example.kind()))
                                    .map(way -> Map.entry(candidate, Map.entry(way, way ? ends.to() : ends.from())))))
                    .toList();
            var chosen = dice.any(fitting);
            type = chosen.getKey();
            out = chosen.getValue().getKey();
            var kinds = chosen.getValue().getValue();
            there = dice.any(all.entities.stream()
                    .filter(thing -> kinds.contains(thing.kind()))
                    .toList());
        }
        var edge = NODES.objectNode();
        if (CHAINS.contains(type) && dice.chance(45)) {
            edge.put("hops", dice.any(HOPS));
            there = further(there, type, out);
        }
        boolean inline = name == null || dice.chance(20);
        types(edge, type, example.kind(), there.kind());
        String direction = dice.chance(15) ? "both" : dice.chance(80) ? "out" : "in";
        boolean swap = direction.equals("in") == out;
        JsonNode other = inline ? nodes.node(there) : NODES.textNode(name);
        edge.set("from", swap ? other : NODES.textNode(here));
        edge.set("to", swap ? NODES.textNode(here) : other);
        if (!direction.equals("out") || dice.chance(10)) {
            edge.put("direction", direction);
        }
        if (!presence.isEmpty()) {
            edge.put(presence, true);
        }
        details(edge, type, link);
        edges.add(edge);
        if (!inline) {
            examples.put(name, there);
            if (presence.isEmpty()) {
                required.add(name);
            } else if (presence.equals("absent")) {
                absent.add(name);
            }
        }
    }

    private Entity further(Entity start, RelationshipType type, boolean out) {
        Entity end = start;
        for (int i = dice.nextInt(3); i > 0; i--) {
            String id = end.id();
            var next = graph.relationshipsOf(id).stream()
                    .filter(link -> link.type() == type && (out ? link.from() : link.to()).equals(id))
                    .toList();
            if (!next.isEmpty()) {
                Relationship link = dice.any(next);
                end = graph.entities.get(out ? link.to() : link.from());
            }
        }
        return end;
    }

    /** Adds an edge between two nodes that are there. */
    private void close() {
        var ends = examples.keySet().stream().filter(required::contains).toList();
        String from = dice.any(ends);
        String to = dice.any(ends);
        var links = graph.relationshipsOf(examples.get(from).id()).stream()
                .filter(link -> link.to().equals(examples.get(to).id()))
                .toList();
        var types = Stream.of(RelationshipType.values())
                .filter(type ->
                        type.joins(examples.get(from).kind(), examples.get(to).kind()))
                .toList();
        if (links.isEmpty() && types.isEmpty()) {
            return;
        }
        RelationshipType type =
                links.isEmpty() ? dice.any(types) : dice.any(links).type();
        var edge = NODES.objectNode();
        edge.put("from", from);
        edge.put("to", to);
        types(edge, type, examples.get(from).kind(), examples.get(to).kind());
        if (dice.chance(25)) {
            edge.put("direction", "both");
        }
        if (dice.chance(60)) {
            edge.put(dice.chance(50) ? "optional" : "absent", true);
        }
        details(edge, type, null);
        edges.add(edge);
    }

    /** Adds two paths to one node, which may share relationships. */
    private void meet() {
        var chains = required.stream()
                .sorted()
                .flatMap(name -> graph.relationshipsOf(examples.get(name).id()).stream()
                        .filter(link -> CHAINS.contains(link.type())
                                && link.from().equals(examples.get(name).id()))
                        .map(link -> Map.entry(name, link)))
                .toList();
        if (chains.isEmpty()) {
            return;
        }
        var chain = dice.any(chains);
        RelationshipType type = chain.getValue().type();
        Entity middle = graph.entities.get(chain.getValue().to());
        var others = graph.relationshipsOf(middle.id()).stream()
                .filter(link -> link.type() == type && link.to().equals(middle.id()))
                .toList();
        examples.put("other", graph.entities.get(dice.any(others).from()));
        examples.put("end", further(middle, RelationshipType.PART_OF, true));
        for (String start : List.of(chain.getKey(), "other")) {
            required.add(start);
            var edge = NODES.objectNode();
            edge.put("from", start).put("to", "end").put("hops", dice.any(HOPS));
            var types = edge.putArray("type");
            new TreeSet<>(List.of(type, RelationshipType.PART_OF)).forEach(one -> types.add(one.wire()));
            edges.add(edge);
        }
        required.add("end");
    }

    private void types(ObjectNode edge, RelationshipType type, Kind here, Kind there) {
        // Any type at all, over any number of steps, is more than can be tried out.
        if (dice.chance(12) && !edge.has("hops")) {
            return;
        }
        if (dice.chance(75)) {
            edge.put("type", type.wire());
            return;
        }
        var types = new TreeSet<>(List.of(type));
        Stream.of(RelationshipType.values())
                .filter(other -> other.joins(here, there) || other.joins(there, here))
                .filter(other -> dice.chance(60))
                .limit(2)
                .forEach(types::add);
        var list = edge.putArray("type");
        types.forEach(one -> list.add(one.wire()));
    }

    private void details(ObjectNode edge, RelationshipType type, Relationship link) {
        boolean one = !edge.has("hops");
        if (one && !edge.has("absent") && dice.chance(30)) {
            String name = "r" + edges.size();
            edge.put("as", name);
            named.put(name, link == null ? dice.any(dice.any(all.relationshipsByType)) : link);
        }
        if (dice.chance(18)) {
            var terms = new ArrayList<>(RandomTerms.OF_RELATIONSHIPS);
            type.properties().forEach(property -> terms.add(property.name()));
            if (one) {
                terms.add("source");
            } else {
                terms.remove("sources");
            }
            Relationship example = link == null ? dice.any(dice.any(all.relationshipsByType)) : link;
            String term = dice.any(terms);
            Form form = Form.of(type, term).orElseThrow();
            edge.putObject("where")
                    .set(
                            term,
                            conditions.condition(
                                    form,
                                    graph.value(example, term),
                                    RandomConditions.allowed(type.properties(), term)));
        }
        if (dice.chance(18)) {
            var dated = examples.entrySet().stream()
                    .filter(entry -> required.contains(entry.getKey()))
                    .flatMap(entry -> entry.getValue().kind().properties().stream()
                            .filter(property -> property.type() == Property.Type.DATE)
                            .map(property -> entry.getKey() + "." + property.name()))
                    .toList();
            edge.put(
                    "validAt",
                    one && !dated.isEmpty() && dice.chance(60)
                            ? dice.any(dated)
                            : dice.chance(50) ? "all" : conditions.date());
        }
    }
}
