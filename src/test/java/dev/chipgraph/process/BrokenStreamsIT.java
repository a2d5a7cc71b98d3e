package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list or export that fails midway never looks complete, whichever version of HTTP its reader speaks. */
class BrokenStreamsIT {

    private static final String EXPORT = "/v1/exports";
    private static final String SECTORS = "/v1/sectors?format=";
    /**
     * The second page has 8 MB, compressed 6, of which the socket holds at most 4 ahead of its reader; the third is never
     * read.
     */
    private static final int RECORDS = 1_300;

    private static final int RECORD_SIZE = 8_000;
    private static final int BREAKS = 50;
    private static final int MOST_ROUNDS = 12;
    /** The service has 16 turns at the database, so that none of these is refused before it is under way. */
    private static final int AT_ONCE = 9;

    private static final Pattern ABORTED = Pattern.compile("chipgraph_streams_aborted_total\\{.*?\\} (\\d+)\\.0");

    /** A response that is being read. */
    interface Stream extends AutoCloseable {

        /** Reads until so many lines are there. */
        void readLines(int lines) throws IOException;

        /** Reads all that comes; returns whether it looks complete. */
        boolean readToItsEnd();

        /** What was read of the body. */
        String body();

        @Override
        void close() throws IOException;
    }

    @TempDir
    private static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var lines = new ArrayList<>(List.of("{\"source\":{\"id\":\"paper\",\"name\":\"Paper\"}}"));
        var random = new Random(1);
        for (int i = 1; i < RECORDS; i++) {
            lines.add(
                    "{\"entity\":{\"id\":\"sector-%d\",\"kind\":\"sector\",\"name\":\"Sector %d\",\"description\":\"%s\",\"evidence\":[{\"source\":\"paper\",\"locator\":\"p1\"}]}}"
                            .formatted(i, i, incompressible(random)));
        }
        lines.add("{\"end\":{\"records\":%d}}".formatted(RECORDS));
        SharedDatabase.clear();
        service = ServiceProcess.with(SharedDatabase.settings(
                SharedDatabase.port(), "chipgraph.data=" + Files.write(folder.resolve("records.ndjson"), lines)));
        service.awaitReady();
        Eventually.within(Eventually.PATIENCE, "the export is planned", BrokenStreamsIT::isExported);
    }

    /** A text that compression shortens by a quarter only. */
    private static String incompressible(Random random) {
        return random.ints('0', 'z' + 1)
                .filter(Character::isLetterOrDigit)
                .limit(RECORD_SIZE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isExported() {
        try {
            return service.get(EXPORT).statusCode() == 200;
        } catch (UncheckedIOException aborted) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void answers() throws InterruptedException {
        service.awaitReady();
        Eventually.within(Eventually.PATIENCE, "as many lists as are streamed at once are answered", () -> {
            try {
                return service.getAtOnce(AT_ONCE, SECTORS + "csv&limit=1").stream()
                        .allMatch(answer -> answer.response().statusCode() == 200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    @Test
    void aStreamThatFailsMidwayNeverLooksComplete() throws Exception {
        // Given
        long aborted = aborted(service);
        int breaks = 0;

        for (int round = 0; round < MOST_ROUNDS && breaks < BREAKS; round++) {
            List<Stream> streams = open(service.port());
            ProcessHandle database = SharedDatabase.process();
            try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Stream stream : streams) {
                    stream.readLines(5);
                }

                // When
                Processes.signal("STOP", database);
                var ends = new ArrayList<Future<Boolean>>();
                streams.forEach(stream -> ends.add(readers.submit(stream::readToItsEnd)));

                // Then
                for (int i = 0; i < ends.size(); i++) {
                    boolean looksComplete = ends.get(i).get();
                    String body = streams.get(i).body();
                    if (looksComplete) {
                        // All of it had been read before the database froze.
                        assertThat(body.lines())
                                .as("Lines of stream %d, which looks complete", i)
                                .hasSizeGreaterThanOrEqualTo(RECORDS - 1);
                    } else {
                        assertThat(body.lines()).hasSizeGreaterThanOrEqualTo(5);
                        assertThat(body).doesNotContain("{\"end\"", "/problems/");
                        breaks++;
                    }
                }
            } finally {
                Processes.signal("CONT", database);
                for (Stream stream : streams) {
                    stream.close();
                }
            }
            answers();
        }

        assertThat(breaks).isGreaterThanOrEqualTo(BREAKS);
        assertThat(aborted(service) - aborted).isEqualTo(breaks);
        assertThat(service.log()).containsPattern("WARN .*/v1/exports was aborted after \\d+ records: ");
        assertThat(service.get("/q/metrics").body())
                .containsPattern("http_server_requests_seconds_count\\{.*status=\"RESET\".*uri=\"/v1/exports\"");
    }

    @Test
    void onlyACompleteExportEndsWithTheNumberOfItsRecords() throws IOException {
        for (Stream stream : List.of(
                RawStream.http11(service.port(), EXPORT),
                RawStream.compressed(service.port(), EXPORT),
                RawStream.http10(service.port(), EXPORT))) {
            try (stream) {
                assertThat(stream.readToItsEnd()).isTrue();
                var lines = stream.body().lines().toList();
                assertThat(lines).hasSize(RECORDS + 1).endsWith("{\"end\":{\"records\":%d}}".formatted(RECORDS));
            }
        }
        String page = service.get(EXPORT + "?limit=500").body();
        assertThat(page.lines()).hasSize(500);
        assertThat(page).doesNotContain("{\"end\"");
        String cursor = service.get(EXPORT + "?limit=500&format=json")
                .body()
                .replaceFirst("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(service.get(EXPORT + "?cursor=" + cursor).body().lines())
                .hasSize(RECORDS - 500)
                .noneMatch(line -> line.startsWith("{\"end\""));
    }

    @Test
    void anHttp2StreamThatFailsMidwayIsResetAndItsConnectionGoesOn() throws Exception {
        // Given
        var vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false)
                    .setHttp2MaxPoolSize(1)
                    .setDefaultHost("127.0.0.1")
                    .setDefaultPort(service.port()));
            var body = Buffer.buffer();
            var end = new CompletableFuture<Void>();
            HttpClientResponse response = open(client, body, end);
            var connection = response.request().connection();

            // When: the window of 64 KiB is full, and the database freezes
            ProcessHandle database = SharedDatabase.process();
            Processes.signal("STOP", database);
            try {
                response.resume();

                // Then
                assertThat(end)
                        .failsWithin(20, TimeUnit.SECONDS)
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(StreamResetException.class)
                        .satisfies(e -> assertThat(((StreamResetException) e.getCause()).getCode())
                                .isEqualTo(2));
            } finally {
                Processes.signal("CONT", database);
            }
            assertThat(body.toString().lines()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(body.toString()).doesNotContain("{\"end\"");
            answers();
            end = new CompletableFuture<>();
            HttpClientResponse again = open(client, Buffer.buffer(), end);
            again.resume();
            assertThat(end).succeedsWithin(20, TimeUnit.SECONDS);
            assertThat(again.request().connection()).isSameAs(connection);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    /** Asks for the export, and does not read it yet. */
    private static HttpClientResponse open(HttpClient client, Buffer body, CompletableFuture<Void> end)
            throws Exception {
        return client.request(HttpMethod.GET, EXPORT)
                .compose(request -> request.send())
                .map(response -> response.pause()
                        .handler(body::appendBuffer)
                        .endHandler(end::complete)
                        .exceptionHandler(end::completeExceptionally))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static List<Stream> open(int port) throws IOException {
        var streams = new ArrayList<Stream>();
        while (streams.size() < AT_ONCE) {
            switch (streams.size() % 5) {
                case 0 -> streams.add(RawStream.http11(port, EXPORT));
                case 1 -> streams.add(RawStream.compressed(port, EXPORT));
                case 2 -> streams.add(RawStream.http11(port, SECTORS + "csv"));
                case 3 -> streams.add(RawStream.http11(port, SECTORS + "ndjson"));
                default -> streams.add(RawStream.http10(port, SECTORS + "csv"));
            }
        }
        return streams;
    }

    private static long aborted(ServiceProcess service) {
        return ABORTED.matcher(service.get("/q/metrics").body())
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
