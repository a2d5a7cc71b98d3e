package dev.chipgraph.rest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A graph as RDF 1.1 Turtle: the triples of the JSON-LD with the terms of {@link LinkedDataContext}. Numbers are integers or
 * doubles, as the algorithm of JSON-LD 1.1 (8.2.2, Object to RDF Conversion) makes them.
 */
final class TurtleDocument implements ItemWriter {

    private static final Pattern LOCAL_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
    private static final Pattern ESCAPED = Pattern.compile("[\\x00-\\x1f\"\\\\\\x7f]");
    private static final BigDecimal INTEGERS_BELOW = new BigDecimal("1e21");

    private final LinkedData linked;
    private final Map<String, String> prefixes;
    private final Writer out;
    private final Deque<ObjectNode> nested = new ArrayDeque<>();

    /**
     * @param others prefixes besides those of data, by their namespaces
     */
    TurtleDocument(LinkedData linked, Map<String, String> others, OutputStream out) throws IOException {
        this.linked = linked;
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        prefixes = new TreeMap<>(linked.context().prefixes());
        prefixes.putAll(others);
        for (var prefix : prefixes.entrySet()) {
            this.out.write("@prefix %s: <%s> .\n".formatted(prefix.getValue(), prefix.getKey()));
        }
    }

    @Override
    public void write(Object item) throws IOException {
        writeNode(linked.node(item));
    }

    /** Writes a node object that has an IRI, and then those nested in it that have one. */
    void writeNode(ObjectNode node) throws IOException {
        for (ObjectNode next = node; next != null; next = nested.poll()) {
            out.write('\n' + iri(next.path("@id").textValue()) + '\n');
            writeProperties(next, ";\n");
            out.write(" .\n");
        }
    }

    private void writeProperties(ObjectNode node, String delimiter) throws IOException {
        String before = "    ";
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            List<JsonNode> objects =
                    value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of(value);
            if (field.getKey().equals("@id") || objects.isEmpty()) {
                continue;
            }
            boolean type = field.getKey().equals("@type");
            var term = linked.context().term(field.getKey());
            out.write(before + (type ? "a" : iri(term.iri())));
            String comma = " ";
            for (JsonNode object : objects) {
                out.write(comma);
                if (type) {
                    out.write(iri(linked.context().term(object.textValue()).iri()));
                } else {
                    writeObject(object, term.link());
                }
                comma = ", ";
            }
            before = " " + delimiter + "    ";
        }
    }

    private void writeObject(JsonNode object, boolean link) throws IOException {
        switch (object) {
            case ObjectNode node
            when node.has("@value") -> {
                out.write(quoted(node.path("@value").textValue()));
                if (node.has("@language")) {
                    out.write("@" + node.path("@language").textValue());
                }
            }
            case ObjectNode node
            when node.has("@list") -> {
                out.write("(");
                for (JsonNode item : node.path("@list")) {
                    out.write(" ");
                    writeObject(item, link);
                }
                out.write(" )");
            }
            case ObjectNode node
            when node.has("@id") -> {
                out.write(iri(node.path("@id").textValue()));
                if (node.size() > 1) {
                    nested.add(node);
                }
            }
            case ObjectNode node -> {
                out.write("[\n");
                writeProperties(node, ";\n    ");
                out.write(" ]");
            }
            default ->
                out.write(
                        object.isNumber()
                                ? number(object.decimalValue())
                                : object.isBoolean()
                                        ? object.asText()
                                        : link ? iri(object.textValue()) : quoted(object.asText()));
        }
    }

    private String iri(String iri) {
        return prefixes.entrySet().stream()
                .filter(prefix -> iri.startsWith(prefix.getKey())
                        && LOCAL_NAME
                                .matcher(iri.substring(prefix.getKey().length()))
                                .matches())
                .findFirst()
                .map(prefix ->
                        prefix.getValue() + ":" + iri.substring(prefix.getKey().length()))
                .orElseGet(() -> "<" + iri + ">");
    }

    private static String quoted(String text) {
        return '"'
                + ESCAPED.matcher(text)
                        .replaceAll(character ->
                                "\\\\u%04X".formatted((int) character.group().charAt(0)))
                + '"';
    }

    private static String number(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() <= 0 && number.abs().compareTo(INTEGERS_BELOW) < 0
                ? shortest.toBigInteger().toString()
                : new DecimalFormat("0.0##############E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(number.doubleValue());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
