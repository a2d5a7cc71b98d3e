package dev.chipgraph.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of this subject share. */
abstract class CommandFixture {

    static final String MAPPING = """
            name: made-up
            sources: [{id: made-up, type: dataset, name: Made up}]
            tables:
              - file: t.csv
                entities:
                  - {id: "{id}", kind: company, name: "{name}"}
            """;

    @TempDir
    Path folder;

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    HttpServer server;
    private static final String DUPLICATES = """
            {"items": [{"file": "t.csv", "line": 2, "score": 0.882,
              "entity": {"id": "seoul-semiconductor", "name": "Seoul Semiconductor", "kind": "company"},
              "duplicate": {"id": "seoul-semi", "name": "Seoul Semiconductor Co., Ltd.", "kind": "company"},
              "reasons": ["The names are alike.", "Both are in KR."]}]}
            """;

    /** What the stub answers to questions about the import, in turn; the last for ever. A number is a status. */
    final Queue<String> answers = new ArrayDeque<>();

    final List<String> requests = new ArrayList<>();
    String upload = "";
    int status = 202;
    String refusal = "";

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

    void handle(HttpExchange exchange) throws IOException {
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
        } else if (path.endsWith("/duplicates?limit=10")) {
            answer(exchange, 200, DUPLICATES);
        } else if (path.endsWith("/duplicates?format=csv")) {
            answer(exchange, 200, "file,line,score\n");
        } else {
            String next = answers.size() > 1 ? answers.remove() : answers.peek();
            boolean number = next.matches("\\d+");
            answer(exchange, number ? Integer.parseInt(next) : 200, number ? "" : next);
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static String job(String state, String more) {
        return "{\"id\":\"i1\",\"state\":\"%s\",\"mode\":\"strict\",\"new\":1,\"rows\":{\"read\":1200,\"accepted\":1199,\"rejected\":1,\"loaded\":300}%s}"
                .formatted(state, more);
    }

    int run(String... arguments) {
        return ChipgraphCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
