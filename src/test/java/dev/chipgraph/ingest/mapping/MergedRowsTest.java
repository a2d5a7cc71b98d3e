package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.json;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that several rows make. */
class MergedRowsTest {

    @Test
    void mergesRowsOfOneEntity() {
        var result = readCompanies("""
                merge: true
                names: [{value: "{alias}", type: alias}]
                tags: "{tag}"
                description: "{text}"
                attributes: {a: "{a}"}
                evidence: {locator: "{id}"}
                """, """
                id,name,alias,tag,text,a
                x,Ex,Ex,one,,1
                y,Why,,,,
                x,Ex,Eks,two,Text,
                x,X,Eks,one,Text,1
                """);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.entities()).hasSize(2);
        assertThat(result.entity()).isEqualTo(json("""
                {'id':'x','kind':'company','name':'Ex','names':[{'value':'Eks','type':'alias'},{'value':'X','type':'alias'}],
                 'tags':['one','two'],'attributes':{'a':'1'},'evidence':[{'source':'made-up','locator':'x','extractor':'made-up'}],
                 'description':'Text'}"""));
    }

    @Test
    void refusesRowsThatContradictTheEntityUnlessTheirEvidenceClaimsIt() {
        String merging = """
                merge: true
                foundedOn: "{founded}"
                evidence: {locator: "line {$line}", claims: {%s: "{founded}"}}
                """;
        String rows = "id,name,founded\nx,Ex,1999\nx,Ex,2001\n";

        var refused = readCompanies(merging.formatted("country"), rows);
        assertThat(refused.refusals())
                .containsExactly("companies.csv:3: foundedOn \"2001\" differs from \"1999\""
                        + " in companies.csv line 2; evidence that claims the value would keep both");
        assertThat(refused.entity().path("evidence")).hasSize(1);

        var claimed = readCompanies(merging.formatted("foundedOn"), rows);
        assertThat(claimed.refusals()).isEmpty();
        assertThat(claimed.entity().path("foundedOn").asText()).isEqualTo("1999");
        assertThat(claimed.entity().path("evidence")).hasSize(2);
    }

    @Test
    void dropsRepeatedRowsAndRefusesOnesThatDiffer() {
        var result = readCompanies("", "id,name\nx,Ex\nx,Ex\nx,Eks\n");

        assertThat(result.entities()).hasSize(1);
        assertThat(result.refusals())
                .containsExactly("companies.csv:4: entity differs from what companies.csv line 2 says, and merge is not"
                        + " true: x");
    }

    @Test
    void mergesEvidenceOfOneRelationship() {
        var result = Tables.of("t.csv", "a,b,role\nx,y,first\nx,y,second\n").read(HEAD + """
                tables:
                  - file: t.csv
                    relationships:
                      - {from: "{a}", type: PART_OF, to: "{b}", merge: true, evidence: {locator: "{role}"}}
                """);

        assertThat(result.relationships()).hasSize(1);
        assertThat(result.relationships().getFirst().path("evidence")).hasSize(2);
    }

    @Test
    void companiesWithNamesInAnyScriptStayApart() {
        var result = readNamed("merge: true", "name", "SK하이닉스", "SK텔레콤", "LG전자", "LG이노텍", "한국반도체", "sk 하이닉스", "SK하이닉스");

        assertThat(result.refusals()).isEmpty();
        assertThat(result.entities())
                .extracting(company -> company.path("id").asText())
                .containsExactly(
                        "ko-skhainigseu",
                        "ko-sktellekom",
                        "ko-lgjeonja",
                        "ko-lginoteg",
                        "ko-hangugbandoche",
                        "ko-sk-hainigseu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge: true", "merge: false"})
    void refusesNamesThatGiveOneId(String merging) {
        var result = readNamed(merging, "name", "A+", "A", "华虹", "华宏");

        assertThat(result.entities()).hasSize(2);
        assertThat(result.refusals())
                .containsExactlyInAnyOrder(
                        "t.csv:3: id is the same for \"ko-A\" as for \"ko-A+\" in t.csv line 2, which is another name: ko-a;"
                                + " make it from something that tells them apart",
                        "t.csv:5: id is the same for \"ko-华宏\" as for \"ko-华虹\" in t.csv line 4, which is another name:"
                                + " ko-hua-hong; make it from something that tells them apart");
    }

    @Test
    void mergesNamesThatDifferInCaseAndSpacesOnly() {
        var result = readNamed("merge: true", "name", "Hana  Micron", "HANA MICRON", "Ｈana\u3000Micron");

        assertThat(result.refusals()).isEmpty();
        assertThat(result.entity().path("id").asText()).isEqualTo("ko-hana-micron");
    }

    @Test
    void findsOneIdOfTwoNamesInVirtualColumnsToo() {
        var result = readNamed("merge: true", "node", "A+", "A");

        assertThat(result.refusals()).hasSize(1);
    }

    @Test
    void shortensTheNameForWhatStandsAroundIt() {
        var result = readNamed("merge: true", "name", "word ".repeat(30));

        assertThat(result.entity().path("id").asText()).hasSize(100).startsWith("ko-word-word");
    }

    private static Tables.Result readNamed(String merging, String column, String... names) {
        return Tables.of("t.csv", "name\n" + String.join("\n", names) + "\n")
                .read(HEAD + """
                tables:
                  - file: t.csv
                    whitespace: trim
                    virtual: {node: "{name|slug}"}
                    entities:
                      - {id: "ko-{%s}", kind: company, %s, name: "{name}"}
                """.formatted(column.equals("name") ? "name|slug" : column, merging));
    }
}
