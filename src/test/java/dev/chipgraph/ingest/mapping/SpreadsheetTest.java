package dev.chipgraph.ingest.mapping;

import static dev.chipgraph.ingest.mapping.Tables.HEAD;
import static dev.chipgraph.ingest.mapping.Tables.companies;
import static dev.chipgraph.ingest.mapping.Tables.readCompanies;
import static dev.chipgraph.ingest.mapping.Workbooks.sheet;
import static dev.chipgraph.ingest.mapping.Workbooks.workbook;
import static dev.chipgraph.ingest.mapping.Workbooks.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.ingest.mapping.Tables.Result;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dhatim.fastexcel.VisibilityState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as spreadsheets write them: CSV with traces of the program, workbooks, archives. */
class SpreadsheetTest {

    private static List<String> names(Result result) {
        return result.entities().stream()
                .map(entity -> entity.path("name").asText())
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,name\na,An\n,\n\u00a0,  \n,,,\n",
                "\n,\nid,name\na,An\n",
                "id,name,,\na,An,,\n",
                "id,name,,\na,An\n",
                "id,name,\na,An,a note\n",
                "id,name\na,An,,\n",
                "id,,name\na,a note,An\n",
                "id,name,Note,Note\na,An,x,y\n",
                "sep=;\r\nid;name\r\na;An\r\n",
                "\ufeff\"sep=|\"\nid|name\na|An\n",
                "sep=\t\nid\tname\na\tAn\n",
            })
    void readsWhatSpreadsheetsWrite(String csv) {
        var result = readCompanies("", csv);

        assertThat(result.refusals()).isEmpty();
        assertThat(names(result)).containsExactly("An");
    }

    @Test
    void countsTheLineThatGivesTheDelimiter() {
        assertThat(readCompanies("", "sep=;\nid;name\n;\n;An\n").refusals())
                .containsExactly("companies.csv:4: id is empty: see column id");
    }

    @Test
    void readsUtf16ByItsByteOrderMark() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] bytes = "\ufeffid,name\na,Ân\n".getBytes(charset);
            assertThat(names(Tables.of("companies.csv", bytes).read(companies(""))))
                    .containsExactly("Ân");
        }
    }

    @Test
    void columnsThatAreUsedNeedNamesOfTheirOwn() {
        assertThatThrownBy(() -> readCompanies("", "id,name,name\na,A,B\n"))
                .hasMessageContaining(
                        "tables[0].entities[0].name: the column \"name\" appears twice; a column that is used needs a name of"
                                + " its own");
        assertThatThrownBy(() -> readCompanies("unmapped: true\n", "id,name,x,x\na,A,B,C\n"))
                .hasMessageContaining("tables[0].entities[0].unmapped: needs columns with names of their own");
    }

    private static final String WORKBOOK = HEAD + """
            tables:
              - file: t.xlsx
                entities:
                  - id: "t-{id}"
                    kind: company
                    name: "{name}"
                    foundedOn: "{founded|date:'dd/MM/yyyy'}"
                    attributes: {share: "{share}", year: "{year}", month: "{month}", at: "{at}", code: "{code}", ok: "{ok}"}
            """;

    @Test
    void readsCellsAsTheyAreShown() {
        byte[] bytes = workbook(workbook -> {
            var sheet = sheet(workbook, "Data", "id,name,founded,share,year,month,at,code,ok", "1,An", ",", "3,Cy");
            sheet.value(1, 0, 1);
            sheet.value(1, 2, LocalDate.of(2024, 9, 20));
            sheet.style(1, 2).format("dd/mm/yyyy").set();
            sheet.value(1, 3, 0.1 + 0.2);
            sheet.style(1, 3).format("0.00%").set();
            sheet.value(1, 4, LocalDate.of(2024, 1, 1));
            sheet.style(1, 4).format("yyyy\" year\"").set();
            sheet.value(1, 5, LocalDate.of(2024, 9, 1));
            sheet.style(1, 5).format("[$-409]mmm\\ yyyy").set();
            sheet.value(1, 6, LocalDateTime.of(2024, 9, 20, 10, 30));
            sheet.style(1, 6).format("yyyy-mm-dd hh:mm").set();
            sheet.value(1, 7, 4);
            sheet.style(1, 7).format("000").set();
            sheet.value(1, 8, true);
            sheet.value(3, 3, 1234567.25);
            sheet.style(3, 3).format("#,##0.0\" đ\"").set();
            sheet.value(3, 2, "20/09/2024");
            workbook.newWorksheet("Sheet2");
        });

        var result = Tables.of("t.xlsx", bytes).read(WORKBOOK);

        assertThat(result.refusals()).isEmpty();
        assertThat(names(result)).containsExactly("An", "Cy");
        JsonNode first = result.entity();
        assertThat(first.path("id").asText()).isEqualTo("t-1");
        assertThat(first.path("foundedOn").asText()).isEqualTo("2024-09-20");
        assertThat(first.path("attributes").toString())
                .isEqualTo("{\"share\":\"30%\",\"year\":\"2024\",\"month\":\"2024-09\",\"at\":\"2024-09-20T10:30\","
                        + "\"code\":\"004\",\"ok\":\"TRUE\"}");
        JsonNode third = result.entities().getLast();
        assertThat(third.path("foundedOn").asText()).isEqualTo("2024-09-20");
        assertThat(third.path("attributes").path("share").asText()).isEqualTo("1234567.25");
        assertThat(third.path("evidence").path(0).path("locator").asText()).isEqualTo("t.xlsx line 4");
    }

    private static byte[] twoSheets() {
        return workbook(workbook -> {
            sheet(workbook, "Notes", "Read me");
            sheet(workbook, "Types", "code,title", "1,tool").setVisibilityState(VisibilityState.HIDDEN);
            sheet(workbook, "Things", "id,type", "a,1", "b,2");
        });
    }

    private static final String SHEETS = HEAD + """
            lookups:
              type: {table: book.xlsx/Types, key: "{code}"}
            tables:
              - file: book.xlsx/Types
              - file: book.xlsx/Things
                entities: [{id: "t-{id}", kind: product, name: "{type|lookup:type:title}"}]
            """;

    @Test
    void readsTheSheetsThatTheMappingNames() {
        for (Tables tables : List.of(
                Tables.of("data/book.xlsx", twoSheets()),
                Tables.of("all.zip", zip(Map.of("data/book.xlsx", twoSheets(), "LICENSE.pdf", utf8("%PDF-1.7")))))) {
            var result = tables.read(SHEETS);

            assertThat(names(result)).containsExactly("tool");
            assertThat(result.refusals())
                    .singleElement()
                    .asString()
                    .endsWith("data/book.xlsx/Things:3: name column type: \"2\" is not in book.xlsx/Types");
        }
        assertThatThrownBy(() -> Tables.of("book.xlsx", twoSheets()).read(SHEETS.replace("xlsx/Things", "xlsx")))
                .hasMessageContaining(
                        "book.xlsx is not among the files: book.xlsx/Notes, book.xlsx/Types, book.xlsx/Things");
    }

    @Test
    void rejectsAMemberThatIsDamaged() {
        byte[] bytes = zip(Map.of("companies.csv", utf8("id,name\n" + "a,An\n".repeat(5_000))));
        bytes["PK..".length() + 26 + "companies.csv".length() + 40] ^= 1;

        assertThat(Tables.of("companies.zip", bytes).read(companies("")).refusals())
                .singleElement()
                .asString()
                .contains("companies.zip/companies.csv", "cannot be");
    }

    @Test
    void readsTheTablesOfAnArchive() {
        var members = new TreeMap<>(Map.of(
                "data/companies.csv", utf8("id,name\na,An\n"),
                "__MACOSX/data/._companies.csv", utf8("x"),
                "README.md", utf8("# Read me")));

        var result = Tables.of("all.zip", zip(members)).read(companies("").replace("companies.csv", "'*.csv'"));

        assertThat(names(result)).containsExactly("An");
        assertThat(result.entity().path("evidence").path(0).path("locator").asText())
                .isEqualTo("companies.csv line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t.xls  | \u00d0\u00cf\u0011\u00e0\u00a1\u00b1 | t.xls is an .xls file of Excel 97 or is protected by a password; save it",
                "t.csv  | <!DOCTYPE html><table>  | t.csv is an HTML page; save its table as .xlsx or CSV",
                "t.pdf  | %PDF-1.7  | t.pdf is a PDF document",
                "t.7z   | 7z\u00bc\u00af  | t.7z is an archive that the service does not unpack",
            })
    void namesTheFormatOfWhatItCannotRead(String file, String start, String message) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Tables.of(file, bytes).read(companies("").replace("companies.csv", "t.*")))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "mimetype content.xml, is an OpenDocument file",
        "[Content_Types].xml word/document.xml, is a document of Word",
        "[Content_Types].xml xl/workbook.bin, is an .xlsb file",
        "Index/Document.iwa, is a document of Apple Numbers",
    })
    void namesTheProgramOfADocument(String members, String message) {
        var files = new TreeMap<String, byte[]>();
        for (String member : members.split(" ", -1)) {
            files.put(member, utf8("x"));
        }

        assertThatThrownBy(() -> Tables.of("companies.csv", zip(files)).read(companies("")))
                .hasMessageContaining("companies.csv " + message);
    }

    @Property(tries = 100)
    void noDamageIsAnotherException(@ForAll @IntRange(max = 100_000) int place, @ForAll byte change) {
        byte[] bytes = place % 2 == 0
                ? workbook(workbook -> sheet(workbook, "Data", "id,name", "1,An", "2,Bo"))
                : zip(Map.of("companies.csv", utf8("id,name\na,An\nb,Bo\n")));
        bytes[place % bytes.length] ^= change;

        assertThatCode(() -> {
                    try {
                        Tables.of("companies.csv", bytes).read(companies(""));
                    } catch (InvalidMapping expected) {
                        assertThat(expected.violations()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }
}
