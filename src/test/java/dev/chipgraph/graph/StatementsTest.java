package dev.chipgraph.graph;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.question.AllRelationships;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.summary.Plan;

/** Every statement is understood by the real database and starts from an index, never from a scan of all nodes. */
@QuarkusTest
@ExtendWith(Api.class)
class StatementsTest {

    private static final Path FOLDER = Path.of("src/main/resources/cypher");
    private static final Path EXPANDED = Path.of("target/cypher");

    @Inject
    Database database;

    static Stream<String> statements() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".cypher"))
                    .map(file -> FOLDER.relativize(file).toString().replace(".cypher", ""))
                    .filter(name -> !name.startsWith("phrase/"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void startsFromAnIndex(String name) throws IOException {
        Statement statement = Statement.of(name);
        String samples = SampleParameters.of(statement.parameters());
        writeForTheBrowser(statement, samples);

        var parameters = evaluated(samples);
        Stream.of(statement.text(), statement.present())
                .distinct()
                .filter(text -> !name.startsWith("migration/")) // Migrations read all that is stored.
                .forEach(text -> assertStartsFromAnIndex(name, operators(text, parameters)));
    }

    private static void assertStartsFromAnIndex(String name, List<String> operators) {
        assertThat(operators).noneMatch(operator -> operator.startsWith("AllNodesScan"));
        assertThat(operators).noneMatch(operator -> operator.startsWith("NodeByLabelScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("RelationshipTypeScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("AllRelationshipsScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("IndexScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("CartesianProduct") && name.startsWith("query/"));
    }

    /** Writes a statement as one can paste it into Neo4j Browser: sample parameters, then the text with all phrases expanded. */
    private static void writeForTheBrowser(Statement statement, String samples) throws IOException {
        Path file = EXPANDED.resolve(statement.name() + ".cypher");
        Files.createDirectories(file.getParent());
        String command = statement.parameters().isEmpty() ? "" : ":params %s;\n\n".formatted(samples);
        Files.writeString(file, "%s%s;\n".formatted(command, statement.text().strip()));
    }

    private Map<String, Object> evaluated(String samples) {
        return database.setUp(session -> session.run("RETURN %s AS samples".formatted(samples))
                .single()
                .get("samples")
                .asMap());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void saysWhatItIsFor(String name) throws IOException {
        assertThat(Files.readString(FOLDER.resolve(name + ".cypher"))).startsWith("// ");
        assertThat(Files.readString(FOLDER.resolve(name + ".cypher")).lines().filter(line -> line.endsWith(";")))
                .as("one statement a file")
                .isEmpty();
    }

    @Test
    void theGuardSeesAScan() {
        assertThat(operators("MATCH (n) WHERE n.id = $id RETURN n", Map.of("id", "x")))
                .anyMatch(operator -> operator.startsWith("AllNodesScan"));
    }

    /** Patterns of the forms that clients ask, which must not look at everything when they name something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'nodes': {'a': {'kind': 'company'}}}",
                "{'nodes': {'a': {'ref': 'kfia'}, 'b': {}}, 'edges': [{'from': 'a', 'to': 'b', 'direction': 'both'}]}",
                "{'nodes': {'a': {}, 'b': {'ref': 'fpt'}}, 'edges': [{'from': 'a', 'to': 'b', 'hops': '0..'}]}",
                "{'nodes': {'a': {}, 'b': {'kind': 'event'}}, 'edges': [{'from': 'a', 'to': 'b', 'as': 'r'}]}",
                "{'nodes': {'a': {'ref': 'fpt'}}, 'edges': [{'from': 'a', 'to': {}, 'absent': true}]}",
                "{'nodes': {'a': {'ref': 'fpt'}, 'b': {}}, 'edges': [{'from': 'a', 'to': 'b', 'optional': true}]}",
                "{'nodes': {'a': {'where': {'name': 'FPT', 'source': 'x'}}}, 'return': [{'count': '*'}]}"
            })
    void patternsStartFromAnIndexOrALabel(String pattern) {
        Json explained = given().contentType(Request.JSON)
                .body(pattern.replace('\'', '"').replaceFirst("}$", ", \"explain\": true}"))
                .post("/v1/patterns")
                .jsonPath();

        var operators =
                operators(explained.getString("meta.explained.cypher"), explained.getMap("meta.explained.parameters"));

        assertThat(operators).isNotEmpty().noneMatch(operator -> operator.startsWith("AllNodesScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("AllRelationshipsScan"));
        if (pattern.contains("'ref'")) {
            assertThat(operators).anyMatch(operator -> operator.startsWith("NodeUniqueIndexSeek"));
            assertThat(operators).noneMatch(operator -> operator.startsWith("NodeByLabelScan"));
        }
    }

    @ParameterizedTest
    @EnumSource(RelationshipType.class)
    void listsOfRelationshipsStartFromAnIndex(RelationshipType type) {
        var now = new QueryContext(ValidAt.today(), KnownAt.NOW, false, Languages.accepting(null));
        Statement statement = AllRelationships.ofType(type, now);

        assertStartsFromAnIndex(
                "query/relationships",
                operators(statement.present(), evaluated(SampleParameters.of(statement.parameters()))));
    }

    @Test
    void aStatementMustDeclareItsParameters() {
        assertThatThrownBy(() -> Statement.of("query/nothing")).hasMessageContaining("cypher/query/nothing.cypher");
        assertThatThrownBy(() -> new Statement("test", "RETURN cg.nothing(e)"))
                .hasMessageContaining("cypher/phrase/nothing.cypher");
        assertThat(Statement.of("query/entity").parameters()).containsExactly("at", "evidence", "id");
    }

    @Test
    void atMostNinePhrases() {
        assertThat(Statement.in("phrase")).contains("holds", "known").hasSizeLessThanOrEqualTo(9);
    }

    private List<String> operators(String text, Map<String, Object> parameters) {
        return database.setUp(session -> {
            var operators = new ArrayList<String>();
            collect(session.run("EXPLAIN " + text, parameters).consume().plan(), operators);
            return operators;
        });
    }

    private static void collect(Plan plan, List<String> operators) {
        operators.add(plan.operatorType());
        plan.children().forEach(child -> collect(child, operators));
    }
}
