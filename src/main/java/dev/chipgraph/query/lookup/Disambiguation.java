package dev.chipgraph.query.lookup;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Property;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A short text that distinguishes entities with the same name. */
public final class Disambiguation {

    private static final String OTHER = "other";

    /** When a source was read says nothing about the source. */
    private static final String RETRIEVED_ON = "retrievedOn";

    private Disambiguation() {}

    /** Kind or type, country and time of an entity as far as known, such as {@code province, VN, until 2025-06-30} or {@code
     * agreement (mou), 2025-09}. */
    public static String of(Entity entity) {
        return Stream.of(sort(entity), entity.country(), time(entity))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static String sort(Entity entity) {
        Object level = entity.properties().get("level");
        Object type = entity.properties().get("type");
        String kind = entity.kind().wire();
        String sort =
                level != null ? level.toString() : type == null || type.equals(OTHER) ? kind : kind + " (" + type + ")";
        return sort.replace('-', ' ');
    }

    private static String time(Entity entity) {
        Object from = first(entity, "validFrom", "foundedOn");
        Object to = first(entity, "validTo", "dissolvedOn");
        if (from != null) {
            return to == null ? "since " + from : from + " to " + to;
        }
        return to != null
                ? "until " + to
                : entity.kind().properties().stream()
                        .filter(property -> property.type() == Property.Type.DATE)
                        .filter(property -> !property.name().equals(RETRIEVED_ON))
                        .map(property -> entity.properties().get(property.name()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Object::toString)
                        .orElse(null);
    }

    private static Object first(Entity entity, String... properties) {
        return Stream.of(properties)
                .map(entity.properties()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
