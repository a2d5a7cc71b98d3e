package dev.chipgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelationshipType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The indexes and the format of the stored data are those of this edition of the service after each start. */
@QuarkusTest
@ExtendWith(Api.class)
class SchemaTest {

    private static final String DEFINITIONS = "SHOW INDEXES YIELD " + SchemaDefinition.COLUMNS + ", state, id "
            + "WHERE state = 'ONLINE' AND name IN $names RETURN " + SchemaDefinition.COLUMNS + ", id ORDER BY name";

    @Inject
    SchemaSetup schema;

    @Inject
    Graph graph;

    @Test
    void everyIndexOfTheVocabularyIsThere() {
        var names = graph.administer("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE'", Map.of()).stream()
                .map(row -> row.text("name"))
                .toList();

        assertThat(names)
                .contains(
                        "entity_id",
                        "name_key",
                        "name_words",
                        "entity_words",
                        "agreement_status",
                        "investment_amountValue");
        for (RelationshipType type : RelationshipType.values()) {
            assertThat(names).contains("relationship_" + type.wire().toLowerCase(Locale.ROOT) + "_id");
        }
        for (Kind kind : Kind.values()) {
            kind.properties().stream()
                    .filter(property -> property.name().endsWith("On"))
                    .forEach(property ->
                            assertThat(names).contains(kind.wire().replace('-', '_') + "_" + property.name()));
        }
    }

    @Test
    void changedDefinitionsReplaceTheOldOnes() {
        // Given: the definitions of another edition under our names, and an index of somebody else
        var names = List.of("changes_at", "changes_request", "name_words", "signed_on_behalf_of", "of_somebody_else");
        var before = definitions(names);
        run("DROP INDEX changes_at", "CREATE INDEX changes_at FOR (c:Changes) ON (c.by)");
        run("DROP CONSTRAINT changes_request", "CREATE INDEX changes_request FOR (c:Changes) ON (c.request)");
        run("DROP INDEX name_words", "CREATE FULLTEXT INDEX name_words FOR (n:Name) ON EACH [n.key]");
        run(
                "DROP INDEX signed_on_behalf_of",
                "CREATE CONSTRAINT signed_on_behalf_of FOR (t:Test) REQUIRE t.id IS UNIQUE");
        run("CREATE INDEX of_somebody_else FOR (t:Test) ON (t.other)");
        try {
            assertThat(definitions(names)).doesNotContainAnyElementsOf(before);

            // When
            schema.setUp();

            // Then
            assertThat(definitions(names)).containsAll(before).hasSize(before.size() + 1);
        } finally {
            run("DROP INDEX of_somebody_else");
        }
    }

    @Test
    void unchangedDefinitionsStay() {
        var names = List.of("entity_words", "entity_id", "entity_kind", "relationship_signed_id");
        var before = ids(names);

        schema.setUp();

        assertThat(ids(names)).hasSize(names.size()).isEqualTo(before);
    }

    @Test
    void olderDataIsMigratedInOrder() {
        // Given: data from before formats were numbered
        run("MATCH (g:Graph {id: 'graph'}) REMOVE g.format");

        // When
        schema.setUp();

        // Then
        assertThat(storedFormat()).isEqualTo(DataFormat.CURRENT);
        assertThat(Statement.in("migration").stream().map(Integer::valueOf))
                .as("Each format has a migration that leads to it")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, DataFormat.CURRENT).boxed().toList());
    }

    @Test
    void evidenceOfOlderDataClaimsWhatItsSubjectsSay() {
        // Given
        String ofCountry = "MATCH (v:Evidence {subject: 'japan'}) WHERE v.supersededAt IS NULL ";
        var claims = texts(ofCountry);
        assertThat(claims).anyMatch(json -> json.contains("isoCode")).allMatch(json -> json.contains("name"));
        run(ofCountry + "SET v.claims = CASE WHEN v.claims CONTAINS 'isoCode' THEN '{\"isoCode\":\"JP\"}' END");
        run("MATCH (g:Graph {id: 'graph'}) SET g.format = 1");

        // When
        schema.setUp();

        // Then
        assertThat(texts(ofCountry)).isEqualTo(claims);
        assertThat(storedFormat()).isEqualTo(DataFormat.CURRENT);
    }

    private List<String> texts(String match) {
        return graph.administer(match + "RETURN v.claims AS claims ORDER BY v.id", Map.of()).stream()
                .map(row -> row.text("claims"))
                .toList();
    }

    @Test
    void dataOfANewerFormatIsRefusedAndLeftAlone() {
        // Given
        run("MATCH (g:Graph {id: 'graph'}) SET g.format = 99");
        run("DROP INDEX changes_at");
        try {
            // When, Then
            assertThatThrownBy(schema::setUp)
                    .isInstanceOf(UnsupportedDataFormat.class)
                    .hasMessageContaining("format 99")
                    .hasMessageContaining("up to " + DataFormat.CURRENT);
            assertThat(storedFormat()).isEqualTo(99);
            assertThat(definitions(List.of("changes_at"))).isEmpty();
        } finally {
            run("MATCH (g:Graph {id: 'graph'}) SET g.format = " + DataFormat.CURRENT);
            schema.setUp();
        }
    }

    private long storedFormat() {
        return graph.administer("MATCH (g:Graph {id: 'graph'}) RETURN g.format AS format", Map.of())
                .getFirst()
                .number("format");
    }

    private List<SchemaDefinition> definitions(List<String> names) {
        return graph.administer(DEFINITIONS, Map.of("names", names)).stream()
                .map(SchemaDefinition::of)
                .toList();
    }

    private List<Long> ids(List<String> names) {
        return graph.administer(DEFINITIONS, Map.of("names", names)).stream()
                .map(row -> row.number("id"))
                .toList();
    }

    private void run(String... statements) {
        for (String statement : statements) {
            graph.administer(statement, Map.of());
        }
    }
}
