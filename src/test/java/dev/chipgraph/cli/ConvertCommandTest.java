package dev.chipgraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command convert, and the help. */
class ConvertCommandTest extends CommandFixture {

    @ParameterizedTest
    @CsvSource({
        "'import --to http://localhost', FILE",
        "'import no-such-file --to http://localhost', Cannot read",
        "'import /dev/null', --to",
        "'import /dev/null --to localhost:8080', must be a URL",
        "'import /dev/null --to http://localhost --prune', --source",
        "'import /dev/null --to http://localhost --what', --what",
        "'convert /dev/null', --mapping",
        "'convert no-such-file --mapping tota', Cannot read",
        "'convert /dev/null --mapping tata', 'tata is neither a file nor one of the bundled mappings eto-chip-explorer'",
        "'export', export",
        "'', A command is missing",
    })
    void explainsWrongUse(String line, String message) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString()).contains(message);
    }

    @Test
    void explainsItself() {
        assertThat(run("help", "import")).isZero();

        assertThat(out.toString()).contains("--mapping", "eto-chip-explorer", "CHIPGRAPH_KEY");
    }

    // --- convert

    /** The example of the documentation. */
    @Test
    void convertsTheExample() throws IOException {
        String page = Files.readString(Path.of("docs/imports.md"));
        var blocks = new ArrayList<String>();
        var fenced = Pattern.compile("```(?:csv|yaml|json)\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        while (blocks.size() < 3 && fenced.find()) {
            blocks.add(fenced.group(1));
        }

        assertThat(run("convert", "--mapping", file("fabs.yaml", blocks.get(1)), file("fabs.csv", blocks.get(0))))
                .isZero();

        assertThat(out.toString().lines().map(ConvertCommandTest::withoutEvidence))
                .containsExactlyElementsOf(blocks.get(2)
                        .lines()
                        .map(ConvertCommandTest::withoutEvidence)
                        .toList());
    }

    private static JsonNode withoutEvidence(String line) {
        try {
            var record = new ObjectMapper().readTree(line);
            record.forEach(fields -> ((ObjectNode) fields).remove("evidence"));
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void convertsTablesToNdjson() throws IOException {
        Path packed = folder.resolve("t.csv.gz");
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("id,name\na,Ân\nB,Bo\nc\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(packed, bytes.toByteArray());

        int code = run("convert", "--mapping", file("m.yaml", MAPPING), packed.toString());

        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"source\":{\"id\":\"made-up\",\"type\":\"dataset\",\"name\":\"Made up\"}}",
                        "{\"entity\":{\"id\":\"a\",\"kind\":\"company\",\"name\":\"Ân\",\"evidence\":[{\"source\":\"made-up\","
                                + "\"locator\":\"t.csv line 2\",\"extractor\":\"made-up\"}]}}");
        assertThat(err.toString())
                .contains("t.csv.gz:3: id must be lower-case letters", "t.csv.gz:4: row has 1 cell")
                .contains("3 rows read, 2 records written, 2 rejected");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAMapping() throws IOException {
        assertThat(run("convert", "--mapping", file("m.yaml", "tabels: []"), file("t.csv", "id\n")))
                .isEqualTo(2);

        assertThat(err.toString()).contains("tabels: is not known (did you mean tables?)");
    }
}
