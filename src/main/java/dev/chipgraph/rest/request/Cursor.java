package dev.chipgraph.rest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.query.core.ResultPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The position after an item of a list, opaque to clients. It is valid only for the list that it came from.
 *
 * @param list digest of path and order
 * @param key sort key of the last item; null when sorted by id
 * @param id id of the last item
 */
record Cursor(int list, Object key, String id) {

    private static final String MESSAGE =
            "is not a cursor of this list in this order; omit it for the first page, then send page.next of the page before";
    private static final ObjectMapper JSON = new ObjectMapper();

    static String of(String list, ResultPage.Key last) {
        try {
            byte[] json = JSON.writeValueAsBytes(new Cursor(list.hashCode(), last.value(), last.id()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a cursor that a client sent.
     *
     * @param in where it was sent: query or body
     * @throws InvalidInput if it is not a cursor of this list
     */
    static Cursor read(String text, String list, String in) {
        try {
            Cursor cursor = JSON.readValue(
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), Cursor.class);
            if (cursor != null
                    && cursor.list == list.hashCode()
                    && cursor.id != null
                    && (cursor.key == null || cursor.key instanceof String || cursor.key instanceof Number)) {
                return cursor;
            }
        } catch (IllegalArgumentException | IOException broken) {
            throw invalid(in, broken);
        }
        throw invalid(in, null);
    }

    private static InvalidInput invalid(String in, Exception cause) {
        var invalid = new InvalidInput(in, "cursor", MESSAGE);
        invalid.initCause(cause);
        return invalid;
    }
}
