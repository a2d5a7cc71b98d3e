package dev.chipgraph.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.PublishedContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A request to the service of the tests. Its answer must be one that the contract describes. Addresses are given decoded,
 * unless {@link #encoded()} says otherwise.
 */
public final class Request {

    public static final String JSON = "application/json";
    public static final String FORM = "multipart/form-data";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient FOLLOWING = client(Redirect.NORMAL);
    private static final HttpClient STAYING = client(Redirect.NEVER);
    private static final String BOUNDARY = "boundary-of-the-tests";

    private final List<String> headers = new ArrayList<>();
    private final List<String> query = new ArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private BodyPublisher body = BodyPublishers.noBody();
    private Duration timeout = Duration.ofMinutes(2);
    private boolean encoded;
    private boolean follows = true;

    private Request() {}

    public static Request given() {
        return new Request();
    }

    /** The URL of the service, without a path. */
    public static URI service() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class))
                .resolve("/");
    }

    private static HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .build();
    }

    public Request header(String name, Object value) {
        headers.addAll(List.of(name, value.toString()));
        return this;
    }

    /** Replaces the Content-Type. */
    public Request contentType(String type) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equals("Content-Type")) {
                headers.set(i + 1, type);
                return this;
            }
        }
        return header("Content-Type", type);
    }

    public Request accept(String type) {
        return header("Accept", type);
    }

    /** A list stands for several values. */
    public Request queryParam(String name, Object value) {
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
            query.add(escaped(name) + "=" + escaped(each.toString()));
        }
        return this;
    }

    public Request queryParams(Map<String, ?> parameters) {
        parameters.forEach(this::queryParam);
        return this;
    }

    /** Text, bytes, a stream to send in chunks, or an object to send as JSON. */
    public Request body(Object content) {
        body = switch (content) {
            case String text -> BodyPublishers.ofString(text);
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            case InputStream stream -> BodyPublishers.ofInputStream(() -> stream);
            default -> BodyPublishers.ofString(json(content));
        };
        return this;
    }

    private static String json(Object content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Adds a file to a form. */
    public Request multiPart(String name, String file, byte[] content) {
        return part(
                "name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream".formatted(name, file),
                content);
    }

    /** Adds a field to a form. */
    public Request multiPart(String name, String value) {
        return part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    }

    private Request part(String head, byte[] content) {
        parts.writeBytes("--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                .formatted(BOUNDARY, head)
                .getBytes(StandardCharsets.UTF_8));
        parts.writeBytes(content);
        parts.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        body = BodyPublishers.concat(
                BodyPublishers.ofByteArray(parts.toByteArray()), BodyPublishers.ofString("--" + BOUNDARY + "--\r\n"));
        return contentType(FORM + "; boundary=" + BOUNDARY);
    }

    /** Takes the address as it is to be sent. */
    public Request encoded() {
        encoded = true;
        return this;
    }

    /** Returns a redirect, instead of following it. */
    public Request withoutRedirects() {
        follows = false;
        return this;
    }

    public Request timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    public Response get(String path, Object... values) {
        return request("GET", path, values);
    }

    public Response head(String path, Object... values) {
        return request("HEAD", path, values);
    }

    public Response post(String path, Object... values) {
        return request("POST", path, values);
    }

    public Response put(String path, Object... values) {
        return request("PUT", path, values);
    }

    public Response patch(String path, Object... values) {
        return request("PATCH", path, values);
    }

    public Response delete(String path, Object... values) {
        return request("DELETE", path, values);
    }

    /**
     * Sends the request.
     *
     * @param path a path with or without query, or a whole URL
     * @param values of what stands in braces in the path, in its order
     */
    public Response request(String method, String path, Object... values) {
        String filled = path;
        for (Object value : values) {
            filled = filled.replaceFirst("\\{\\w+}", java.util.regex.Matcher.quoteReplacement(value.toString()));
        }
        String address = encoded ? filled : address(filled);
        if (!query.isEmpty()) {
            address += (address.contains("?") ? "&" : "?") + String.join("&", query);
        }
        URI uri = URI.create(address.startsWith("http://") ? address : service() + address.substring(1));
        var request = HttpRequest.newBuilder(uri).timeout(timeout).method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        boolean safe = method.equals("GET") || method.equals("HEAD");
        try {
            var response = new Response(
                    (safe && follows ? FOLLOWING : STAYING).send(request.build(), BodyHandlers.ofByteArray()));
            PublishedContract.check(method, uri, response.statusCode(), response.headers(), response::asString);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Encodes an address: the segments of its path, and the names and values of its query. */
    private static String address(String decoded) {
        int query = decoded.indexOf('?');
        if (query >= 0) {
            return address(decoded.substring(0, query))
                    + "?"
                    + Arrays.stream(decoded.substring(query + 1).split("&", -1))
                            .map(parameter -> Arrays.stream(parameter.split("=", 2))
                                    .map(Request::escaped)
                                    .collect(Collectors.joining("=")))
                            .collect(Collectors.joining("&"));
        }
        if (decoded.startsWith("http://")) {
            return decoded;
        }
        return Arrays.stream(decoded.split("/", -1)).map(Request::escaped).collect(Collectors.joining("/"));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%7E", "~");
    }
}
