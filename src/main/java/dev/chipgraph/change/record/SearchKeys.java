package dev.chipgraph.change.record;

import dev.chipgraph.change.Identifiers;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.model.Property;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names, identifiers and words by which entities are found. */
public final class SearchKeys {

    private static final Statement NAMES = Statement.of("merge/names");
    private static final Statement NEW_NAMES = Statement.of("merge/new_names");

    private final WriteSet writes;

    SearchKeys(WriteSet writes) {
        this.writes = writes;
    }

    /**
     * A name in the forms in which it is compared.
     *
     * @param key the folded name
     * @param value the name
     * @param fingerprint equal for names that differ only in word order, legal form or spelling
     * @param forms the further words by which it is found
     */
    private record NameKey(String key, String value, String fingerprint, String forms) {

        static NameKey of(Kind kind, String value) {
            String key = Folding.fold(value);
            String bare = kind.isOrganization() ? LegalForms.without(key) : key;
            return new NameKey(key, value, Folding.fingerprint(bare), String.join(" ", NameWords.forms(bare)));
        }

        Map<String, String> toMap() {
            return Map.of("key", key, "value", value, "fingerprint", fingerprint, "forms", forms);
        }
    }

    /** Indexes new entities by their names and identifiers. */
    void create(List<Entity> entities) {
        writes.run(NEW_NAMES, "rows", entities.stream().flatMap(this::newRows).toList());
    }

    private Stream<Map<String, Object>> newRows(Entity entity) {
        return Stream.concat(
                names(entity).stream().map(name -> newRow("Name", entity.id(), name.toMap())),
                Identifiers.keys(entity).stream().map(key -> newRow("Identifier", entity.id(), Map.of("key", key))));
    }

    private Map<String, Object> newRow(String label, String entity, Map<String, String> key) {
        var properties = new HashMap<String, Object>(key);
        properties.put("entity", entity);
        properties.put("recordedAt", writes.transaction().now());
        return Map.of("label", label, "properties", properties);
    }

    /** Replaces the names and identifiers of known entities. */
    void update(List<Entity> entities) {
        var rows = entities.stream()
                .map(entity -> row(
                        entity.id(), names(entity).stream().map(NameKey::toMap).toList(), Identifiers.keys(entity)))
                .toList();
        writes.run(NAMES, "rows", rows);
    }

    void withdraw(Collection<String> entities) {
        var rows = entities.stream().map(id -> row(id, List.of(), List.of())).toList();
        writes.run(NAMES, "rows", rows);
    }

    private static Map<String, Object> row(String id, List<Map<String, String>> names, List<String> identifiers) {
        return Map.of("id", id, "names", names, "identifiers", identifiers);
    }

    /** The searchable text of an entity, with its kind and the words that the vocabulary has for it, such as {@code mou}. */
    static String words(Entity entity) {
        var own = entity.kind().properties().stream()
                .filter(property -> property.type() == Property.Type.TEXT || property.type() == Property.Type.CHOICE)
                .map(property -> entity.properties().get(property.name()));
        return Stream.of(
                        Stream.of(
                                entity.name(),
                                entity.description(),
                                entity.kind().wire()),
                        entity.names().stream().map(Name::value),
                        entity.tags().stream(),
                        own)
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .flatMap(text -> Arrays.stream(Folding.fold(text.toString()).split(" ", -1)))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The fingerprints of the names of an entity. Names with the same one may belong to the same organisation. */
    public static List<String> fingerprints(Entity entity) {
        return names(entity).stream().map(NameKey::fingerprint).distinct().toList();
    }

    /** Keeps the first of several names with the same folded form. */
    private static Collection<NameKey> names(Entity entity) {
        var byKey = new LinkedHashMap<String, NameKey>();
        Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .map(value -> NameKey.of(entity.kind(), value))
                .filter(name -> !name.key().isEmpty())
                .forEach(name -> byKey.putIfAbsent(name.key(), name));
        return byKey.values();
    }
}
