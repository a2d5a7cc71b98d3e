package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The change feed as server-sent events. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeEventsTest extends FeedFixture {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int WRITERS = 3;
    private static final int WRITES = 25;

    @Test
    void eventsComeAsChangesAreMade() throws IOException {
        try (var events = new Events(null, "kind=sector")) {
            for (int i = 0; i < 3; i++) {
                String id = create("sectors");
                create("products");
                assertThat(events.next().getString("id")).isEqualTo(id);
                describe(id);
                assertThat(events.next().getString("change")).isEqualTo("updated");
            }
        }
    }

    @Test
    void aConsumerThatComesBackMissesNothingAndHearsNothingTwice() throws Exception {
        String from = end();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int own = writer;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < WRITES; i++) {
                        editor().body("{\"id\":\"feed-stream-%d-%d\",\"name\":\"Feed stream %d %d\",%s}"
                                        .formatted(own, i, own, i, EVIDENCE))
                                .post("/v1/sectors")
                                .expecting(201);
                    }
                }));
            }
            var heard = new ArrayList<String>();
            String last = from;
            int wanted = WRITERS * WRITES;
            var random = new Random(1);
            while (heard.size() < wanted) {
                try (var events = new Events(last, "kind=sector")) {
                    for (int i = 1 + random.nextInt(12); i > 0 && heard.size() < wanted; i--) {
                        Json change = events.next();
                        assertThat(change.getString("cursor")).isEqualTo(events.id());
                        heard.add(change.getString("id"));
                        last = events.id();
                    }
                }
            }
            for (var writer : writers) {
                writer.get();
            }
            assertThat(heard).doesNotHaveDuplicates().allMatch(id -> id.startsWith("feed-stream-"));
            assertThat(heard)
                    .isEqualTo(get("/v1/changes", "cursor", from, "kind", "sector", "format", "ndjson")
                            .asString()
                            .lines()
                            .map(line -> Json.from(line).getString("id"))
                            .toList());
        }
    }

    /** A stream of server-sent events, as they come over the wire. */
    private static final class Events implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader reader;
        private String id;

        private Events(String last, String query) throws IOException {
            URI address = Request.service();
            socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request =
                    "GET /v1/changes?%s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nAccept-Encoding: gzip\r\n%s\r\n"
                            .formatted(query, address.getHost(), last == null ? "" : "Last-Event-ID: " + last + "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
            // The first comment says from where on it is told.
            String line = reader.readLine();
            while (!line.contains(": after ") && !line.startsWith(":after ")) {
                line = reader.readLine();
                assertThat(line).isNotNull();
            }
        }

        /** Waits for the next event; the socket gives up in the end. */
        private Json next() throws IOException {
            String data = null;
            String line = reader.readLine();
            while (line != null && !(line.isEmpty() && data != null)) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data = line.substring(5);
                }
                line = reader.readLine();
            }
            assertThat(line).as("the stream goes on").isNotNull();
            return Json.from(data);
        }

        private String id() {
            return id;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
