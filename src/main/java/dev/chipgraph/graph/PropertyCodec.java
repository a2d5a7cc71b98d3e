package dev.chipgraph.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Conflict;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Location;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neo4j.driver.Values;
import org.neo4j.driver.types.Point;

/**
 * How records lie in the database, whose properties hold single values and lists of them only: names as three parallel
 * lists, an amount of money as four properties, attributes under a prefix, claims as JSON text.
 */
public final class PropertyCodec {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTRIBUTE = "attribute.";
    private static final int WGS_84 = 4326;
    private static final List<String> MONEY = List.of("Value", "Min", "Max", "Currency");

    private PropertyCodec() {}

    /** Properties of the node of an entity, without those that only the graph itself gives (version, times). */
    public static Map<String, Object> properties(Entity entity) {
        var stored = new LinkedHashMap<String, Object>();
        stored.put("id", entity.id());
        stored.put("kind", entity.kind().wire());
        stored.put("name", entity.name());
        stored.put("nameKey", Folding.fold(entity.name()));
        stored.put("names", entity.names().stream().map(Name::value).toList());
        stored.put(
                "nameLangs",
                entity.names().stream()
                        .map(name -> Objects.requireNonNullElse(name.lang(), ""))
                        .toList());
        stored.put(
                "nameTypes",
                entity.names().stream()
                        .map(name -> name.type() == null ? "" : name.type().wire())
                        .toList());
        stored.put("description", entity.description());
        stored.put("sameAs", nullIfEmpty(entity.sameAs()));
        stored.put("tags", nullIfEmpty(entity.tags()));
        entity.attributes().forEach((key, value) -> stored.put(ATTRIBUTE + key, value));
        put(stored, entity.kind().properties(), entity.properties());
        stored.values().removeIf(Objects::isNull);
        return stored;
    }

    /** Properties of a relationship, without those that only the graph itself gives (times). */
    public static Map<String, Object> properties(Relationship relationship) {
        var stored = new LinkedHashMap<String, Object>();
        stored.put("id", relationship.id());
        put(stored, relationship.type().properties(), relationship.properties());
        stored.put("validFrom", text(relationship.validFrom()));
        stored.put("validTo", text(relationship.validTo()));
        stored.values().removeIf(Objects::isNull);
        return stored;
    }

    /**
     * Properties of a record of evidence, without its time.
     *
     * @param ordinal tells apart what one source says about one subject in one place
     */
    public static Map<String, Object> properties(Evidence evidence, String subject, String subjectType, int ordinal) {
        var stored = new LinkedHashMap<String, Object>();
        stored.put("subject", subject);
        stored.put("ordinal", ordinal);
        stored.put("subjectType", subjectType);
        stored.put("source", evidence.source().id());
        stored.put("locator", evidence.locator());
        stored.put("quote", evidence.quote());
        stored.put("statement", evidence.statement());
        stored.put("claims", evidence.claims().isEmpty() ? null : json(new TreeMap<>(evidence.claims())));
        stored.put("confidence", evidence.confidence());
        stored.put("extractor", evidence.extractor());
        stored.values().removeIf(Objects::isNull);
        return stored;
    }

    /**
     * Stored properties that show, for each conflict, the value that is to be shown. Sources may differ in more than the
     * vocabulary has properties for; such a claim is told as a conflict only.
     *
     * @param properties what the vocabulary gives to the subject
     */
    public static Map<String, Object> shown(List<Conflict> conflicts, List<Property> properties) {
        var values = new LinkedHashMap<String, Object>();
        var stored = new LinkedHashMap<String, Object>();
        for (Conflict conflict : conflicts) {
            if (conflict.field().equals("country") && conflict.shown() instanceof String country) {
                stored.put("country", country);
            }
            properties.stream()
                    .filter(property -> property.name().equals(conflict.field()))
                    .findFirst()
                    .map(property -> claimed(property, conflict.shown()))
                    .ifPresent(value -> values.put(conflict.field(), value));
        }
        put(stored, properties, values);
        return stored;
    }

    /** A claim about a property, as the property's value; null when it cannot be one. */
    public static Object claimed(Property property, Object claim) {
        return new RecordReader("claim").value(property, JSON.valueToTree(claim));
    }

    /** Names of the stored properties that hold a property of the vocabulary. */
    public static List<String> names(Property property) {
        return property.type() == Property.Type.MONEY
                ? MONEY.stream().map(part -> property.name() + part).toList()
                : List.of(property.name());
    }

    private static void put(Map<String, Object> stored, List<Property> properties, Map<String, Object> values) {
        for (Property property : properties) {
            switch (values.get(property.name())) {
                case null -> {}
                case Money money -> {
                    stored.put(property.name() + "Value", number(money.value()));
                    stored.put(property.name() + "Min", number(money.min()));
                    stored.put(property.name() + "Max", number(money.max()));
                    stored.put(property.name() + "Currency", money.currency());
                }
                case Location location ->
                    stored.put(property.name(), Values.point(WGS_84, location.lon(), location.lat()));
                case PartialDate date -> stored.put(property.name(), date.text());
                case BigDecimal number -> stored.put(property.name(), number(number));
                case Object plain -> stored.put(property.name(), plain);
            }
        }
    }

    private static Number number(BigDecimal number) {
        if (number == null) {
            return null;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException notWhole) {
            return number.doubleValue();
        }
    }

    static Entity entity(Row row) {
        Kind kind = Kind.fromString(row.text("kind"));
        List<Name> names = names(row);
        var evidence = row.evidence("evidence");
        var claims = row.evidence("claims");
        return new Entity(
                row.text("id"),
                kind,
                row.languages().choose(row.text("name"), names),
                names,
                row.text("description"),
                row.text("country"),
                Objects.requireNonNullElse(row.texts("sameAs"), List.of()),
                Objects.requireNonNullElse(row.texts("tags"), List.of()),
                attributes(row.values()),
                values(row.values(), kind.properties()),
                evidence,
                claims == null ? null : Conflict.among(claims),
                (Long) row.values().get("version"),
                (Instant) row.values().get("recordedAt"),
                (Instant) row.values().get("updatedAt"));
    }

    static Entity.Ref ref(Row row) {
        return new Entity.Ref(
                row.text("id"),
                Kind.fromString(row.text("kind")),
                row.languages().choose(row.text("name"), names(row)),
                row.text("country"));
    }

    private static List<Name> names(Row row) {
        var names = new ArrayList<Name>();
        var values = row.texts("names");
        for (int i = 0; i < values.size(); i++) {
            String lang = row.texts("nameLangs").get(i);
            String type = row.texts("nameTypes").get(i);
            names.add(new Name(
                    values.get(i), lang.isEmpty() ? null : lang, type.isEmpty() ? null : Name.Type.fromString(type)));
        }
        return names;
    }

    private static Map<String, String> attributes(Map<String, Object> stored) {
        var attributes = new TreeMap<String, String>();
        stored.forEach((key, value) -> {
            if (key.startsWith(ATTRIBUTE)) {
                attributes.put(key.substring(ATTRIBUTE.length()), (String) value);
            }
        });
        return attributes;
    }

    private static Map<String, Object> values(Map<String, Object> stored, List<Property> properties) {
        var values = new LinkedHashMap<String, Object>();
        for (Property property : properties) {
            Object value =
                    switch (property.type()) {
                        case MONEY -> money(stored, property.name());
                        case DATE -> date((String) stored.get(property.name()));
                        default -> stored.get(property.name());
                    };
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return values;
    }

    private static Money money(Map<String, Object> stored, String name) {
        String currency = (String) stored.get(name + "Currency");
        return currency == null
                ? null
                : new Money(
                        decimal(stored.get(name + "Value")),
                        decimal(stored.get(name + "Min")),
                        decimal(stored.get(name + "Max")),
                        currency);
    }

    private static BigDecimal decimal(Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }

    static Relationship relationship(Row row) {
        RelationshipType type = RelationshipType.fromString(row.text("type"));
        return new Relationship(
                row.text("id"),
                type,
                row.ref("from"),
                row.ref("to"),
                values(row.values(), type.properties()),
                date(row.text("validFrom")),
                date(row.text("validTo")),
                (Instant) row.values().get("recordedAt"),
                (Instant) row.values().get("supersededAt"),
                row.evidence("evidence"));
    }

    static Evidence evidence(Row row) {
        Row source = row.row("source");
        return new Evidence(
                Objects.requireNonNullElse(row.text("id"), row.text("formerId")),
                new Evidence.SourceRef(
                        source.text("id"),
                        source.text("name"),
                        source.text("type"),
                        source.text("publisher"),
                        source.text("publishedOn"),
                        source.text("language"),
                        source.text("url")),
                row.text("locator"),
                row.text("quote"),
                row.text("statement"),
                claims(row.text("claims")),
                ((Number) row.values().get("confidence")).doubleValue(),
                row.text("extractor"),
                (Instant) row.values().get("recordedAt"));
    }

    private static PartialDate date(String text) {
        return text == null ? null : new PartialDate(text);
    }

    private static String text(PartialDate date) {
        return date == null ? null : date.text();
    }

    private static <T> List<T> nullIfEmpty(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> claims(String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored claims are not JSON", e);
        }
    }

    /** Turns what the driver returns into plain Java: instants and locations, and maps and lists of them. */
    static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case ZonedDateTime time -> time.toInstant();
            case Point point -> new Location(point.y(), point.x());
            case List<?> list -> list.stream().map(PropertyCodec::plain).toList();
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> plain.put((String) key, plain(item)));
                yield plain;
            }
            case Object other -> other;
        };
    }
}
