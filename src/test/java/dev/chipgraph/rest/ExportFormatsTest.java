package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.chipgraph.Api;
import dev.chipgraph.http.Response;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The whole graph in the formats of other tools. */
@QuarkusTest
@ExtendWith(Api.class)
class ExportFormatsTest extends FormatFixture {

    @Inject
    Importer importer;

    @ParameterizedTest
    @CsvSource({
        "graphml, application/graphml+xml, exports.graphml",
        "jsonld, application/ld+json, exports.jsonld",
        "turtle, text/turtle, exports.ttl",
        "csv, application/zip, exports.zip",
        "ndjson, application/x-ndjson, exports.ndjson"
    })
    void eachFormatIsAFile(String format, String type, String file) {
        for (Response response : List.of(
                given().get("/v1/exports?format=" + format),
                given().accept(type).get("/v1/exports"))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.contentType()).startsWith(type);
            assertThat(response.header("Content-Disposition")).isEqualTo("attachment; filename=\"%s\"".formatted(file));
            assertThat(response.header("Link")).isNull();
        }
    }

    @Test
    void graphMlHoldsTheWholeGraphWithTypedAttributes() throws ParserConfigurationException, SAXException, IOException {
        importer.load(Additions.lines(
                Additions.SOURCE,
                Additions.entity(
                        "'id':'test-export-1','kind':'product','name':']]> <&> \uD83D\uDE00','tags':['test-export']")));
        Element graphml = graphMl("");
        var types = new LinkedHashMap<String, String>();
        elements(graphml, "key").forEach(key -> types.put(key.getAttribute("id"), key.getAttribute("attr.type")));

        assertThat(elements(graphml, "node").map(node -> node.getAttribute("id")))
                .containsExactlyElementsOf(exported("entity", "source"));
        assertThat(elements(graphml, "edge").map(edge -> edge.getAttribute("id")))
                .containsExactlyElementsOf(exported("relationship"));
        assertThat(types)
                .containsEntry("node.label", "string")
                .containsEntry("node.amount.value", "double")
                .containsEntry("node.value", "double")
                .containsEntry("node.value.min", "double")
                .containsEntry("node.location.lat", "double")
                .containsEntry("edge.share", "double")
                .containsEntry("edge.year", "int");
        assertThat(elements(graphml, "data")).allSatisfy(data -> {
            String text = data.getTextContent();
            switch (types.get(data.getAttribute("key"))) {
                case "double" -> assertThat(Double.parseDouble(text)).isFinite();
                case "int" -> assertThat(Integer.parseInt(text)).isPositive();
                case "boolean" -> assertThat(text).isIn("true", "false");
                default -> assertThat(text).isNotEmpty();
            }
        });
        assertThat(elements(graphml, "node")
                        .filter(node -> node.getAttribute("id").equals("test-export-1"))
                        .flatMap(node -> elements(node, "data"))
                        .map(Element::getTextContent))
                .as("what XML must escape is escaped")
                .contains("]]> <&> \uD83D\uDE00");
    }

    @Test
    void noEdgeLeadsToANodeThatDoesNotExistOnTheDate() throws ParserConfigurationException, SAXException, IOException {
        for (String date : List.of("2025-06-30", "2025-07-01", "2026")) {
            Element graphml = graphMl("&validAt=" + date);
            var nodes = elements(graphml, "node")
                    .map(node -> node.getAttribute("id"))
                    .toList();
            assertThat(elements(graphml, "edge")
                            .flatMap(edge -> Stream.of(edge.getAttribute("source"), edge.getAttribute("target"))))
                    .as(date)
                    .isNotEmpty()
                    .isSubsetOf(nodes);
        }
    }

    private static Element graphMl(String parameters) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        get("/v1/exports?format=graphml" + parameters).asByteArray()))
                .getDocumentElement();
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    @Test
    void theTablesHoldTheWholeGraph() throws IOException {
        var files = unzipped(get("/v1/exports?format=csv&include=evidence"));
        assertThat(files).containsOnlyKeys("README.txt", "nodes.csv", "edges.csv");
        assertThat(files.get("README.txt")).contains("read_csv(\"edges.csv\", sep=\",\", decimal=\".\")");

        var nodes = table(files.get("nodes.csv"), ',');
        var edges = table(files.get("edges.csv"), ',');
        assertThat(nodes.stream().map(row -> row.getField("Id")))
                .containsExactlyElementsOf(exported("entity", "source"));
        assertThat(edges.stream().map(row -> row.getField("Id"))).containsExactlyElementsOf(exported("relationship"));
        assertThat(edges).allSatisfy(row -> assertThat(row.getField("evidence")).isNotEmpty());
        assertThat(nodes)
                .filteredOn(row -> row.getField("Id").equals("kfia"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("Label")).isEqualTo("Korea Fabless Industry Association");
                    assertThat(row.getField("kind")).isEqualTo("association");
                });
    }

    @Test
    void theTablesAreWrittenAsAsked() throws IOException {
        var files = unzipped(
                given().header("Accept-Language", "ko").get("/v1/exports?format=csv&delimiter=;&decimal=,&bom=false"));
        assertThat(files.get("nodes.csv")).startsWith("Id;Label;kind;");
        assertThat(table(BYTE_ORDER_MARK + files.get("nodes.csv"), ';'))
                .filteredOn(row -> row.getField("Id").equals("vietnam"))
                .singleElement()
                .satisfies(row -> assertThat(row.getField("Label")).isEqualTo("베트남"));
        assertThat(files.get("README.txt")).contains("sep=\";\", decimal=\",\"").doesNotContain("with byte order mark");
    }

    private static Map<String, String> unzipped(Response response) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(response.asByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static List<NamedCsvRecord> table(String text, char delimiter) throws IOException {
        assertThat(text).startsWith(String.valueOf(BYTE_ORDER_MARK));
        try (var reader = CsvReader.builder().fieldSeparator(delimiter).ofNamedCsvRecord(text.substring(1))) {
            return reader.stream().toList();
        }
    }

    /** The ids of exported records of some sorts, in their order. */
    private static List<String> exported(String... sorts) {
        return text(get("/v1/exports?format=ndjson"))
                .lines()
                .map(FormatFixture::tree)
                .flatMap(line -> Stream.of(sorts).map(sort -> line.path(sort).path("id")))
                .map(JsonNode::textValue)
                .filter(Objects::nonNull)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphml", "jsonld", "turtle", "csv"})
    void aPageOfAGraphIsNone(String format) {
        assertThat(problem(400, "/v1/exports?limit=5", "format", format).getString("violations[0].field"))
                .isEqualTo("limit");
    }
}
