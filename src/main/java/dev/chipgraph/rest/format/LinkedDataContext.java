package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The terms of linked data: those of schema.org where they fit, and otherwise the vocabulary of this service under {@code
 * /v1/schema#}. The IRI of an entity, relationship or record of evidence is its URL.
 */
public final class LinkedDataContext {

    static final String ID = "@id";
    static final String TYPE = "@type";
    static final String ENTITIES = "entities";
    static final String RELATIONSHIPS = "relationships";
    static final String EVIDENCE = "evidence";
    static final String PROPERTY_VALUE = "PropertyValue";

    private static final String SCHEMA_ORG = "https://schema.org/";
    private static final String SCHEMA_ORG_PREFIX = "schema:";

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
            Map.entry("attributes", "additionalProperty"),
            Map.entry("value", "value"),
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

    private static final Map<RelationshipType, String> RELATIONSHIP_TERMS = Map.of(
            RelationshipType.LOCATED_IN, "location",
            RelationshipType.SUBSIDIARY_OF, "parentOrganization",
            RelationshipType.HOLDS, "affiliation",
            RelationshipType.PART_OF, "isPartOf");

    private final String base;
    private final ObjectNode terms;

    /**
     * @param base URL of the service
     */
    public LinkedDataContext(ObjectMapper json, URI base) {
        this.base = base.toString();
        terms = terms(json);
    }

    /** The context, to which documents refer. */
    public ObjectNode terms() {
        return terms;
    }

    private ObjectNode terms(ObjectMapper json) {
        ObjectNode context = json.createObjectNode();
        context.put("@version", 1.1);
        context.put("schema", SCHEMA_ORG);
        context.put("@vocab", namespace());
        Stream.concat(TYPES.values().stream(), Stream.of(PROPERTY_VALUE))
                .distinct()
                .sorted()
                .forEach(type -> context.put(type, SCHEMA_ORG_PREFIX + type));
        PROPERTIES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> context.put(entry.getKey(), SCHEMA_ORG_PREFIX + entry.getValue()));
        for (String link : List.of("sameAs", "url")) {
            link(context, link, SCHEMA_ORG_PREFIX + link);
        }
        for (String link : List.of("from", "to", "source")) {
            link(context, link, link);
        }
        for (RelationshipType type : RelationshipType.values()) {
            String schemaOrg = RELATIONSHIP_TERMS.get(type);
            link(context, term(type), schemaOrg == null ? type.wire() : SCHEMA_ORG_PREFIX + schemaOrg);
        }
        return context;
    }

    private static void link(ObjectNode context, String term, String iri) {
        context.putObject(term).put(ID, iri).put(TYPE, ID);
    }

    /** The address of the context. */
    String url() {
        return base + "v1/context";
    }

    /** The namespace of terms that schema.org does not have. */
    String namespace() {
        return base + "v1/schema#";
    }

    /** The prefixes that make the IRIs of documents short, by their namespaces. */
    Map<String, String> prefixes() {
        return Map.of(
                namespace(),
                "",
                SCHEMA_ORG,
                "schema",
                iri(ENTITIES, ""),
                "entity",
                iri(RELATIONSHIPS, ""),
                "relationship",
                iri(EVIDENCE, ""),
                "evidence");
    }

    /**
     * A term of the context.
     *
     * @param iri its IRI
     * @param link whether texts as its values are IRIs
     */
    record Term(String iri, boolean link) {}

    /** The meaning of a key or of a type. */
    Term term(String name) {
        JsonNode defined = terms.path(name);
        String compact = defined.isObject() ? defined.path(ID).textValue() : defined.asText(name);
        String iri = compact.startsWith(SCHEMA_ORG_PREFIX)
                ? SCHEMA_ORG + compact.substring(SCHEMA_ORG_PREFIX.length())
                : compact.contains("://") ? compact : namespace() + compact;
        return new Term(iri, defined.isObject());
    }

    /** The types of entities of a kind: its own and, mostly, one of schema.org. */
    static List<String> types(Kind kind) {
        return Stream.concat(Stream.of(kind.label()), Stream.ofNullable(TYPES.get(kind)))
                .distinct()
                .toList();
    }

    /** The term of a relationship type, such as {@code partyTo}. */
    static String term(RelationshipType type) {
        String words = Arrays.stream(type.wire().toLowerCase(Locale.ROOT).split("_", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    /** The IRI of a record. */
    String iri(String collection, String id) {
        return "%sv1/%s/%s".formatted(base, collection, id);
    }
}
