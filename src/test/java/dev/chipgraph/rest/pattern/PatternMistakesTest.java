package dev.chipgraph.rest.pattern;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static dev.chipgraph.rest.pattern.PatternClient.answer;
import static dev.chipgraph.rest.pattern.PatternClient.ask;
import static dev.chipgraph.rest.pattern.PatternClient.assertMistake;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in a pattern are reported where they are. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PatternMistakesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | body | is required",
                "null | body | must be an object of nodes, edges",
                "[] | body | must be an object of nodes, edges",
                "{} | nodes | at least one name and node",
                "{\"nodes\": []} | nodes | at least one name and node",
                "{\"nodes\": {\"a\": {}}, \"retrun\": []} | retrun | did you mean return?",
                "{\"nodes\": {\"a\": {}}, \"limit\": 0} | limit | from 1 to 500",
                "{\"nodes\": {\"a\": {}}, \"limit\": 501} | limit | from 1 to 500",
                "{\"nodes\": {\"a\": {}}, \"limit\": \"10\"} | limit | from 1 to 500",
                "{\"nodes\": {\"a\": {}}, \"limit\": 2.5} | limit | from 1 to 500",
                "{\"nodes\": {\"a\": {}}, \"cursor\": \"abc\"} | cursor | page.next",
                "{\"nodes\": {\"a\": {}}, \"cursor\": 5} | cursor | must be a text",
                "{\"nodes\": {\"a\": {}}, \"count\": \"yes\"} | count | true or false",
                "{\"nodes\": {\"a\": {}}, \"distinct\": 1} | distinct | true or false",
                "{\"nodes\": {\"a\": {}}, \"validAt\": \"soon\"} | validAt | must be a date such as",
                "{\"nodes\": {\"a\": {}}, \"include\": \"evidence\"} | include | must be a list",
                "{\"nodes\": {\"a\": {}}, \"include\": [\"all\"]} | include | must be one of evidence",
                "{\"nodes\": {\"a b\": {}}} | nodes.a b | is not a valid name",
                "{\"nodes\": {\"1a\": {}}} | nodes.1a | is not a valid name",
                "{\"nodes\": {\"a\": {\"kind\": \"firm\"}}} | nodes.a.kind | must be one of company, ministry",
                "{\"nodes\": {\"a\": {\"refs\": \"x\"}}} | nodes.a.refs | allowed are kind, ref, within, where",
                "{\"nodes\": {\"a\": {\"ref\": 5}}} | nodes.a.ref | must be a reference",
                "{\"nodes\": {\"a\": {}, \"b\": {}}} | nodes.b | is not connected to a"
            })
    void aQuestionThatDoesNotFit(String body, String field, String message) {
        assertMistake(body == null ? "" : body, field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"signedOn\": \"2025\"} | signedOn | is not a property of company; allowed are id, kind",
                "{\"foundedOn\": {\"gte\": \"soon\"}} | foundedOn.gte | must be a date such as",
                "{\"foundedOn\": 1990.5} | foundedOn | must be a date such as",
                "{\"sources\": {\"gte\": \"two\"}} | sources.gte | must be a number",
                "{\"recordedAt\": {\"gt\": \"2025\"}} | recordedAt.gt | must be an instant",
                "{\"hasConflict\": \"yes\"} | hasConflict | must be true or false",
                "{\"country\": 5} | country | must be a text",
                "{\"country\": {}} | country | an object of operators: eq, ne, in",
                "{\"country\": {\"in\": \"VN\"}} | country.in | must be a list",
                "{\"name\": {\"contains\": \"(\"}} | name.contains | with a letter or a digit",
                "{\"types\": {\"has\": \"fables\"}} | types.has | must be one of fabless, idm",
                "{\"types\": {\"gte\": \"ai\"}} | types.gte | allowed are has, hasAny, hasAll, exists"
            })
    void aConditionThatDoesNotFit(String where, String field, String message) {
        assertMistake(
                "{\"nodes\": {\"a\": {\"kind\": \"company\", \"where\": %s}}}".formatted(where),
                "nodes.a.where." + field,
                message);
    }

    @Test
    void anAmountNeedsACurrency() {
        assertMistake(
                "{\"nodes\": {\"a\": {\"kind\": \"investment\", \"where\": {\"amount\": {\"gte\": 5}}}}}",
                "nodes.a.where.amount",
                "needs a currency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\": \"PARTY\" | .type | must be one of PARTY_TO, SIGNED",
                "\"typ\": \"PARTY_TO\" | .typ | allowed are from, type, to",
                "\"type\": \"COVERS\" | `` | cannot match anything: COVERS leads from",
                "\"type\": \"HOLDS\", \"where\": {\"role\": \"host\"} | .where.role | is not a property of",
                "\"direction\": \"up\" | .direction | must be one of out, in, both",
                "\"hops\": \"0..11\" | .hops | at most 10",
                "\"hops\": \"3..1\" | .hops | a range such as",
                "\"hops\": 0 | .hops | a range such as",
                "\"hops\": \"1..2\", \"as\": \"r\" | .as | absent or has hops",
                "\"absent\": true, \"as\": \"r\" | .as | absent or has hops",
                "\"as\": \"a\" | .as | must be a name that no node",
                "\"as\": \"r s\" | .as | must be a name that no node",
                "\"optional\": true, \"absent\": true | `` | optional and absent at once",
                "\"validAt\": \"someday\" | .validAt | must be a date such as",
                "\"validAt\": \"a.name\" | .validAt | a date of a node"
            })
    void anEdgeThatDoesNotFit(String edge, String field, String message) {
        assertMistake(
                "{\"nodes\": {\"a\": {\"kind\": \"person\"}}, \"edges\": [{\"from\": \"a\", \"to\": {}, %s}]}"
                        .formatted(edge),
                "edges[0]" + Objects.requireNonNullElse(field, ""),
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"return\": [\"a\", \"a\"] | return[1] | is the second of the name \"a\"",
                "\"return\": [\"c\"] | return[0] | names no node",
                "\"return\": [\"b\"] | return[0] | names a node of absent edges",
                "\"return\": [\"a.size\"] | return[0] | is not a property of",
                "\"return\": [{\"each\": \"a.name\"}] | return[0].each | must be a list",
                "\"return\": [{\"sum\": \"a.name\"}] | return[0].sum | needs a number",
                "\"return\": [{\"sum\": \"a.sources\", \"max\": \"a.sources\"}] | return[0] | must have exactly one of",
                "\"return\": [{\"value\": \"a\", \"fields\": [\"size\"]}] | return[0].fields | is not a property of",
                "\"return\": [5] | return[0] | must be a text such as",
                "\"return\": \"a\" | return | must be a list",
                "\"orderBy\": [\"b\"] | orderBy[0] | must be a column that can be ordered",
                "\"orderBy\": \"a\" | orderBy | must be a list"
            })
    void aColumnThatDoesNotFit(String columns, String field, String message) {
        assertMistake("""
                {"nodes": {"a": {"kind": "person"}, "b": {}},
                 "edges": [{"from": "a", "type": "HOLDS", "to": "b", "absent": true}], %s}""".formatted(columns), field, message);
    }

    @Test
    void anEdgeToNowhereNamesTheNodesThatThereAre() {
        assertMistake(
                "{\"nodes\": {\"a\": {}}, \"edges\": [{\"from\": \"a\", \"to\": \"b\"}]}",
                "edges[0].to",
                "must be the name of a node (a) or a node");
    }

    @Test
    void tooManyNodes() {
        String nodes = IntStream.range(0, 13).mapToObj("\"n%d\": {}"::formatted).collect(Collectors.joining(", "));

        assertMistake("{\"nodes\": {%s}}".formatted(nodes), "nodes", "may hold at most 12");
    }

    @Test
    void aBodyThatIsNoJson() {
        assertThat(problem(400, ask("{\"nodes\": {")).getString("type")).isEqualTo("/problems/malformed-body");
        problem(415, given().contentType("text/plain").body("{}").post("/v1/patterns"));
    }

    @Test
    void referencesToNothingOrToSeveral() {
        Json unknown = problem(404, ask("{\"nodes\": {\"a\": {\"ref\": \"name:Samsng\"}}}"));
        assertThat(unknown.getString("type")).isEqualTo("/problems/unknown-reference");
        assertThat(unknown.getString("suggestions[0].id")).isEqualTo("samsung");
        problem(404, ask("{\"nodes\": {\"a\": {\"ref\": \"samsung\", \"kind\": \"person\"}}}"));

        Json ambiguous =
                problem(409, ask("{\"nodes\": {\"a\": {\"ref\": \"name:Ninh Binh\"}}, \"validAt\": \"2025\"}"));
        assertThat(ambiguous.getString("type")).isEqualTo("/problems/ambiguous-reference");
        assertThat(ambiguous.getList("suggestions.id")).contains("ninh-binh", "ninh-binh-until-2025");
    }

    @Test
    void cursorsBelongToTheirPattern() {
        String question = "{\"nodes\": {\"a\": {\"kind\": \"%s\"}}, \"limit\": 1, \"cursor\": \"%s\"}";
        String cursor = answer("{\"nodes\": {\"a\": {\"kind\": \"company\"}}, \"limit\": 1}")
                .jsonPath()
                .getString("page.next");

        answer(question.formatted("company", cursor));
        assertMistake(question.formatted("person", cursor), "cursor", "page.next");
        for (String key : List.of("5", "\"x\"", "\"[]\"", "\"{}\"", "\"[[1]]\"")) {
            String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .replaceFirst("\"key\":\".*?[^\\\\]\"", Matcher.quoteReplacement("\"key\":" + key));
            String forged = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
            assertMistake(question.formatted("company", forged), "cursor", "page.next");
        }
    }
}
