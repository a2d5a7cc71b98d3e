package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.chipgraph.Api;
import dev.chipgraph.ingest.Importer;
import dev.chipgraph.model.Kind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A list is the same as JSON, CSV and NDJSON, and a graph the same as JSON and in the formats of tools. */
@QuarkusTest
@ExtendWith(Api.class)
class FormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final String LINKED = "application/ld+json";
    private static final String SCHEMA_ORG = "https://schema.org/";
    private static final String FORMULAS = "/v1/products?tag=test-formula";
    private static final String PATTERN = """
            {"nodes": {"who": {"kind": "organization"}, "what": {"kind": "agreement"%s}},
             "edges": [{"from": "who", "type": "PARTY_TO", "to": "what"}],
             "return": ["who", "who.name", "what.id", "what.signedOn"]%s}""";

    @Inject
    Importer importer;

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
        sameInAllFormats(false, 4, FormatsTest::ask);
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

    private static Response get(String list, String cursor, int limit, String format) {
        boolean paged = format.equals("json") || format.equals("page");
        return get(list + "&format=" + (format.equals("page") ? "csv" : format) + (paged ? "&limit=" + limit : "")
                + (cursor == null ? "" : "&cursor=" + cursor));
    }

    /** A GET of what stands in an address, decoded. */
    private static Response get(String address) {
        Response response = given().get(address);
        assertThat(response.statusCode())
                .as("%s: %s", address, response.asString())
                .isEqualTo(200);
        return response;
    }

    private static List<JsonNode> pages(BiFunction<String, String, Response> question) {
        var items = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            JsonNode page = tree(question.apply(cursor, "json"));
            page.path("items").forEach(items::add);
            cursor = page.path("page").path("next").textValue();
        } while (cursor != null);
        return items;
    }

    private static void sameInAllFormats(boolean linked, int limit, BiFunction<String, String, Response> question) {
        var items = pages(question);

        Response lines = question.apply(null, "ndjson");
        assertThat(lines.contentType()).startsWith(NDJSON);
        assertThat(lines.header("Link")).as("the whole list does not go on").isNull();
        assertThat(text(lines)).matches("(?s)|.*}\n");
        assertThat(text(lines).lines().map(FormatsTest::tree)).isEqualTo(items);

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
                assertCell(row.getField(column), at(items.get(i), column), column);
            }
        }
    }

    private static JsonNode at(JsonNode item, String column) {
        if (item.has(column)) {
            return item.get(column);
        }
        JsonNode value = item;
        for (String step : column.split("\\.", -1)) {
            value = value.path(step);
        }
        return value;
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

    private static List<NamedCsvRecord> rows(Response response) {
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

    private static String header(String list) {
        return text(get(list + "&format=csv")).lines().findFirst().orElseThrow();
    }

    private static String text(Response response) {
        return new String(response.asByteArray(), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(Response response) {
        return tree(text(response));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linesEndAsTheStandardSays() {
        String text = text(get("/v1/companies?format=csv&limit=5"));

        assertThat(text.chars().filter(c -> c == '\n').count())
                .as("no line break without a carriage return, and six lines")
                .isEqualTo(6)
                .isEqualTo(text.split("\r\n", -1).length - 1L);
        assertThat(text(get("/v1/places?format=csv&name=ninh binh"))).contains("Ninh Bình");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies?country=KR, csv, text/csv",
        "/v1/companies?country=KR, ndjson, application/x-ndjson",
        "/v1/companies?country=KR, json, application/json",
        "/v1/search?q=vietnam, csv, text/csv",
        "/v1/exports?limit=5, ndjson, application/x-ndjson",
        "/v1/entities/kfia?include=evidence, jsonld, application/ld+json",
        "/v1/entities/kfia/graph?depth=2, graphml, application/graphml+xml",
        "/v1/entities/kfia/graph?depth=2, cytoscape, application/vnd.cytoscape+json",
        "/v1/paths?from=kfia&to=fpt, jsonld, application/ld+json",
        "/v1/common?entity=fpt&entity=nvidia, graphml, application/graphml+xml"
    })
    void theParameterAndTheHeaderAskForTheSame(String address, String format, String type) {
        Response byHeader = given().accept(type).get(address);
        Response byParameter = get(address + "&format=" + format);

        assertThat(byHeader.contentType()).startsWith(type).isEqualTo(byParameter.contentType());
        assertThat(text(byHeader).replace("&format=" + format, "")).isEqualTo(text(byParameter));
        assertThat(given().accept("image/png")
                        .get(address + "&format=" + format)
                        .contentType())
                .as("the parameter stands for the header")
                .startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/companies", "/v1/entities/kfia", "/v1/entities/kfia/graph", "/v1/stats", "/v1/exports"})
    void anUnknownFormatIsAMistakeThatNamesTheAllowed(String address) {
        for (String format : List.of("xlsx", "CSV", "text/csv", "")) {
            assertThat(problem(400, address, "format", format).getString("violations[0].message"))
                    .contains("json", "csv", "ndjson", "graphml", "cytoscape", "jsonld");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies, graphml",
        "/v1/companies, jsonld",
        "/v1/search?q=fpt, cytoscape",
        "/v1/stats, jsonld",
        "/v1/exports, csv",
        "/v1/entities/kfia, csv",
        "/v1/entities/kfia/graph, ndjson",
        "/v1/paths?from=kfia&to=fpt, csv",
        "/v1/common?entity=fpt&entity=nvidia, csv"
    })
    void aFormatThatAResourceDoesNotHaveIsNotAcceptable(String address, String format) {
        assertThat(problem(406, address, "format", format).getString("detail")).contains("application/json");
    }

    @Test
    void whatSpreadsheetsTakeForFormulasIsText() {
        importer.load(Additions.lines(
                Additions.SOURCE,
                Additions.entity(
                        "'id':'test-formula-1','kind':'product','name':'=HYPERLINK(\\'x\\'),\\n\\'y\\'','description':'@x, \\'y\\'','tags':['test-formula']"),
                Additions.entity("'id':'test-formula-2','kind':'product','name':'+1','tags':['test-formula']"),
                Additions.entity(
                        "'id':'test-formula-3','kind':'product','name':'-1','tags':['test-formula','=1+1'],'attributes':{'sum':'=1+1'}"),
                Additions.entity(
                        "'id':'test-formula-4','kind':'indicator','name':'@x','value':-12.5,'tags':['test-formula']")));

        var products = rows(get(FORMULAS + "&format=csv"));
        assertThat(products.stream().map(row -> row.getField("name")))
                .containsExactly("'=HYPERLINK(\"x\"),\n\"y\"", "'+1", "'-1");
        assertThat(products.getFirst().getField("description")).isEqualTo("'@x, \"y\"");
        assertThat(products.getLast().getFields().stream().filter(cell -> cell.startsWith("=")))
                .isEmpty();
        var figure = rows(get("/v1/indicators?format=csv&tag=test-formula")).getFirst();
        assertThat(figure.getField("name")).isEqualTo("'@x");
        assertThat(figure.getField("value")).as("a number stays one").isEqualTo("-12.5");
        assertThat(pages((cursor, format) -> get(FORMULAS + "&format=json")).stream()
                        .map(item -> item.path("name").textValue()))
                .as("JSON says what the source says")
                .containsExactly("=HYPERLINK(\"x\"),\n\"y\"", "+1", "-1");
        for (String fields : List.of("name", "attributes,tags", "tags,attributes,name,description")) {
            assertThat(rows(get(FORMULAS + "&format=csv&fields=" + fields)))
                    .allSatisfy(
                            row -> assertThat(row.getFields()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*")));
        }
        assertThat(rows(get("/v1/search?q=HYPERLINK&format=csv")))
                .anySatisfy(row -> assertThat(row.getField("entity.name")).startsWith("'="));
    }

    /** An edge as every format has it. */
    private record Arrow(String id, String from, String type, String to) {}

    private record Drawn(Set<String> nodes, Set<Arrow> edges) {}

    static Stream<String> graphs() {
        return Stream.of(
                "/v1/entities/kfia/graph?depth=2&include=evidence",
                "/v1/entities/ninh-binh/graph?depth=2&validAt=all",
                "/v1/entities/vietnam/graph?limit=500&perType=500",
                "/v1/entities/natif/graph?types=HOLDS",
                "/v1/paths?from=kfia&to=fpt&k=5&include=evidence",
                "/v1/paths?from=kfia&to=fpt&maxHops=1",
                "/v1/common?entity=fpt&entity=nvidia&maxHops=2");
    }

    private static Drawn drawn(JsonNode answer) {
        var drawn = new Drawn(new TreeSet<>(), new HashSet<>());
        answer.path("nodes").forEach(node -> drawn.nodes.add(node.path("id").textValue()));
        answer.path("edges")
                .forEach(edge -> drawn.edges.add(arrow(
                        edge, edge.path("from").textValue(), edge.path("to").textValue())));
        answer.path("items").forEach(item -> {
            collect(item, drawn);
            item.path("paths").forEach(path -> collect(path, drawn));
        });
        return drawn;
    }

    private static void collect(JsonNode path, Drawn drawn) {
        path.path("nodes").forEach(node -> drawn.nodes.add(node.path("id").textValue()));
        path.path("hops")
                .forEach(hop -> hop.path("relationships")
                        .forEach(edge -> drawn.edges.add(arrow(
                                edge,
                                edge.at("/from/id").textValue(),
                                edge.at("/to/id").textValue()))));
    }

    private static Arrow arrow(JsonNode edge, String from, String to) {
        return new Arrow(edge.path("id").textValue(), from, edge.path("type").textValue(), to);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void graphMlHoldsTheSameGraph(String graph) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newNSInstance();
        var root = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(get(graph + "&format=graphml").asByteArray()))
                .getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://graphml.graphdrawing.org/xmlns");
        var keys = new HashMap<String, String>();
        elements(root, "key")
                .forEach(key -> assertThat(keys.put(key.getAttribute("id"), key.getAttribute("for")))
                        .as("declared once")
                        .isNull());
        var read = new Drawn(new TreeSet<>(), new HashSet<>());
        elements(root, "node").forEach(node -> {
            assertThat(read.nodes.add(node.getAttribute("id"))).isTrue();
            assertDeclared(node, keys);
        });
        elements(root, "edge").forEach(edge -> {
            assertThat(read.nodes).contains(edge.getAttribute("source"), edge.getAttribute("target"));
            assertDeclared(edge, keys);
            read.edges.add(new Arrow(
                    edge.getAttribute("id"),
                    edge.getAttribute("source"),
                    elements(edge, "data").stream()
                            .filter(data -> data.getAttribute("key").equals("edge.label"))
                            .map(Element::getTextContent)
                            .findFirst()
                            .orElseThrow(),
                    edge.getAttribute("target")));
        });

        assertThat(read).isEqualTo(drawn(tree(get(graph))));
    }

    private static void assertDeclared(Element element, Map<String, String> keys) {
        assertThat(elements(element, "data"))
                .isNotEmpty()
                .allSatisfy(data -> assertThat(keys).containsEntry(data.getAttribute("key"), element.getLocalName()));
    }

    private static List<Element> elements(Element parent, String name) {
        var found = parent.getElementsByTagNameNS("*", name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void cytoscapeHoldsTheSameGraph(String graph) {
        JsonNode elements = tree(get(graph + "&format=cytoscape")).path("elements");
        var read = new Drawn(new TreeSet<>(), new HashSet<>());
        elements.path("nodes")
                .forEach(node -> assertThat(read.nodes.add(node.at("/data/id").textValue()))
                        .isTrue());
        elements.path("edges").forEach(edge -> {
            JsonNode data = edge.path("data");
            assertThat(read.nodes)
                    .contains(
                            data.path("source").textValue(), data.path("target").textValue());
            read.edges.add(new Arrow(
                    data.path("id").textValue(),
                    data.path("source").textValue(),
                    data.path("label").textValue(),
                    data.path("target").textValue()));
        });

        assertThat(read).isEqualTo(drawn(tree(get(graph))));
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void linkedDataHoldsTheSameGraph(String graph) throws JsonLdError {
        JsonNode document = tree(get(graph + "&format=jsonld"));
        var read = new Drawn(new TreeSet<>(), new HashSet<>());
        document.path("@graph").forEach(thing -> {
            String id = local(thing.path("@id").textValue());
            if (thing.path("@type").isArray()) {
                assertThat(read.nodes.add(id)).isTrue();
            } else {
                read.edges.add(new Arrow(
                        id,
                        local(thing.path("from").textValue()),
                        thing.path("type").textValue(),
                        local(thing.path("to").textValue())));
            }
        });
        assertThat(read).isEqualTo(drawn(tree(get(graph))));

        var triples = triples(graph);
        var named = triples.stream()
                .filter(triple -> triple.predicate.equals(SCHEMA_ORG + "name"))
                .map(triple -> local(triple.subject))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(read.nodes);
        for (Arrow arrow : read.edges) {
            assertThat(triples).as("%s is also a property of its start", arrow).anySatisfy(triple -> {
                assertThat(triple.subject).endsWith("/v1/entities/" + arrow.from);
                assertThat(triple.object).endsWith("/v1/entities/" + arrow.to);
            });
        }
        assertServed(triples);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/companies/seoul-semiconductor?include=evidence",
                "/v1/associations/kfia?include=evidence",
                "/v1/organizations/fpt?validAt=all",
                "/v1/places/ninh-binh?include=evidence",
                "/v1/people/nguyen-chi-dung?include=evidence",
                "/v1/investments/investment-seoul-semiconductor-ninh-binh?include=evidence",
                "/v1/agreements/mou-vn-it-industry-department-kfia-2025?include=evidence",
                "/v1/indicators/vn-50000-engineers-by-2030?include=evidence",
                "/v1/sources/vietnamplus-2025-10-29-ai-cooperation?include=evidence"
            })
    void anItemAsLinkedData(String item) throws JsonLdError {
        JsonNode json = tree(get(item));
        var triples = triples(item);
        String self = RestAssured.baseURI + ":" + RestAssured.port + "/v1/entities/"
                + json.path("id").textValue();

        assertThat(triples)
                .contains(
                        new Triple(self, SCHEMA_ORG + "name", json.path("name").textValue(), null));
        json.path("names")
                .forEach(name -> assertThat(triples)
                        .contains(new Triple(
                                self,
                                SCHEMA_ORG + "alternateName",
                                name.path("value").textValue(),
                                name.path("lang").textValue())));
        if (json.has("foundedOn")) {
            assertThat(triples)
                    .contains(new Triple(
                            self,
                            SCHEMA_ORG + "foundingDate",
                            json.path("foundedOn").textValue(),
                            null));
        }
        assertThat(triples)
                .as("it is of a type of its own and, mostly, of one of schema.org")
                .filteredOn(triple -> triple.subject.equals(self) && triple.predicate.endsWith("#type"))
                .isNotEmpty();
        assertServed(triples);
    }

    private record Triple(String subject, String predicate, String object, String language) {}

    private static void assertServed(Set<Triple> triples) {
        var addresses = new TreeSet<String>();
        triples.stream()
                .flatMap(triple -> Stream.of(triple.subject, triple.object))
                .filter(iri -> iri.startsWith("http://") && iri.contains("/v1/entities/"))
                .forEach(addresses::add);
        assertThat(addresses)
                .allSatisfy(
                        address -> assertThat(given().get(URI.create(address)).statusCode())
                                .as(address)
                                .isEqualTo(200));
    }

    private static String local(String iri) {
        assertThat(iri).startsWith("http://").contains("/v1/");
        return iri.substring(iri.lastIndexOf('/') + 1);
    }

    private static Set<Triple> triples(String address) throws JsonLdError {
        var triples = new LinkedHashSet<Triple>();
        RdfQuadConsumer consumer = new RdfQuadConsumer() {
            @Override
            public RdfQuadConsumer quad(
                    String subject,
                    String predicate,
                    String object,
                    String datatype,
                    String language,
                    String direction,
                    String graph) {
                triples.add(new Triple(subject, predicate, object, language));
                return this;
            }
        };
        byte[] document = given().accept(LINKED).get(address).asByteArray();
        JsonLd.toRdf(document(document))
                .loader((url, options) -> {
                    assertThat(url.getPath()).as("the only context").isEqualTo("/v1/context");
                    Response context = given().accept(LINKED).get(url);
                    assertThat(context.contentType()).startsWith(LINKED);
                    return document(context.asByteArray());
                })
                .provide(consumer);
        return triples;
    }

    private static Document document(byte[] json) throws JsonLdError {
        return JsonDocument.of(new ByteArrayInputStream(json));
    }
}
