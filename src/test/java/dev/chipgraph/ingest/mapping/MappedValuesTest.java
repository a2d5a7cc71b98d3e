package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions, maps, lookups and code lists. */
class MappedValuesTest {

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
        var result = readCompanies("""
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
                        "t.csv:5: to column code: \"YUG\" is not a country: give its name in any language or its ISO 3166-1"
                                + " code, such as VN, VNM or 704");
    }

    private static final String AMOUNTS = HEAD + """
            tables:
              - file: t.csv
                entities:
                  - id: "i-{$line}"
                    kind: investment
                    name: "{company}"
                    amount: {value: "{amount|number}", currency: "{amount|currency:USD}"}
                    evidence: {claims: {amount: {value: "{amount|number}", currency: USD}}}
                relationships:
                  - {from: "i-{$line}", type: PART_OF, to: "{country|country}"}
            """;

    @Test
    void readsAmountsAndCountriesAsPeopleWriteThem() {
        var result = Tables.of("t.csv", """
                company,country,amount
                Alpha,Vietnam,$1.4T
                Beta,South Korea,525 million USD
                Gamma,Việt Nam,over 500 tỷ đồng
                Delta,한국,up to 3조원
                Epsilon,Japan,NT$1-2bn
                Zeta,USA,"nearly $600 million"
                Eta,KOR,
                """).read(AMOUNTS);

        assertThat(result.refusals()).isEmpty();
        assertThat(result.relationships())
                .extracting(one -> one.path("to").asText())
                .containsExactly(
                        "vietnam", "south-korea", "vietnam", "south-korea", "japan", "united-states", "south-korea");
        assertThat(result.entities())
                .extracting(entity -> entity.path("amount").toString())
                .containsExactly(
                        "{\"value\":1400000000000,\"currency\":\"USD\"}",
                        "{\"value\":525000000,\"currency\":\"USD\"}",
                        "{\"min\":500000000000,\"currency\":\"VND\"}",
                        "{\"max\":3000000000000,\"currency\":\"KRW\"}",
                        "{\"min\":1000000000,\"max\":2000000000,\"currency\":\"TWD\"}",
                        "{\"value\":600000000,\"currency\":\"USD\"}",
                        "");
        assertThat(result.entities().get(2).at("/evidence/0/claims/amount/min").asLong())
                .isEqualTo(500_000_000_000L);
    }

    @Test
    void saysHowTheFigureOfAnIndicatorIsMeant() {
        var result = Tables.of("t.csv", "target\n50000\n\"over 50,000\"\nabout 10\n5-10\n")
                .read(HEAD + """
                tables:
                  - file: t.csv
                    entities:
                      - {id: "i-{$line}", kind: indicator, name: Engineers, value: "{target|number}", unit: engineers}
                    relationships:
                      - {from: a, type: PROVIDES, to: "b-{$line}", share: "{target|number}"}
                """);

        assertThat(result.entities())
                .extracting(entity ->
                        entity.path("value") + " " + entity.path("comparison").asText())
                .containsExactly("50000 ", "50000 more-than", "10 approximately");
        assertThat(result.refusals())
                .containsExactly(
                        "t.csv:3: share column target: \">50000\" is a range or a bound, where a single number is needed",
                        "t.csv:5: value column target: \"5..10\" is a range or a bound, where a single number is needed",
                        "t.csv:5: share column target: \"5..10\" is a range or a bound, where a single number is needed");
    }
}
