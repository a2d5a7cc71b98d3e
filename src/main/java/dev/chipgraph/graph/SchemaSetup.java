package dev.chipgraph.graph;

import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sets up constraints and indexes; doing so again changes nothing. */
@ApplicationScoped
public class SchemaSetup {

    /** What does not depend on the vocabulary; each file holds one statement. */
    private static final List<String> FIXED = List.of(
            "api_key_former",
            "api_key_hash",
            "api_key_id",
            "changes_at",
            "changes_request",
            "changes_version",
            "entity_gone",
            "entity_id",
            "entity_kind",
            "entity_kind_name",
            "entity_kind_updated",
            "entity_name",
            "entity_country",
            "entity_words",
            "evidence_former",
            "evidence_id",
            "evidence_source",
            "evidence_subject",
            "graph_id",
            "identifier_key",
            "identifier_entity",
            "import_id",
            "import_part",
            "import_rejection",
            "import_state",
            "name_entity",
            "name_fingerprint",
            "name_key",
            "name_words",
            "revision_of",
            "signed_on_behalf_of");

    private final Graph graph;

    SchemaSetup(Graph graph) {
        this.graph = graph;
    }

    /** Creates what is missing and waits until all of it can be used. */
    public void setUp() {
        var statements = statements();
        statements.keySet().removeAll(graph.names());
        graph.define(statements.values());
    }

    /** Statements by the name of what they create. */
    private static Map<String, String> statements() {
        var statements = new LinkedHashMap<String, String>();
        FIXED.forEach(
                name -> statements.put(name, Statement.of("schema/" + name).text()));
        for (RelationshipType type : RelationshipType.values()) {
            String name = "relationship_%s_id".formatted(type.wire().toLowerCase(Locale.ROOT));
            statements.put(
                    name,
                    "CREATE CONSTRAINT %s IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.id IS UNIQUE"
                            .formatted(name, type.wire()));
            String former = "relationship_%s_former".formatted(type.wire().toLowerCase(Locale.ROOT));
            statements.put(
                    former,
                    "CREATE INDEX %s IF NOT EXISTS FOR ()-[r:%s]-() ON (r.formerId)".formatted(former, type.wire()));
        }
        for (Kind kind : Kind.values()) {
            for (Property property : kind.properties()) {
                for (String stored : indexed(property)) {
                    String name = "%s_%s".formatted(kind.wire().replace('-', '_'), stored);
                    statements.put(
                            name,
                            "CREATE INDEX %s IF NOT EXISTS FOR (e:%s) ON (e.%s, e.id)"
                                    .formatted(name, kind.label(), stored));
                }
            }
        }
        return statements;
    }

    /** A list cannot be found by its items through a range index, nor a position by a range of values. */
    private static List<String> indexed(Property property) {
        return property.many() || property.type() == Property.Type.LOCATION ? List.of() : PropertyCodec.names(property);
    }
}
