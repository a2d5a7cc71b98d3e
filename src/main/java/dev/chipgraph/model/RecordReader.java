package dev.chipgraph.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an entity, source, relationship or record of evidence from JSON and checks it against the vocabulary. All
 * mistakes are collected. A field that the vocabulary does not name is a mistake. Fields that only the graph assigns, such
 * as {@code recordedAt}, are ignored, so that clients can send back what an answer showed.
 *
 * <p>One reader reads one record.
 */
public final class RecordReader {

    private static final int MAX_ATTRIBUTE_NAME_LENGTH = 100;
    private static final List<String> ENTITY_FIELDS =
            List.of("id", "kind", "name", "names", "description", "sameAs", "tags", "attributes", "evidence");
    private static final Set<String> ASSIGNED_TO_ENTITIES = Stream.concat(
                    Stream.of("country", "conflicts", "version", "recordedAt", "updatedAt"),
                    RelatedField.names().stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final List<String> RELATIONSHIP_FIELDS =
            List.of("id", "from", "type", "to", "validFrom", "validTo", Validity.ATTESTED_ON, "evidence");
    private static final Set<String> ASSIGNED_TO_RELATIONSHIPS =
            Set.of("label", "attested", "recordedAt", "supersededAt");
    private static final List<String> REF_FIELDS = List.of("id", "kind", "name", "country");
    private static final List<String> NAME_FIELDS = List.of("value", "lang", "type");
    private static final Map<String, String> FIRST_AND_LAST_DATES =
            Map.of("validFrom", "validTo", "foundedOn", "dissolvedOn", "startsOn", "endsOn");

    private final Violations violations;

    /**
     * @param in the place that violations name: body or row
     */
    public RecordReader(String in) {
        this(new Violations(in));
    }

    /** A reader for a record inside a document that has other violations. */
    public RecordReader(Violations violations) {
        this.violations = violations;
    }

    /** All mistakes; the record may be used only when there are none. */
    public List<Violation> violations() {
        return violations.list();
    }

    public Entity entity(JsonNode json) {
        JsonCursor record = JsonCursor.root(json, violations);
        if (!isObject("entity", record)) {
            return null;
        }
        Kind kind = FieldReader.choice(record.at("kind"), FieldReader.requiredText(record.at("kind")), Kind.class);
        return kind == null ? null : entity(record, kind);
    }

    /** Reads a source, which is an entity of kind source and counts as its own evidence. */
    public Entity source(JsonNode json) {
        return source(JsonCursor.root(json, violations));
    }

    /** Reads a source inside a larger document. */
    public Entity source(JsonCursor record) {
        return isObject("source", record) ? entity(record, Kind.SOURCE) : null;
    }

    private static boolean isObject(String what, JsonCursor record) {
        if (!record.json().isObject()) {
            record.violations().add(record.path().isEmpty() ? what : record.path(), "must be an object");
        }
        return record.json().isObject();
    }

    private static Entity entity(JsonCursor record, Kind kind) {
        record.allowOnly(with(ENTITY_FIELDS, kind.properties()), ASSIGNED_TO_ENTITIES);
        String id = FieldReader.requiredSlug(record.at("id"));
        var evidence = EvidenceReader.list(record.at("evidence"));
        if (kind == Kind.SOURCE && evidence.isEmpty() && id != null) {
            evidence = List.of(selfDescription(id));
        }
        requireEvidence(record, evidence);
        var properties = PropertyReader.values(record, kind.properties());
        FIRST_AND_LAST_DATES.forEach(
                (first, last) -> checkOrder(record, first, last, properties.get(first), properties.get(last)));
        return new Entity(
                id,
                kind,
                FieldReader.requiredText(record.at("name")),
                FieldReader.list(record.at("names"), RecordReader::name),
                FieldReader.optionalText(record.at("description")),
                null,
                FieldReader.list(record.at("sameAs"), FieldReader::text),
                FieldReader.list(record.at("tags"), FieldReader::text),
                attributes(record.at("attributes")),
                properties,
                evidence,
                List.of(),
                null,
                null,
                null);
    }

    private static Evidence selfDescription(String source) {
        return new Evidence(
                null,
                Evidence.SourceRef.ofId(source),
                null,
                null,
                "Describes itself.",
                Map.of(),
                Evidence.FULL_CONFIDENCE,
                Evidence.CURATED,
                null);
    }

    private static List<String> with(List<String> fields, List<Property> properties) {
        var all = new ArrayList<>(fields);
        properties.forEach(property -> all.add(property.name()));
        return all;
    }

    /**
     * Reads a relationship. Its ends have ids only, because their kinds are not known here. The id is null unless it is
     * given.
     */
    public Relationship relationship(JsonNode json) {
        JsonCursor record = JsonCursor.root(json, violations);
        if (!isObject("relationship", record)) {
            return null;
        }
        RelationshipType type = FieldReader.choice(
                record.at("type"), FieldReader.requiredText(record.at("type")), RelationshipType.class);
        if (type == null) {
            return null;
        }
        record.allowOnly(with(RELATIONSHIP_FIELDS, type.properties()), ASSIGNED_TO_RELATIONSHIPS);
        String id = FieldReader.optionalText(record.at("id"));
        if (id != null && RelationshipType.ofId(id).filter(type::equals).isEmpty()) {
            record.at("id")
                    .wrong("must be " + type.idPrefix() + " and 13 letters or digits; leave it out to get a new id");
        }
        String from = end(record.at("from"));
        String to = end(record.at("to"));
        if (from != null && from.equals(to)) {
            record.at("to").wrong("must be another entity than from");
        }
        Validity validity = validity(record);
        var evidence = EvidenceReader.list(record.at("evidence"));
        requireEvidence(record, evidence);
        return new Relationship(
                id,
                type,
                new Entity.Ref(from, null, null, null),
                new Entity.Ref(to, null, null, null),
                PropertyReader.values(record, type.properties()),
                validity,
                null,
                null,
                evidence);
    }

    private static Validity validity(JsonCursor record) {
        PartialDate validFrom = record.at("validFrom").ifGiven(JsonCursor::date);
        PartialDate validTo = record.at("validTo").ifGiven(JsonCursor::date);
        checkOrder(record, "validFrom", "validTo", validFrom, validTo);
        JsonCursor attestedOn = record.at(Validity.ATTESTED_ON);
        // Most sources give one date, which need not be a list.
        PartialDate one = attestedOn.json().isArray() ? null : attestedOn.ifGiven(JsonCursor::date);
        return new Validity(
                validFrom,
                validTo,
                attestedOn.json().isArray()
                        ? FieldReader.list(attestedOn, JsonCursor::date)
                        : Stream.ofNullable(one).toList());
    }

    /** An end is given by its id, or as the object that answers show. */
    private static String end(JsonCursor end) {
        if (!end.json().isObject()) {
            return FieldReader.requiredSlug(end);
        }
        end.isObjectOf(REF_FIELDS);
        return FieldReader.requiredSlug(end.at("id"));
    }

    /** Reads a record of evidence. */
    public Evidence evidenceRecord(JsonNode json) {
        JsonCursor record = JsonCursor.root(json, violations);
        return isObject("evidence", record) ? EvidenceReader.read(record) : null;
    }

    /** Reads a name. */
    Name name(JsonNode json) {
        return name(JsonCursor.root(json, violations));
    }

    /** Reads a value of a property; null when it is not valid. */
    public Object value(Property property, JsonNode value) {
        return PropertyReader.value(new JsonCursor(value, property.name(), violations), property);
    }

    private static void requireEvidence(JsonCursor record, List<Evidence> evidence) {
        if (evidence.isEmpty()
                && !record.violations().concern(record.at("evidence").path())) {
            record.at("evidence").wrong("is required: nothing is in the graph without evidence");
        }
    }

    private static void checkOrder(JsonCursor record, String first, String last, Object from, Object to) {
        if (from instanceof PartialDate begin
                && to instanceof PartialDate end
                && begin.firstDay().isAfter(end.lastDay())) {
            record.at(last).wrong("must not be before " + first);
        }
    }

    private static Name name(JsonCursor name) {
        if (!name.isObjectOf(NAME_FIELDS)) {
            return null;
        }
        String lang = FieldReader.optionalText(name.at("lang"));
        if (lang != null && !Constraint.LANGUAGE.holds(lang)) {
            return name.at("lang").wrong("must be %s, not \"%s\"".formatted(Constraint.LANGUAGE.expected(), lang));
        }
        JsonCursor type = name.at("type");
        return new Name(
                FieldReader.requiredText(name.at("value")),
                lang,
                FieldReader.choice(type, FieldReader.optionalText(type), Name.Type.class));
    }

    private static Map<String, String> attributes(JsonCursor given) {
        var attributes = new LinkedHashMap<String, String>();
        if (!given.isMissing() && !given.json().isObject()) {
            given.wrong("must be an object of text values");
        }
        given.fields().forEach((name, value) -> {
            String text = value.json().asText();
            if (name.isBlank() || name.length() > MAX_ATTRIBUTE_NAME_LENGTH || !FieldReader.isPrintable(name)) {
                given.wrong("must have names of 1 to %d characters".formatted(MAX_ATTRIBUTE_NAME_LENGTH));
            } else if (!value.json().isValueNode() || value.json().isNull()) {
                value.wrong("must be a text, number or truth value");
            } else if (text.length() > FieldReader.MAX_TEXT_LENGTH || !FieldReader.isPrintable(text)) {
                value.wrong(FieldReader.TEXT_EXPECTED);
            } else {
                attributes.put(name, text);
            }
        });
        return attributes;
    }
}
