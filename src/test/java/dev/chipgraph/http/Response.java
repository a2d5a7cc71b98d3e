package dev.chipgraph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** An answer of the service, read to its end and decompressed. */
public final class Response {

    private static final Pattern CHARSET = Pattern.compile("charset=([\\w-]+)");

    private final HttpResponse<byte[]> response;
    private final byte[] body;
    private String text;
    private Json json;

    Response(HttpResponse<byte[]> response) {
        this.response = response;
        boolean compressed = "gzip".equals(header("Content-Encoding")) && response.body().length > 0;
        body = compressed ? decompressed(response.body()) : response.body();
    }

    private static byte[] decompressed(byte[] content) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int statusCode() {
        return response.statusCode();
    }

    /** The answer itself, which must have this status. */
    public Response expecting(int status) {
        assertThat(statusCode()).as(asString()).isEqualTo(status);
        return this;
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        return headers().firstValue(name).orElse(null);
    }

    public List<String> headers(String name) {
        return headers().allValues(name);
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    /** The Content-Type; empty when there is none. */
    public String contentType() {
        return headers().firstValue("Content-Type").orElse("");
    }

    public byte[] asByteArray() {
        return body;
    }

    public String asString() {
        if (text == null) {
            var charset = CHARSET.matcher(contentType());
            text = new String(body, charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
        }
        return text;
    }

    public Json jsonPath() {
        if (json == null) {
            json = Json.from(asString());
        }
        return json;
    }
}
