package dev.chipgraph.rest.request;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Sparse fields: only those of an entity that are asked for. */
@ApplicationScoped
public class SparseFields {

    /** What every entity has, in the order of JSON. */
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
     * The fields that a comma-separated list names; all of them when it is null.
     *
     * @throws InvalidInput naming what is allowed, when one is unknown
     */
    public Set<String> read(String list, Set<Kind> kinds) {
        Set<String> known = new LinkedHashSet<>(COMMON);
        kinds.forEach(kind -> kind.properties().stream().map(Property::name).forEach(known::add));
        if (list == null) {
            return known;
        }
        var context = new LinkedHashSet<>(Arrays.asList(list.split(",", -1)));
        context.stream().filter(field -> !known.contains(field)).findFirst().ifPresent(unknown -> {
            throw new InvalidInput(
                    "query",
                    "fields",
                    "does not know \"%s\"; allowed are %s".formatted(unknown, String.join(", ", known)));
        });
        return context;
    }

    /** The entity as JSON, with these fields only. */
    public ObjectNode select(Entity entity, Set<String> fields) {
        ObjectNode tree = json.valueToTree(entity);
        return tree.retain(Stream.concat(Stream.of("id"), fields.stream()).toList());
    }
}
