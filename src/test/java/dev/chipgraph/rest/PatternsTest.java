package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.rest.NaivePatterns.Row;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns are answered as trying everything answers them, in pages; mistakes are told where they are. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PatternsTest {

    private static final int LARGEST = 500;
    private static final int COMPARED = Thorough.or(60, 200);
    private static final int MOST_ROWS = 1_200;

    /** Seeds of the patterns; another start gives others. */
    private static final long FIRST_SEED = Long.getLong("patterns.seed", 1);

    @Test
    void rowsAreThoseThatTryingEverythingFinds() {
        var graph = NaivePatterns.load();
        var patterns = new RandomPatterns(graph);
        var wrong = new ArrayList<String>();
        int compared = 0;
        int withRows = 0;
        int refused = 0;
        int expensive = 0;
        for (long seed = FIRST_SEED; compared < COMPARED; seed++) {
            ObjectNode pattern = patterns.pattern(seed);
            List<Row> expected;
            try {
                expected = graph.rows(pattern);
            } catch (NaivePatterns.TooMany e) {
                continue;
            }
            if (expected.size() > MOST_ROWS) {
                continue;
            }
            Response response = ask(pattern.deepCopy().put("limit", LARGEST).put("count", true));
            switch (response.statusCode()) {
                case 200 -> {
                    compared++;
                    withRows += expected.isEmpty() ? 0 : 1;
                    String difference = difference(pattern, expected, response, seed % 6 == 0);
                    if (difference != null) {
                        wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, difference));
                    }
                }
                case 400 -> {
                    // An edge fits no kinds at all, or leaves none that have a property; then there must be no rows.
                    refused++;
                    if (!response.jsonPath()
                                    .getString("violations[0].message")
                                    .matches("fits nothing.*|.* is none of its properties.*")
                            || (!pattern.toString().matches(".*\"(absent|optional)\".*")
                                    && !graph.rows(pattern.deepCopy().without(List.of("return", "orderBy")))
                                            .isEmpty())) {
                        wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, response.asString()));
                    }
                }
                case 422 -> expensive++;
                default -> wrong.add("seed %d: %s%n  %s".formatted(seed, pattern, response.asString()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(withRows).as("patterns that have rows").isGreaterThan(compared / 3);
        assertThat(refused).as("patterns that fit nothing").isLessThan(compared / 5);
        assertThat(expensive).as("patterns that take too long").isLessThan(compared / 20);
    }

    @Test
    void sitesOfACompany() {
        String sites = """
                {"nodes": {"company": {"ref": "name:Seoul Semiconductor"}, "site": {"kind": "facility"%s}},
                 "edges": [{"from": "company", "type": ["OPERATES", "INVESTOR_IN", "FUNDS"], "to": "site", "hops": "1..2"}],
                 "return": ["site.id", "site.type"]}""";

        assertThat(rows(sites.formatted(""))).containsExactly("seoul-semiconductor-plant-ninh-binh led");
        assertThat(rows(sites.formatted(", \"where\": {\"type\": \"led\"}"))).hasSize(1);
        assertThat(rows(sites.formatted(", \"where\": {\"type\": \"assembly-test\"}")))
                .as("no source tells of one")
                .isEmpty();
    }

    @Test
    void countriesWhereACompanyIs() {
        assertThat(rows("""
                {"nodes": {"company": {"ref": "amkor"}, "country": {"kind": "place", "where": {"level": "country"}}},
                 "edges": [{"from": "company", "type": ["LOCATED_IN", "PRESENT_IN"], "to": "country", "as": "how"}],
                 "return": ["country.id", "how.type", "how.role"]}""")).containsExactly("united-states LOCATED_IN headquarters", "vietnam PRESENT_IN null");
    }

    @Test
    void customersOfACompany() {
        assertThat(rows("""
                {"nodes": {"supplier": {"ref": "name:Samsung"}, "customer": {"kind": "company"}},
                 "edges": [{"from": "supplier", "type": "SUPPLIES", "to": "customer"}]}""")).as("no source tells of any").isEmpty();
    }

    @Test
    void organizationsThatAgreedWithACountry() {
        assertThat(rows("""
                {"nodes": {"vietnamese": {"kind": "organization", "where": {"country": "VN"}},
                           "agreement": {"kind": "agreement"}, "korean": {"where": {"country": "KR"}}},
                 "edges": [{"from": "vietnamese", "type": "PARTY_TO", "to": "agreement"},
                           {"from": "korean", "type": "PARTY_TO", "to": "agreement"}],
                 "return": ["vietnamese.id", "korean.id"]}"""))
                .containsExactly(
                        "vn-it-industry-department kfia",
                        "vn-ministry-of-science-and-technology kr-ministry-of-science-and-ict",
                        "vn-ministry-of-science-and-technology nipa");
    }

    @Test
    void whoAgreedWithBothOfTwoCountries() {
        String both = """
                {"nodes": {"vietnamese": {%s"where": {"country": "VN"}},
                           "one": {"kind": "agreement"}, "korean": {"where": {"country": "KR"}},
                           "other": {"kind": "agreement"}, "american": {"where": {"country": "US"}}},
                 "edges": [{"from": "vietnamese", "type": "PARTY_TO", "to": "one"},
                           {"from": "korean", "type": "PARTY_TO", "to": "one"},
                           {"from": "vietnamese", "type": "PARTY_TO", "to": "other"},
                           {"from": "american", "type": "PARTY_TO", "to": "other"}],
                 "return": ["vietnamese.id", {"count": "one", "distinct": true, "as": "with Korea"},
                            {"count": "other", "distinct": true, "as": "with the United States"}]}""";

        assertThat(rows(both.formatted(""))).as("the country itself").containsExactly("vietnam 2 2");
        assertThat(rows(both.formatted("\"kind\": \"organization\", "))).isEmpty();
    }

    @Test
    void targetsForAYear() {
        assertThat(rows("""
                {"nodes": {"who": {"kind": ["policy", "organization", "event"]},
                           "target": {"kind": "indicator", "where": {"type": "target", "dueOn": "2030"}}},
                 "edges": [{"from": "who", "type": "SETS", "to": "target"}],
                 "return": ["who.id", "target.id"], "orderBy": ["target.id"]}"""))
                .containsExactly(
                        "vn-government vn-50000-engineers-by-2030",
                        "vn-government vn-ai-rank-asean-2030",
                        "vn-government vn-ai-rank-world-2030");
    }

    @Test
    void positionsOnTheDateOfAnEvent() {
        String positions = """
                {"nodes": {"event": {"ref": "%s"}, "person": {"kind": "person"}},
                 "edges": [{"from": "person", "type": "ATTENDED", "to": "event"},
                           {"from": "person", "type": "HOLDS", "to": {}, "as": "held", "validAt": "event.startsOn"}],
                 "return": ["person.id", "held.position"]}""";

        assertThat(rows(positions.formatted("conference-vietnam-us-semiconductor-ai-2024")))
                .as("before he became Deputy Prime Minister")
                .containsExactly(
                        "nguyen-chi-dung Minister of Planning and Investment",
                        "to-lam General Secretary",
                        "to-lam State President");
        assertThat(rows(positions.formatted("meeting-vietnam-un-seoul-semiconductor-2026")))
                .contains("nguyen-chi-dung Deputy Prime Minister");
    }

    @Test
    void companiesWithoutAHeadquarters() {
        assertThat(rows("""
                {"nodes": {"company": {"kind": "company"}},
                 "edges": [{"from": "company", "type": "LOCATED_IN", "to": {"kind": "place"}, "absent": true,
                            "where": {"role": "headquarters"}}],
                 "return": ["company.id"]}"""))
                .containsExactly("amd", "cmc", "foxconn", "google", "landing-ai", "lg", "marvell", "nvidia");
    }

    @Test
    void absentEdgesThatShareANodeAreAbsentTogether() {
        String without = """
                {"nodes": {"company": {"kind": "company", "where": {"id": ["fpt", "seoul-semiconductor"]}},
                           "investment": {"kind": "investment"}},
                 "edges": [{"from": "company", "type": "INVESTOR_IN", "to": "investment", "absent": true}%s],
                 "return": ["company.id"]}""";

        assertThat(rows(without.formatted(""))).isEmpty();
        assertThat(rows(without.formatted(
                        ", {\"from\": \"investment\", \"type\": \"LOCATED_IN\", \"to\": {}, \"absent\": true}")))
                .as("no investment that is located somewhere")
                .containsExactly("fpt");
    }

    @Test
    void placesWithinAPlaceAtAnyLevel() {
        String within = """
                {"nodes": {"place": {"kind": "place"}, "country": {"ref": "vietnam"}},
                 "edges": [{"from": "place", "type": "PART_OF", "to": "country", "hops": "%s"}],
                 "return": ["place.level"%s], "validAt": "%s"}""";
        String counted = ", {\"count\": \"place\"}";

        assertThat(rows(within.formatted("0..", counted, "2026-01-01")))
                .containsExactly("country 1", "industrial-park 1", "province 34");
        assertThat(rows(within.formatted("*", counted, "2026-01-01")))
                .containsExactly("industrial-park 1", "province 34");
        assertThat(rows(within.formatted("0..", counted, "2025-06-30"))).contains("province 63");
        assertThat(rows(within.formatted("0..", "", "2026-01-01")))
                .as("each level once, however many places")
                .containsExactly("country", "industrial-park", "province");
    }

    @Test
    void whatAnInvestmentIsLocatedIn() {
        String located = """
                {"nodes": {"investment": {"kind": "investment"}, "place": {"kind": "place"}},
                 "edges": [{"from": {"ref": "name:Seoul Semiconductor"}, "type": "INVESTOR_IN", "to": "investment"},
                           {"from": "investment", "type": [%s], "to": "place", "hops": "1.."}],
                 "return": ["place.id"]}""";

        assertThat(rows(located.formatted("\"FUNDS\", \"LOCATED_IN\"")))
                .as("found twice, shown once")
                .containsExactly("dong-van-i-industrial-park");
        assertThat(rows(located.formatted("\"FUNDS\", \"LOCATED_IN\", \"PART_OF\"")))
                .containsExactly(
                        "asia", "dong-van-i-industrial-park", "ninh-binh", "southeast-asia", "vietnam", "world");
    }

    @Test
    void whatIsMissingHasNoValues() {
        assertThat(rows("""
                {"nodes": {"company": {"ref": "lg"}, "seat": {"kind": "place"}},
                 "edges": [{"from": "company", "type": "LOCATED_IN", "to": "seat", "optional": true, "as": "located"}],
                 "return": ["seat", "seat.sources", "seat.hasConflict", "located.sources", "located.hasConflict"]}""")).containsExactly("null null null null null");
    }

    @Test
    void aConditionIsAboutEntitiesThatCanHaveTheProperty() {
        assertThat(rows("""
                {"nodes": {"thing": {"where": {"status": {"exists": false}}}},
                 "return": ["thing.kind", {"count": "*"}], "validAt": "all"}""").stream().map(row -> row.substring(0, row.indexOf(' '))))
                .isSubsetOf("agreement", "investment", "facility");
    }

    @Test
    void eachItemOfAListOnce() {
        assertThat(rows("""
                {"nodes": {"city": {"ref": "seoul"}},
                 "return": [{"each": "city.names", "as": "name"}, {"count": "*"}]}""")).contains("Seoul 1", "서울 1");
    }

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
                "{\"nodes\": {\"a b\": {}}} | nodes.a b | is no name",
                "{\"nodes\": {\"1a\": {}}} | nodes.1a | is no name",
                "{\"nodes\": {\"a\": {\"kind\": \"firm\"}}} | nodes.a.kind | must be one of company, ministry",
                "{\"nodes\": {\"a\": {\"refs\": \"x\"}}} | nodes.a.refs | allowed are kind, ref, where",
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
                "{\"signedOn\": \"2025\"} | signedOn | is none of its properties; allowed are id, kind",
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
                "\"type\": \"COVERS\" | `` | fits nothing: COVERS leads from",
                "\"type\": \"HOLDS\", \"where\": {\"role\": \"host\"} | .where.role | is none of its properties",
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
                "\"return\": [\"a.size\"] | return[0] | is none of its properties",
                "\"return\": [{\"each\": \"a.name\"}] | return[0].each | must be a list",
                "\"return\": [{\"sum\": \"a.name\"}] | return[0].sum | needs a number",
                "\"return\": [{\"sum\": \"a.sources\", \"max\": \"a.sources\"}] | return[0] | must have just one of",
                "\"return\": [{\"value\": \"a\", \"fields\": [\"size\"]}] | return[0].fields | is none of its properties",
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
        JsonPath unknown = problem(404, ask("{\"nodes\": {\"a\": {\"ref\": \"name:Samsng\"}}}"));
        assertThat(unknown.getString("type")).isEqualTo("/problems/unknown-reference");
        assertThat(unknown.getString("suggestions[0].id")).isEqualTo("samsung");
        problem(404, ask("{\"nodes\": {\"a\": {\"ref\": \"samsung\", \"kind\": \"person\"}}}"));

        JsonPath ambiguous =
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

    /** Whatever a client writes is a value, never a part of the statement. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR 1=1 //",
                "'}) DETACH DELETE n0 //",
                "x` = 1 OR true //",
                "\\u0027 RETURN 1 //",
                "$at $v0 $? $# @ @.id",
                "holds(n0) known(n0) %s {}",
                "\\\"]] RETURN n0 //",
                "*/ MATCH (n) RETURN n /*"
            })
    void valuesAreDataAndNothingElse(String text) {
        var pattern = NaivePatterns.parse("{\"nodes\": {\"a\": {\"where\": {}}}, \"explain\": true}");
        var where = (ObjectNode) pattern.at("/nodes/a/where");
        for (String term : List.of("name", "description", "tags", "source", "attributes.x", "attributes." + text)) {
            where.removeAll();
            where.put(term, text);
            JsonPath answer = answer(pattern).jsonPath();
            assertThat(answer.getList("items")).as(term).isEmpty();
            assertThat(answer.getString("meta.explained.cypher")).doesNotContain(text);
        }
        where.removeAll();
        pattern.putArray("return")
                .add(NaivePatterns.parse("{}")
                        .put("value", "a.attributes." + text)
                        .put("as", text))
                .add(NaivePatterns.parse("{}").put("count", "a").put("as", text + "2"));
        pattern.putArray("orderBy").add(text);
        JsonPath answer = answer(pattern).jsonPath();
        assertThat(answer.getList("items")).hasSize(1);
        assertThat(answer.getString("meta.explained.cypher")).doesNotContain(text);
        ((ObjectNode) pattern.get("nodes")).set("a", NaivePatterns.parse("{}").put("ref", "name:" + text));
        assertThat(ask(pattern).statusCode()).isEqualTo(404);
    }

    @Test
    void explainTellsHowItIsAsked() {
        JsonPath explained = answer("""
                {"nodes": {"organization": {"where": {"country": "KR"}}, "agreement": {}},
                 "edges": [{"from": "organization", "type": "PARTY_TO", "to": "agreement"}],
                 "validAt": "2025-10-01", "limit": 7, "explain": true}""").jsonPath();

        assertThat(explained.getString("meta.explained.cypher"))
                .contains("MATCH (", ":PARTY_TO", "$limit")
                .doesNotContain("KR", "2025-10-01", "organization");
        assertThat(explained.getMap("meta.explained.parameters"))
                .containsValue("KR")
                .containsEntry("limit", 8);
        assertThat(explained.getList("meta.explained.kinds.agreement")).containsExactly("agreement");
        assertThat(explained.getList("meta.explained.kinds.organization"))
                .contains("company", "place", "person")
                .doesNotContain("agreement");
    }

    /** What is wrong with an answer; null when nothing is. */
    private static String difference(ObjectNode pattern, List<Row> expected, Response response, boolean paged) {
        JsonNode answer = NaivePatterns.parse(response.asString());
        if (answer.at("/page/total").asInt() != expected.size()) {
            return "page.total is %s, not %d".formatted(answer.at("/page/total"), expected.size());
        }
        var items = answer.at("/page/next").isNull()
                ? NaivePatterns.stream(answer.get("items")).toList()
                : all(pattern, LARGEST);
        var found = NaivePatterns.cells(pattern, items).stream()
                .map(NaivePatterns::canonical)
                .toList();
        int from = 0;
        for (List<Row> same : NaivePatterns.inOrder(pattern, expected)) {
            var there = found.subList(Math.min(from, found.size()), Math.min(from + same.size(), found.size()));
            var wanted = same.stream().map(Row::canonical).sorted().toList();
            if (!there.stream().sorted().toList().equals(wanted)) {
                var missing = new ArrayList<>(wanted);
                there.forEach(missing::remove);
                var excess = new ArrayList<>(there);
                wanted.forEach(excess::remove);
                return "rows %d to %d of %d (%d found) lack %s, and have instead %s"
                        .formatted(
                                from, from + same.size(), expected.size(), found.size(), some(missing), some(excess));
            }
            from += same.size();
        }
        if (found.size() > from) {
            return "more rows than expected: " + some(found.subList(from, found.size()));
        }
        if (paged && found.size() < 60) {
            for (int limit : List.of(1, 2, 3, 7)) {
                var pages = all(pattern, limit);
                if (!pages.equals(items)) {
                    return "pages of %d are %s rows, the whole is %d: %s"
                            .formatted(limit, pages.size(), items.size(), some(pages));
                }
            }
        }
        return null;
    }

    private static String some(List<?> rows) {
        return rows.stream().limit(5).toList() + (rows.size() > 5 ? " and more" : "");
    }

    /** All rows, page by page. */
    private static List<JsonNode> all(ObjectNode pattern, int limit) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            var question = pattern.deepCopy().put("limit", limit);
            if (cursor != null) {
                question.put("cursor", cursor);
            }
            JsonNode page = NaivePatterns.parse(answer(question).asString());
            page.get("items").forEach(items::add);
            cursor = page.at("/page/next").textValue();
        } while (cursor != null);
        return items;
    }

    /** The rows of an answer, each with its values in one line. */
    private static List<String> rows(String pattern) {
        JsonNode answer = NaivePatterns.parse(answer(pattern).asString());
        return NaivePatterns.stream(answer.get("items"))
                .map(row -> row.properties().stream()
                        .map(cell -> cell.getValue().asText())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static void assertMistake(String body, String field, String message) {
        JsonPath problem = problem(400, ask(body));

        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-request");
        assertThat(problem.getString("violations[0].in")).isEqualTo("body");
        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    private static Response ask(Object body) {
        return given().contentType(ContentType.JSON).body(body.toString()).post("/v1/patterns");
    }

    private static Response answer(Object body) {
        Response response = ask(body);
        assertThat(response.statusCode())
                .as("%s: %s", body, response.asString())
                .isEqualTo(200);
        return response;
    }
}
