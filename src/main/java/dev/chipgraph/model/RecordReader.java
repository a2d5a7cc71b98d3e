package dev.chipgraph.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads an entity, source or relationship from JSON against the vocabulary. All that is wrong with a record is
 * collected, not only the first mistake; a field that the vocabulary does not name is refused, with those that it does.
 *
 * <p>One reader reads one record.
 */
public final class RecordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TEXT = 10_000;
    private static final List<String> ENTITY_FIELDS =
            List.of("id", "kind", "name", "names", "description", "sameAs", "tags", "attributes", "evidence");
    private static final List<String> RELATIONSHIP_FIELDS =
            List.of("id", "from", "type", "to", "validFrom", "validTo", "evidence");
    private static final List<String> EVIDENCE_FIELDS =
            List.of("source", "locator", "quote", "statement", "claims", "confidence", "extractor");

    private static final List<String> SOURCE_FIELDS =
            List.of("id", "name", "type", "publisher", "publishedOn", "language", "url");
    private static final List<String> NAME_FIELDS = List.of("value", "lang", "type");
    private static final List<String> MONEY_FIELDS = List.of("value", "min", "max", "currency");
    private static final List<String> LOCATION_FIELDS = List.of("lat", "lon");

    private final List<Violation> violations = new ArrayList<>();
    private final String in;
    private String path = "";

    /**
     * @param in what violations name as their place: body or row
     */
    public RecordReader(String in) {
        this.in = in;
    }

    /** What was wrong; empty when the record may be used. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Reads an entity; meaningless when there are {@link #violations()}. */
    public Entity entity(JsonNode node) {
        return object("entity", node) ? entity(node, choice(node, "kind", Kind.class, true)) : null;
    }

    /** Reads a source, which is an entity of kind source and its own evidence. */
    public Entity source(JsonNode node) {
        return object("source", node) ? entity(node, Kind.SOURCE) : null;
    }

    private Entity entity(JsonNode node, Kind kind) {
        if (kind == null) {
            return null;
        }
        known(node, ENTITY_FIELDS, kind.properties());
        String id = slug(node, "id", true);
        var evidence = evidence(node);
        if (kind == Kind.SOURCE && evidence.isEmpty() && id != null) {
            evidence = List.of(new Evidence(
                    Evidence.SourceRef.ofId(id),
                    null,
                    null,
                    "Describes itself.",
                    Map.of(),
                    Evidence.FULL_CONFIDENCE,
                    Evidence.CURATED,
                    null));
        }
        required("evidence", evidence);
        return new Entity(
                id,
                kind,
                text(node, "name", true),
                list(node, "names", this::name),
                text(node, "description", false),
                null,
                list(node, "sameAs", this::text),
                list(node, "tags", this::text),
                attributes(node),
                properties(node, kind.properties()),
                evidence,
                List.of(),
                null,
                null,
                null);
    }

    /**
     * Reads a relationship; its ends are ids whose kinds are not known here and are left null. The id is the one given,
     * or null.
     */
    public Relationship relationship(JsonNode node) {
        if (!object("relationship", node)) {
            return null;
        }
        RelationshipType type = choice(node, "type", RelationshipType.class, true);
        if (type == null) {
            return null;
        }
        known(node, RELATIONSHIP_FIELDS, type.properties());
        String id = text(node, "id", false);
        if (id != null && RelationshipType.ofId(id).filter(type::equals).isEmpty()) {
            wrong("id", "must be " + type.idPrefix() + " and 13 letters or digits; leave it out to have one made");
        }
        var from = slug(node, "from", true);
        var to = slug(node, "to", true);
        if (from != null && from.equals(to)) {
            wrong("to", "must be another entity than from");
        }
        var validFrom = value(node, "validFrom", this::date);
        var validTo = value(node, "validTo", this::date);
        if (validFrom != null && validTo != null && validFrom.firstDay().isAfter(validTo.lastDay())) {
            wrong("validTo", "must not be before validFrom");
        }
        var evidence = evidence(node);
        required("evidence", evidence);
        return new Relationship(
                id,
                type,
                new Entity.Ref(from, null, null, null),
                new Entity.Ref(to, null, null, null),
                properties(node, type.properties()),
                validFrom,
                validTo,
                null,
                null,
                evidence);
    }

    private List<Evidence> evidence(JsonNode node) {
        return list(
                node,
                "evidence",
                (where, item) -> inside(where, item, EVIDENCE_FIELDS, () -> {
                    JsonNode source = item.path("source");
                    String sourceId = source.isObject()
                            ? inside("source", source, SOURCE_FIELDS, () -> slug(source, "id", true))
                            : slug(item, "source", true);
                    JsonNode claims = item.path("claims");
                    if (!claims.isMissingNode() && !claims.isObject()) {
                        return wrong("claims", "must be an object of property and value");
                    }
                    JsonNode confidence = item.path("confidence");
                    if (!confidence.isMissingNode()
                            && !(confidence.isNumber()
                                    && confidence.doubleValue() >= 0
                                    && confidence.doubleValue() <= 1)) {
                        return wrong("confidence", "must be a number from 0 to 1");
                    }
                    String extractor = text(item, "extractor", false);
                    return new Evidence(
                            Evidence.SourceRef.ofId(sourceId),
                            text(item, "locator", false),
                            text(item, "quote", false),
                            text(item, "statement", false),
                            claims.isObject()
                                    ? JSON.convertValue(claims, new TypeReference<Map<String, Object>>() {})
                                    : Map.of(),
                            confidence.isMissingNode() ? Evidence.FULL_CONFIDENCE : confidence.doubleValue(),
                            extractor == null ? Evidence.CURATED : extractor,
                            null);
                }));
    }

    private Name name(String at, JsonNode item) {
        return inside(at, item, NAME_FIELDS, () -> {
            String lang = text(item, "lang", false);
            if (lang != null && !isLanguage(lang)) {
                return wrong("lang", "must be a BCP 47 language tag such as vi, not \"" + lang + "\"");
            }
            return new Name(text(item, "value", true), lang, choice(item, "type", Name.Type.class, false));
        });
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }

    private Map<String, String> attributes(JsonNode node) {
        var attributes = new LinkedHashMap<String, String>();
        JsonNode given = node.path("attributes");
        if (!given.isMissingNode() && !given.isObject()) {
            wrong("attributes", "must be an object of text values");
        }
        given.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                attributes.put(entry.getKey(), entry.getValue().asText());
            } else {
                wrong("attributes." + entry.getKey(), "must be a text, number or truth value");
            }
        });
        return attributes;
    }

    /** Reads a value of a property; null when it is none. */
    public Object value(Property property, JsonNode value) {
        return properties(JSON.createObjectNode().set(property.name(), value), List.of(property))
                .get(property.name());
    }

    private Map<String, Object> properties(JsonNode node, List<Property> properties) {
        var values = new LinkedHashMap<String, Object>();
        for (Property property : properties) {
            Object value = property.many()
                    ? list(node, property.name(), (at, item) -> single(at, item, property))
                    : value(node, property.name(), (at, item) -> single(at, item, property));
            if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
                values.put(property.name(), value);
            }
        }
        return values;
    }

    private Object single(String at, JsonNode item, Property property) {
        return switch (property.type()) {
            case TEXT -> text(at, item);
            case CHOICE ->
                property.values().contains(item.textValue())
                        ? item.textValue()
                        : wrong(at, "must be one of " + String.join(", ", property.values()));
            case DATE -> date(at, item);
            case NUMBER -> number(at, item);
            case MONEY -> money(at, item);
            case LOCATION -> location(at, item);
        };
    }

    private Money money(String at, JsonNode item) {
        return inside(
                at,
                item,
                MONEY_FIELDS,
                () -> guarded(
                        "",
                        () -> new Money(
                                decimal(item, "value"),
                                decimal(item, "min"),
                                decimal(item, "max"),
                                text(item, "currency", true))));
    }

    private Location location(String at, JsonNode item) {
        return inside(at, item, LOCATION_FIELDS, () -> {
            BigDecimal lat = decimal(item, "lat");
            BigDecimal lon = decimal(item, "lon");
            return lat == null || lon == null
                    ? wrong("", "needs lat and lon")
                    : guarded("", () -> new Location(lat.doubleValue(), lon.doubleValue()));
        });
    }

    /** Reads an object inside the record; what is wrong in it is named with the way to it. */
    private <T> T inside(String at, JsonNode item, List<String> fields, Supplier<T> reading) {
        if (!item.isObject()) {
            return wrong(at, "must be an object of " + String.join(", ", fields));
        }
        String outside = path;
        path = path + at + ".";
        try {
            known(item, fields, List.of());
            return reading.get();
        } finally {
            path = outside;
        }
    }

    private BigDecimal decimal(JsonNode item, String field) {
        return value(item, field, this::number);
    }

    private BigDecimal number(String at, JsonNode item) {
        return item.isNumber() ? item.decimalValue() : wrong(at, "must be a number");
    }

    private PartialDate date(String at, JsonNode item) {
        return guarded(at, () -> new PartialDate(item.isTextual() ? item.textValue() : item.toString()));
    }

    private <T> T guarded(String at, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException invalid) {
            return wrong(at, invalid.getMessage());
        }
    }

    private <E extends Enum<E> & Wire> E choice(JsonNode node, String field, Class<E> set, boolean required) {
        String text = text(node, field, required);
        return text == null ? null : guarded(field, () -> Wire.read(set, text));
    }

    private String slug(JsonNode node, String field, boolean required) {
        String text = text(node, field, required);
        if (text != null && (!SLUG.matcher(text).matches() || text.length() > LONGEST_ID)) {
            return wrong(
                    field,
                    "must be lower-case letters and digits with single hyphens between, at most " + LONGEST_ID
                            + " characters, not \"" + text + "\"");
        }
        return text;
    }

    private String text(JsonNode node, String field, boolean required) {
        String text = value(node, field, this::text);
        if (required
                && text == null
                && violations.stream().noneMatch(violation -> violation.field().equals(at(field)))) {
            wrong(field, "is required");
        }
        return text;
    }

    private String text(String at, JsonNode item) {
        if (!item.isTextual() || item.textValue().isBlank() || item.textValue().length() > LONGEST_TEXT) {
            return wrong(at, "must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return item.textValue();
    }

    private void required(String field, List<?> list) {
        if (list.isEmpty()
                && violations.stream().noneMatch(violation -> violation.field().startsWith(field))) {
            wrong(field, "is required: nothing is in the graph without evidence");
        }
    }

    private <T> T value(JsonNode node, String field, At<T> reading) {
        JsonNode item = node.path(field);
        return item.isMissingNode() || item.isNull() ? null : reading.read(field, item);
    }

    private <T> List<T> list(JsonNode node, String field, At<T> reading) {
        JsonNode items = node.path(field);
        if (items.isMissingNode() || items.isNull()) {
            return List.of();
        }
        if (!items.isArray()) {
            wrong(field, "must be a list");
            return List.of();
        }
        Set<T> read = new LinkedHashSet<>();
        for (int i = 0; i < items.size(); i++) {
            T item = reading.read(field + "[" + i + "]", items.get(i));
            if (item != null) {
                read.add(item);
            }
        }
        return List.copyOf(read);
    }

    private void known(JsonNode node, List<String> common, List<Property> own) {
        var allowed = new LinkedHashSet<>(common);
        own.stream().map(Property::name).forEach(allowed::add);
        ((ObjectNode) node).fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field)) {
                wrong(field, "is not known; allowed are " + String.join(", ", allowed));
            }
        });
    }

    private boolean object(String what, JsonNode node) {
        if (!node.isObject()) {
            wrong(what, "must be an object");
        }
        return node.isObject();
    }

    /** Notes a mistake; what cannot be read is null. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    private <T> T wrong(String field, String message) {
        violations.add(new Violation(in, at(field), message));
        return null;
    }

    private String at(String field) {
        String whole = path + field;
        return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
    }

    /** Reads an item, knowing where it stands. */
    private interface At<T> {
        T read(String at, JsonNode item);
    }
}
