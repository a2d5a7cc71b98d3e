package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.PublishedContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The packaged application in a process of its own, as users run it. Ends what it started and nothing else. */
final class ServiceProcess implements AutoCloseable {

    static final String PARTNERS = "/v1/organizations/name:KFIA/partners";

    private static final String ADMIN_KEY = "cg_admin_key_of_the_process_tests";

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Path LOGS = Path.of("target", "process-logs");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Duration LONGER_THAN_ANY_LIMIT = Duration.ofSeconds(20);
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGER_THAN_ANY_LIMIT)
            .build();

    private ServiceProcess(Path application, Map<String, String> environment, List<String> settings)
            throws IOException {
        Path jar = application.resolve("quarkus-run.jar");
        assertThat(jar).as("The packaged application").exists();
        port = freePort();
        log = Files.createTempFile(Files.createDirectories(LOGS), "service-", ".log");
        var command = new ArrayList<String>();
        command.add(JAVA.toString());
        // These processes live for seconds, in which the second compiler costs more than it gains.
        command.add(QUICK);
        command.add("-Dchipgraph.embedded.jvm-options=" + QUICK);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dchipgraph.limits.anonymous-per-minute=0");
        command.add("-Dchipgraph.warm-up=false");
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", jar.toString()));
        var builder = new ProcessBuilder(command)
                .directory(application.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Settings of the machine that runs the tests must not become settings of the service.
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("CHIPGRAPH_"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Starts it with the database that it brings along. */
    static ServiceProcess onFolder(Path folder) throws IOException {
        return with("chipgraph.embedded.folder=" + folder);
    }

    /** Starts it with settings of the form name=value. */
    static ServiceProcess with(String... settings) throws IOException {
        return new ServiceProcess(APPLICATION, Map.of(), List.of(settings));
    }

    /** Starts one that {@link #write} may write to, with settings of the form name=value. */
    static ServiceProcess writable(String... settings) throws IOException {
        var all = new ArrayList<>(List.of(settings));
        all.add("chipgraph.limits.principal-per-minute=0");
        return new ServiceProcess(APPLICATION, Map.of("CHIPGRAPH_ACCESS_ADMIN_KEY", ADMIN_KEY), all);
    }

    static ServiceProcess withEnvironment(Map<String, String> environment) throws IOException {
        return new ServiceProcess(APPLICATION, environment, List.of());
    }

    /** Starts what somebody copied elsewhere. */
    static ServiceProcess copied(Path application, Path folder) throws IOException {
        return new ServiceProcess(application, Map.of(), List.of("chipgraph.embedded.folder=" + folder));
    }

    /** Folder of the packaged application. */
    static Path application() {
        return APPLICATION;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Process of the database that it brought along. */
    ProcessHandle database() {
        return process.children()
                .findFirst()
                .orElseThrow(() -> new AssertionError("The service has no child process; its log is " + log));
    }

    boolean hasChild() {
        return process.children().findAny().isPresent();
    }

    HttpResponse<String> get(String path) {
        return send(path, HttpRequest.newBuilder());
    }

    /** Sends a GET with an API key. */
    HttpResponse<String> get(String path, String key) {
        return send(path, HttpRequest.newBuilder().header("X-API-Key", key));
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /**
     * Sends a request as somebody who may do everything.
     *
     * @param body what is sent; null for nothing
     * @param headers names and values by turns
     */
    HttpResponse<String> write(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder()
                .header("X-API-Key", ADMIN_KEY)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(path, request);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request) {
        try {
            return PublishedContract.checked(client.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(LONGER_THAN_ANY_LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s of the service with the log %s".formatted(path, log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer and how long it took. */
    record Timed(HttpResponse<String> response, Duration time) {}

    /** Asks the same many times at once. */
    List<Timed> getAtOnce(int times, String path) throws InterruptedException {
        Callable<Timed> question = () -> {
            long start = System.nanoTime();
            return new Timed(get(path), Duration.ofNanos(System.nanoTime() - start));
        };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Timed>();
            for (Future<Timed> answer : executor.invokeAll(Collections.nCopies(times, question))) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    boolean isReady() {
        return get("/q/health/ready").statusCode() == 200;
    }

    boolean isLive() {
        return get("/q/health/live").statusCode() == 200;
    }

    /** Why it says that it is not ready; empty when it is. */
    String reason() {
        try {
            JsonNode health = JSON.readTree(get("/q/health/ready").body());
            assertThat(health.path("status").asText()).isIn("UP", "DOWN");
            return health.at("/checks/0/data/reason").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitListening() throws InterruptedException {
        Eventually.within(Eventually.PATIENCE, "the service listens", this::listens);
    }

    private boolean listens() {
        assertThat(process.isAlive())
                .as("The service with the log %s lives", log)
                .isTrue();
        try {
            return isLive();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Waits until it is ready and answers a first question, for whose plan a cold database may need too long. */
    void awaitReady() throws InterruptedException {
        awaitListening();
        Eventually.within(Eventually.PATIENCE, "the service with the log %s is ready".formatted(log), () -> {
            assertThat(process.isAlive()).isTrue();
            return isReady() && get(PARTNERS).statusCode() != 503;
        });
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it ends by itself. */
    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("The service with the log %s ends", log)
                .isTrue();
        return process.exitValue();
    }

    /** Asks it to stop, as {@code kill} does. */
    int stop() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /** Ends it without a chance to do anything about it, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.children().toList();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        client.close();
    }
}
