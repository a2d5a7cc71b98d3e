package dev.chipgraph.graph;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prepares a database for this edition of the service: migrates the stored data and brings constraints and indexes up to
 * date. Running it again changes nothing.
 */
@ApplicationScoped
public class SchemaSetup {

    private final Graph graph;
    private final DataFormat format;

    SchemaSetup(Graph graph, DataFormat format) {
        this.graph = graph;
        this.format = format;
    }

    /**
     * Migrates the data, creates missing constraints and indexes, replaces changed ones, and waits until all can be used.
     * Indexes with names of others are left alone.
     *
     * @throws UnsupportedDataFormat when a newer edition of the service has written the data
     */
    public void setUp() {
        format.migrate();
        var existing = graph
                .administer("SHOW INDEXES YIELD " + SchemaDefinition.COLUMNS + " WHERE type <> 'LOOKUP'", Map.of())
                .stream()
                .map(SchemaDefinition::of)
                .collect(Collectors.toMap(SchemaDefinition::name, Function.identity()));
        var drop = new ArrayList<String>();
        var create = new ArrayList<String>();
        statements().forEach(statement -> {
            var wanted = SchemaDefinition.of(statement);
            var found = existing.get(wanted.name());
            if (!wanted.equals(found)) {
                create.add(statement);
                if (found != null) {
                    drop.add(found.drop());
                }
            }
        });
        graph.define(drop);
        graph.define(create);
        format.store();
    }

    private static Stream<String> statements() {
        return Stream.of(
                        Statement.in("schema").stream()
                                .map(name -> Statement.of("schema/" + name).body()),
                        Stream.of(RelationshipType.values()).flatMap(SchemaSetup::ofType),
                        Stream.of(Kind.values()).flatMap(SchemaSetup::ofKind))
                .flatMap(Function.identity());
    }

    private static Stream<String> ofType(RelationshipType type) {
        String name = "relationship_" + type.wire().toLowerCase(Locale.ROOT);
        return Stream.of(
                "CREATE CONSTRAINT %s_id IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.id IS UNIQUE"
                        .formatted(name, type.wire()),
                "CREATE INDEX %s_former IF NOT EXISTS FOR ()-[r:%s]-() ON (r.formerId)".formatted(name, type.wire()));
    }

    private static Stream<String> ofKind(Kind kind) {
        return kind.properties().stream()
                .flatMap(property -> indexed(property).stream())
                .map(stored -> "CREATE INDEX %s_%s IF NOT EXISTS FOR (e:%s) ON (e.%s, e.id)"
                        .formatted(kind.wire().replace('-', '_'), stored, kind.label(), stored));
    }

    /** A range index finds neither the items of a list nor positions within bounds. */
    private static List<String> indexed(Property property) {
        return property.many() || property.type() == Property.Type.LOCATION ? List.of() : PropertyCodec.names(property);
    }
}
