package dev.chipgraph.rest.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** A URL as a client sends it, where some send spaces and letters such as ü without percent-encoding. */
final class RawUrl {

    private RawUrl() {}

    /**
     * The URL with spaces and all characters beyond ASCII percent-encoded.
     *
     * @param sent the URL as the server gives it: a character for each byte
     * @throws IllegalArgumentException with what is wrong, if it is not valid even so
     */
    static String encoded(String sent) {
        String text = text(sent);
        var encoded = new StringBuilder();
        text.codePoints().forEach(character -> encoded.append(encoded(character)));
        try {
            return withoutSemicolons(new URI(encoded.toString()).toString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The URL is not valid: " + reason(text, e.getIndex()) + ".", e);
        }
    }

    /** Vert.x takes a semicolon in the query for an ampersand, which clients do not expect: {@code delimiter=;}. */
    private static String withoutSemicolons(String url) {
        int query = url.indexOf('?') + 1;
        return query == 0 ? url : url.substring(0, query) + url.substring(query).replace(";", "%3B");
    }

    private static String text(String sent) {
        ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(sent);
        CharBuffer text = CharBuffer.allocate(sent.length());
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            throw new IllegalArgumentException(
                    "The URL is not valid: character %d is not UTF-8. Percent-encode its bytes in UTF-8."
                            .formatted(Character.codePointCount(text.flip(), 0, text.length()) + 1));
        }
        return text.flip().toString();
    }

    private static String reason(String text, int index) {
        int length = 0;
        int position = 0;
        for (int character : text.codePoints().toArray()) {
            position++;
            length += encoded(character).length();
            if (length > index) {
                return character == '%'
                        ? "character %d is a %% without two hexadecimal digits after it; write %%25".formatted(position)
                        : "character %d must be percent-encoded, as %s".formatted(position, percentEncoded(character));
            }
        }
        return "it ends too early";
    }

    private static String encoded(int character) {
        return character == ' ' || character > 0x7f ? percentEncoded(character) : Character.toString(character);
    }

    private static String percentEncoded(int character) {
        return URLEncoder.encode(Character.toString(character), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
