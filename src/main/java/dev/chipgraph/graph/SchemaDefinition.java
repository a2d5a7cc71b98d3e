package dev.chipgraph.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An index, or a uniqueness constraint with its index.
 *
 * @param name its name
 * @param type {@code UNIQUE}, {@code RANGE}, {@code FULLTEXT} or another type of Neo4j
 * @param element {@code NODE} or {@code RELATIONSHIP}
 * @param labels labels or relationship types, sorted
 * @param properties indexed properties in order
 * @param analyzer analyzer of a full-text index; otherwise empty
 */
record SchemaDefinition(
        String name, String type, String element, List<String> labels, List<String> properties, String analyzer) {

    /** The columns of {@code SHOW INDEXES} that {@link #of(Row)} reads. */
    static final String COLUMNS = "name, type, entityType, labelsOrTypes, properties, owningConstraint, options";

    private static final String UNIQUE = "UNIQUE";
    private static final Pattern FORM = Pattern.compile(
            "CREATE (?<type>CONSTRAINT|INDEX|FULLTEXT INDEX) (?<name>\\w+) IF NOT EXISTS\\s+FOR (?<element>\\(\\)-\\[)?\\(?\\w+:(?<labels>[\\w|]+)[])]-?(?:\\(\\))?\\s+(?:ON|REQUIRE)(?: EACH)? (?<properties>.+?)(?: IS UNIQUE)?(?:\\s+OPTIONS .*analyzer`: \"(?<analyzer>[\\w-]+)\"}})?\\s*");
    private static final Pattern PROPERTY = Pattern.compile("\\w\\.(\\w+)");

    /**
     * Reads a statement that creates it.
     *
     * @throws IllegalArgumentException when the statement has another form than those below {@code cypher/schema}
     */
    static SchemaDefinition of(String statement) {
        var matcher = FORM.matcher(statement);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not the form of a schema statement: " + statement);
        }
        return new SchemaDefinition(
                matcher.group("name"),
                switch (matcher.group("type")) {
                    case "CONSTRAINT" -> UNIQUE;
                    case "INDEX" -> "RANGE";
                    default -> "FULLTEXT";
                },
                matcher.group("element") == null ? "NODE" : "RELATIONSHIP",
                Arrays.stream(matcher.group("labels").split("\\|")).sorted().toList(),
                PROPERTY.matcher(matcher.group("properties"))
                        .results()
                        .map(property -> property.group(1))
                        .toList(),
                matcher.group("analyzer") == null ? "" : matcher.group("analyzer"));
    }

    /** Reads a row of {@code SHOW INDEXES}. */
    static SchemaDefinition of(Row row) {
        Row settings = row.row("options").row("indexConfig");
        Map<String, Object> config = settings == null ? Map.of() : settings.values();
        return new SchemaDefinition(
                row.text("name"),
                row.text("owningConstraint") == null ? row.text("type") : UNIQUE,
                row.text("entityType"),
                row.texts("labelsOrTypes").stream().sorted().toList(),
                row.texts("properties"),
                String.valueOf(config.getOrDefault("fulltext.analyzer", "")));
    }

    /** The statement that removes it. */
    String drop() {
        return "DROP %s %s IF EXISTS".formatted(type.equals(UNIQUE) ? "CONSTRAINT" : "INDEX", name);
    }
}
