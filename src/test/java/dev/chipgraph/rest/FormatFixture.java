package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.chipgraph.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** What the tests of this subject share. */
abstract class FormatFixture {

    static final ObjectMapper JSON = new ObjectMapper();
    static final char BYTE_ORDER_MARK = '\uFEFF';
    static final String CSV = "text/csv";

    static Response get(String list, String cursor, int limit, String format) {
        boolean paged = format.equals("json") || format.equals("page");
        return get(list + "&format=" + (format.equals("page") ? "csv" : format) + (paged ? "&limit=" + limit : "")
                + (cursor == null ? "" : "&cursor=" + cursor));
    }

    /** A GET of what stands in an address, decoded. */
    static Response get(String address) {
        Response response = given().get(address);
        assertThat(response.statusCode())
                .as("%s: %s", address, response.asString())
                .isEqualTo(200);
        return response;
    }

    static List<JsonNode> pages(BiFunction<String, String, Response> question) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            JsonNode page = tree(question.apply(cursor, "json"));
            page.path("items").forEach(items::add);
            cursor = page.path("page").path("next").textValue();
        } while (cursor != null);
        return items;
    }

    static JsonNode at(JsonNode item, String column) {
        if (item.has(column)) {
            return item.get(column);
        }
        JsonNode value = item;
        for (String step : column.split("\\.", -1)) {
            value = value.path(step);
        }
        return value;
    }

    static List<NamedCsvRecord> rows(Response response) {
        assertThat(response.contentType()).isEqualTo("text/csv;charset=UTF-8;header=present");
        assertThat(response.header("Content-Disposition")).matches("attachment; filename=\"[a-z0-9-]+\\.csv\"");
        String text = text(response);
        assertThat(text).startsWith(String.valueOf(BYTE_ORDER_MARK)).endsWith("\r\n");
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text.substring(1))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(String list) {
        return text(get(list + "&format=csv")).lines().findFirst().orElseThrow();
    }

    static String text(Response response) {
        return new String(response.asByteArray(), StandardCharsets.UTF_8);
    }

    static JsonNode tree(Response response) {
        return tree(text(response));
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
