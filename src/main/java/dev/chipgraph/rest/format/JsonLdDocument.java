package dev.chipgraph.rest.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;

/** A graph, or a single entity, as JSON-LD 1.1. The context comes first, as readers of streams need it. */
final class JsonLdDocument implements ItemWriter {

    private final boolean single;
    private final LinkedData linked;
    private final JsonGenerator document;

    JsonLdDocument(boolean single, LinkedData linked, ObjectMapper json, OutputStream out) throws IOException {
        this.single = single;
        this.linked = linked;
        document = json.createGenerator(out);
        document.writeStartObject();
        document.writeStringField("@context", linked.context().url());
        if (!single) {
            document.writeArrayFieldStart("@graph");
        }
    }

    @Override
    public void write(Object item) throws IOException {
        ObjectNode node = linked.node(item);
        if (single) {
            for (var field : node.properties()) {
                document.writeFieldName(field.getKey());
                document.writeTree(field.getValue());
            }
        } else {
            document.writeTree(node);
        }
    }

    @Override
    public void flush() throws IOException {
        document.flush();
    }

    @Override
    public void end() throws IOException {
        if (!single) {
            document.writeEndArray();
        }
        document.writeEndObject();
    }
}
