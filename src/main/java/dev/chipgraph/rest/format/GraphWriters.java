package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.query.traversal.Neighbourhood.Edge;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes graphs in the formats of visualisation and analysis tools. */
abstract class GraphWriters implements MessageBodyWriter<Object> {

    abstract void write(GraphExport graph, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException;

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == GraphAnswer.class || type == GraphAnswer.Items.class;
    }

    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        write(
                answer instanceof GraphAnswer graph
                        ? GraphExport.of(graph)
                        : GraphExport.of((GraphAnswer.Items<?>) answer),
                headers,
                out);
    }

    /** With its length, which the answer to a HEAD would lack otherwise. */
    private static void send(byte[] document, MultivaluedMap<String, Object> headers, OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, document.length);
        out.write(document);
    }

    /** The attributes of a node as text. */
    private static Map<String, String> attributes(Entity.Ref node) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("label", node.name());
        attributes.put("kind", node.kind().wire());
        if (node.country() != null) {
            attributes.put("country", node.country());
        }
        return attributes;
    }

    /** The attributes of an edge as text; evidence is the ids of its sources. */
    private static Map<String, String> attributes(Edge edge, ObjectMapper json) {
        ObjectNode tree = json.valueToTree(edge);
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("label", edge.type().wire());
        tree.remove(java.util.List.of("id", "type", "label", "from", "to"));
        tree.fieldNames().forEachRemaining(field -> attributes.put(field, TableColumns.plain(tree.get(field))));
        return attributes;
    }

    /** GraphML 1.0 as Gephi and NetworkX read it: a directed graph whose attributes are all declared as strings. */
    @Provider
    @Produces(Format.OF_GRAPHML)
    public static final class GraphMl extends GraphWriters {

        private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";

        private final ObjectMapper json;
        private final UriInfo uri;

        GraphMl(ObjectMapper json, UriInfo uri) {
            this.json = json;
            this.uri = uri;
        }

        @Override
        void write(GraphExport graph, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            headers.putSingle(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"%s.graphml\""
                            .formatted(uri.getPath().replaceFirst(".*/", "")));
            // Kept until it is complete, so that a failure can still become a problem document.
            var document = new ByteArrayOutputStream();
            try {
                XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
                        .createXMLStreamWriter(document, StandardCharsets.UTF_8.name());
                xml.writeStartDocument("UTF-8", "1.0");
                xml.writeStartElement("graphml");
                xml.writeDefaultNamespace(NAMESPACE);
                keys(xml, "node", graph.nodes().stream().flatMap(node -> attributes(node).keySet().stream()));
                keys(xml, "edge", graph.edges().stream().flatMap(edge -> attributes(edge, json).keySet().stream()));
                xml.writeStartElement("graph");
                xml.writeAttribute("edgedefault", "directed");
                for (Entity.Ref node : graph.nodes()) {
                    xml.writeStartElement("node");
                    xml.writeAttribute("id", node.id());
                    data(xml, "node", attributes(node));
                    xml.writeEndElement();
                }
                for (Edge edge : graph.edges()) {
                    xml.writeStartElement("edge");
                    xml.writeAttribute("id", edge.id());
                    xml.writeAttribute("source", edge.from());
                    xml.writeAttribute("target", edge.to());
                    data(xml, "edge", attributes(edge, json));
                    xml.writeEndElement();
                }
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
            send(document.toByteArray(), headers, out);
        }

        private static void keys(XMLStreamWriter xml, String of, java.util.stream.Stream<String> names)
                throws XMLStreamException {
            for (String name : names.distinct().sorted().toList()) {
                xml.writeEmptyElement("key");
                xml.writeAttribute("id", of + "." + name);
                xml.writeAttribute("for", of);
                xml.writeAttribute("attr.name", name);
                xml.writeAttribute("attr.type", "string");
            }
        }

        private static void data(XMLStreamWriter xml, String of, Map<String, String> attributes)
                throws XMLStreamException {
            for (var entry : attributes.entrySet()) {
                xml.writeStartElement("data");
                xml.writeAttribute("key", of + "." + entry.getKey());
                xml.writeCharacters(xmlText(entry.getValue()));
                xml.writeEndElement();
            }
        }

        /** Replaces characters that XML cannot contain, such as control characters. */
        private static String xmlText(String text) {
            return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        }
    }

    /** The elements JSON of Cytoscape.js. */
    @Provider
    @Produces(Format.OF_CYTOSCAPE)
    public static final class Cytoscape extends GraphWriters {

        private final ObjectMapper json;

        Cytoscape(ObjectMapper json) {
            this.json = json;
        }

        @Override
        void write(GraphExport graph, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            ObjectNode elements = json.createObjectNode();
            var nodes = elements.putArray("nodes");
            for (Entity.Ref node : graph.nodes()) {
                ObjectNode element = nodes.addObject();
                ObjectNode data = element.putObject("data").put("id", node.id());
                attributes(node).forEach(data::put);
                element.put("classes", node.kind().wire());
            }
            var edges = elements.putArray("edges");
            for (Edge edge : graph.edges()) {
                ObjectNode element = edges.addObject();
                ObjectNode tree = json.valueToTree(edge);
                tree.remove(java.util.List.of("from", "to", "type", "label"));
                ObjectNode data = element.putObject("data")
                        .put("source", edge.from())
                        .put("target", edge.to())
                        .put("label", edge.type().wire());
                data.setAll(tree);
                element.put("classes", edge.type().wire());
            }
            send(json.writeValueAsBytes(json.createObjectNode().set("elements", elements)), headers, out);
        }
    }

    /**
     * JSON-LD: the entities with their relationships as properties, then each relationship with its dates and evidence.
     */
    @Provider
    @Produces(Format.OF_JSONLD)
    public static final class JsonLd extends GraphWriters {

        private final ObjectMapper json;
        private final UriInfo uri;

        JsonLd(ObjectMapper json, UriInfo uri) {
            this.json = json;
            this.uri = uri;
        }

        @Override
        public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
            return type == ObjectNode.class || super.isWriteable(type, generic, annotations, mediaType);
        }

        @Override
        public void writeTo(
                Object answer,
                Class<?> type,
                Type generic,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, Object> headers,
                OutputStream out)
                throws IOException {
            if (answer instanceof ObjectNode entity) {
                var linked = new LinkedData(json, uri.getBaseUri());
                send(json.writeValueAsBytes(linked.document(linked.entity(entity))), headers, out);
            } else {
                super.writeTo(answer, type, generic, annotations, mediaType, headers, out);
            }
        }

        @Override
        void write(GraphExport graph, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            var linked = new LinkedData(json, uri.getBaseUri());
            var items = json.createArrayNode();
            for (Entity.Ref node : graph.nodes()) {
                ObjectNode entity = linked.entity(json.valueToTree(node));
                graph.edges().stream()
                        .filter(edge -> edge.from().equals(node.id()))
                        .forEach(edge ->
                                entity.withArray(LinkedData.term(edge.type())).add(linked.iri("entities", edge.to())));
                items.add(entity);
            }
            for (Edge edge : graph.edges()) {
                items.add(linked.relationship(json.valueToTree(edge)));
            }
            JsonNode document = linked.document(json.createObjectNode()).set("@graph", items);
            send(json.writeValueAsBytes(document), headers, out);
        }
    }
}
