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

/** Graphs in the formats of tools. */
abstract class GraphWriters implements MessageBodyWriter<Object> {

    abstract void write(GraphExport drawing, MultivaluedMap<String, Object> headers, OutputStream out)
            throws IOException;

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

    /** What is told of a node, flat. */
    private static Map<String, String> told(Entity.Ref node) {
        var told = new LinkedHashMap<String, String>();
        told.put("label", node.name());
        told.put("kind", node.kind().wire());
        if (node.country() != null) {
            told.put("country", node.country());
        }
        return told;
    }

    /** What is told of an edge, flat; evidence by its sources. */
    private static Map<String, String> told(Edge edge, ObjectMapper json) {
        ObjectNode tree = json.valueToTree(edge);
        var told = new LinkedHashMap<String, String>();
        told.put("label", edge.type().wire());
        tree.remove(java.util.List.of("id", "type", "from", "to"));
        tree.fieldNames().forEachRemaining(field -> told.put(field, TableColumns.plain(tree.get(field))));
        return told;
    }

    /** GraphML 1.0, as Gephi and NetworkX read it: directed, all data as declared text attributes. */
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
        void write(GraphExport drawing, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
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
                keys(xml, "node", drawing.nodes().stream().flatMap(node -> told(node).keySet().stream()));
                keys(xml, "edge", drawing.edges().stream().flatMap(edge -> told(edge, json).keySet().stream()));
                xml.writeStartElement("graph");
                xml.writeAttribute("edgedefault", "directed");
                for (Entity.Ref node : drawing.nodes()) {
                    xml.writeStartElement("node");
                    xml.writeAttribute("id", node.id());
                    data(xml, "node", told(node));
                    xml.writeEndElement();
                }
                for (Edge edge : drawing.edges()) {
                    xml.writeStartElement("edge");
                    xml.writeAttribute("id", edge.id());
                    xml.writeAttribute("source", edge.from());
                    xml.writeAttribute("target", edge.to());
                    data(xml, "edge", told(edge, json));
                    xml.writeEndElement();
                }
                xml.writeEndDocument();
                xml.close();
            } catch (XMLStreamException e) {
                throw new IOException(e);
            }
            document.writeTo(out);
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

        private static void data(XMLStreamWriter xml, String of, Map<String, String> told) throws XMLStreamException {
            for (var entry : told.entrySet()) {
                xml.writeStartElement("data");
                xml.writeAttribute("key", of + "." + entry.getKey());
                xml.writeCharacters(allowed(entry.getValue()));
                xml.writeEndElement();
            }
        }

        /** XML has no place for control characters, however they got into a name. */
        private static String allowed(String text) {
            return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        }
    }

    /** The JSON that Cytoscape.js is initialised with. */
    @Provider
    @Produces(Format.OF_CYTOSCAPE)
    public static final class Cytoscape extends GraphWriters {

        private final ObjectMapper json;

        Cytoscape(ObjectMapper json) {
            this.json = json;
        }

        @Override
        void write(GraphExport drawing, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            ObjectNode elements = json.createObjectNode();
            var nodes = elements.putArray("nodes");
            for (Entity.Ref node : drawing.nodes()) {
                ObjectNode element = nodes.addObject();
                ObjectNode data = element.putObject("data").put("id", node.id());
                told(node).forEach(data::put);
                element.put("classes", node.kind().wire());
            }
            var edges = elements.putArray("edges");
            for (Edge edge : drawing.edges()) {
                ObjectNode element = edges.addObject();
                ObjectNode tree = json.valueToTree(edge);
                tree.remove(java.util.List.of("from", "to", "type"));
                ObjectNode data = element.putObject("data")
                        .put("source", edge.from())
                        .put("target", edge.to())
                        .put("label", edge.type().wire());
                data.setAll(tree);
                element.put("classes", edge.type().wire());
            }
            out.write(json.writeValueAsBytes(json.createObjectNode().set("elements", elements)));
        }
    }

    /** JSON-LD: the entities, with the relationships as properties, then each relationship with its times and evidence. */
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
                out.write(json.writeValueAsBytes(linked.document(linked.entity(entity))));
            } else {
                super.writeTo(answer, type, generic, annotations, mediaType, headers, out);
            }
        }

        @Override
        void write(GraphExport drawing, MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            var linked = new LinkedData(json, uri.getBaseUri());
            var graph = json.createArrayNode();
            for (Entity.Ref node : drawing.nodes()) {
                ObjectNode entity = linked.entity(json.valueToTree(node));
                drawing.edges().stream()
                        .filter(edge -> edge.from().equals(node.id()))
                        .forEach(edge ->
                                entity.withArray(LinkedData.term(edge.type())).add(linked.iri("entities", edge.to())));
                graph.add(entity);
            }
            for (Edge edge : drawing.edges()) {
                graph.add(linked.relationship(json.valueToTree(edge)));
            }
            JsonNode document = linked.document(json.createObjectNode()).set("@graph", graph);
            out.write(json.writeValueAsBytes(document));
        }
    }
}
