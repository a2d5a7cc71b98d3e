package dev.chipgraph.rest;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.Thorough;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** Generates requests with bad input and checks the answers. */
abstract class RandomRequests {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String EVIDENCE = "\"evidence\":[{\"source\":\"bad-paper\",\"locator\":\"p1\"}]";
    static final int WRITES_OF_EACH = Thorough.or(6, 12);
    static final Pattern INNARDS = Pattern.compile(
            "dev\\.chipgraph|java\\.|jakarta\\.|org\\.neo4j|com\\.fasterxml|MATCH \\(|Exception|StackOverflow|\\bat [a-z]+\\.|StreamReadConstraints|JsonNode|Neo\\.");

    @Inject
    Graph graph;

    final List<String> created = new ArrayList<>();
    List<Operation> operations;

    @BeforeEach
    void prepare() throws JsonProcessingException {
        if (operations != null) {
            return;
        }
        operations = Operation.all();
        Leftovers.remove(graph, "bad-");
        create("sources", "{\"id\":\"bad-paper\",\"name\":\"Bad paper\"}");
        for (String id : List.of("bad-a", "bad-b", "bad-c")) {
            create("companies", "{\"id\":\"%s\",\"name\":\"Firm %s\",%s}".formatted(id, id, EVIDENCE));
        }
        Response related = editor().body("{\"from\":\"bad-a\",\"type\":\"SUPPLIES\",\"to\":\"bad-b\"," + EVIDENCE + "}")
                .post("/v1/relationships");
        assertThat(related.statusCode()).isEqualTo(201);
    }

    @AfterAll
    void remove() {
        Leftovers.removeAll(graph, created);
        Leftovers.remove(graph, "bad-");
    }

    static void create(String path, String body) {
        Response response = editor().body(body).post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String text(Random random) {
        String text = pick(HostileInput.TEXTS, random);
        return text.isEmpty() ? " " : text;
    }

    /** A body that the operation would take. */
    static JsonNode valid(String template, Kind kind, Random random) {
        try {
            ObjectNode body = JSON.createObjectNode();
            if (template.endsWith("merge")) {
                return body.put("into", "bad-b");
            }
            if (template.endsWith("evidence") || template.contains("{evidence}")) {
                return JSON.readTree("""
                        {"source":"bad-paper","locator":"p%d","quote":"Q","statement":"S","confidence":0.5,"extractor":"hand",
                         "claims":{"size":"large"}}""".formatted(random.nextInt(1_000)));
            }
            body.setAll((ObjectNode) JSON.readTree("{" + EVIDENCE + "}"));
            if (template.contains("relationship")) {
                body.put("from", "bad-a").put("to", "bad-b");
                RelationshipType type =
                        random.nextBoolean() ? RelationshipType.SUPPLIES : RelationshipType.SUBSIDIARY_OF;
                body.put("type", type.wire()).put("validFrom", "2025-0" + (1 + random.nextInt(9)));
                type.properties().forEach(property -> body.set(property.name(), sample(property)));
                return body;
            }
            body.put("id", "bad-%d".formatted(random.nextInt(1_000_000)));
            if (template.contains("{ref}")) {
                body.remove("id");
            }
            body.put(
                    "name",
                    random.nextBoolean()
                            ? "Bad " + random.nextInt()
                            : pick(HostileInput.TEXTS, random) + random.nextInt());
            body.put("description", "Described.");
            body.putArray("tags").add("a").add("b");
            body.putArray("sameAs").add("bad:" + random.nextInt());
            body.putObject("attributes").put("a", "b");
            body.putArray("names")
                    .addObject()
                    .put("value", "N")
                    .put("lang", "vi")
                    .put("type", "alias");
            kind.properties().forEach(property -> body.set(property.name(), sample(property)));
            return body;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode sample(Property property) {
        Object one =
                switch (property.type()) {
                    case TEXT ->
                        switch (property.name()) {
                            case "currency" -> "VND";
                            case "language" -> "vi";
                            case "isoCode" -> "XX-1";
                            default -> "Text";
                        };
                    case CHOICE -> property.values().getFirst();
                    case DATE -> "2024-02";
                    case NUMBER -> 0.5;
                    case MONEY -> Map.of("min", 1, "max", 2.5, "currency", "USD");
                    case LOCATION -> Map.of("lat", -10.5, "lon", 106.25);
                };
        return JSON.valueToTree(property.many() ? List.of(one) : one);
    }

    /** JSON text with something wrong in it, or nothing. */
    static String mutated(JsonNode valid, Random random) {
        JsonNode body = valid.deepCopy();
        var raw = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0 && body.isObject(); i--) {
            var places = new ArrayList<ObjectNode>(List.of((ObjectNode) body));
            body.findParents("source").stream()
                    .filter(JsonNode::isObject)
                    .forEach(place -> places.add((ObjectNode) place));
            body.forEach(child -> {
                if (child.isObject()) {
                    places.add((ObjectNode) child);
                }
            });
            ObjectNode place = pick(places, random);
            var fields = new ArrayList<String>();
            place.fieldNames().forEachRemaining(fields::add);
            if (fields.isEmpty()) {
                continue;
            }
            String field = pick(fields, random);
            switch (random.nextInt(8)) {
                case 0 -> place.remove(field);
                case 1 -> place.put(pick(HostileInput.TEXTS, random), 1);
                case 2 -> {
                    place.put(field, "@raw" + raw.size() + "@");
                    raw.add("0,\"" + field + "\":" + pick(HostileInput.VALUES, random));
                }
                default -> {
                    place.put(field, "@raw" + raw.size() + "@");
                    raw.add(pick(HostileInput.VALUES, random));
                }
            }
        }
        String text = body.toString();
        for (int i = 0; i < raw.size(); i++) {
            text = text.replace("\"@raw" + i + "@\"", raw.get(i));
        }
        return random.nextInt(12) == 0 ? text.substring(0, random.nextInt(Math.max(1, text.length()))) : text;
    }

    static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    void send(Operation operation, String address, String body, Random random, List<String> failures) {
        var request = admin().encoded().withoutRedirects().timeout(PATIENCE);
        var headers = new ArrayList<String>();
        HostileInput.HEADERS.keySet().stream().sorted().forEach(header -> {
            boolean type = header.equals("Content-Type");
            if (random.nextInt(type ? 40 : 20) == 0 && (!type || body != null)) {
                String value = pick(HostileInput.HEADERS.get(header), random);
                headers.add(header + ": " + value);
                if (type) {
                    request.contentType(value);
                } else {
                    request.header(header, value);
                }
            }
        });
        if (!operation.method().equals("GET") && headers.stream().noneMatch(header -> header.startsWith("If-Match"))) {
            request.header("If-Match", "*");
        }
        if (body != null) {
            request.body(body.getBytes(StandardCharsets.UTF_8));
        }
        String sent = "%s %s %s %s".formatted(operation.method(), shortened(address), headers, shortened(body));
        try {
            Response response = request.request(operation.method(), address);
            if (response.statusCode() == 201 && response.header("Location") != null) {
                created.add(response.header("Location").replaceFirst(".*/", ""));
            }
            String wrong = wrong(operation, body, response);
            if (wrong != null) {
                failures.add("%s -> %d %s: %s"
                        .formatted(sent, response.statusCode(), wrong, shortened(response.asString())));
            }
        } catch (Exception e) {
            failures.add("%s -> %s".formatted(sent, e));
        }
    }

    static String shortened(String text) {
        return text == null ? "" : text.length() <= 400 ? text : text.substring(0, 400) + "... (" + text.length() + ")";
    }

    static String wrong(Operation operation, String body, Response response) {
        String text = response.asString();
        int status = response.statusCode();
        if (status >= 500) {
            return "failed";
        }
        if (status >= 400) {
            if (!String.valueOf(response.contentType()).startsWith("application/problem+json")) {
                return "is no problem document but " + response.contentType();
            }
            JsonNode problem;
            try {
                problem = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return "is no JSON";
            }
            for (String member : List.of("type", "title", "status", "detail", "instance", "traceId")) {
                if (!problem.hasNonNull(member)) {
                    return "lacks " + member;
                }
            }
            if (problem.path("status").asInt() != status) {
                return "tells another status";
            }
            var innards = INNARDS.matcher(text);
            return innards.find() ? "tells " + innards.group() : null;
        }
        if (operation.toString().equals("POST /v1/{kind}") && status == 201 && !text.isEmpty()) {
            try {
                String name = JSON.readTree(body).path("name").asText();
                String location = response.header("Location").replaceFirst("^https?://[^/]+", "");
                String read = get(location).jsonPath().getString("name");
                return name.equals(read) ? null : "reads back as " + read;
            } catch (JsonProcessingException e) {
                return "was no JSON";
            }
        }
        return null;
    }

    static void stillThere() {
        assertThat(json("/v1/entities", "limit", 1, "count", true).getInt("page.total"))
                .isGreaterThan(400);
        assertThat(json("/v1/entities/kfia").getString("id")).isEqualTo("kfia");
    }

    static Request editor() {
        return Api.editor().contentType(Request.JSON);
    }

    static Request admin() {
        return Api.admin().contentType(Request.JSON);
    }
}
