package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.Claims;
import dev.chipgraph.model.JsonCursor;
import dev.chipgraph.model.RecordReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles the tree of a mapping and notes every mistake in it. */
final class MappingReader {

    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+)*";

    private final JsonCursor mapping;
    private final FilterCatalog filters = new FilterCatalog();

    private MappingReader(JsonCursor mapping) {
        this.mapping = mapping;
    }

    static Mapping.Compiled read(JsonNode tree, MappingViolations violations) {
        return new MappingReader(JsonCursor.root(tree, violations)).read();
    }

    private Mapping.Compiled read() {
        mapping.allowOnly(List.of("name", "extractor", "sources", "maps", "lookups", "tables"), Set.of());
        String name = YamlScalars.text(mapping.at("name"), "mapping");
        if (!name.matches(SLUG)) {
            mapping.at("name").wrong("must be lower-case letters and digits with single hyphens between");
        }
        String extractor = YamlScalars.text(mapping.at("extractor"), name);
        if (extractor.equals(Claims.DECISION)) {
            mapping.at(mapping.has("extractor") ? "extractor" : "name")
                    .wrong("must not be %s, which marks decisions of editors".formatted(Claims.DECISION));
        }
        var sources = sources();
        String source = sources.isEmpty() ? "" : sources.getFirst().path("id").asText();
        JsonCursor tables = mapping.at("tables");
        if (!tables.json().isArray() || tables.json().isEmpty()) {
            tables.wrong("is required: a list of tables");
        }
        var tableItems = tables.itemsOrSelf();
        var allFiles = tableItems.stream().flatMap(MappingReader::files).toList();
        YamlScalars.object(mapping.at("maps"))
                .fields()
                .forEach((key, map) -> filters.addMap(key, YamlScalars.object(map)));
        YamlScalars.object(mapping.at("lookups"))
                .fields()
                .forEach((key, lookup) -> filters.addLookup(key, YamlScalars.object(lookup), allFiles));
        var read = tableItems.stream()
                .map(table -> table(YamlScalars.object(table), source, extractor))
                .toList();
        return new Mapping.Compiled(
                name, sources, read.stream().map(this::withUsesOfLookups).toList(), filters.lookups());
    }

    private List<JsonNode> sources() {
        var sources = new ArrayList<JsonNode>();
        for (JsonCursor item : mapping.at("sources").items()) {
            new RecordReader(mapping.violations()).source(item);
            sources.add(item.json());
        }
        return sources;
    }

    private static Stream<String> files(JsonCursor table) {
        return table.at("file").itemsOrSelf().stream().map(file -> file.json().asText());
    }

    private TableMapping table(JsonCursor table, String source, String extractor) {
        table.allowOnly(
                Stream.of(List.of("file"), CsvDialectReader.FIELDS, List.of("virtual", "entities", "relationships"))
                        .flatMap(List::stream)
                        .toList(),
                Set.of());
        var files = files(table).filter(file -> !file.isBlank()).toList();
        if (files.isEmpty()) {
            table.at("file").wrong("is required: the name of the table's file");
        }
        CsvDialect dialect = CsvDialectReader.read(table);
        var virtualColumns = new LinkedHashMap<String, FieldValue>();
        var values = new ValueReader(filters, virtualColumns);
        readVirtualColumns(YamlScalars.object(table.at("virtual")), virtualColumns, values);
        var templates = new RecordTemplateReader(filters, virtualColumns, values, source, extractor);
        var records = new ArrayList<RecordTemplate>();
        table.at("entities").items().forEach(item -> records.add(templates.entity(YamlScalars.object(item))));
        table.at("relationships")
                .items()
                .forEach(item -> records.add(templates.relationship(YamlScalars.object(item))));
        return new TableMapping(table.path(), files, dialect, virtualColumns, records, values.uses());
    }

    private static void readVirtualColumns(
            JsonCursor virtual, Map<String, FieldValue> virtualColumns, ValueReader values) {
        virtual.fields().forEach((name, node) -> {
            FieldValue value = values.single(node);
            value.columns()
                    .filter(column -> virtual.has(column) && !virtualColumns.containsKey(column))
                    .forEach(column -> node.wrong("can use only virtual columns above it, not " + column));
            virtualColumns.put(name, value);
        });
    }

    /** Lookups need columns of tables, which are checked in the same way as those that the tables use themselves. */
    private TableMapping withUsesOfLookups(TableMapping table) {
        var uses = new ArrayList<>(table.uses());
        uses.addAll(filters.usesIn(table.files()));
        var complete =
                new TableMapping(table.path(), table.files(), table.dialect(), table.virtual(), table.records(), uses);
        if (!table.dialect().columns().isEmpty()) {
            complete.checkColumns(table.dialect().columns(), mapping.violations());
        }
        return complete;
    }
}
