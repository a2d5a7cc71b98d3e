package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph, with the properties that every kind has and, in {@code properties}, those that the vocabulary
 * gives to its kind. In JSON the latter stand beside the former.
 *
 * @param id our public id, a slug such as {@code kfia}
 * @param kind its kind
 * @param name the name to show, in the requested language
 * @param names all names
 * @param description a sentence or two
 * @param country ISO 3166-1 alpha-2 code of the country it lies in or has its seat in; derived from its relationships
 * @param sameAs the same thing elsewhere: {@code wikidata:Q...}, {@code lei:...}, {@code ror:...} or a URL
 * @param tags free labels
 * @param attributes further values from imports, for which the vocabulary has no property
 * @param properties values by name of the {@link Property} or, in answers that show them, the {@link RelatedField} of its
 *     kind
 * @param evidence what supports it; absent unless asked for
 * @param conflicts the properties in which its sources differ
 * @param version number of its revisions
 * @param recordedAt when this graph first knew it
 * @param updatedAt when it last changed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Entity(
        String id,
        Kind kind,
        String name,
        List<Name> names,
        @Nullable String description,
        @Nullable String country,
        List<String> sameAs,
        List<String> tags,
        Map<String, String> attributes,
        @JsonIgnore Map<String, Object> properties,
        List<Evidence> evidence,
        List<Conflict> conflicts,
        Long version,
        Instant recordedAt,
        Instant updatedAt)
        implements GraphRecord {

    @JsonAnyGetter
    public Map<String, Object> own() {
        return properties;
    }

    /** The same entity in a country. */
    public Entity in(String code) {
        return copy(code, properties, evidence);
    }

    /** An entity of which only id, kind and name are known. */
    public static Entity named(String id, Kind kind, String name) {
        return new Entity(
                id, kind, name, List.of(), null, null, List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of(),
                null, null, null);
    }

    /** A copy with further properties. */
    public Entity with(Map<String, ?> further) {
        var all = new LinkedHashMap<>(properties);
        all.putAll(further);
        return copy(country, all, evidence);
    }

    /** A copy with other evidence. */
    public Entity with(List<Evidence> others) {
        return copy(country, properties, others);
    }

    private Entity copy(String inCountry, Map<String, Object> withProperties, List<Evidence> withEvidence) {
        return new Entity(
                id,
                kind,
                name,
                names,
                description,
                inCountry,
                sameAs,
                tags,
                attributes,
                withProperties,
                withEvidence,
                conflicts,
                version,
                recordedAt,
                updatedAt);
    }

    /** The entity in short. */
    public Ref ref() {
        return new Ref(id, kind, name, country);
    }

    /**
     * An entity in short, for use inside other answers.
     *
     * @param id its id
     * @param kind its kind
     * @param name its name, in the requested language
     * @param country ISO 3166-1 alpha-2 code of its country, when known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "EntityRef")
    public record Ref(
            String id, Kind kind, String name, @Nullable String country) {}
}
