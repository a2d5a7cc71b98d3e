package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.Api;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** GraphML, Cytoscape JSON and JSON-LD hold the same graph as JSON. */
@QuarkusTest
@ExtendWith(Api.class)
class GraphFormatsTest extends FormatFixture {

    private static final String LINKED = "application/ld+json";
    private static final String SCHEMA_ORG = "https://schema.org/";

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
                        local(thing.at("/from/@id").textValue()),
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
        String self = Request.service() + "v1/entities/" + json.path("id").textValue();

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
                .allSatisfy(address -> assertThat(given().encoded().get(address).statusCode())
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
                    Response context = given().accept(LINKED).get(url.toString());
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
