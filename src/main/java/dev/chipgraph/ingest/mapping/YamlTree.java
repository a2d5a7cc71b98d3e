package dev.chipgraph.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML as a tree in which every scalar is the text as written: {@code NO} is not a truth value, {@code 1.10} keeps
 * its zero. Tags construct nothing, and aliases are not allowed.
 */
final class YamlTree {

    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int DEEPEST = 20;

    private final MappingViolations violations;

    private YamlTree(MappingViolations violations) {
        this.violations = violations;
    }

    /** The tree; empty when the text is not a YAML object, which is then a violation. */
    static ObjectNode read(String text, MappingViolations violations) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root instanceof MappingNode object) {
                return new YamlTree(violations).object("", object);
            }
            violations.add("", "must be a YAML object with the key tables");
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : " (line " + (e.getProblemMark().getLine() + 1) + ")";
            violations.add("", "is not YAML: " + e.getProblem() + line);
        } catch (YAMLException e) {
            violations.add("", "uses YAML that is not allowed here: " + e.getMessage());
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode tree(String path, Node node) {
        violations.locate(path, node.getStartMark().getLine() + 1);
        return switch (node) {
            case MappingNode object -> object(path, object);
            case SequenceNode list -> {
                var items = JsonNodeFactory.instance.arrayNode();
                for (Node item : list.getValue()) {
                    items.add(tree(path + "[" + items.size() + "]", item));
                }
                yield items;
            }
            case ScalarNode scalar -> {
                if (scalar.getTag().equals(Tag.NULL)) {
                    violations.add(path, "has no value");
                }
                yield JsonNodeFactory.instance.textNode(scalar.getValue());
            }
            default -> throw new YAMLException("an alias, which is not allowed");
        };
    }

    private ObjectNode object(String path, MappingNode node) {
        var object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : node.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            String at = path.isEmpty() ? key : path + "." + key;
            if (key.isEmpty() || object.has(key)) {
                violations.locate(at, entry.getKeyNode().getStartMark().getLine() + 1);
                violations.add(at, key.isEmpty() ? "must have texts as keys" : "is given twice");
            } else {
                object.set(key, tree(at, entry.getValueNode()));
            }
        }
        return object;
    }
}
