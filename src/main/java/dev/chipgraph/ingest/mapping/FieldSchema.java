package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.MatchBy;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Validity;
import dev.chipgraph.model.WireName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The fields that a record, or a part of one, can have, by the vocabulary. */
sealed interface FieldSchema {

    /**
     * One value.
     *
     * @param place what the record can say about a number beside the number
     */
    record Single(Property property, Figure.Place place) implements FieldSchema {

        Single(Property property) {
            this(property, Figure.Place.NUMBER);
        }
    }

    /** A list; a single item stands for a list of one. */
    record Items(FieldSchema item) implements FieldSchema {}

    /**
     * An object of named fields.
     *
     * @param needsCells whether it is left out when only its constants have values, such as the currency of an amount
     */
    record Fields(Map<String, FieldSchema> byName, boolean needsCells) implements FieldSchema {}

    /** An object with any keys. */
    record Free(Function<String, FieldSchema> byName) implements FieldSchema {}

    FieldSchema TEXT = single(Property.Type.TEXT, List.of());
    FieldSchema NUMBER = single(Property.Type.NUMBER, List.of());
    FieldSchema DATE = single(Property.Type.DATE, List.of());

    private static FieldSchema number(Figure.Place place) {
        return new Single(Property.unnamed(Property.Type.NUMBER, List.of()), place);
    }

    private static FieldSchema single(Property.Type type, List<String> values) {
        return new Single(Property.unnamed(type, values));
    }

    static FieldSchema choice(List<String> values) {
        return single(Property.Type.CHOICE, values);
    }

    static FieldSchema of(Property property) {
        FieldSchema one =
                switch (property.type()) {
                    case MONEY -> {
                        var fields = with(fields(number(Figure.Place.AMOUNT), "value"), "min", NUMBER);
                        yield new Fields(with(with(fields, "max", NUMBER), "currency", TEXT), true);
                    }
                    case LOCATION -> new Fields(fields(NUMBER, "lat", "lon"), true);
                    default -> new Single(property);
                };
        return property.many() ? new Items(one) : one;
    }

    /** Keeps the order of the names, so that records always look alike. */
    private static Map<String, FieldSchema> fields(FieldSchema schema, String... names) {
        var fields = new LinkedHashMap<String, FieldSchema>();
        List.of(names).forEach(name -> fields.put(name, schema));
        return fields;
    }

    private static Map<String, FieldSchema> with(Map<String, FieldSchema> fields, String name, FieldSchema schema) {
        fields.put(name, schema);
        return fields;
    }

    /** Fields of entities of any of these kinds. */
    static Fields entity(Set<Kind> kinds) {
        var own = properties(
                kinds.stream().map(Kind::properties).flatMap(List::stream).toList());
        var fields = new LinkedHashMap<String, FieldSchema>();
        fields.put("id", TEXT);
        fields.put("otherwise", TEXT);
        fields.put(
                "match",
                new Fields(with(fields(choice(WireName.spellings(MatchBy.class)), "by"), "country", TEXT), false));
        fields.put("kind", choice(WireName.spellings(Kind.class)));
        fields.put("name", TEXT);
        FieldSchema type = choice(WireName.spellings(Name.Type.class));
        fields.put("names", new Items(new Fields(with(fields(TEXT, "value", "lang"), "type", type), true)));
        fields.put("description", TEXT);
        fields.put("sameAs", new Items(TEXT));
        fields.put("tags", new Items(TEXT));
        fields.put("attributes", new Free(name -> TEXT));
        fields.putAll(own);
        fields.put("evidence", evidence(own));
        return new Fields(fields, false);
    }

    /** Fields of relationships of any of these types. */
    static Fields relationship(Set<RelationshipType> types) {
        var own = properties(types.stream()
                .map(RelationshipType::properties)
                .flatMap(List::stream)
                .toList());
        own.put("validFrom", DATE);
        own.put("validTo", DATE);
        own.put(Validity.ATTESTED_ON, new Items(DATE));
        var fields = new LinkedHashMap<String, FieldSchema>();
        fields.put("from", TEXT);
        fields.put("type", choice(WireName.spellings(RelationshipType.class)));
        fields.put("to", TEXT);
        fields.put("otherwise", choice(List.of("skip")));
        fields.putAll(own);
        fields.put("evidence", evidence(own));
        return new Fields(fields, false);
    }

    /** The fields of evidence; a claim has the schema of the property that it is about. */
    private static FieldSchema evidence(Map<String, FieldSchema> own) {
        var fields = fields(TEXT, "source", "locator", "quote", "statement", "extractor");
        fields.put("confidence", NUMBER);
        fields.put("claims", new Free(name -> Optional.ofNullable(own.get(name)).orElse(TEXT)));
        return new Items(new Fields(fields, false));
    }

    private static Map<String, FieldSchema> properties(Collection<Property> properties) {
        var own = new LinkedHashMap<String, FieldSchema>();
        properties.forEach(property -> own.putIfAbsent(property.name(), of(property)));
        if (own.containsKey("comparison")) {
            own.replace("value", number(Figure.Place.INDICATOR));
        }
        return own;
    }
}
