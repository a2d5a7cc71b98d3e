package dev.chipgraph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Real answers, which the contract shows as examples. */
public final class ExampleFile {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi");
    private static final Path CURRENT = Path.of("target/openapi-examples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FEW = 2;

    private ExampleFile() {}

    /** An answer with its lists cut to their first items: two at the top, one deeper down. */
    public static JsonNode cut(String answer) {
        try {
            return cut(JSON.readTree(answer), FEW);
        } catch (IOException e) {
            throw new AssertionError(answer, e);
        }
    }

    private static JsonNode cut(JsonNode answer, int most) {
        if (answer instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(cut(field.getValue(), most)));
        } else if (answer instanceof ArrayNode list) {
            int items = list.path(0).isContainerNode() ? most : FEW;
            while (list.size() > items) {
                list.remove(items);
            }
            list.forEach(item -> cut(item, 1));
        }
        return answer;
    }

    /** Checks that the committed examples have the shape of the current answers, and writes these for the next commit. */
    public static void compare(String file, Map<String, JsonNode> current) throws IOException {
        Files.createDirectories(CURRENT);
        JsonNode answers = JSON.valueToTree(current);
        Files.writeString(
                CURRENT.resolve(file), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answers) + "\n");

        assertThat(shape(JSON.readTree(COMMITTED.resolve(file).toFile())))
                .as("Shape of the examples; when the change is meant: cp %s/* %s", CURRENT, COMMITTED)
                .isEqualTo(shape(answers));
    }

    /** The document with the types of its values. */
    private static JsonNode shape(JsonNode document) {
        JsonNode shape = document.deepCopy();
        if (shape instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(shape(field.getValue())));
        } else if (shape instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, shape(list.get(i)));
            }
        } else {
            return JSON.getNodeFactory().textNode(shape.getNodeType().name());
        }
        return shape;
    }
}
