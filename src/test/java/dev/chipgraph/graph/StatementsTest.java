package dev.chipgraph.graph;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.RelationshipType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.summary.Plan;

/** Every statement is understood by the real database and starts from an index, never from a scan of all nodes. */
@QuarkusTest
@ExtendWith(Api.class)
class StatementsTest {

    private static final Path FOLDER = Path.of("src/main/resources/cypher");

    /** Values of the types that the statements expect, by the names that their headers declare. */
    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            Map.entry("after", "a"),
            Map.entry("afterScore", 2),
            Map.entry("at", Map.of("first", "2026-01-01", "last", "2026-01-01", "known", KnownAt.NOW.instant())),
            Map.entry("before", "~"),
            Map.entry("bound", 100),
            Map.entry("by", "somebody"),
            Map.entry("bytes", new byte[] {1}),
            Map.entry("completing", "+(kfia*)"),
            Map.entry("countries", List.of("VN")),
            Map.entry("currencies", List.of("USD")),
            Map.entry("digest", "d"),
            Map.entry("direction", "both"),
            Map.entry("entry", 0),
            Map.entry("evidence", true),
            Map.entry("expires", ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
            Map.entry("hash", "h"),
            Map.entry("file", "f"),
            Map.entry("fingerprint", "f"),
            Map.entry("fingerprints", List.of("kfia")),
            Map.entry("id", "kfia"),
            Map.entry("ids", List.of("kfia")),
            Map.entry("import", "i"),
            Map.entry("in", 1),
            Map.entry("instant", KnownAt.NOW.instant()),
            Map.entry("key", "kfia"),
            Map.entry("kinds", List.of("company")),
            Map.entry("limit", 25),
            Map.entry("name", "Newsroom"),
            Map.entry("names", "+(kfia^8 kfia*^2 kfia~1)"),
            Map.entry("nearly", "+(kfia* /(.fia).*/)"),
            Map.entry("now", ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
            Map.entry("number", 1),
            Map.entry("on", Map.of("first", "2026-01-01", "last", "2026-01-01")),
            Map.entry("ops", List.of("created")),
            Map.entry("origin", ""),
            Map.entry("outcome", "{}"),
            Map.entry("parts", List.of(Map.of())),
            Map.entry("place", "vietnam"),
            Map.entry("position", 0),
            Map.entry("properties", Map.of()),
            Map.entry(
                    "queries",
                    List.of(Map.of(
                            "fingerprints",
                            List.of("kfia"),
                            "words",
                            "kfia~",
                            "kinds",
                            List.of("company"),
                            "countries",
                            List.of()))),
            Map.entry("role", "admin"),
            Map.entry("request", "r"),
            Map.entry("revision", 1),
            Map.entry("rows", List.of(Map.of("id", "kfia", "type", "HOLDS"))),
            Map.entry("sectors", List.of("semiconductors")),
            Map.entry("since", 0),
            Map.entry("source", "kfia"),
            Map.entry(
                    "step",
                    Map.of(
                            "ids", List.of("kfia"),
                            "types", List.of(),
                            "kinds", List.of(),
                            "every", true,
                            "always", List.of(),
                            "keys", List.of())),
            Map.entry("subject", "kfia"),
            Map.entry("subjects", List.of("kfia")),
            Map.entry("texts", "+(kfia^8 kfia*^2 kfia~1)"),
            Map.entry("type", "HOLDS"),
            Map.entry("types", List.of("HOLDS")),
            Map.entry("until", KnownAt.NOW.instant()),
            Map.entry("version", 1),
            Map.entry("weight", 1),
            Map.entry("worker", "w"),
            Map.entry("words", List.of("kfia")));

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
    void startsFromAnIndex(String name) {
        Statement statement = Statement.of(name);
        var parameters = new HashMap<String, Object>();
        statement.parameters().forEach(parameter -> {
            assertThat(SAMPLES).as("a sample of every parameter").containsKey(parameter);
            parameters.put(parameter, SAMPLES.get(parameter));
        });

        var operators = operators(statement.text(), parameters);

        assertThat(operators).noneMatch(operator -> operator.startsWith("AllNodesScan"));
        assertThat(operators).noneMatch(operator -> operator.startsWith("NodeByLabelScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("RelationshipTypeScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("AllRelationshipsScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("IndexScan"));
        assertThat(operators).noneMatch(operator -> operator.contains("CartesianProduct") && name.startsWith("query/"));
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
        JsonPath explained = given().contentType(ContentType.JSON)
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

    @Test
    void everyIndexOfTheVocabularyIsThere() {
        var names = database.setUp(session -> session.run("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE'")
                .list(row -> row.get("name").asString()));

        assertThat(names)
                .contains(
                        "entity_id",
                        "name_key",
                        "name_words",
                        "entity_words",
                        "agreement_status",
                        "investment_amountValue");
        for (RelationshipType type : RelationshipType.values()) {
            assertThat(names).contains("relationship_" + type.wire().toLowerCase(java.util.Locale.ROOT) + "_id");
        }
        for (Kind kind : Kind.values()) {
            kind.properties().stream()
                    .filter(property -> property.name().endsWith("On"))
                    .forEach(property ->
                            assertThat(names).contains(kind.wire().replace('-', '_') + "_" + property.name()));
        }
    }

    @Test
    void aStatementMustDeclareItsParameters() {
        assertThatThrownBy(() -> Statement.of("query/nothing")).hasMessageContaining("cypher/query/nothing.cypher");
        assertThat(Statement.of("query/entity").parameters()).containsExactly("at", "evidence", "id");
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
