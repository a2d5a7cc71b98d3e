package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes in YAML which records the rows of tables make; {@code docs/imports.md} documents the language.
 *
 * @param name of the mapping; evidence names it as its extractor
 * @param text the YAML
 */
public record Mapping(String name, String text) {

    private static final List<String> BUNDLED =
            List.of("eto-chip-explorer", "eto-supply-chain-2025-01", "findkg", "tota");

    /**
     * Reads and checks a mapping.
     *
     * @throws InvalidMapping with every mistake
     */
    public static Mapping parse(String yaml) {
        return new Mapping(compile(yaml).name(), yaml);
    }

    /** Names of the mappings that come with the service. */
    public static List<String> bundled() {
        return BUNDLED;
    }

    /** A mapping that comes with the service. */
    public static Optional<Mapping> bundled(String name) {
        if (!BUNDLED.contains(name)) {
            return Optional.empty();
        }
        try (InputStream file = Mapping.class.getResourceAsStream("/mappings/" + name + ".yaml")) {
            return Optional.of(parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a bundled mapping, or the text of one. */
    public static Mapping of(String nameOrYaml) {
        return bundled(nameOrYaml.strip()).orElseGet(() -> parse(nameOrYaml));
    }

    /** Compiles the mapping for one run, because lookups keep the rows that they read. */
    Compiled compile() {
        return compile(text);
    }

    private static Compiled compile(String yaml) {
        var violations = new MappingViolations();
        var tree = YamlTree.read(yaml, violations);
        if (tree.isEmpty()) {
            violations.throwIfAny();
        }
        var compiled = MappingReader.read(tree, violations);
        violations.throwIfAny();
        return compiled;
    }

    /** A mapping ready to run. */
    record Compiled(String name, List<JsonNode> sources, List<TableMapping> tables, Map<String, Lookup> lookups) {}
}
