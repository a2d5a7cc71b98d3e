package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.rest.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every failure is a problem document that says what is wrong and what would be right. */
@QuarkusTest
@ExtendWith(Api.class)
class ErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/agreements, signedFrom, 2026, signedTo, 2025-12",
        "/v1/investments, minAmount, 2, maxAmount, 1",
        "/v1/timeline?entity=kfia, from, 2026, to, 2025"
    })
    void boundsThatLeaveNothing(String path, String from, String least, String to, String greatest) {
        var problem = problem(400, path, from, least, to, greatest);

        assertThat(problem.getString("violations[0].field")).isEqualTo(from);
        assertThat(problem.getString("violations[0].message")).startsWith("must not be ");
        assertThat(Api.get(path, from, least, to, least).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownParameterNamesThoseThatThereAre() {
        Json problem = problem(400, "/v1/companies", "countri", "VN");

        assertThat(problem.getString("type")).isEqualTo("/problems/invalid-request");
        assertThat(problem.getString("instance")).isEqualTo("/v1/companies");
        assertThat(problem(404, "/v1/entities/name:Ninh Bin").getString("instance"))
                .isEqualTo("/v1/entities/name:Ninh%20Bin");
        assertThat(problem.getString("violations[0].in")).isEqualTo("query");
        assertThat(problem.getString("violations[0].field")).isEqualTo("countri");
        assertThat(problem.getString("violations[0].message"))
                .contains("did you mean country?", "types", "limit", "validAt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/companies | limit | 0 | from 1 to 500",
                "/v1/companies | limit | 501 | from 1 to 500",
                "/v1/companies | limit | -1 | from 1 to 500",
                "/v1/companies | limit | ten | must be a whole number",
                "/v1/companies | limit | 99999999999999999999 | must be a whole number",
                "/v1/companies | limit | '' | must be a whole number",
                "/v1/companies | count | yes | must be true or false",
                "/v1/companies | types | fables | must be one of fabless, idm",
                "/v1/companies | country | Vietnam | ISO 3166-1 alpha-2",
                "/v1/companies | hasConflict | maybe | must be one of true, false",
                "/v1/companies | updatedSince | yesterday | must be an instant such as",
                "/v1/companies | foundedFrom | 1990-13 | must be a date such as",
                "/v1/companies | sort | size | must be one of id, -id, name",
                "/v1/companies | fields | id,nam | does not know \"nam\"; allowed are id, kind, name",
                "/v1/companies | validAt | 2025-02-30 | must be a date such as",
                "/v1/companies | validAt | 0000 | must be a date such as",
                "/v1/companies | include | evidences | must be one of evidence",
                "/v1/companies | signedFrom | 2025 | is not known",
                "/v1/agreements | status | sinned | must be one of announced, signed",
                "/v1/investments | minAmount | much | must be a number",
                "/v1/entities | kind | compny | must be one of company, ministry",
                "/v1/entities/kfia/relationships | type | PARTY | must be one of PARTY_TO, SIGNED",
                "/v1/entities/kfia/relationships | direction | up | must be one of out, in, both",
                "/v1/entities/kfia/relationships | otherKind | firm | must be one of company",
                "/v1/relationships/party-to-kqids5lijnth0 | limit | 5 | is not known",
                "/v1/schema | a | b | this resource has no query parameters"
            })
    void badParameterIsNamedWithWhatIsAllowed(String path, String name, String value, String message) {
        Json problem = problem(400, path, name, value);

        assertThat(problem.getString("violations[0].field")).isEqualTo(name);
        assertThat(problem.getString("violations[0].message")).contains(message);
        assertThat(problem.getString("detail")).contains(message);
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThat(problem(400, "/v1/companies", "a", "1", "limit", "x", "types", "y")
                        .getList("violations.field"))
                .containsExactlyInAnyOrder("a", "limit", "types");
    }

    @Test
    void aParameterThatMayBeGivenOnceIsRefusedTwice() {
        assertThat(problem(400, "/v1/companies", "limit", 5, "limit", 6).getString("violations[0].message"))
                .contains("only once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "%%%", "eyJsaXN0IjoxfQ", "bnVsbA", "e30", "\u0000", "eyJ4Ijp7fX0"})
    void brokenCursor(String cursor) {
        Json problem = problem(400, "/v1/companies", "cursor", cursor);

        assertThat(problem.getString("violations[0].field")).isEqualTo("cursor");
        assertThat(problem.getString("violations[0].message")).contains("page.next");
    }

    @Test
    void cursorOfAnotherListOrOrder() {
        String cursor = json("/v1/companies", "limit", 1).getString("page.next");

        problem(400, "/v1/places", "cursor", cursor);
        problem(400, "/v1/companies", "cursor", cursor, "sort", "-name");
        json("/v1/companies", "cursor", cursor);
    }

    @Test
    void unknownNameSuggestsWhatWasMeant() {
        Json problem = problem(404, "/v1/entities/name:Samsng");

        assertThat(problem.getString("type")).isEqualTo("/problems/unknown-reference");
        assertThat(problem.getString("detail")).contains("Samsng");
        assertThat(problem.getString("suggestions[0].id")).isEqualTo("samsung");
        assertThat(problem.getString("suggestions[0].name")).isEqualTo("Samsung");
        assertThat(problem.getString("suggestions[0].kind")).isEqualTo("company");
        assertThat(problem.getString("suggestions[0].hint")).isEqualTo("company, South Korea");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/entities/nowhere-man,",
        "/v1/entities/name:Ninh Bin, ninh-binh",
        "/v1/entities/seoul-semiconducter, seoul-semiconductor",
        "/v1/companies/kfia, kfia",
        "/v1/organizations/ninh-binh/partners, ninh-binh",
        "/v1/places/name:Ninh Binhh/investors, ninh-binh",
        "/v1/events/kfia/participants, kfia",
        "/v1/sources/kfia/facts, kfia",
        "/v1/entities/wikidata:Q0,",
        "/v1/entities/lei:nobody,",
        "/v1/entities/name:,",
        "/v1/entities/name:%28,",
        "/v1/entities/name:*,",
        "/v1/relationships/holds-0000000000000,",
        "/v1/relationships/nonsense/evidence,"
    })
    void unknownReference(String path, String suggestion) {
        Json problem = problem(404, path.replace("%28", "("));

        assertThat(problem.getString("type")).isEqualTo("/problems/unknown-reference");
        if (suggestion != null) {
            assertThat(problem.getList("suggestions.id")).contains(suggestion);
        }
    }

    @Test
    void aReferenceOfTheWrongKindSaysWhatIsExpected() {
        assertThat(problem(404, "/v1/companies/kfia").getString("detail")).contains("association", "company");
        assertThat(problem(404, "/v1/organizations/ninh-binh/partners").getString("detail"))
                .contains("place", "organization");
    }

    @Test
    void anAddressThatIsTooLong() {
        assertThat(problem(414, "/v1/companies", "name", "a".repeat(9_000)).getString("detail"))
                .contains("8192");
    }

    @Test
    void unacceptableFormat() {
        problem(406, given().accept("application/xml").get("/v1/companies"));
    }

    @Test
    void malformedAcceptLanguage() {
        assertThat(problem(400, given().header("Accept-Language", "vi;q=high").get("/v1/companies"))
                        .getString("violations[0].in"))
                .isEqualTo("header");
    }

    @Test
    void theTraceOfTheCallerIsKept() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(given().header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                        .get("/v1/nowhere")
                        .jsonPath()
                        .getString("traceId"))
                .isEqualTo(trace);
        assertThat(given().header("traceparent", "nonsense")
                        .get("/v1/nowhere")
                        .jsonPath()
                        .getString("traceId"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeOfProblemIsExplained(ProblemType type) {
        Json explanation = get(type.uri()).jsonPath();

        assertThat(explanation.getString("title")).isEqualTo(type.title());
        assertThat(explanation.getInt("status")).isEqualTo(type.status());
        assertThat(get("/problems").jsonPath().getList("type")).hasSize(ProblemType.values().length);
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:') match (n) detach delete n //",
                "name:\" OR key:*",
                "name:AND OR NOT",
                "name:~",
                "name:[a TO z]",
                "name:\u0000\ud800",
                "name:💥",
                "wikidata:' OR 1=1",
                "' OR 1=1 --"
            })
    void hostileReferencesAreJustUnknown(String reference) {
        problem(404, given().get("/v1/entities/{ref}", reference));
        assertThat(json("/v1/entities", "limit", 1, "count", true).getInt("page.total"))
                .isGreaterThan(400);
    }
}
