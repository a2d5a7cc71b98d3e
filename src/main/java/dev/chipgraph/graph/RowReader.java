package dev.chipgraph.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Location;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Validity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neo4j.driver.types.Point;

/** Reads records from rows of the database: the reverse of {@link PropertyCodec}. */
final class RowReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RowReader() {}

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
                row.languages().describe(row.text("description")),
                row.text("country"),
                Objects.requireNonNullElse(row.texts("sameAs"), List.of()),
                Objects.requireNonNullElse(row.texts("tags"), List.of()),
                attributes(row.values()),
                values(row, kind.properties()),
                evidence,
                claims == null ? null : Claims.of(kind.properties(), claims).conflicts(),
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
            if (key.startsWith(PropertyCodec.ATTRIBUTE)) {
                attributes.put(key.substring(PropertyCodec.ATTRIBUTE.length()), (String) value);
            }
        });
        return attributes;
    }

    private static Map<String, Object> values(Row row, List<Property> properties) {
        var stored = row.values();
        var values = new LinkedHashMap<String, Object>();
        for (Property property : properties) {
            Object value =
                    switch (property.type()) {
                        case MONEY -> money(stored, property.name());
                        case DATE -> date((String) stored.get(property.name()));
                        case TEXT ->
                            property.isProse()
                                    ? row.languages().describe(row.text(property.name()))
                                    : row.text(property.name());
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
                values(row, type.properties()),
                validity(row),
                (Instant) row.values().get("recordedAt"),
                (Instant) row.values().get("supersededAt"),
                row.evidence("evidence"));
    }

    static Validity validity(Row row) {
        var attestedOn = Objects.requireNonNullElse(row.texts(Validity.ATTESTED_ON), List.<String>of());
        return new Validity(
                date(row.text("validFrom")),
                date(row.text("validTo")),
                attestedOn.stream().map(PartialDate::new).toList());
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
                row.languages().describe(row.text("statement")),
                claims(row.text("claims")),
                ((Number) row.values().get("confidence")).doubleValue(),
                row.text("extractor"),
                (Instant) row.values().getOrDefault("since", row.values().get("recordedAt")));
    }

    private static PartialDate date(String text) {
        return text == null ? null : new PartialDate(text);
    }

    private static Map<String, Object> claims(String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored claims are not JSON", e);
        }
    }

    /** Converts a value of the driver to plain Java: instants, locations, and maps and lists of values. */
    static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case ZonedDateTime time -> time.toInstant();
            case Point point -> new Location(point.y(), point.x());
            case List<?> list -> list.stream().map(RowReader::plain).toList();
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> plain.put((String) key, plain(item)));
                yield plain;
            }
            case Object other -> other;
        };
    }
}
