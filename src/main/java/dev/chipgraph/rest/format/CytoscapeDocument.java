package dev.chipgraph.rest.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A graph as the elements JSON of Cytoscape.js. Nodes come before edges. */
final class CytoscapeDocument implements ItemWriter {

    private final ObjectMapper json;
    private final JsonGenerator elements;
    private boolean inEdges;

    CytoscapeDocument(ObjectMapper json, OutputStream out) throws IOException {
        this.json = json;
        elements = json.createGenerator(out);
        elements.writeStartObject();
        elements.writeObjectFieldStart("elements");
        elements.writeArrayFieldStart("nodes");
    }

    @Override
    public void write(Object item) throws IOException {
        ObjectNode tree = json.valueToTree(item);
        ObjectNode data = json.createObjectNode().put("id", tree.path("id").textValue());
        String kind;
        if (item instanceof Entity.Ref) {
            kind = tree.path("kind").textValue();
            data.put("label", tree.path("name").textValue());
            tree.remove("name");
        } else {
            beginEdges();
            kind = tree.path("type").textValue();
            data.put("source", GraphColumns.end(tree, "from"))
                    .put("target", GraphColumns.end(tree, "to"))
                    .put("label", kind);
            tree.remove(List.of("from", "to", "type", "label"));
        }
        elements.writeTree(json.createObjectNode().put("classes", kind).set("data", data.setAll(tree)));
    }

    private void beginEdges() throws IOException {
        if (!inEdges) {
            elements.writeEndArray();
            elements.writeArrayFieldStart("edges");
            inEdges = true;
        }
    }

    @Override
    public void flush() throws IOException {
        elements.flush();
    }

    @Override
    public void end() throws IOException {
        beginEdges();
        elements.writeEndArray();
        elements.writeEndObject();
        elements.writeEndObject();
    }
}
