package dev.chipgraph.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Reads an entity, source, relationship or record of evidence from JSON against the vocabulary. All that is wrong with a
 * record is collected, not only the first mistake; a field that the vocabulary does not name is refused, with those that
 * it does. What answers show can be sent back: fields that only the graph gives are passed over.
 *
 * <p>One reader reads one record.
 */
public final class RecordReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_ITEMS = 1_000;
    private static final int LONGEST_ATTRIBUTE = 100;
    private static final int DEEPEST_CLAIM = 4;
    private static final Pattern ISO_CODE = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
    private static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
    private static final String UNFIT_TEXT =
            "must be a text of 1 to %d characters, without control characters and lone surrogates"
                    .formatted(LONGEST_TEXT);
    private static final List<String> ENTITY_FIELDS =
            List.of("id", "kind", "name", "names", "description", "sameAs", "tags", "attributes", "evidence");
    private static final Set<String> GIVEN_TO_ENTITIES =
            Set.of("country", "conflicts", "version", "recordedAt", "updatedAt");
    private static final List<String> RELATIONSHIP_FIELDS =
            List.of("id", "from", "type", "to", "validFrom", "validTo", "evidence");
    private static final Set<String> GIVEN_TO_RELATIONSHIPS = Set.of("recordedAt", "supersededAt");
    private static final Set<String> GIVEN_TO_EVIDENCE = Set.of("id", "recordedAt");
    private static final List<String> EVIDENCE_FIELDS =
            List.of("source", "locator", "quote", "statement", "claims", "confidence", "extractor");

    private static final List<String> REF_FIELDS = List.of("id", "kind", "name", "country");
    private static final Map<String, String> IN_ORDER =
            Map.of("validFrom", "validTo", "foundedOn", "dissolvedOn", "startsOn", "endsOn");
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
        known(node, ENTITY_FIELDS, kind.properties(), GIVEN_TO_ENTITIES);
        String id = slug(node, "id", true);
        var evidence = evidence(node);
        if (kind == Kind.SOURCE && evidence.isEmpty() && id != null) {
            evidence = List.of(new Evidence(
                    null,
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
        var properties = properties(node, kind.properties());
        IN_ORDER.forEach((first, last) -> ordered(first, last, properties.get(first), properties.get(last)));
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
                properties,
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
        known(node, RELATIONSHIP_FIELDS, type.properties(), GIVEN_TO_RELATIONSHIPS);
        String id = text(node, "id", false);
        if (id != null && RelationshipType.ofId(id).filter(type::equals).isEmpty()) {
            wrong("id", "must be " + type.idPrefix() + " and 13 letters or digits; leave it out to have one made");
        }
        var from = end(node, "from");
        var to = end(node, "to");
        if (from != null && from.equals(to)) {
            wrong("to", "must be another entity than from");
        }
        var validFrom = value(node, "validFrom", this::date);
        var validTo = value(node, "validTo", this::date);
        ordered("validFrom", "validTo", validFrom, validTo);
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

    /** An end is an id, or the entity in short as answers show it. */
    private String end(JsonNode node, String field) {
        JsonNode end = node.path(field);
        return end.isObject() ? inside(field, end, REF_FIELDS, () -> slug(end, "id", true)) : slug(node, field, true);
    }

    private void ordered(String first, String last, Object from, Object to) {
        if (from instanceof PartialDate begin
                && to instanceof PartialDate end
                && begin.firstDay().isAfter(end.lastDay())) {
            wrong(last, "must not be before " + first);
        }
    }

    /** Reads a record of evidence; meaningless when there are {@link #violations()}. */
    public Evidence evidenceRecord(JsonNode node) {
        return object("evidence", node) ? evidence("", node) : null;
    }

    private List<Evidence> evidence(JsonNode node) {
        return list(node, "evidence", this::evidence);
    }

    private Evidence evidence(String where, JsonNode item) {
        return inside(where, item, EVIDENCE_FIELDS, GIVEN_TO_EVIDENCE, () -> {
            JsonNode source = item.path("source");
            String sourceId = source.isObject()
                    ? inside("source", source, SOURCE_FIELDS, () -> slug(source, "id", true))
                    : slug(item, "source", true);
            JsonNode claims = item.path("claims");
            if (!claims.isMissingNode() && !(claims.isObject() && isPlain(claims, 0))) {
                return wrong(
                        "claims",
                        "must be an object of property and value, at most %d levels deep, in which texts and numbers are as elsewhere"
                                .formatted(DEEPEST_CLAIM));
            }
            JsonNode confidence = item.path("confidence");
            if (!confidence.isMissingNode()
                    && !(confidence.isNumber() && confidence.doubleValue() >= 0 && confidence.doubleValue() <= 1)) {
                return wrong("confidence", "must be a number from 0 to 1");
            }
            String extractor = text(item, "extractor", false);
            return new Evidence(
                    null,
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
        });
    }

    private static boolean isPlain(JsonNode value, int depth) {
        if (value.isContainerNode()) {
            return depth < DEEPEST_CLAIM
                    && value.size() <= MOST_ITEMS
                    && value.properties().stream().noneMatch(field -> isUnfit(field.getKey()))
                    && StreamSupport.stream(value.spliterator(), false).allMatch(item -> isPlain(item, depth + 1));
        }
        return value.isNumber() ? isSmall(value) : !value.isTextual() || !isUnfit(value.textValue());
    }

    private static boolean isUnfit(String text) {
        return text.isBlank() || text.length() > LONGEST_TEXT || isUnprintable(text);
    }

    /** Control characters other than tabs and line breaks, and halves of characters, which no encoding can carry. */
    private static boolean isUnprintable(String text) {
        return text.codePoints()
                .anyMatch(c -> (c < ' ' && "\t\n\r".indexOf(c) < 0)
                        || c == 0x7F
                        || c == 0xFFFE
                        || c == 0xFFFF
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
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
            String key = entry.getKey();
            if (key.isBlank() || key.length() > LONGEST_ATTRIBUTE || isUnprintable(key)) {
                wrong("attributes", "must have names of 1 to %d characters".formatted(LONGEST_ATTRIBUTE));
            } else if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                String text = entry.getValue().asText();
                if (text.length() > LONGEST_TEXT || isUnprintable(text)) {
                    wrong("attributes." + key, UNFIT_TEXT);
                } else {
                    attributes.put(key, text);
                }
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
            case TEXT -> special(at, text(at, item), property.name());
            case CHOICE ->
                item.isTextual() && property.values().contains(item.textValue())
                        ? item.textValue()
                        : wrong(at, "must be one of " + String.join(", ", property.values()));
            case DATE -> date(at, item);
            case NUMBER -> special(at, number(at, item), property.name());
            case MONEY -> money(at, item);
            case LOCATION -> location(at, item);
        };
    }

    /** Texts that are codes, and numbers that have bounds. */
    private Object special(String at, Object value, String property) {
        String wanted =
                switch (property) {
                    case "currency" -> isCurrency(value) ? null : "a currency as ISO 4217 code, such as USD";
                    case "language" -> isLanguage(String.valueOf(value)) ? null : "a BCP 47 language tag such as vi";
                    case "isoCode" ->
                        ISO_CODE.matcher(String.valueOf(value)).matches()
                                ? null
                                : "an ISO 3166-1 alpha-2 code such as VN, or an ISO 3166-2 code such as VN-18";
                    case "share" ->
                        value instanceof BigDecimal share && share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0
                                ? null
                                : "from 0 to 1";
                    case "year" ->
                        value instanceof BigDecimal year
                                        && year.stripTrailingZeros().scale() <= 0
                                        && YEAR.matcher(year.toBigInteger().toString())
                                                .matches()
                                ? null
                                : "a year such as 2025";
                    default -> null;
                };
        return value == null || wanted == null ? value : wrong(at, "must be %s, not \"%s\"".formatted(wanted, value));
    }

    private static boolean isCurrency(Object code) {
        try {
            return Currency.getInstance(String.valueOf(code)) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
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
        return inside(at, item, fields, Set.of(), reading);
    }

    private <T> T inside(String at, JsonNode item, List<String> fields, Set<String> given, Supplier<T> reading) {
        if (!item.isObject()) {
            return wrong(at, "must be an object of " + String.join(", ", fields));
        }
        String outside = path;
        path = at.isEmpty() ? path : path + at + ".";
        try {
            known(item, fields, List.of(), given);
            return reading.get();
        } finally {
            path = outside;
        }
    }

    private BigDecimal decimal(JsonNode item, String field) {
        return value(item, field, this::number);
    }

    private BigDecimal number(String at, JsonNode item) {
        if (!item.isNumber()) {
            return wrong(at, "must be a number");
        }
        // Asked of the exponent first: written out, 1e999999999 would not fit into memory.
        return isSmall(item)
                ? item.decimalValue()
                : wrong(at, "must be a number of at most %d digits before and after the point".formatted(MOST_DIGITS));
    }

    private static boolean isSmall(JsonNode number) {
        if (number.isFloatingPointNumber() && !number.isBigDecimal() && !Double.isFinite(number.doubleValue())) {
            return false;
        }
        BigDecimal value = number.decimalValue();
        return value.precision() - (long) value.scale() <= MOST_DIGITS && value.scale() <= MOST_DIGITS;
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

    private <E extends Enum<E> & WireName> E choice(JsonNode node, String field, Class<E> set, boolean required) {
        String text = text(node, field, required);
        return text == null ? null : guarded(field, () -> WireName.read(set, text));
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
        return item.isTextual() && !isUnfit(item.textValue()) ? item.textValue() : wrong(at, UNFIT_TEXT);
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
        if (!items.isArray() || items.size() > MOST_ITEMS) {
            wrong(field, "must be a list of at most %d items".formatted(MOST_ITEMS));
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

    private void known(JsonNode node, List<String> common, List<Property> own, Set<String> given) {
        var allowed = new LinkedHashSet<>(common);
        own.stream().map(Property::name).forEach(allowed::add);
        ((ObjectNode) node).fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field) && !given.contains(field)) {
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
