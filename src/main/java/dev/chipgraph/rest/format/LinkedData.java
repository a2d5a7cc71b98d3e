package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Converts JSON to JSON-LD 1.1. It uses the terms of schema.org where they fit, and otherwise the vocabulary of this
 * service under {@code /v1/schema#}. The IRI of an entity or relationship is its URL.
 */
public final class LinkedData {

    private static final String SCHEMA_ORG = "https://schema.org/";

    /** Types of schema.org by kind. A kind that is not listed has only its own type. */
    private static final Map<Kind, String> TYPES = Map.ofEntries(
            Map.entry(Kind.COMPANY, "Corporation"),
            Map.entry(Kind.MINISTRY, "GovernmentOrganization"),
            Map.entry(Kind.AGENCY, "GovernmentOrganization"),
            Map.entry(Kind.ASSOCIATION, "Organization"),
            Map.entry(Kind.UNIVERSITY, "CollegeOrUniversity"),
            Map.entry(Kind.INSTITUTE, "ResearchOrganization"),
            Map.entry(Kind.FUND, "Organization"),
            Map.entry(Kind.INTERNATIONAL_ORGANIZATION, "Organization"),
            Map.entry(Kind.PERSON, "Person"),
            Map.entry(Kind.PLACE, "Place"),
            Map.entry(Kind.FACILITY, "Place"),
            Map.entry(Kind.EVENT, "Event"),
            Map.entry(Kind.POLICY, "CreativeWork"),
            Map.entry(Kind.STATEMENT, "CreativeWork"),
            Map.entry(Kind.PRODUCT, "Product"),
            Map.entry(Kind.SECTOR, "DefinedTerm"),
            Map.entry(Kind.INDICATOR, "Observation"),
            Map.entry(Kind.SOURCE, "CreativeWork"));

    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("name", "name"),
            Map.entry("names", "alternateName"),
            Map.entry("description", "description"),
            Map.entry("tags", "keywords"),
            Map.entry("foundedOn", "foundingDate"),
            Map.entry("dissolvedOn", "dissolutionDate"),
            Map.entry("startsOn", "startDate"),
            Map.entry("endsOn", "endDate"),
            Map.entry("publishedOn", "datePublished"),
            Map.entry("language", "inLanguage"),
            Map.entry("location", "geo"),
            Map.entry("lat", "latitude"),
            Map.entry("lon", "longitude"),
            Map.entry("currency", "currency"));

    private static final Map<RelationshipType, String> RELATIONSHIPS = Map.of(
            RelationshipType.LOCATED_IN, "location",
            RelationshipType.SUBSIDIARY_OF, "parentOrganization",
            RelationshipType.HOLDS, "affiliation",
            RelationshipType.PART_OF, "isPartOf");

    private static final Map<String, String> IDENTIFIERS = Map.of(
            "wikidata:", "http://www.wikidata.org/entity/",
            "ror:", "https://ror.org/",
            "lei:", "https://search.gleif.org/#/record/");

    private final ObjectMapper json;
    private final String base;

    /**
     * @param base URL of the service
     */
    public LinkedData(ObjectMapper json, URI base) {
        this.json = json;
        this.base = base.toString();
    }

    /** The context to which documents refer. */
    public ObjectNode context() {
        ObjectNode context = json.createObjectNode();
        context.put("@version", 1.1);
        context.put("schema", SCHEMA_ORG);
        context.put("@vocab", base + "v1/schema#");
        TYPES.values().stream().distinct().sorted().forEach(type -> context.put(type, "schema:" + type));
        PROPERTIES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> context.put(entry.getKey(), "schema:" + entry.getValue()));
        for (String link : List.of("sameAs", "url")) {
            link(context, link, "schema:" + link);
        }
        for (String link : List.of("from", "to", "source")) {
            link(context, link, link);
        }
        for (RelationshipType type : RelationshipType.values()) {
            String schemaOrg = RELATIONSHIPS.get(type);
            link(context, term(type), schemaOrg == null ? type.wire() : "schema:" + schemaOrg);
        }
        return json.createObjectNode().set("@context", context);
    }

    private static void link(ObjectNode context, String term, String iri) {
        context.putObject(term).put("@id", iri).put("@type", "@id");
    }

    /** Adds the context to a document. */
    ObjectNode document(ObjectNode content) {
        ObjectNode document = json.createObjectNode().put("@context", base + "v1/context");
        return document.setAll(content);
    }

    /** The term of a relationship type, such as {@code partyTo}. */
    static String term(RelationshipType type) {
        String words = Arrays.stream(type.wire().toLowerCase(Locale.ROOT).split("_", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    String iri(String collection, String id) {
        return "%sv1/%s/%s".formatted(base, collection, id);
    }

    /** Converts the JSON of an entity. */
    ObjectNode entity(ObjectNode entity) {
        ObjectNode linked = json.createObjectNode()
                .put("@id", iri("entities", entity.path("id").asText()));
        if (entity.has("kind")) {
            Kind kind = Kind.fromString(entity.path("kind").asText());
            ArrayNode types = linked.putArray("@type").add(kind.label());
            if (TYPES.containsKey(kind) && !TYPES.get(kind).equals(kind.label())) {
                types.add(TYPES.get(kind));
            }
        }
        entity.properties().forEach(field -> {
            switch (field.getKey()) {
                case "id", "kind", "evidence", "claims", "conflicts" -> {}
                case "names" ->
                    field.getValue().forEach(name -> linked.withArray("names").add(name(name)));
                case "sameAs" ->
                    field.getValue().forEach(same -> linked.withArray("sameAs").add(identifier(same.asText())));
                default -> linked.set(field.getKey(), field.getValue());
            }
        });
        evidence(entity, linked);
        return linked;
    }

    private ObjectNode name(JsonNode name) {
        ObjectNode linked =
                json.createObjectNode().put("@value", name.path("value").asText());
        return name.has("lang") ? linked.put("@language", name.path("lang").asText()) : linked;
    }

    private static String identifier(String identifier) {
        return IDENTIFIERS.entrySet().stream()
                .filter(entry -> identifier.startsWith(entry.getKey()))
                .findFirst()
                .map(entry ->
                        entry.getValue() + identifier.substring(entry.getKey().length()))
                .orElse(identifier);
    }

    /** Converts the JSON of a relationship. */
    ObjectNode relationship(ObjectNode edge) {
        ObjectNode linked = json.createObjectNode()
                .put("@id", iri("relationships", edge.path("id").asText()))
                .put("@type", "Relationship");
        edge.properties().forEach(field -> {
            switch (field.getKey()) {
                case "id", "label", "evidence" -> {}
                case "from", "to" ->
                    linked.put(field.getKey(), iri("entities", field.getValue().asText()));
                default -> linked.set(field.getKey(), field.getValue());
            }
        });
        evidence(edge, linked);
        return linked;
    }

    private void evidence(ObjectNode subject, ObjectNode linked) {
        subject.path("evidence").forEach(record -> {
            ObjectNode evidence = linked.withArray("evidence").addObject();
            record.properties().forEach(field -> {
                if (field.getKey().equals("source")) {
                    evidence.put(
                            "source",
                            iri("entities", field.getValue().path("id").asText()));
                } else {
                    evidence.set(field.getKey(), field.getValue());
                }
            });
        });
    }
}
