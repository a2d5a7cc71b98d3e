package dev.chipgraph.change.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RecordReader;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Records as the JSON documents that clients send and patch. */
@ApplicationScoped
class Documents {

    /** Where violations of a document are. */
    static final String BODY = "body";

    private final ObjectMapper json;

    Documents(ObjectMapper json) {
        this.json = json;
    }

    JsonNode of(Entity entity) {
        return json.valueToTree(ImportFormat.of(entity));
    }

    JsonNode of(Relationship relationship) {
        return json.valueToTree(ImportFormat.of(relationship));
    }

    JsonNode of(Evidence evidence) {
        return json.valueToTree(ImportFormat.of(evidence));
    }

    /** A copy of a body, which must be an object. */
    static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw new InvalidInput(BODY, BODY, "must be a JSON object");
    }

    /** A copy of a body, which may name its kind. */
    static ObjectNode ofKind(JsonNode body, Kind kind) {
        ObjectNode document = object(body);
        JsonNode given = document.path("kind");
        if (!given.isMissingNode() && !given.asText().equals(kind.wire())) {
            throw new InvalidInput(BODY, "kind", "must be %s at this URL, or be left out".formatted(kind.wire()));
        }
        return document;
    }

    /** The document with the id in the URL, which it may repeat. */
    static ObjectNode withId(ObjectNode document, String id) {
        JsonNode given = document.path("id");
        if (!given.isMissingNode() && !given.asText().equals(id)) {
            throw new InvalidInput(BODY, "id", "must be %s, the id in the URL, or be left out".formatted(id));
        }
        return document.put("id", id);
    }

    /**
     * Reads an entity.
     *
     * @throws InvalidInput when the document does not fit the vocabulary
     */
    static Entity entity(ObjectNode document, Kind kind) {
        document.put("kind", kind.wire());
        return read(reader -> reader.entity(document));
    }

    /** Reads an entity whose id the path gives, and not its body. */
    static Entity entityOfPath(ObjectNode document, Kind kind) {
        try {
            return entity(document, kind);
        } catch (InvalidInput e) {
            throw new InvalidInput(e.violations().stream()
                    .map(violation -> violation.field().equals("id")
                            ? new Violation("path", "ref", violation.message())
                            : violation)
                    .toList());
        }
    }

    static Relationship relationship(ObjectNode document) {
        return read(reader -> reader.relationship(document));
    }

    static Evidence evidence(ObjectNode document) {
        return read(reader -> reader.evidenceRecord(document));
    }

    private static <T> T read(Function<RecordReader, T> reading) {
        var reader = new RecordReader(BODY);
        T record = reading.apply(reader);
        InvalidInput.throwIfAny(reader.violations());
        return record;
    }
}
