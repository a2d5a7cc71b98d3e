package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.ingest.mapping.Tables.Result;
import dev.chipgraph.model.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedTablesTest {

    private static final String HEAD = """
            name: made-up
            sources: [{id: made-up, type: dataset, name: Made up}]
            """;

    /** A mapping of one table of companies, with more about each. */
    private static String companies(String more) {
        return HEAD + """
            tables:
              - file: companies.csv
                entities:
                  - id: "{id|slug}"
                    kind: company
                    name: "{name}"
            """ + more.indent(8);
    }

    private static Result read(String more, String csv) {
        return Tables.of("companies.csv", csv).read(companies(more));
    }

    // --- records

    @Test
    void givesTheSourceFirstAndRecordsWithTheirLines() {
        var result = read("", "id,name\nA 1,\"Two\nlines\"\nB,Bê & Co\n");

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
        var result = read("""
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
        result.entities().forEach(MappedTablesTest::accepted);
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
        var result = read("unmapped: true\n", "id,name,CEO,Seats\na,An,Bê,\n");

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

    // --- conditions

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{x: a}                            | a",
                "{x: [a, b]}                       | a b",
                "{x: {not: a}}                     | b none ab",
                "{x: {not: [a, b]}}                | none ab",
                "{x: {empty: true}}                | none",
                "{x: {empty: false, not: b}}       | a ab",
                "{x: {matches: ^a}}              | a ab",
                "{x: {matches: b}, id: {not: 1}} | ab",
                "[{x: a}, {x: {empty: true}}]      | a none",
            })
    void makesRecordsOnlyWhereTheConditionHolds(String when, String expected) {
        var result = Tables.of("companies.csv", "id,x\n0,a\n1,b\n2,\n3,ab\n").read(HEAD + """
                tables:
                  - file: companies.csv
                    entities:
                      - {id: "{id}", kind: company, name: "{x|default:none}", when: %s}
                """.formatted(when));

        assertThat(result.entities())
                .extracting(entity -> entity.path("name").asText())
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void takesTheFirstValueThatHoldsAndIsNotEmpty() {
        var result = read("""
                description:
                  firstOf:
                    - {when: {id: a}, value: "first {x}"}
                    - "second {x}"
                    - third
                """, "id,name,x\na,A,1\nb,B,2\nc,C,\n");

        assertThat(result.entities())
                .extracting(entity -> entity.path("description").asText())
                .containsExactly("first 1", "second 2", "third");
    }

    // --- maps, lookups, countries

    @Test
    void replacesByMaps() {
        String mapping = HEAD + """
                maps:
                  strict: {values: {A: active}}
                  keeping: {values: {A: active}, otherwise: keep}
                  emptying: {values: {A: active}, otherwise: empty}
                  skipping: {values: {A: active}, otherwise: skip}
                  giving: {values: {A: active}, default: other}
                tables:
                  - file: t.csv
                    entities:
                      - {id: "{id}", kind: company, name: n, description: "{x|map:%s}"}
                """;
        var table = Tables.of("t.csv", "id,x\n1,A\n2,B\n3,\n");

        assertThat(table.read(mapping.formatted("strict")).refusals())
                .containsExactly("t.csv:3: description column x: \"B\" is not in the map strict");
        assertThat(table.read(mapping.formatted("keeping")).entities())
                .extracting(entity -> entity.path("description").asText())
                .containsExactly("active", "B", "");
        assertThat(table.read(mapping.formatted("emptying")).entities()).hasSize(3);
        assertThat(table.read(mapping.formatted("skipping")).entities()).hasSize(2);
        assertThat(table.read(mapping.formatted("skipping")).refusals()).isEmpty();
        assertThat(table.read(mapping.formatted("giving")).entities())
                .extracting(entity -> entity.path("description").asText())
                .containsExactly("active", "other", "");
    }

    @Test
    void looksUpCellsAndVirtualColumnsOfOtherTables() {
        var result = Tables.of("types.csv", "code,title\n1,tool\n2,material\n2,ignored\n")
                .and("data/things.csv.gz", "id,type\na,1\nb,2\nc,3\n")
                .read(HEAD + """
                        lookups:
                          type: {table: types.csv, key: "{code}"}
                        tables:
                          - file: things.csv
                            entities:
                              - {id: "{id}", kind: product, name: "{type|lookup:type:loud}"}
                          - file: types.csv
                            virtual: {loud: "{title|upper}!"}
                        """);

        assertThat(result.entities())
                .extracting(entity -> entity.path("name").asText())
                .containsExactly("TOOL!", "MATERIAL!");
        assertThat(result.refusals())
                .containsExactly("data/things.csv.gz:4: name column type: \"3\" is not in types.csv");
    }

    @Test
    void findsCountriesByTheirCodes() {
        var result = Tables.of("t.csv", "id,code\na,JP\nb,jpn\nc,392\nd,YUG\n").read(HEAD + """
                tables:
                  - file: t.csv
                    relationships:
                      - {from: "{id}", type: PRESENT_IN, to: "{code|country}"}
                """);

        assertThat(result.relationships())
                .extracting(one -> one.path("to").asText())
                .containsExactly("japan", "japan", "japan");
        assertThat(result.refusals())
                .containsExactly(
                        "t.csv:5: to column code: \"YUG\" is no ISO 3166-1 code of a country (VN, VNM or 704)");
    }

    // --- several rows

    @Test
    void mergesRowsOfOneEntity() {
        var result = read("""
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

        var refused = read(merging.formatted("country"), rows);
        assertThat(refused.refusals())
                .containsExactly("companies.csv:3: foundedOn \"2001\" differs from \"1999\","
                        + " as companies.csv line 2 has it; claims in the evidence would keep both");
        assertThat(refused.entity().path("evidence")).hasSize(1);

        var claimed = read(merging.formatted("foundedOn"), rows);
        assertThat(claimed.refusals()).isEmpty();
        assertThat(claimed.entity().path("foundedOn").asText()).isEqualTo("1999");
        assertThat(claimed.entity().path("evidence")).hasSize(2);
    }

    @Test
    void dropsRepeatedRowsAndRefusesOnesThatDiffer() {
        var result = read("", "id,name\nx,Ex\nx,Ex\nx,Eks\n");

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

    // --- dialects

    @Test
    void readsOtherDialects() {
        byte[] windows =
                "; a comment\nid\tname\n1\t  Bö \u00a0 \"Ltd\"\n2\tn/a\n".getBytes(Charset.forName("windows-1252"));
        var result = Tables.of("t.tsv", windows).read(HEAD + """
                tables:
                  - file: "*.tsv"
                    delimiter: tab
                    quote: none
                    encoding: windows-1252
                    comment: ";"
                    "null": ["n/a"]
                    whitespace: collapse
                    entities:
                      - {id: "t-{id}", kind: company, name: "{name|default:unnamed}"}
                """);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.entities())
                .extracting(entity -> entity.path("name").asText())
                .containsExactly("Bö \"Ltd\"", "unnamed");
    }

    @Test
    void readsTablesWithoutHeaderAndWithByteOrderMark() {
        var result = Tables.of("t.csv", "\ufeff1,One\n2,Two").read(HEAD + """
                tables:
                  - file: t.csv
                    columns: [id, name]
                    entities:
                      - {id: "t-{id}", kind: company, name: "{name}"}
                """);

        assertThat(result.entities())
                .extracting(entity -> entity.path("id").asText())
                .containsExactly("t-1", "t-2");
        assertThat(read("", "\ufeffid,name\nx,Ex\n").entities()).hasSize(1);
        assertThat(Tables.of("companies.csv", "\ufeffid,name\nx,Ex\n".getBytes(StandardCharsets.UTF_16LE))
                        .read(companies("").replace("    entities", "    encoding: UTF-16\n    entities"))
                        .entities())
                .hasSize(1);
    }

    // --- bad input

    @Test
    void refusesRowsThatItCannotReadAndGoesOn() {
        byte[] bytes = "id,name\na,A\nb\nc,C,C\nd,\0\ne,E\n,F\ng,G\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xff;

        var result = Tables.of("companies.csv", bytes).read(companies(""));

        assertThat(result.entities())
                .extracting(entity -> entity.path("id").asText())
                .containsExactly("a", "e");
        assertThat(result.refusals())
                .containsExactly(
                        "companies.csv:3: row has 1 cells where the table has 2 columns",
                        "companies.csv:4: row has 3 cells where the table has 2 columns",
                        "companies.csv:5: name holds a character that cannot be read: the file is not UTF-8, or was damaged",
                        "companies.csv:7: id is empty: see column id",
                        "companies.csv:8: name holds a character that cannot be read: the file is not UTF-8, or was damaged");
    }

    @Test
    void refusesQuotesThatAreNotClosedAndWhatFollows() {
        assertThat(read("", "id,name\na,A\nb,\"B\nc,C\n").refusals())
                .containsExactly("companies.csv:3: row has a quote that is never closed");
        assertThat(read("", "id,name\na,A\nb,\"B\"x\nc,C\n").refusals())
                .singleElement()
                .asString()
                .startsWith("companies.csv:3: row cannot be read, nor what follows in the file: Unexpected character");
        assertThat(read("", "id,name\na,A\nb," + "x".repeat(2_000_000) + "\n").refusals())
                .singleElement()
                .asString()
                .startsWith(
                        "companies.csv:3: row cannot be read, nor what follows in the file: The maximum buffer size");
        assertThat(read("", "id,name\na,\"A\"").refusals()).isEmpty();
    }

    @Test
    void refusesArchivesThatAreDamaged() {
        Map<String, MappedTables.Bytes> files =
                Map.of("companies.csv.gz", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3})));

        assertThatThrownBy(() -> MappedTables.open(Mapping.parse(companies("")), files))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("cannot be unpacked");
    }

    @Test
    void doesNotTakeALostFileForABadOne() {
        Map<String, MappedTables.Bytes> files = Map.of("companies.csv", () -> {
            throw new IOException("lost");
        });

        assertThatThrownBy(() -> MappedTables.open(Mapping.parse(companies("")), files))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesEachRecordOfARowThatHasTheSameWrongCell() {
        var result = Tables.of("t.csv", "id,x\na,no\n").read(HEAD + """
                tables:
                  - file: t.csv
                    relationships:
                      - {from: "{id}", type: PROVIDES, to: b, share: "{x|number}"}
                      - {from: "{id}", type: PROVIDES, to: c, share: "{x|number}"}
                      - {forEach: {to: "{x}"}, from: "{id}", type: PART_OF, to: "{to}"}
                """);

        assertThat(result.relationships()).hasSize(1);
        assertThat(result.refusals())
                .containsExactly("t.csv:2: share column x: \"no\" is not a number with the decimal mark .");
    }

    @Test
    void readsTablesWithOnlyBadRows() {
        var result = read("", "id,name\n" + "x\n".repeat(20_000));

        assertThat(result.refusals()).hasSize(20_000);
    }

    @Test
    void tellsAllThatIsWrongWithARow() {
        var result = read("""
                types: "{size}"
                foundedOn: "{founded}"
                evidence: {confidence: "{sure}"}
                """, "id,name,size,founded,sure\na,A,huge,soon,very\n");

        assertThat(result.entities()).isEmpty();
        assertThat(result.refusals())
                .hasSize(3)
                .anyMatch(text -> text.startsWith("companies.csv:2: types column size: \"huge\" must be one of "))
                .anyMatch(text -> text.startsWith("companies.csv:2: foundedOn column founded: \"soon\" is not a date"))
                .anyMatch(text -> text.startsWith("companies.csv:2: evidence.confidence column sure: \"very\" is not"));
    }
}
