package dev.chipgraph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChipgraphTest {

    private static final String MAPPING = """
            name: made-up
            sources: [{id: made-up, type: dataset, name: Made up}]
            tables:
              - file: t.csv
                entities:
                  - {id: "{id}", kind: company, name: "{name}"}
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private HttpServer server;
    /** What the stub answers to questions about the import, in turn; the last for ever. A number is a status. */
    private final Queue<String> answers = new ArrayDeque<>();

    private final List<String> requests = new ArrayList<>();
    private String upload = "";
    private int status = 202;
    private String refusal = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/imports", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path);
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            upload = exchange.getRequestHeaders().getFirst("X-API-Key") + "\n"
                    + exchange.getRequestHeaders().getFirst("Content-Type") + "\n"
                    + new String(sent, StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/v1/imports/i1");
            answer(exchange, status, status == 202 ? job("queued", "") : refusal);
        } else if (path.endsWith("/rejections?format=csv")) {
            answer(exchange, 200, "file,line,field,message\nt.csv,2,name,is required\n");
        } else {
            String next = answers.size() > 1 ? answers.remove() : answers.peek();
            boolean number = next.matches("\\d+");
            answer(exchange, number ? Integer.parseInt(next) : 200, number ? "" : next);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String job(String state, String more) {
        return "{\"id\":\"i1\",\"state\":\"%s\",\"mode\":\"strict\",\"new\":1,\"rows\":{\"read\":1200,\"accepted\":1199,\"rejected\":1,\"loaded\":300}%s}"
                .formatted(state, more);
    }

    private int run(String... arguments) {
        return ChipgraphCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    // --- import

    @Test
    void sendsFilesAndMappingAndFollowsTheImport() throws IOException {
        answers.addAll(List.of(
                job("checking", ",\"rowsPerSecond\":600.0"),
                job("loading", ",\"rowsPerSecond\":600.0,\"secondsLeft\":2"),
                "503",
                job("done", ",\"changed\":{\"entities\":3,\"relationships\":4,\"evidence\":5},\"rejections\":0")));

        int code = run(
                "import",
                file("a.csv", "id,name\nđ,Ω\n"),
                file("b.csv", "x"),
                "--mapping",
                file("m.yaml", MAPPING),
                "--to",
                url() + "/",
                "--key",
                "secret",
                "--lenient",
                "--dry-run",
                "--prune",
                "--source",
                "made-up",
                "--name",
                "A & B");

        assertThat(err.toString())
                .contains("sending: ", "checking: 1,200, 600 rows/s", "loading: 300 of 1,199, 600 rows/s, 2 s left");
        assertThat(err.toString()).contains("waiting for the service");
        assertThat(out.toString())
                .contains(
                        "i1 done: 1,200 rows read, 1,199 accepted, 1 rejected; changed 3 entities, 4 relationships, 5");
        assertThat(code).isZero();
        assertThat(requests.getFirst())
                .isEqualTo("POST /v1/imports?mode=lenient&dryRun=true&prune=true&source=made-up&name=A+%26+B");
        assertThat(upload)
                .startsWith("secret\nmultipart/form-data; boundary=")
                .contains("Content-Disposition: form-data; name=\"mapping\"\r\n")
                .contains("\r\n\r\n" + MAPPING + "\r\n--")
                .contains("Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n")
                .contains("\r\n\r\nid,name\nđ,Ω\n\r\n--")
                .contains("filename=\"b.csv\"")
                .endsWith("--\r\n");
    }

    @Test
    void namesBundledMappings() throws IOException {
        answers.add(job("done", ""));

        assertThat(run("import", file("a.csv", "x"), "--mapping", "tota", "--to", url()))
                .isZero();

        assertThat(upload).contains("\r\n\r\ntota\r\n--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "failed", "cancelled"})
    void failsWhenTheImportDoes(String state) throws IOException {
        answers.add(job(state, ",\"rejections\":12,\"detail\":\"Because.\""));

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "i1 " + state,
                        "Because.",
                        "t.csv,2,name,is required",
                        "and 2 more; --rejections FILE writes all of them");
    }

    @Test
    void writesRejectionsToAFile() throws IOException {
        answers.add(job("done", ",\"rejections\":1"));
        Path rejections = folder.resolve("r.csv");

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url(), "--rejections", rejections.toString()))
                .isZero();

        assertThat(rejections).hasContent("file,line,field,message\nt.csv,2,name,is required\n");
    }

    @Test
    void doesNotWaitWhenDetached() throws IOException {
        assertThat(run("import", file("a.ndjson", "{}"), "--to", url(), "--detach"))
                .isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines(url() + "/v1/imports/i1");
        assertThat(requests).hasSize(1);
    }

    @Test
    void tellsWhatTheServiceRefuses() throws IOException {
        status = 400;
        refusal = """
                {"title":"Bad Request","detail":"The mapping cannot be used.",
                 "violations":[{"in":"mapping","field":"tables[0].file","message":"is required"}]}""";

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(err.toString())
                .contains("400 Bad Request", "The mapping cannot be used.", "mapping tables[0].file: is required");
    }

    @Test
    void tellsWhenThereIsNoService() throws IOException {
        server.stop(0);

        assertThat(run("import", file("a.ndjson", "{}"), "--to", url())).isEqualTo(1);

        assertThat(err.toString()).contains(url()).contains("cannot be reached").doesNotContain("\tat ");
    }

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

        assertThat(out.toString().lines().map(ChipgraphTest::withoutEvidence))
                .containsExactlyElementsOf(blocks.get(2)
                        .lines()
                        .map(ChipgraphTest::withoutEvidence)
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
                .contains("t.csv.gz:3: id must be lower-case letters", "t.csv.gz:4: row has 1 cells")
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
