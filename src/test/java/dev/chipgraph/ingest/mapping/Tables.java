package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs mappings over small tables. */
final class Tables {

    static final String HEAD = """
            name: made-up
            sources: [{id: made-up, type: dataset, name: Made up}]
            """;

    private final Map<String, MappedTables.Bytes> files = new LinkedHashMap<>();

    /** A mapping of one table of companies, with more about each. */
    static String companies(String more) {
        return HEAD + """
            tables:
              - file: companies.csv
                entities:
                  - id: "{id|slug}"
                    kind: company
                    name: "{name}"
            """ + more.indent(8);
    }

    static Result readCompanies(String more, String csv) {
        return of("companies.csv", csv).read(companies(more));
    }

    static Tables of(String file, String text) {
        return new Tables().and(file, text);
    }

    static Tables of(String file, byte[] bytes) {
        return new Tables().and(file, bytes);
    }

    Tables and(String file, String text) {
        return and(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Tables and(String file, byte[] bytes) {
        files.put(file, () -> new ByteArrayInputStream(bytes));
        return this;
    }

    Map<String, MappedTables.Bytes> files() {
        return files;
    }

    Result read(String yaml) {
        return read(Mapping.parse(yaml));
    }

    Result read(Mapping mapping) {
        var records = new ArrayList<JsonNode>();
        var lines = new ArrayList<Long>();
        var refusals = new ArrayList<String>();
        try (var tables = MappedTables.open(mapping, files)) {
            tables.forEachRemaining(item -> {
                switch (item) {
                    case MappedTables.MappedRecord made -> {
                        records.add(parsed(made.json().toString()));
                        lines.add(made.line());
                    }
                    case MappedTables.RowRejected refused ->
                        refusals.add("%s:%d: %s %s"
                                .formatted(refused.file(), refused.line(), refused.field(), refused.reason()));
                }
            });
        }
        return new Result(records, lines, refusals);
    }

    record Result(List<JsonNode> records, List<Long> lines, List<String> refusals) {

        List<JsonNode> entities() {
            return records.stream()
                    .filter(item -> item.has("entity"))
                    .map(item -> item.path("entity"))
                    .toList();
        }

        List<JsonNode> relationships() {
            return records.stream()
                    .filter(item -> item.has("relationship"))
                    .map(item -> item.path("relationship"))
                    .toList();
        }

        JsonNode entity() {
            return entities().getFirst();
        }
    }

    static JsonNode json(String text) {
        return parsed(text.replace('\'', '"'));
    }

    private static JsonNode parsed(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
