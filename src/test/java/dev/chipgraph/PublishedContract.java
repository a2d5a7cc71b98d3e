package dev.chipgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What {@code openapi.yaml} says about the answers of the service. */
public final class PublishedContract {

    /** Any request can be answered so, when its URL or its headers are too long. */
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(414, 431);

    /** The statuses that the contract describes once, as the default. An operation names its other statuses. */
    private static final Set<Integer> OF_ANY_OPERATION = Set.of(400, 401, 403, 406, 408, 413, 415, 429, 500, 503);

    /** Operations that the contract cannot describe: streams of events, and uploads by the name of the file. */
    private static final Pattern UNPUBLISHED =
            Pattern.compile("GET /v1/imports/[^/]+/events|PUT /v1/imports/[^/]+|POST /v1/keys/guarded/test");

    private static final String EVENTS = "text/event-stream";
    private static final JsonNode CONTRACT = read();
    private static final PublishedSchemas SCHEMAS = new PublishedSchemas(CONTRACT);
    private static final PublishedSchemas SPARSE = new PublishedSchemas(CONTRACT, true);
    private static final List<Resource> RESOURCES = resources();

    private PublishedContract() {}

    /**
     * A path of the contract.
     *
     * @param path as the contract has it
     * @param requests matches the paths of requests
     * @param parameters number of its parameters
     */
    private record Resource(String path, Pattern requests, long parameters) {}

    /** The answer itself, if it is what the contract says. */
    public static <T> HttpResponse<T> checked(HttpResponse<T> response) {
        check(
                response.request().method(),
                response.request().uri(),
                response.statusCode(),
                response.headers(),
                () -> String.valueOf(response.body()));
        return response;
    }

    /**
     * Checks that the operation names the status of an answer, for this status its headers and its media type, and for
     * this the schema that the answer follows. With the parameter {@code fields} it may lack what is required otherwise.
     *
     * @param method of the request; what OPTIONS answers follows from the other methods
     * @param body the answer as text; asked for only when there is a schema of JSON
     */
    public static void check(String method, URI uri, int status, HttpHeaders headers, Supplier<String> body) {
        String type = headers.firstValue("Content-Type").orElse("");
        String path = uri.getRawPath();
        boolean described = path.startsWith("/v1/") || path.startsWith("/problems");
        String request = method + " " + path;
        if (!described
                || method.equals("OPTIONS")
                || UNPUBLISHED.matcher(request).matches()
                || OF_ANY_REQUEST.contains(status)
                || type.startsWith(EVENTS)) {
            return;
        }
        Optional<String> operation = operation(method, path);
        if (operation.isEmpty()) {
            assertThat(status)
                    .as("status of %s, which is no operation of openapi.yaml", request)
                    .isGreaterThanOrEqualTo(300);
            return;
        }
        String named = OF_ANY_OPERATION.contains(status) ? "default" : String.valueOf(status);
        String response = resolved(operation.get() + "/responses/" + named);
        String name = CONTRACT.at(operation.get()).path("operationId").asText();
        assertThat(CONTRACT.at(response).isMissingNode())
                .as("openapi.yaml does not name the status %d of %s (%s)", status, name, request)
                .isFalse();
        CONTRACT.at("/components/headers").fieldNames().forEachRemaining(header -> {
            if (headers.firstValue(header).isPresent()) {
                assertThat(CONTRACT.at(response).path("headers").has(header))
                        .as(
                                "openapi.yaml names the header %s for the status %d of %s (%s)",
                                header, status, name, request)
                        .isTrue();
            }
        });
        String media = type.replaceFirst(";.*", "").strip();
        // A 304 has the Content-Type of the answer that it stands for, and no content (RFC 9110, 15.4.5).
        if (media.isEmpty() || status == 304) {
            return;
        }
        assertThat(CONTRACT.at(response).path("content").has(media))
                .as("openapi.yaml does not name %s for the status %d of %s (%s)", media, status, name, request)
                .isTrue();
        boolean json = media.equals("application/json") || media.endsWith("+json");
        if (json && !method.equals("HEAD")) {
            String schema = response + "/content/" + escaped(media) + "/schema";
            boolean sparse = uri.getRawQuery() != null && uri.getRawQuery().matches("(.*&)?fields=.*");
            assertThat((sparse ? SPARSE : SCHEMAS).violations(body.get(), schema))
                    .as("violations of the schema of %d in %s (%s)", status, name, request)
                    .isEmpty();
        }
    }

    /** Where the contract has an operation, as a JSON Pointer. */
    private static Optional<String> operation(String method, String path) {
        String read = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return RESOURCES.stream()
                .filter(resource -> resource.requests().matcher(path).matches())
                .findFirst()
                .map(resource -> "/paths/" + escaped(resource.path()) + "/" + read)
                .filter(pointer -> !CONTRACT.at(pointer).isMissingNode());
    }

    /** Follows a reference. */
    private static String resolved(String pointer) {
        JsonNode reference = CONTRACT.at(pointer).path("$ref");
        return reference.isMissingNode() ? pointer : reference.asText().substring(1);
    }

    /** As a token of a JSON Pointer (RFC 6901, 3). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
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
                        path.getKey(),
                        Pattern.compile(path.getKey().replaceAll("\\{[^}]+}", "[^/]+") + "/?"),
                        path.getKey()
                                .chars()
                                .filter(character -> character == '{')
                                .count())));
        resources.sort(Comparator.comparingLong(Resource::parameters));
        return List.copyOf(resources);
    }
}
