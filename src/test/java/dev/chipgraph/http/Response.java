package dev.chipgraph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** An answer of the service, read to its end. */
public final class Response {

    private static final Pattern CHARSET = Pattern.compile("charset=([\\w-]+)");

    private final HttpResponse<byte[]> response;
    private String text;
    private Json json;

    Response(HttpResponse<byte[]> response) {
        this.response = response;
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
        return response.body();
    }

    public String asString() {
        if (text == null) {
            var charset = CHARSET.matcher(contentType());
            text = new String(
                    response.body(), charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
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
