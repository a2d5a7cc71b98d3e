package dev.chipgraph.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Location;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Validity;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.neo4j.driver.Values;

/**
 * Converts records to properties of the database, which are single values and lists of them only: names become three
 * parallel lists, an amount of money four properties, attributes properties with a prefix, and claims JSON text.
 */
public final class PropertyCodec {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ATTRIBUTE = "attribute.";
    private static final int WGS_84 = 4326;
    private static final List<String> MONEY = List.of("Value", "Min", "Max", "Currency");

    private PropertyCodec() {}

    /** The properties of an entity, without those that are set when it is written, such as version and times. */
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

    /** The properties of a relationship, without those that are set when it is written, such as times. */
    public static Map<String, Object> properties(Relationship relationship) {
        var stored = new LinkedHashMap<String, Object>();
        stored.put("id", relationship.id());
        put(stored, relationship.type().properties(), relationship.properties());
        Validity validity = relationship.validity();
        stored.put("validFrom", text(validity.validFrom()));
        stored.put("validTo", text(validity.validTo()));
        stored.put(
                Validity.ATTESTED_ON,
                nullIfEmpty(
                        validity.attestedOn().stream().map(PartialDate::text).toList()));
        stored.values().removeIf(Objects::isNull);
        return stored;
    }

    /**
     * The properties of an evidence record, without its recording time.
     *
     * @param ordinal distinguishes records from one source about one subject at one place
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

    /** The names of the stored properties of a property of the vocabulary. */
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
}
