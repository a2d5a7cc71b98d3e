package dev.chipgraph.ingest.mapping;

import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.UnknownName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The filters that templates of one mapping can use: those that are built in, its maps and its lookups. */
final class FilterCatalog {

    private final Map<String, TextFilter> maps = new LinkedHashMap<>();
    private final Map<String, Set<String>> outcomesOfMaps = new LinkedHashMap<>();
    private final Map<String, Lookup> lookups = new LinkedHashMap<>();
    private final Map<Lookup, List<TableMapping.Use>> usesOfLookups = new LinkedHashMap<>();

    /** Adds a map, which replaces texts by others. */
    void addMap(String name, JsonCursor map) {
        map.allowOnly(List.of("values", "otherwise", "default"), Set.of());
        var values = new LinkedHashMap<String, String>();
        YamlScalars.object(map.at("values"))
                .fields()
                .forEach((text, value) -> values.put(text, YamlScalars.text(value)));
        String defaultText = YamlScalars.text(map.at("default"), "");
        TextFilter.Otherwise otherwise = otherwise(map);
        if (map.has("default") && map.has("otherwise")) {
            map.wrong("cannot have both otherwise and default");
        }
        maps.put(name, TextFilter.each(text -> {
            String value = values.get(text);
            if (value != null) {
                return value;
            }
            return defaultText.isEmpty() ? otherwise.apply(text, "is not in the map " + name) : defaultText;
        }));
        if (otherwise != TextFilter.Otherwise.KEEP) {
            var outcomes = new LinkedHashSet<>(values.values());
            outcomes.add(defaultText);
            outcomes.remove("");
            outcomesOfMaps.put(name, outcomes);
        }
    }

    private static TextFilter.Otherwise otherwise(JsonCursor node) {
        JsonCursor field = node.at("otherwise");
        var policy = field.isMissing() ? null : field.parse(() -> TextFilter.Otherwise.of(YamlScalars.text(field)));
        return policy == null ? TextFilter.Otherwise.REJECT : policy;
    }

    /**
     * Adds a lookup, which replaces keys by cells of another table.
     *
     * @param tables the file names of all tables of the mapping
     */
    void addLookup(String name, JsonCursor lookup, Collection<String> tables) {
        lookup.allowOnly(List.of("table", "key", "otherwise"), Set.of());
        String table = YamlScalars.text(lookup.at("table"), "");
        if (!tables.contains(table)) {
            lookup.at("table").wrong("\"%s\" %s".formatted(table, UnknownName.message(table, tables)));
        }
        var values = new ValueReader(this, Map.of());
        FieldValue key = values.single(lookup.at("key"));
        if (key.columns().findAny().isEmpty()) {
            lookup.at("key").wrong("must name a column in braces, such as {id}");
        }
        // Added after its key was read, so that the key cannot depend on the lookup itself.
        Lookup added = new Lookup(table, key, otherwise(lookup));
        lookups.put(name, added);
        usesOfLookups.put(added, new ArrayList<>(values.uses()));
    }

    Map<String, Lookup> lookups() {
        return lookups;
    }

    /** The columns that lookups need in one of these files. */
    List<TableMapping.Use> usesIn(List<String> files) {
        return lookups.values().stream()
                .filter(lookup -> files.contains(lookup.table()))
                .flatMap(lookup -> usesOfLookups.get(lookup).stream())
                .toList();
    }

    /** The filter that a step of a template names; empty when the step is not valid. */
    Optional<TextFilter> filter(JsonCursor template, TemplateParser.Step step) {
        return switch (step.name()) {
            case TextFilter.MAP -> map(template, step.arguments());
            case TextFilter.LOOKUP -> lookup(template, step.arguments());
            default -> builtIn(template, step);
        };
    }

    private Optional<TextFilter> map(JsonCursor template, List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        if (arguments.size() != 1) {
            template.wrong("the filter map needs one argument, the name of a map");
        } else if (!maps.containsKey(name)) {
            template.wrong("the map \"%s\" %s".formatted(name, UnknownName.message(name, maps.keySet())));
        }
        return Optional.ofNullable(maps.get(name));
    }

    private Optional<TextFilter> lookup(JsonCursor template, List<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        Lookup lookup = lookups.get(name);
        if (lookup == null) {
            template.wrong("the lookup \"%s\" %s".formatted(name, UnknownName.message(name, lookups.keySet())));
            return Optional.empty();
        }
        if (arguments.size() != 2) {
            template.wrong("the filter lookup needs the lookup and the column: lookup:%s:name".formatted(name));
            return Optional.empty();
        }
        String column = arguments.getLast();
        usesOfLookups.get(lookup).add(new TableMapping.Use(template.path(), column));
        return Optional.of(lookup.filter(column));
    }

    private static Optional<TextFilter> builtIn(JsonCursor template, TemplateParser.Step step) {
        TextFilter.Maker maker = TextFilter.MAKERS.get(step.name());
        if (maker == null) {
            var names = new ArrayList<>(TextFilter.MAKERS.keySet());
            names.addAll(List.of(TextFilter.MAP, TextFilter.LOOKUP));
            template.wrong("the filter \"%s\" %s".formatted(step.name(), UnknownName.message(step.name(), names)));
            return Optional.empty();
        }
        try {
            return Optional.of(maker.make(step.arguments()));
        } catch (IllegalArgumentException e) {
            template.wrong("the filter " + step.name() + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /** All texts that a step can give, when they are known before any row is read. */
    Optional<Set<String>> outcomes(TemplateParser.Step step, Optional<Set<String>> before) {
        if (step.arguments().size() != 1) {
            return Optional.empty();
        }
        String argument = step.arguments().getFirst();
        return switch (step.name()) {
            case TextFilter.MAP -> Optional.ofNullable(outcomesOfMaps.get(argument));
            case "default" ->
                before.map(known -> {
                    var all = new LinkedHashSet<>(known);
                    all.add(argument);
                    return all;
                });
            default -> Optional.empty();
        };
    }
}
