package dev.chipgraph.model;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads records of evidence. */
final class EvidenceReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS =
            List.of("source", "locator", "quote", "statement", "claims", "confidence", "extractor");
    private static final Set<String> ASSIGNED_BY_GRAPH = Set.of("id", "recordedAt");
    private static final List<String> SOURCE_FIELDS =
            List.of("id", "name", "type", "publisher", "publishedOn", "language", "url");
    private static final int MAX_CLAIM_DEPTH = 4;

    private static final List<String> AMOUNTS = Arrays.stream(Kind.values())
            .flatMap(kind -> kind.properties().stream())
            .filter(property -> property.type() == Property.Type.MONEY)
            .map(Property::name)
            .toList();

    private EvidenceReader() {}

    static List<Evidence> list(JsonCursor field) {
        return FieldReader.list(field, EvidenceReader::read);
    }

    static Evidence read(JsonCursor record) {
        if (!record.isObject(String.join(", ", FIELDS))) {
            return null;
        }
        record.allowOnly(FIELDS, ASSIGNED_BY_GRAPH);
        String sourceId = sourceId(record.at("source"));
        JsonCursor claims = record.at("claims");
        if (!claims.isMissing() && !(claims.json().isObject() && isPlain(claims.json(), 0))) {
            return claims.wrong(
                    "must be an object of properties and values, at most %d levels deep; texts and numbers have the same limits as in other fields"
                            .formatted(MAX_CLAIM_DEPTH));
        }
        // A claim is free in form, since its subject is not known here; but no amount is negative or of gold.
        AMOUNTS.stream()
                .map(claims::at)
                .filter(claim -> claim.json().isObject())
                .forEach(PropertyReader::money);
        JsonNode confidence = record.at("confidence").json();
        if (!confidence.isMissingNode()
                && !(confidence.isNumber() && confidence.doubleValue() >= 0 && confidence.doubleValue() <= 1)) {
            return record.at("confidence").wrong("must be a number from 0 to 1");
        }
        String extractor = FieldReader.optionalText(record.at("extractor"));
        return new Evidence(
                null,
                Evidence.SourceRef.ofId(sourceId),
                FieldReader.optionalText(record.at("locator")),
                FieldReader.optionalText(record.at("quote")),
                FieldReader.optionalText(record.at("statement")),
                claims.isMissing()
                        ? Map.of()
                        : JSON.convertValue(claims.json(), new TypeReference<Map<String, Object>>() {}),
                confidence.isMissingNode() ? Evidence.FULL_CONFIDENCE : confidence.doubleValue(),
                extractor == null ? Evidence.CURATED : extractor,
                null);
    }

    /** The source is given by its id, or as the object that answers show. */
    private static String sourceId(JsonCursor source) {
        if (!source.json().isObject()) {
            return FieldReader.requiredSlug(source);
        }
        source.isObjectOf(SOURCE_FIELDS);
        return FieldReader.requiredSlug(source.at("id"));
    }

    private static boolean isPlain(JsonNode value, int depth) {
        if (value.isContainerNode()) {
            return depth < MAX_CLAIM_DEPTH
                    && value.size() <= FieldReader.MAX_ITEMS
                    && value.properties().stream().allMatch(field -> FieldReader.isText(field.getKey()))
                    && StreamSupport.stream(value.spliterator(), false).allMatch(item -> isPlain(item, depth + 1));
        }
        return value.isNumber()
                ? FieldReader.isStorable(value)
                : !value.isTextual() || FieldReader.isText(value.textValue());
    }
}
