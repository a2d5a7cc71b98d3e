package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelatedField;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CSV and NDJSON hold what the JSON pages hold. */
@QuarkusTest
@ExtendWith(Api.class)
class TableFormatsTest extends FormatFixture {

    private static final String NDJSON = "application/x-ndjson";
    private static final String PATTERN = """
            {"nodes": {"who": {"kind": "organization"}, "what": {"kind": "agreement"%s}},
             "edges": [{"from": "who", "type": "PARTY_TO", "to": "what"}],
             "return": ["who", "who.name", "what.id", "what.signedOn"]%s}""";

    /** Lists, each with one of the same resource that is empty. */
    static Stream<Arguments> lists() {
        var kinds = Stream.of(Kind.values()).map(Kind::path).map(path -> path + "?validAt=all");
        return Stream.concat(
                Stream.concat(
                                kinds,
                                Stream.of(
                                        "entities?kind=person&kind=event", "organizations?include=evidence&country=KR"))
                        .map(list -> Arguments.of("/v1/" + list, "/v1/" + list + "&name=Nobody at all")),
                Stream.of(
                        Arguments.of(
                                "/v1/entities/vietnam-korea-digital-forum-2025/relationships?include=evidence",
                                "/v1/entities/vietnam-korea-digital-forum-2025/relationships?type=AUTHORED"),
                        Arguments.of(
                                "/v1/entities/kfia/relationships?validAt=all",
                                "/v1/entities/kfia/relationships?type=AUTHORED"),
                        Arguments.of(
                                "/v1/organizations/fpt/partners?include=evidence",
                                "/v1/organizations/natif/partners?validAt=2026"),
                        Arguments.of(
                                "/v1/places/vietnam/investors?validAt=all",
                                "/v1/places/nam-dinh/investors?validAt=2026"),
                        Arguments.of(
                                "/v1/places/vietnam/investments?validAt=all",
                                "/v1/places/nam-dinh/investments?validAt=2026"),
                        Arguments.of(
                                "/v1/events/vietnam-korea-digital-forum-2025/participants?include=evidence",
                                "/v1/events/exhibition-vietnam-korea-digital-forum-2025/participants?validAt=2026"),
                        Arguments.of("/v1/sources/vietnamplus-2025-10-29-ai-cooperation/facts?validAt=all", null),
                        Arguments.of(
                                "/v1/stats?kind=agreement&groupBy=party,signedOn.year,status",
                                "/v1/stats?kind=agreement&groupBy=party,signedOn.year,status&name=Nobody at all"),
                        Arguments.of(
                                "/v1/stats?kind=investment&groupBy=investor&measure=amount",
                                "/v1/stats?kind=investment&groupBy=investor&measure=amount&name=Nobody at all"),
                        Arguments.of(
                                "/v1/timeline?place=vietnam&include=evidence", "/v1/timeline?place=vietnam&to=0001"),
                        Arguments.of("/v1/timeline?entity=kfia", "/v1/timeline?entity=kfia&to=0001"),
                        Arguments.of("/v1/search?q=vietnam&include=evidence", "/v1/search?q=qqzzxxww")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void tablesAndPagesHoldTheSame(String list, String none) {
        int limit = 3 + new Random(list.hashCode()).nextInt(60);
        sameInAllFormats(true, limit, (cursor, format) -> get(list, cursor, limit, format));
        if (none != null) {
            assertThat(pages((cursor, format) -> get(none, cursor, limit, format)))
                    .isEmpty();
            assertThat(text(get(none + "&format=ndjson"))).isEmpty();
            assertThat(header(none)).isEqualTo(header(list));
        }
        assertThat(header(list + "&limit=1"))
                .as("the columns do not depend on the data")
                .isEqualTo(header(list));
    }

    @Test
    void tablesAndPagesOfEvidenceHoldTheSame() {
        String id =
                Api.json("/v1/entities/kfia/relationships", "type", "PARTY_TO").getString("items[0].id");
        String evidence = "/v1/relationships/" + id + "/evidence?validAt=all";

        sameInAllFormats(true, 1, (cursor, format) -> get(evidence, cursor, 1, format));
    }

    @Test
    void tablesAndPagesOfAPatternHoldTheSame() {
        sameInAllFormats(false, 4, TableFormatsTest::ask);
        String none = PATTERN.formatted(", \"where\": {\"id\": \"nothing-at-all\"}", "");
        Response empty =
                given().contentType("application/json").accept(CSV).body(none).post("/v1/patterns");
        Response full = ask(null, "csv");

        assertThat(text(empty)).isEqualTo(BYTE_ORDER_MARK + "who,who.name,what.id,what.signedOn\r\n");
        assertThat(text(full)).startsWith(text(empty)).hasSizeGreaterThan(100);
    }

    private static Response ask(String cursor, String format) {
        String further = format.equals("json") || format.equals("page")
                ? ", \"limit\": 4" + (cursor == null ? "" : ", \"cursor\": \"%s\"".formatted(cursor))
                : "";
        return given().contentType("application/json")
                .queryParam("format", format.equals("page") ? "csv" : format)
                .body(PATTERN.formatted("", further))
                .post("/v1/patterns");
    }

    private static void sameInAllFormats(boolean linked, int limit, BiFunction<String, String, Response> question) {
        var items = pages(question);

        Response lines = question.apply(null, "ndjson");
        assertThat(lines.contentType()).startsWith(NDJSON);
        assertThat(lines.header("Link")).as("the whole list does not go on").isNull();
        assertThat(text(lines)).matches("(?s)|.*}\n");
        assertThat(text(lines).lines().map(FormatFixture::tree)).isEqualTo(items);

        Response table = question.apply(null, "csv");
        assertThat(table.header("Link")).isNull();
        assertRows(rows(table), items);

        Response page = question.apply(null, "page");
        assertRows(rows(page), items.subList(0, Math.min(limit, items.size())));
        assertThat(page.header("Link") != null)
                .as("a page that goes on has a link, if its address tells the question")
                .isEqualTo(linked && items.size() > limit);
        assertThat(question.apply(null, "json").header("Link") != null).isEqualTo(linked && items.size() > limit);
    }

    private static void assertRows(List<NamedCsvRecord> rows, List<JsonNode> items) {
        assertThat(rows).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            NamedCsvRecord row = rows.get(i);
            for (String column : row.getHeader()) {
                assertCell(row.getField(column), shown(items.get(i), column), column);
            }
        }
    }

    /** What a cell shows. Of related entities it shows the names, and the column beside it the ids. */
    private static JsonNode shown(JsonNode item, String column) {
        String field = column.replaceFirst("\\.id$", "");
        if (!RelatedField.names().contains(field)) {
            return at(item, column);
        }
        var texts = JsonNodeFactory.instance.arrayNode();
        item.path(field).forEach(other -> texts.add(other.path(column.endsWith(".id") ? "id" : "name")));
        return texts;
    }

    private static void assertCell(String cell, JsonNode value, String column) {
        if (value.isMissingNode() || value.isNull()) {
            assertThat(cell).as(column).isEmpty();
        } else if (value.isNumber()) {
            assertThat(new BigDecimal(cell)).as(column).isEqualByComparingTo(value.decimalValue());
        } else if (value.isValueNode()) {
            assertThat(cell).as(column).isEqualTo(unspoilt(value.asText()));
        } else if (value.isArray() && !value.isEmpty()) {
            assertThat(cell).as(column).isNotBlank();
            StreamSupport.stream(value.spliterator(), false)
                    .filter(JsonNode::isTextual)
                    .forEach(text -> assertThat(cell).contains(text.textValue()));
        }
    }

    private static String unspoilt(String text) {
        return text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    }
}
