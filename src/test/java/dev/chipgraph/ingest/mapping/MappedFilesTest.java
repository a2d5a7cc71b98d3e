package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.companies;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Dialects of files, and files that are damaged or do not fit. */
class MappedFilesTest {

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
        assertThat(readCompanies("", "\ufeffid,name\nx,Ex\n").entities()).hasSize(1);
        assertThat(Tables.of("companies.csv", "\ufeffid,name\nx,Ex\n".getBytes(StandardCharsets.UTF_16LE))
                        .read(companies("").replace("    entities", "    encoding: UTF-16\n    entities"))
                        .entities())
                .hasSize(1);
    }

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
                        "companies.csv:3: row has 1 cell where the table has 2 columns",
                        "companies.csv:4: row has 3 cells where the table has 2 columns",
                        "companies.csv:5: name contains a character that cannot be read: the file is not UTF-8 or is damaged",
                        "companies.csv:7: id is empty: see column id",
                        "companies.csv:8: name contains a character that cannot be read: the file is not UTF-8 or is damaged");
    }

    @Test
    void refusesQuotesThatAreNotClosedAndWhatFollows() {
        assertThat(readCompanies("", "id,name\na,A\nb,\"B\nc,C\n").refusals())
                .containsExactly("companies.csv:3: row has a quote that is never closed");
        assertThat(readCompanies("", "id,name\na,A\nb,\"B\"x\nc,C\n").refusals())
                .singleElement()
                .asString()
                .startsWith(
                        "companies.csv:3: row cannot be read, and neither can the rest of the file: Unexpected character");
        assertThat(readCompanies("", "id,name\na,A\nb," + "x".repeat(2_000_000) + "\n")
                        .refusals())
                .singleElement()
                .asString()
                .startsWith(
                        "companies.csv:3: row cannot be read, and neither can the rest of the file: The maximum buffer size");
        assertThat(readCompanies("", "id,name\na,\"A\"").refusals()).isEmpty();
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
        var result = readCompanies("", "id,name\n" + "x\n".repeat(20_000));

        assertThat(result.refusals()).hasSize(20_000);
    }

    @Test
    void tellsAllThatIsWrongWithARow() {
        var result = readCompanies("""
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
