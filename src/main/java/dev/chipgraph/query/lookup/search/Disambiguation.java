package dev.chipgraph.query.lookup.search;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Texts;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A short text that distinguishes entities with the same name. */
public final class Disambiguation {

    private static final String OTHER = "other";

    /** The level of places that are countries themselves. */
    private static final String COUNTRY = "country";

    /** When a source was read says nothing about the source. */
    private static final String RETRIEVED_ON = "retrievedOn";

    private Disambiguation() {}

    /** Kind or type, country and time of an entity as far as known, such as {@code province, Vietnam, until 30 June 2025} or
     * {@code agreement (memorandum of understanding), September 2025}. */
    public static String of(Entity entity, Languages languages) {
        return languages.write(texts -> {
            String hint = sort(entity, texts);
            if (entity.country() != null && !COUNTRY.equals(entity.properties().get("level"))) {
                hint = texts.say("hint.country", Map.of("hint", hint, "country", texts.country(entity.country())));
            }
            String time = time(entity, texts);
            return time == null ? hint : texts.say("hint.time", Map.of("hint", hint, "time", time));
        });
    }

    private static String sort(Entity entity, Texts texts) {
        var level = choice(entity, "level", texts);
        String kind = texts.label(entity.kind());
        return level.orElseGet(() -> choice(entity, "type", texts)
                .map(type -> texts.say("hint.kind-and-type", Map.of("kind", kind, "type", type)))
                .orElse(kind));
    }

    private static Optional<String> choice(Entity entity, String name, Texts texts) {
        return entity.kind()
                .property(name)
                .filter(property -> entity.properties().get(name) instanceof String value && !value.equals(OTHER))
                .map(property ->
                        texts.label(property, (String) entity.properties().get(name)));
    }

    private static String time(Entity entity, Texts texts) {
        var from = first(entity, "validFrom", "foundedOn").map(texts::date);
        var to = first(entity, "validTo", "dissolvedOn").map(texts::date);
        if (from.isPresent()) {
            return to.map(end -> texts.say("hint.from-to", Map.of("from", from.get(), "to", end)))
                    .orElseGet(() -> texts.say("hint.since", Map.of("date", from.get())));
        }
        return to.map(end -> texts.say("hint.until", Map.of("date", end)))
                .or(() -> first(
                                entity,
                                entity.kind().properties().stream()
                                        .filter(property -> property.type() == Property.Type.DATE)
                                        .map(Property::name)
                                        .filter(name -> !name.equals(RETRIEVED_ON))
                                        .toArray(String[]::new))
                        .map(texts::date))
                .orElse(null);
    }

    private static Optional<PartialDate> first(Entity entity, String... properties) {
        return Stream.of(properties)
                .map(entity.properties()::get)
                .filter(Objects::nonNull)
                .map(PartialDate.class::cast)
                .findFirst();
    }
}
