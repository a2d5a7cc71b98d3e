package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.json;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
