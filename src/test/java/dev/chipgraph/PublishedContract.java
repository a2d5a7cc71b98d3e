package dev.chipgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code openapi.yaml} says about the answers of the service. */
public final class PublishedContract {

    /** Any request can be answered so, when its URL or its headers are too long. */
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(414, 431);

    /** Operations that the contract cannot describe: streams of events, and uploads by the name of the file. */
    private static final Pattern UNPUBLISHED =
            Pattern.compile("GET /v1/imports/[^/]+/events|PUT /v1/imports/[^/]+|POST /v1/keys/guarded/test");

    private static final String EVENTS = "text/event-stream";
    private static final JsonNode CONTRACT = read();
    private static final List<Resource> RESOURCES = resources();

    private PublishedContract() {}

    /**
     * A path of the contract.
     *
     * @param path matches the paths of requests
     * @param parameters number of its parameters
     * @param operations its operations, by method in small letters
     */
    private record Resource(Pattern path, long parameters, JsonNode operations) {}

    /** The answer itself, if it is what the contract says. */
    public static <T> HttpResponse<T> checked(HttpResponse<T> response) {
        check(
                response.request().method(),
                response.request().uri().getRawPath(),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""));
        return response;
    }

    /**
     * Checks that the operation names the status of an answer, and for this status its media type.
     *
     * @param type the Content-Type of the answer; null or empty when it has none
     */
    public static void check(String method, String path, int status, String type) {
        boolean described = path.startsWith("/v1/") || path.startsWith("/problems");
        String request = method + " " + path;
        if (!described
                || UNPUBLISHED.matcher(request).matches()
                || OF_ANY_REQUEST.contains(status)
                || (type != null && type.startsWith(EVENTS))) {
            return;
        }
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(status)
                    .as("status of %s, which is no operation of openapi.yaml", request)
                    .isGreaterThanOrEqualTo(300);
            return;
        }
        JsonNode response = operation.get().at("/responses/" + status);
        String name = operation.get().path("operationId").asText();
        assertThat(response.isMissingNode())
                .as("openapi.yaml does not name the status %d of %s (%s)", status, name, request)
                .isFalse();
        JsonNode content = resolved(response).path("content");
        String media = type == null ? "" : type.replaceFirst(";.*", "").strip();
        // A 304 has the Content-Type of the answer that it stands for, and no content (RFC 9110, 15.4.5).
        assertThat(media.isEmpty() || status == 304 || content.has(media))
                .as("openapi.yaml does not name %s for the status %d of %s (%s)", media, status, name, request)
                .isTrue();
    }

    private static Optional<JsonNode> operation(String method, String path) {
        String read = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return RESOURCES.stream()
                .filter(resource -> resource.path().matcher(path).matches())
                .findFirst()
                .map(resource -> resource.operations().get(read));
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? CONTRACT.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those with the fewest parameters first, so that a path is taken literally where it can be. */
    private static List<Resource> resources() {
        var resources = new ArrayList<Resource>();
        CONTRACT.path("paths")
                .properties()
                .forEach(path -> resources.add(new Resource(
                        Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+") + "/?"),
                        path.getKey()
                                .chars()
                                .filter(character -> character == '{')
                                .count(),
                        path.getValue())));
        resources.sort(Comparator.comparingLong(Resource::parameters));
        return List.copyOf(resources);
    }
}
