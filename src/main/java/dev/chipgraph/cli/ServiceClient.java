package dev.chipgraph.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The client of a service's import API. */
final class ServiceClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    /** Statuses of proxies, and of a service that starts or waits for its database. */
    private static final Set<Integer> FOR_NOW = Set.of(502, 503, 504);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();
    private final URI base;
    private final String key;

    /** The service rejected a request; the message is its problem detail. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    /** The service did not answer, or is temporarily unavailable. */
    static final class Unavailable extends IOException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param key API key; null to send none
     */
    ServiceClient(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Sends the files. Returns the URL of the import. */
    URI start(Map<String, String> parameters, MultipartUpload upload, LongConsumer sent)
            throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(base.toString().replaceFirst("/+$", "") + "/v1/imports?" + query);
        // No timeout: the duration depends on the size of the files.
        var request = request(uri)
                .header("Content-Type", upload.contentType())
                .POST(upload.counted(sent))
                .build();
        var response = send(request, BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return uri.resolve(response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new Refusal(uri + " is not a Chipgraph service: the answer has no Location")));
    }

    /**
     * The state of the import.
     *
     * @throws Unavailable when a retry may succeed
     */
    JobStatus job(URI job) throws IOException, InterruptedException {
        var response = get(job, BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return JSON.readValue(response.body(), JobStatus.class);
    }

    /** The first lines of a list of the import, such as {@code rejections}, as CSV with a header. */
    Stream<String> lines(URI job, String list, int most) throws IOException, InterruptedException {
        var response = get(csv(job, list), BodyHandlers.ofLines());
        check(response.statusCode(), "");
        return response.body().limit(most);
    }

    /** Writes a list of the import to a file as CSV. */
    void write(URI job, String list, Path file) throws IOException, InterruptedException {
        check(get(csv(job, list), BodyHandlers.ofFile(file)).statusCode(), "");
    }

    private static URI csv(URI job, String list) {
        return URI.create(job + "/" + list + "?format=csv");
    }

    /** The first probable duplicates. */
    List<JsonNode> duplicates(URI job, int most) throws IOException, InterruptedException {
        var response = get(URI.create(job + "/duplicates?limit=" + most), BodyHandlers.ofString());
        check(response.statusCode(), response.body());
        return JSON.readTree(response.body()).path("items").valueStream().toList();
    }

    private <T> HttpResponse<T> get(URI uri, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return send(request(uri).timeout(TO_ANSWER).GET().build(), body);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return client.send(request, body);
        } catch (IOException lost) {
            throw new Unavailable(request.uri() + " cannot be reached: " + lost, lost);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri);
        return key == null || key.isBlank() ? request : request.header("X-API-Key", key);
    }

    private static void check(int status, String body) throws IOException {
        if (FOR_NOW.contains(status)) {
            throw new Unavailable(problem(status, body), null);
        }
        if (status >= 300) {
            throw new Refusal(problem(status, body));
        }
    }

    /** Problem details (RFC 9457) as text. */
    private static String problem(int status, String body) {
        JsonNode problem;
        try {
            problem = JSON.readTree(body);
        } catch (IOException noJson) {
            return "The service answered with status " + status + ".";
        }
        var told = new StringBuilder(
                "%d %s".formatted(status, problem.path("title").asText()));
        if (problem.hasNonNull("detail")) {
            told.append("\n").append(problem.path("detail").asText());
        }
        problem.path("violations")
                .forEach(violation -> told.append("\n  %s %s: %s"
                        .formatted(
                                violation.path("in").asText(),
                                violation.path("field").asText(),
                                violation.path("message").asText())));
        return told.toString();
    }
}
