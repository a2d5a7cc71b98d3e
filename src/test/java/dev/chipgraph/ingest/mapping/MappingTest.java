package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.chipgraph.model.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static List<Violation> violations(String yaml) {
        var invalid = catchThrowableOfType(InvalidMapping.class, () -> Mapping.parse(yaml));
        return invalid == null ? List.of() : invalid.violations();
    }

    private static final String WHOLE = """
            name: made-up
            sources: [{id: made-up, type: dataset, name: Made up}]
            maps: {m: {values: {A: eda, B: chips}}}
            lookups: {l: {table: t.csv, key: "{id}"}}
            tables:
              - file: t.csv
                columns: [id, name, x]
                entities:
                  - id: "{id}"
                    kind: company
                    name: "{name}"
                    ENTITY
                relationships:
                  - from: "{id}"
                    type: PART_OF
                    to: "{x}"
                    RELATIONSHIP
            """;

    private static String with(String entity, String relationship) {
        return WHOLE.replace("ENTITY", entity).replace("RELATIONSHIP", relationship);
    }

    @Test
    void acceptsWhatIsRight() {
        assertThat(violations(with("description: \"{x|map:m}\"", "self: skip"))).isEmpty();
        assertThat(Mapping.parse(with("", "")).name()).isEqualTo("made-up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "colour: red                       ~ colour    ~ is not known",
                "descripton: x                     ~ descripton ~ did you mean description?",
                "description: \"{nam}\"            ~ description ~ did you mean name?",
                "description: \"{x|slog}\"         ~ description ~ did you mean slug?",
                "description: \"{x|slug:1}\"       ~ description ~ the filter slug takes no argument",
                "description: \"{x|split:';'}\"    ~ description ~ forEach",
                "description: \"{x\"               ~ description ~ has a { without a }",
                "description: \"x}\"               ~ description ~ has a } without a {",
                "description: \"{}\"               ~ description ~ has no column in {}",
                "description: \"{x|}\"             ~ description ~ has no filter after |",
                "description: \"{x|replace:'a}\"   ~ description ~ has a quote that is never closed",
                "description: \"{x|map:q}\"        ~ description ~ allowed are m",
                "description: \"{x|lookup:q:id}\"  ~ description ~ allowed are l",
                "description: \"{x|lookup:l:q}\"   ~ description ~ the column \"q\" is not known",
                "description: \"{x|lookup:l}\"     ~ description ~ needs the lookup and the column",
                "description: \"{x|match:'('}\"    ~ description ~ is not a regular expression",
                "description: \"{x|date:'pp'}\"    ~ description ~ has an invalid date pattern",
                "description: \"{x|country:no}\"   ~ description ~ must be reject, skip, empty or keep",
                "description: {x: y}               ~ description ~ must be a text",
                "description:                      ~ description ~ has no value",
                "types: huge                       ~ types     ~ must be one of",
                "types: \"{x|map:m}\"              ~ types     ~ \"chips\" must be one of",
                "foundedOn: yesterday              ~ foundedOn ~ is not a date",
                "when: {y: a}                      ~ when.y    ~ the column \"y\" is not known",
                "when: {x: {is: a}}                ~ when.x.is ~ allowed are not, empty, matches",
                "when: {x: {matches: '('}}         ~ when.x.matches ~ is not a regular expression",
                "merge: maybe                      ~ merge     ~ must be true or false",
                "evidence: none                    ~ evidence  ~ where merge is true",
                "evidence: {sauce: x}              ~ evidence.sauce ~ did you mean source?",
                "evidence: {confidence: high}      ~ evidence.confidence ~ is not a number",
                "names: [{value: \"{x}\", typ: alias}] ~ names[0].typ ~ did you mean type?",
                "names: [{value: x, type: nickname}] ~ names[0].type ~ must be one of",
                "forEach: {a: \"{x}\", b: \"{x}\"} ~ forEach   ~ must be one name",
                "match: {by: luck}                 ~ match.by  ~ must be one of identifier, name, name-and-country",
                "match: {by: name, land: VN}       ~ match.land ~ is not known",
                "match: {by: name-and-country}     ~ match.country ~ is required where names and countries are matched",
                "match: name                       ~ match     ~ must be an object",
            })
    void saysWhatIsWrongWithAnEntity(String line, String field, String message) {
        var violations = violations(with(line, ""));

        assertThat(violations).anySatisfy(violation -> {
            assertThat(violation.in()).isEqualTo("mapping");
            assertThat(violation.field()).isEqualTo("tables[0].entities[0]." + field);
            assertThat(violation.message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "share: '1'     ~ share    ~ is not known",
                "self: maybe    ~ self     ~ reject, skip",
                "otherwise: new ~ otherwise ~ must be one of skip",
                "validFrom: no  ~ validFrom ~ is not a date",
            })
    void saysWhatIsWrongWithARelationship(String line, String field, String message) {
        assertThat(violations(with("", line))).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("tables[0].relationships[0]." + field);
            assertThat(violation.message()).contains(message);
        });
    }

    @Test
    void isNoEditor() {
        assertThat(violations(with("", "").replace("made-up", "decision")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message())
                        .startsWith("must not be decision, which marks decisions of editors"));
    }

    @Test
    void tellsEverythingAtOnceWithTheLine() {
        var violations = violations("""
                nam: x
                sources: [{id: X, type: book}]
                maps: {m: {value: {}, otherwise: perhaps}}
                lookups: {l: {table: u.csv, key: id}}
                tables:
                  - file: t.csv
                    delimiter: ";;"
                    encoding: latin
                    whitespace: none
                    entities:
                      - {kind: compny}
                    relationships:
                      - {from: a, to: b, type: PART}
                """);

        assertThat(violations)
                .extracting(Violation::field)
                .contains(
                        "nam",
                        "sources[0].id",
                        "sources[0].type",
                        "maps.m.value",
                        "maps.m.otherwise",
                        "lookups.l.table",
                        "lookups.l.key",
                        "tables[0].delimiter",
                        "tables[0].encoding",
                        "tables[0].whitespace",
                        "tables[0].entities[0].id",
                        "tables[0].entities[0].name",
                        "tables[0].entities[0].kind",
                        "tables[0].relationships[0].type");
        assertThat(violations)
                .filteredOn(violation -> violation.field().equals("tables[0].entities[0].kind"))
                .allSatisfy(violation -> assertThat(violation.message()).endsWith("(line 11)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[a, b]",
                "tables: [",
                "a: 1\na: 2\ntables: []",
                "a: &x {b: c}\nd: *x",
                "tables: !!java.net.URL [x]",
                "a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: {r: {s: {t: {u: v}}}}}}}}}}}}}}}}}}}}}",
                "tables:\n  - entities",
                "tables: {a: b}",
                "tables: [{file: t.csv, entities: x, relationships: [1], virtual: [], columns: {}}]",
                "name: {a: b}\nmaps: [1]\nlookups: x\nsources: 1\ntables: [1, {}]",
            })
    void refusesWhatIsNoMapping(String yaml) {
        assertThat(violations(yaml)).isNotEmpty();
    }

    @Test
    void tellsWhatDoesNotFitTheFiles() {
        var mapping = Mapping.parse("""
                sources: [{id: made-up, type: dataset, name: Made up}]
                lookups: {l: {table: u.csv, key: "{key}"}}
                tables:
                  - file: t.csv
                    entities: [{id: "{id}", kind: company, name: "{nam}", when: {typ: x}, tags: "{id|lookup:l:tag}"}]
                  - file: u.csv
                    virtual: {title: x}
                  - file: v.csv
                  - file: w.csv
                  - file: e.csv
                """);
        var files = Tables.of("t.csv", "id,name,type\n")
                .and("u.csv", "code,title\n")
                .and("w.csv", "a,a\n")
                .and("e.csv", "")
                .and("z.csv", "a\n")
                .files();

        var violations = catchThrowableOfType(InvalidMapping.class, () -> MappedTables.open(mapping, files))
                .violations();

        assertThat(violations)
                .extracting(violation -> violation.field() + " " + violation.message())
                .containsExactlyInAnyOrder(
                        "tables[2].file v.csv is not among the files: t.csv, u.csv, w.csv, e.csv, z.csv",
                        "tables has no table for the file z.csv",
                        "tables[0].entities[0].name the column \"nam\" is not known (did you mean name?); allowed are id,"
                                + " name, type",
                        "tables[0].entities[0].when.typ the column \"typ\" is not known (did you mean type?); allowed are"
                                + " id, name, type",
                        "lookups.l.key the column \"key\" is not known; allowed are code, title",
                        "tables[0].entities[0].tags the column \"tag\" is not known; allowed are code, title",
                        "tables[1].virtual.title is the name of a column that the table already has",
                        "tables[4].file e.csv has no header row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eto-chip-explorer", "eto-supply-chain-2025-01", "findkg", "tota"})
    void bundledMappingsAreRight(String name) {
        assertThat(Mapping.bundled()).contains(name);
        assertThat(Mapping.of(name).text()).isNotEmpty();
    }
}
