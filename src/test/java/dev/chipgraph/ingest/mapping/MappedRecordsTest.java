package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.json;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.RecordReader;
import org.junit.jupiter.api.Test;

/** Records that templates make from a row. */
class MappedRecordsTest {

    @Test
    void givesTheSourceFirstAndRecordsWithTheirLines() {
        var result = readCompanies("", "id,name\nA 1,\"Two\nlines\"\nB,Bê & Co\n");

        assertThat(result.records().getFirst())
                .isEqualTo(json("{'source':{'id':'made-up','type':'dataset','name':'Made up'}}"));
        assertThat(result.lines()).containsExactly(0L, 2L, 4L);
        assertThat(result.entity()).isEqualTo(json("""
                {'id':'a-1','kind':'company','name':'Two\\nlines','evidence':[
                  {'source':'made-up','locator':'companies.csv line 2','extractor':'made-up'}]}"""));
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void fillsEveryFieldOfAnEntity() {
        var result = readCompanies("""
                names:
                  - "{short}"
                  - {value: "{aliases|split:';'}", lang: vi, type: alias}
                description: "{name} has {{braces}}"
                sameAs: ["wikidata:{qid}"]
                tags: ["{tag|lower}", fixed]
                types: "{types|split:','}"
                foundedOn: "{founded|date:'dd/MM/yyyy':'MM/yyyy':'yyyy'}"
                attributes: {staff: "{staff}"}
                evidence:
                  locator: "row {id}"
                  statement: "Says so of {name}."
                  confidence: 0.5
                  claims: {foundedOn: "{founded|date:'dd/MM/yyyy'}", country: VN}
                """, """
                id,name,short,aliases,qid,tag,types,founded,staff
                a,An,A,"Ăn ; Ân",Q1,Chips,"eda,ip",03/02/1999,12
                b,Bo,,,,,,,
                """);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.entity()).isEqualTo(json("""
                {'id':'a','kind':'company','name':'An',
                 'names':[{'value':'A'},{'value':'Ăn','lang':'vi','type':'alias'},{'value':'Ân','lang':'vi','type':'alias'}],
                 'description':'An has {braces}','sameAs':['wikidata:Q1'],'tags':['chips','fixed'],'attributes':{'staff':'12'},
                 'types':['eda','ip'],'foundedOn':'1999-02-03',
                 'evidence':[{'source':'made-up','locator':'row a','statement':'Says so of An.','confidence':0.5,
                   'extractor':'made-up','claims':{'foundedOn':'1999-02-03','country':'VN'}}]}"""));
        assertThat(result.entities().get(1)).isEqualTo(json("""
                {'id':'b','kind':'company','name':'Bo','description':'Bo has {braces}','tags':['fixed'],
                 'evidence':[{'source':'made-up','locator':'row b','statement':'Says so of Bo.','confidence':0.5,
                   'extractor':'made-up','claims':{'country':'VN'}}]}"""));
        result.entities().forEach(MappedRecordsTest::accepted);
    }

    private static void accepted(JsonNode entity) {
        var reader = new RecordReader("row");
        reader.entity(entity);
        assertThat(reader.violations()).isEmpty();
    }

    @Test
    void readsMoneyAndPositions() {
        var result = Tables.of("t.csv", "id,amount,least,lat,lon\na,\"$1,250.5 million\",,10.5,106.7\nb,,3 bn,,\n")
                .read(HEAD + """
                        tables:
                          - file: t.csv
                            entities:
                              - id: "investment-{id}"
                                kind: investment
                                name: "{id}"
                                amount: {value: "{amount|number}", min: "{least|number}", currency: USD}
                              - id: "place-{id}"
                                kind: place
                                name: "{id}"
                                location: {lat: "{lat}", lon: "{lon}"}
                        """);

        assertThat(result.entities().get(0).path("amount")).isEqualTo(json("{'value':1250500000,'currency':'USD'}"));
        assertThat(result.entities().get(1).path("location")).hasToString("{\"lat\":10.5,\"lon\":106.7}");
        assertThat(result.entities().get(2).path("amount")).isEqualTo(json("{'min':3000000000,'currency':'USD'}"));
        assertThat(result.entities().get(3).has("location")).isFalse();
    }

    @Test
    void makesSeveralRecordsOfARowAndOneForEachItemOfAList() {
        var result = Tables.of("deals.csv", "name,parties,from,to\nDeal,KFIA; NIPA;,2024-03,2025\nNone,,,\n")
                .read(HEAD + """
                        tables:
                          - file: deals.csv
                            entities:
                              - {id: "{name|slug}", kind: agreement, name: "{name}"}
                            relationships:
                              - forEach: {party: "{parties|split:';'|slug}"}
                                from: "{party}"
                                type: PARTY_TO
                                to: "{name|slug}"
                                role: signatory
                                validFrom: "{from}"
                                validTo: "{to}"
                                evidence: {locator: "{party}"}
                        """);

        assertThat(result.entities()).hasSize(2);
        assertThat(result.relationships()).hasSize(2);
        assertThat(result.relationships().getLast()).isEqualTo(json("""
                {'from':'nipa','type':'PARTY_TO','to':'deal','role':'signatory','validFrom':'2024-03','validTo':'2025',
                 'evidence':[{'source':'made-up','locator':'nipa','extractor':'made-up'}]}"""));
    }

    @Test
    void takesColumnsThatNothingNamesAsAttributes() {
        var result = readCompanies("unmapped: true\n", "id,name,CEO,Seats\na,An,Bê,\n");

        assertThat(result.entity().path("attributes")).isEqualTo(json("{'CEO':'Bê'}"));
    }

    @Test
    void leavesOutOrRefusesWhatIsRelatedToItself() {
        String mapping = HEAD + """
                tables:
                  - file: t.csv
                    relationships:
                      - {from: "{a}", type: PART_OF, to: "{b}", self: %s}
                """;

        assertThat(Tables.of("t.csv", "a,b\nx,x\nx,y\n")
                        .read(mapping.formatted("skip"))
                        .relationships())
                .hasSize(1);
        assertThat(Tables.of("t.csv", "a,b\nx,x\nx,y\n")
                        .read(mapping.formatted("reject"))
                        .relationships())
                .hasSize(2);
    }

    @Test
    void makesIdsOfRelationshipsFromKeys() {
        String mapping = HEAD + """
                tables:
                  - file: t.csv
                    relationships:
                      - {from: "{a}", type: PROVIDES, to: "{b}", share: "{share|percent}", year: "{year}", key: provision}
                """;
        var first = Tables.of("t.csv", "a,b,share,year\nx,y,61%,2019\n")
                .read(mapping)
                .relationships()
                .getFirst();
        var later = Tables.of("t.csv", "a,b,share,year\nx,y,2.4,2025\n")
                .read(mapping)
                .relationships()
                .getFirst();

        assertThat(first.path("id").asText())
                .matches("provides-[0-9a-z]{13}")
                .isEqualTo(later.path("id").asText());
        assertThat(first.path("share")).isEqualTo(json("0.61"));
        assertThat(later.path("share")).hasToString("0.024");
    }
}
