package dev.chipgraph.ingest.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.MatchBy;
import dev.chipgraph.model.WireName;
import java.util.Set;

/**
 * The wish of an entity record to be matched with an entity that is there already.
 *
 * @param by what must be equal
 * @param country the country of the entity: its ISO 3166-1 alpha-2 code, or the id of a place; null when unknown
 */
record MatchRequest(MatchBy by, String country) {

    private static final Set<String> FIELDS = Set.of("by", "country");

    /** Reads the field {@code match}; null when the value is not valid. */
    static MatchRequest of(JsonNode match) {
        boolean valid = match.isObject()
                && match.properties().stream()
                        .allMatch(field -> FIELDS.contains(field.getKey())
                                && field.getValue().isTextual())
                && WireName.spellings(MatchBy.class).contains(match.path("by").asText());
        return valid
                ? new MatchRequest(
                        WireName.read(MatchBy.class, match.path("by").asText()),
                        match.path("country").textValue())
                : null;
    }

    static String expected() {
        return "must be an object: by is one of %s, and country is an ISO 3166-1 alpha-2 code or the id of a place"
                .formatted(String.join(", ", WireName.spellings(MatchBy.class)));
    }

    boolean isByName() {
        return by == MatchBy.NAME || (by == MatchBy.NAME_AND_COUNTRY && country != null);
    }
}
