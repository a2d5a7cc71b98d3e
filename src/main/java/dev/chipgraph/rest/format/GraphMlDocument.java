package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Entity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A directed graph as GraphML 1.0, with typed attributes. It is declared before it is known which attributes occur, unless
 * the graph is given; a document that breaks off lacks its closing tags.
 */
final class GraphMlDocument implements ItemWriter {

    private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
    private static final String NODE = "node";
    private static final String EDGE = "edge";

    private final ObjectMapper json;
    private final CellText text = new CellText(".");
    private final List<Column> ofNodes;
    private final List<Column> ofEdges;
    private final Writer writer;
    private final XMLStreamWriter xml;

    GraphMlDocument(GraphExport graph, ObjectMapper json, OutputStream out) throws IOException {
        this.json = json;
        writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        ofNodes = graph == null ? GraphColumns.ofNodes() : used(GraphColumns.ofNodes(), graph.nodes());
        ofEdges = graph == null ? GraphColumns.ofEdges() : used(GraphColumns.ofEdges(), graph.edges());
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("graphml");
            xml.writeDefaultNamespace(NAMESPACE);
            declare(NODE, ofNodes);
            declare(EDGE, ofEdges);
            xml.writeStartElement("graph");
            xml.writeAttribute("edgedefault", "directed");
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private List<Column> used(List<Column> columns, Collection<?> items) {
        List<JsonNode> trees = items.stream().<JsonNode>map(json::valueToTree).toList();
        return columns.stream()
                .filter(column -> trees.stream()
                        .anyMatch(tree -> !text.of(column.value().apply(tree)).isEmpty()))
                .toList();
    }

    private void declare(String of, List<Column> columns) throws XMLStreamException {
        for (Column column : columns) {
            xml.writeEmptyElement("key");
            xml.writeAttribute("id", of + "." + column.name());
            xml.writeAttribute("for", of);
            xml.writeAttribute("attr.name", column.name());
            xml.writeAttribute("attr.type", column.type().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void write(Object item) throws IOException {
        JsonNode tree = json.valueToTree(item);
        try {
            if (item instanceof Entity || item instanceof Entity.Ref) {
                xml.writeStartElement(NODE);
                xml.writeAttribute("id", tree.path("id").textValue());
                data(NODE, ofNodes, tree);
            } else {
                xml.writeStartElement(EDGE);
                xml.writeAttribute("id", tree.path("id").textValue());
                xml.writeAttribute("source", GraphColumns.end(tree, "from"));
                xml.writeAttribute("target", GraphColumns.end(tree, "to"));
                data(EDGE, ofEdges, tree);
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void data(String of, List<Column> columns, JsonNode tree) throws XMLStreamException {
        for (Column column : columns) {
            String value = text.of(column.value().apply(tree));
            if (!value.isEmpty()) {
                xml.writeStartElement("data");
                xml.writeAttribute("key", of + "." + column.name());
                xml.writeCharacters(xmlText(value));
                xml.writeEndElement();
            }
        }
    }

    /** Replaces characters that XML cannot contain, such as control characters. */
    private static String xmlText(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    @Override
    public void flush() throws IOException {
        try {
            xml.flush();
            writer.flush();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void end() throws IOException {
        try {
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
