package dev.chipgraph.model;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the values of the properties that the vocabulary gives to a kind or a relationship type. */
final class PropertyReader {

    private static final List<String> MONEY_FIELDS = List.of("value", "min", "max", "currency");
    private static final List<String> LOCATION_FIELDS = List.of("lat", "lon");

    private static final Property CURRENCY = Property.text("currency", Constraint.CURRENCY, "ISO 4217 code.");

    private PropertyReader() {}

    /** The values that a record gives, by name of the property. */
    static Map<String, Object> values(JsonCursor record, List<Property> properties) {
        var values = new LinkedHashMap<String, Object>();
        for (Property property : properties) {
            Object value = value(record.at(property.name()), property);
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return values;
    }

    /** The value of a property; null when there is none. */
    static Object value(JsonCursor field, Property property) {
        if (property.many()) {
            var items = FieldReader.list(field, item -> single(item, property));
            return items.isEmpty() ? null : items;
        }
        return field.ifGiven(value -> single(value, property));
    }

    private static Object single(JsonCursor value, Property property) {
        Object read =
                switch (property.type()) {
                    case TEXT -> FieldReader.text(value);
                    case CHOICE -> choice(value, property.values());
                    case DATE -> value.date();
                    case NUMBER -> FieldReader.number(value);
                    case MONEY -> money(value);
                    case LOCATION -> location(value);
                };
        return read == null || property.constraint().holds(read)
                ? read
                : value.wrong(
                        "must be %s, not \"%s\"".formatted(property.constraint().expected(), read));
    }

    private static String choice(JsonCursor value, List<String> allowed) {
        String text = value.json().textValue();
        return text != null && allowed.contains(text)
                ? text
                : value.wrong("must be one of " + String.join(", ", allowed));
    }

    /** An amount; null when it is not valid. */
    static Money money(JsonCursor value) {
        if (!value.isObjectOf(MONEY_FIELDS)) {
            return null;
        }
        BigDecimal exact = amount(value.at("value"));
        BigDecimal min = amount(value.at("min"));
        BigDecimal max = amount(value.at("max"));
        String currency = FieldReader.requiredText(value.at("currency"));
        if (currency != null) {
            single(value.at("currency"), CURRENCY);
        }
        return value.violations().concern(value.path())
                ? null
                : value.parse(() -> new Money(exact, min, max, currency));
    }

    private static BigDecimal amount(JsonCursor field) {
        BigDecimal amount = decimal(field);
        return amount == null || amount.signum() >= 0
                ? amount
                : field.wrong("must be 0 or more, not " + amount.toPlainString());
    }

    private static Location location(JsonCursor value) {
        if (!value.isObjectOf(LOCATION_FIELDS)) {
            return null;
        }
        BigDecimal lat = decimal(value.at("lat"));
        BigDecimal lon = decimal(value.at("lon"));
        return lat == null || lon == null
                ? value.wrong("needs lat and lon")
                : value.parse(() -> new Location(lat.doubleValue(), lon.doubleValue()));
    }

    private static BigDecimal decimal(JsonCursor field) {
        return field.ifGiven(FieldReader::number);
    }
}
