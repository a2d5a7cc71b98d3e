package dev.chipgraph.rest.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelatedField;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Selects the fields of an entity that the parameter {@code fields} lists. */
@ApplicationScoped
public class SparseFields {

    /** Fields of every entity, in their order in JSON. */
    static final List<String> COMMON = List.of(
            "id",
            "kind",
            "name",
            "names",
            "description",
            "country",
            "sameAs",
            "tags",
            "attributes",
            "evidence",
            "conflicts",
            "version",
            "recordedAt",
            "updatedAt");

    private final ObjectMapper json;

    SparseFields(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads a comma-separated list of fields; null means all fields.
     *
     * @throws InvalidInput listing the allowed fields, if one is unknown
     */
    public Set<String> read(String list, Set<Kind> kinds) {
        Set<String> known = new LinkedHashSet<>(COMMON);
        kinds.forEach(kind -> {
            RelatedField.of(kind).stream().map(RelatedField::name).forEach(known::add);
            kind.properties().stream().map(Property::name).forEach(known::add);
        });
        if (list == null) {
            return known;
        }
        var fields = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
        fields.stream().filter(field -> !known.contains(field)).findFirst().ifPresent(unknown -> {
            throw new InvalidInput(
                    "query",
                    "fields",
                    "does not know \"%s\"; allowed are %s".formatted(unknown, String.join(", ", known)));
        });
        return fields;
    }

    /** The entity as JSON, with its id and these fields only. */
    public ObjectNode select(Entity entity, Set<String> fields) {
        ObjectNode tree = json.valueToTree(entity);
        return tree.retain(Stream.concat(Stream.of("id"), fields.stream()).toList());
    }

    /** Likewise, with what its sources claim unless that is null. */
    public ObjectNode select(Entity entity, Set<String> fields, List<ClaimedValue> claims) {
        ObjectNode tree = select(entity, fields);
        return claims == null ? tree : tree.set("claims", json.valueToTree(claims));
    }
}
