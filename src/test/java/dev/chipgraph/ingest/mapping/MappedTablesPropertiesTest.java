package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MappedTablesPropertiesTest {

    private static final String MAPPING = """
            sources: [{id: made-up, type: dataset, name: Made up}]
            tables:
              - file: t.csv
                entities:
                  - {id: "t-{$line}", kind: company, name: "{name}", description: "{text}", attributes: {n: "{n}"}}
            """;

    @Provide
    Arbitrary<String> cells() {
        var special = Arbitraries.of(
                "\"", "\"\"", ",", "\n", "\r\n", "\r", "=1+1", "+A1", "@x", "{id}", "{{", "'", " ", "\t", "đ", "한국",
                "𝕏", "\ufeff", "e\u0301", "NaN", "null", "0123", "#");
        var unicode = Arbitraries.strings().ofMaxLength(8).filter(MappedTablesPropertiesTest::isText);
        return Arbitraries.oneOf(special, unicode)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> "x" + String.join("", parts));
    }

    /** What a file in UTF-8 can hold and a table may: no half characters, noncharacters, NUL or replacements. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0
                        || c == 0xfffd
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || c == 0xfffe
                        || c == 0xffff);
    }

    @Property(tries = 300)
    void cellsComeOutAsTheyWereWritten(
            @ForAll("cells") String name, @ForAll("cells") String text, @ForAll("cells") String n) throws IOException {
        var csv = new StringWriter();
        try (var writer = CsvWriter.builder().build(csv)) {
            writer.writeRecord("name", "text", "n").writeRecord(name, text, n);
        }

        var result = Tables.of("t.csv", csv.toString()).read(MAPPING);

        assertThat(result.refusals()).isEmpty();
        JsonNode entity = result.entity();
        assertThat(List.of(
                        entity.path("name").asText(),
                        entity.path("description").asText(),
                        entity.path("attributes").path("n").asText()))
                .containsExactly(name, text, n);
    }

    @Property(tries = 300)
    void nothingInATableIsAnException(@ForAll byte[] bytes) {
        byte[] header = "name,text,n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] table = new byte[header.length + bytes.length];
        System.arraycopy(header, 0, table, 0, header.length);
        System.arraycopy(bytes, 0, table, header.length, bytes.length);

        assertThatCode(() -> Tables.of("t.csv", table).read(MAPPING)).doesNotThrowAnyException();
    }

    @Property(tries = 300)
    void nothingInAMappingIsAnotherException(@ForAll("mappings") String yaml) {
        assertThatCode(() -> {
                    try {
                        Mapping.parse(yaml);
                    } catch (InvalidMapping expected) {
                        assertThat(expected.violations()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }

    /** Bundled mappings with something cut out or put in. */
    @Provide
    Arbitrary<String> mappings() {
        String whole = Mapping.of("tota").text();
        var at = Arbitraries.integers().between(0, whole.length());
        var piece =
                Arbitraries.of("", "{", "}", "|", ":", "\n", "- ", "x: ", "[", "'", "\"", "&a ", "*a", "!!", "%", "\t");
        return net.jqwik.api.Combinators.combine(at, Arbitraries.integers().between(0, 40), piece)
                .as((start, length, put) ->
                        whole.substring(0, start) + put + whole.substring(Math.min(whole.length(), start + length)));
    }

    @Property(tries = 50)
    void rowsOfOneEntityMergeToTheSameWhateverTheirNumber(@ForAll("cells") String name) throws IOException {
        var csv = new StringWriter();
        try (var writer = CsvWriter.builder().build(csv)) {
            writer.writeRecord("name");
            IntStream.range(0, 5).forEach(i -> writer.writeRecord(name));
        }

        var result = Tables.of("t.csv", csv.toString()).read("""
                sources: [{id: made-up, type: dataset, name: Made up}]
                tables:
                  - file: t.csv
                    entities:
                      - {id: one, kind: company, name: "{name}", merge: true, evidence: {locator: t}}
                """);

        assertThat(result.entities()).hasSize(1);
        assertThat(result.entity().path("name").asText()).isEqualTo(name);
    }
}
