package dev.chipgraph.graph;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Sets up constraints and indexes; doing so again changes nothing. */
@ApplicationScoped
public class Schema {

    /** What does not depend on the vocabulary; each file holds one statement. */
    private static final List<String> FIXED = List.of(
            "entity_id",
            "entity_kind",
            "entity_kind_name",
            "entity_kind_updated",
            "entity_name",
            "entity_country",
            "evidence_id",
            "evidence_source",
            "evidence_subject",
            "graph_id",
            "identifier_key",
            "identifier_entity",
            "name_entity",
            "name_key",
            "name_words",
            "revision_of");

    private final Graph graph;

    Schema(Graph graph) {
        this.graph = graph;
    }

    /** Creates what is missing and waits until all of it can be used. */
    public void setUp() {
        var statements = new ArrayList<String>();
        FIXED.forEach(name -> statements.add(Statement.of("schema/" + name).text()));
        for (RelationshipType type : RelationshipType.values()) {
            statements.add("CREATE CONSTRAINT relationship_%s_id IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.id IS UNIQUE"
                    .formatted(type.wire(), type.wire()));
        }
        for (Kind kind : Kind.values()) {
            for (Property property : kind.properties()) {
                for (String stored : indexed(property)) {
                    statements.add("CREATE INDEX %s_%s IF NOT EXISTS FOR (e:%s) ON (e.%s, e.id)"
                            .formatted(kind.label(), stored, kind.label(), stored));
                }
            }
        }
        statements.add("CALL db.awaitIndexes(300)");
        graph.define(statements);
    }

    /** A list cannot be found by its items through a range index, nor a position by a range of values. */
    private static List<String> indexed(Property property) {
        return property.many() || property.type() == Property.Type.LOCATION ? List.of() : Stored.names(property);
    }
}
