package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Constraint;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The vocabulary as classes and SHACL shapes (W3C), which linked data from this service satisfies. The class of each kind is
 * also its shape, and so the shape of every node of that class.
 */
public final class Shapes {

    private static final String RDFS = "http://www.w3.org/2000/01/rdf-schema#";
    private static final String SH = "http://www.w3.org/ns/shacl#";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

    private static final String DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
    private static final String COUNTRY = "^[A-Z]{2}$";

    private final ObjectMapper json;
    private final LinkedData linked;
    private final LinkedDataContext context;

    public Shapes(ObjectMapper json, URI base) {
        this.json = json;
        linked = new LinkedData(json, base);
        context = linked.context();
    }

    /** All shapes as Turtle. */
    public byte[] turtle() {
        var document = new ByteArrayOutputStream();
        try {
            var turtle = new TurtleDocument(linked, Map.of(RDFS, "rdfs", SH, "sh", XSD, "xsd"), document);
            for (Kind kind : Kind.values()) {
                turtle.writeNode(shape(kind));
            }
            turtle.writeNode(relationship());
            turtle.writeNode(evidence());
            turtle.writeNode(money());
            turtle.writeNode(location());
            turtle.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.toByteArray();
    }

    private ObjectNode shape(Kind kind) {
        ObjectNode shape = type(kind.label(), kind.wire(), kind.description());
        LinkedDataContext.types(kind).stream()
                .skip(1)
                .forEach(type ->
                        shape.set(RDFS + "subClassOf", iri(context.term(type).iri())));
        // A facility is a place to schema.org, but need not be what a place of this vocabulary is.
        var others = Arrays.stream(Kind.values())
                .filter(other -> other != kind && LinkedDataContext.types(other).contains(kind.label()))
                .map(other -> json.createObjectNode()
                        .<ObjectNode>set(
                                SH + "class", iri(context.term(other.label()).iri())))
                .toList();
        return others.isEmpty()
                ? withProperties(shape, kind)
                : anyOf(
                        shape,
                        Stream.concat(others.stream(), Stream.of(withProperties(json.createObjectNode(), kind)))
                                .toList());
    }

    private ObjectNode withProperties(ObjectNode shape, Kind kind) {
        add(shape, one(text("name")).put(SH + "minCount", 1));
        add(shape, path("names").set(SH + "nodeKind", iri(SH + "Literal")));
        add(shape, one(text("description")));
        add(shape, one(text("country")).put(SH + "pattern", COUNTRY));
        add(shape, text("tags"));
        add(
                shape,
                path("evidence").set(SH + "class", iri(context.term("Evidence").iri())));
        kind.properties().forEach(property -> add(shape, property(property)));
        for (RelationshipType type : RelationshipType.values()) {
            add(shape, ends(kind, type));
        }
        return shape;
    }

    /** Where relationships of a type may lead that come from a kind. */
    private ObjectNode ends(Kind from, RelationshipType type) {
        var kinds = EnumSet.noneOf(Kind.class);
        type.ends().stream().filter(ends -> ends.from().contains(from)).forEach(ends -> kinds.addAll(ends.to()));
        ObjectNode ends = path(LinkedDataContext.term(type));
        if (kinds.isEmpty()) {
            return ends.put(SH + "maxCount", 0);
        }
        if (kinds.size() == Kind.values().length) {
            return ends.set(SH + "nodeKind", iri(SH + "IRI"));
        }
        return anyOf(
                ends,
                kinds.stream()
                        .map(to -> json.createObjectNode()
                                .<ObjectNode>set(
                                        SH + "class",
                                        iri(context.term(to.label()).iri())))
                        .toList());
    }

    private ObjectNode relationship() {
        ObjectNode shape = type(
                "Relationship",
                "relationship",
                "A relationship with its dates and evidence, at an address of its own.");
        for (String end : List.of("from", "to")) {
            add(shape, one(path(end)).put(SH + "minCount", 1).set(SH + "nodeKind", iri(SH + "IRI")));
        }
        add(
                shape,
                in(
                        one(text("type")).put(SH + "minCount", 1),
                        Arrays.stream(RelationshipType.values())
                                .map(RelationshipType::wire)
                                .toList()));
        for (String bound : List.of("validFrom", "validTo")) {
            add(shape, one(text(bound)).put(SH + "pattern", DATE));
        }
        add(shape, text("attestedOn").put(SH + "pattern", DATE));
        add(
                shape,
                path("evidence").set(SH + "class", iri(context.term("Evidence").iri())));
        var properties = new LinkedHashMap<String, Property>();
        var values = new LinkedHashMap<String, Set<String>>();
        for (RelationshipType type : RelationshipType.values()) {
            type.properties().forEach(property -> {
                properties.putIfAbsent(property.name(), property);
                values.computeIfAbsent(property.name(), name -> new LinkedHashSet<>())
                        .addAll(property.values());
            });
        }
        properties.forEach((name, property) -> add(
                shape,
                property.type() == Property.Type.CHOICE ? in(one(text(name)), values.get(name)) : property(property)));
        return shape;
    }

    private ObjectNode evidence() {
        ObjectNode shape = type("Evidence", "evidence", "What a source says about an entity or a relationship.");
        add(
                shape,
                one(path("source"))
                        .put(SH + "minCount", 1)
                        .set(SH + "class", iri(context.term(Kind.SOURCE.label()).iri())));
        add(shape, fraction(number(one(path("confidence")))));
        for (String name : List.of("locator", "quote", "statement", "extractor")) {
            add(shape, one(text(name)));
        }
        return shape;
    }

    private ObjectNode money() {
        ObjectNode shape = node("Money");
        add(shape, one(text("currency")).put(SH + "minCount", 1).put(SH + "pattern", "^[A-Z]{3}$"));
        for (String name : List.of("value", "min", "max")) {
            add(shape, number(one(path(name))));
        }
        return anyOf(
                shape,
                List.of("value", "min", "max").stream()
                        .map(name -> json.createObjectNode()
                                .<ObjectNode>set(SH + "property", path(name).put(SH + "minCount", 1)))
                        .toList());
    }

    private ObjectNode location() {
        ObjectNode shape = node("Location");
        Map.of("lat", 90, "lon", 180)
                .forEach((name, most) -> add(
                        shape,
                        number(one(path(name)))
                                .put(SH + "minCount", 1)
                                .put(SH + "minInclusive", -most)
                                .put(SH + "maxInclusive", most)));
        return shape;
    }

    private ObjectNode property(Property property) {
        ObjectNode shape = path(property.name());
        if (!property.description().isEmpty()) {
            shape.put(SH + "description", property.description());
        }
        if (!property.many()) {
            one(shape);
        }
        return switch (property.type()) {
            case TEXT ->
                context.term(property.name()).link() ? shape : constrained(property.constraint(), string(shape));
            case CHOICE -> in(shape, property.values());
            case DATE -> string(shape).put(SH + "pattern", DATE);
            case NUMBER -> constrained(property.constraint(), number(shape));
            case MONEY -> shape.set(SH + "node", iri(context.term("Money").iri()));
            case LOCATION -> shape.set(SH + "node", iri(context.term("Location").iri()));
        };
    }

    private static ObjectNode constrained(Constraint constraint, ObjectNode shape) {
        return switch (constraint) {
            case NONE -> shape;
            case CURRENCY -> shape.put(SH + "pattern", "^[A-Z]{3}$");
            case LANGUAGE -> shape.put(SH + "pattern", "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$");
            case COUNTRY_OR_SUBDIVISION -> shape.put(SH + "pattern", "^[A-Z]{2}(-[A-Z0-9]{1,3})?$");
            case FRACTION -> fraction(shape);
            case YEAR -> shape.put(SH + "minInclusive", 1000).put(SH + "maxInclusive", 2999);
        };
    }

    private static ObjectNode fraction(ObjectNode shape) {
        return shape.put(SH + "minInclusive", 0).put(SH + "maxInclusive", 1);
    }

    private ObjectNode type(String name, String label, String description) {
        ObjectNode shape = json.createObjectNode().put("@id", context.term(name).iri());
        shape.putArray("@type").add(RDFS + "Class").add(SH + "NodeShape");
        return shape.put(RDFS + "label", label).put(RDFS + "comment", description);
    }

    private ObjectNode node(String name) {
        return json.createObjectNode().put("@id", context.term(name).iri()).put("@type", SH + "NodeShape");
    }

    private static void add(ObjectNode shape, ObjectNode property) {
        shape.withArray(SH + "property").add(property);
    }

    private ObjectNode path(String term) {
        return json.createObjectNode().set(SH + "path", iri(context.term(term).iri()));
    }

    private ObjectNode text(String term) {
        return string(path(term));
    }

    private ObjectNode string(ObjectNode shape) {
        return shape.set(SH + "datatype", iri(XSD + "string"));
    }

    private static ObjectNode one(ObjectNode shape) {
        return shape.put(SH + "maxCount", 1);
    }

    private ObjectNode number(ObjectNode shape) {
        return anyOf(
                shape,
                List.of("integer", "double").stream()
                        .map(type -> json.createObjectNode().<ObjectNode>set(SH + "datatype", iri(XSD + type)))
                        .toList());
    }

    private ObjectNode anyOf(ObjectNode shape, Collection<ObjectNode> shapes) {
        shape.putObject(SH + "or").putArray("@list").addAll(shapes);
        return shape;
    }

    private static ObjectNode in(ObjectNode shape, Collection<String> values) {
        var list = shape.putObject(SH + "in").putArray("@list");
        values.forEach(list::add);
        return shape;
    }

    private ObjectNode iri(String iri) {
        return json.createObjectNode().put("@id", iri);
    }
}
