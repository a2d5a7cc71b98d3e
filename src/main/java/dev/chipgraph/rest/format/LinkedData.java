package dev.chipgraph.rest.format;

import static dev.chipgraph.rest.format.LinkedDataContext.ENTITIES;
import static dev.chipgraph.rest.format.LinkedDataContext.EVIDENCE;
import static dev.chipgraph.rest.format.LinkedDataContext.ID;
import static dev.chipgraph.rest.format.LinkedDataContext.RELATIONSHIPS;
import static dev.chipgraph.rest.format.LinkedDataContext.TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts entities and relationships to node objects of JSON-LD 1.1 with the terms of {@link LinkedDataContext}. */
final class LinkedData {

    private static final Map<String, String> IDENTIFIERS = Map.of(
            "wikidata:", "http://www.wikidata.org/entity/",
            "ror:", "https://ror.org/",
            "lei:", "https://search.gleif.org/#/record/");

    /** What the key of a claim about an attribute begins with. */
    private static final String ATTRIBUTE = "attributes.";

    /** Fields of entities that are no terms. Those of related entities are told by relationships. */
    private static final Set<String> NO_TERMS = Stream.concat(
                    Stream.of("id", "kind", "evidence", "claims", "conflicts"), RelatedField.names().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NOT_IN_IRIS = Pattern.compile("[\\x00-\\x20<>\"{}|\\\\^`]");

    private final ObjectMapper json;
    private final LinkedDataContext context;

    /**
     * @param base URL of the service
     */
    LinkedData(ObjectMapper json, URI base) {
        this.json = json;
        context = new LinkedDataContext(json, base);
    }

    LinkedDataContext context() {
        return context;
    }

    /** Converts an entity, a relationship, or the JSON of an entity. */
    ObjectNode node(Object item) {
        ObjectNode tree = json.valueToTree(item);
        return switch (item) {
            case Relationship _, Edge _ -> relationship(tree);
            default -> entity(tree);
        };
    }

    private ObjectNode entity(ObjectNode entity) {
        ObjectNode linked = json.createObjectNode()
                .put(ID, context.iri(ENTITIES, entity.path("id").asText()));
        if (entity.has("kind")) {
            Kind kind = Kind.fromString(entity.path("kind").asText());
            ArrayNode types = linked.putArray(TYPE);
            LinkedDataContext.types(kind).forEach(types::add);
        }
        set(linked, entity, NO_TERMS);
        evidence(entity, linked);
        return linked;
    }

    /** Converts the fields of an entity, or the values that a source claims of one. */
    private void set(ObjectNode linked, JsonNode fields, Set<String> omitted) {
        fields.properties().forEach(field -> {
            String key = field.getKey();
            JsonNode value = field.getValue();
            switch (key) {
                case String _ when omitted.contains(key) -> {}
                case String _
                when key.startsWith(ATTRIBUTE) -> addAttribute(linked, key.substring(ATTRIBUTE.length()), value);
                case "attributes" ->
                    value.properties().forEach(each -> addAttribute(linked, each.getKey(), each.getValue()));
                case "names" ->
                    each(value).forEach(name -> linked.withArray(key).add(name(name)));
                case "sameAs" ->
                    each(value).forEach(same -> linked.withArray(key).add(link(identifier(same.asText()))));
                case "url" -> linked.set(key, link(value.asText()));
                default -> linked.set(key, value);
            }
        });
    }

    private static Iterable<JsonNode> each(JsonNode value) {
        return value.isArray() ? value : List.of(value);
    }

    /** Adds a value whose name, being free, is no term. */
    private static void addAttribute(ObjectNode linked, String name, JsonNode value) {
        linked.withArray("attributes")
                .addObject()
                .put(TYPE, LinkedDataContext.PROPERTY_VALUE)
                .put("name", name)
                .set("value", value);
    }

    private ObjectNode name(JsonNode name) {
        ObjectNode linked =
                json.createObjectNode().put("@value", name.path("value").asText());
        return name.has("lang") ? linked.put("@language", name.path("lang").asText()) : linked;
    }

    /** An IRI, or a literal where the text is none. */
    private JsonNode link(String text) {
        String iri = NOT_IN_IRIS
                .matcher(text)
                .replaceAll(
                        character -> "%%%02X".formatted((int) character.group().charAt(0)));
        try {
            if (new URI(iri).isAbsolute()) {
                return TextNode.valueOf(iri);
            }
        } catch (URISyntaxException e) {
            // It is a literal, then.
        }
        return json.createObjectNode().put("@value", text);
    }

    private static String identifier(String identifier) {
        return IDENTIFIERS.entrySet().stream()
                .filter(entry -> identifier.startsWith(entry.getKey()))
                .findFirst()
                .map(entry ->
                        entry.getValue() + identifier.substring(entry.getKey().length()))
                .orElse(identifier);
    }

    /** The relationship with its dates and evidence, and as a property of the entity that it comes from. */
    private ObjectNode relationship(ObjectNode edge) {
        RelationshipType type = RelationshipType.fromString(edge.path("type").asText());
        String to = context.iri(ENTITIES, GraphColumns.end(edge, "to"));
        ObjectNode linked = json.createObjectNode()
                .put(ID, context.iri(RELATIONSHIPS, edge.path("id").asText()))
                .put(TYPE, "Relationship");
        linked.putObject("from")
                .put(ID, context.iri(ENTITIES, GraphColumns.end(edge, "from")))
                .put(LinkedDataContext.term(type), to);
        linked.put("to", to);
        set(linked, edge, Set.of("id", "label", "from", "to", "evidence"));
        evidence(edge, linked);
        return linked;
    }

    private void evidence(ObjectNode subject, ObjectNode linked) {
        subject.path("evidence").forEach(record -> {
            ObjectNode evidence = linked.withArray("evidence")
                    .addObject()
                    .put(ID, context.iri(EVIDENCE, record.path("id").asText()))
                    .put(TYPE, "Evidence");
            record.properties().forEach(field -> {
                switch (field.getKey()) {
                    case "id" -> {}
                    case "source" ->
                        evidence.put(
                                "source",
                                context.iri(
                                        ENTITIES, field.getValue().path("id").asText()));
                    case "claims" -> set(evidence.putObject("claims"), field.getValue(), Set.of());
                    default -> evidence.set(field.getKey(), field.getValue());
                }
            });
        });
    }
}
