package dev.chipgraph.change;

import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Property;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Editors change single things, never over what somebody else wrote meanwhile, and nothing is half done or lost. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditingTest {

    private static final String EVIDENCE = "\"evidence\":[{\"source\":\"edit-paper\",\"locator\":\"p1\"}]";
    private static final int WRITERS = 8;
    private static final int ROUNDS = 20;

    @Inject
    Graph graph;

    @Inject
    Edits edits;

    private int number;

    @BeforeEach
    void source() {
        if (get("/v1/sources/edit-paper").statusCode() != 200) {
            Leftovers.remove(graph, "edit-");
            created("sources", "{\"id\":\"edit-paper\",\"name\":\"Edit paper\",\"type\":\"article\"}");
            created("sources", "{\"id\":\"edit-letter\",\"name\":\"Edit letter\",\"type\":\"article\"}");
        }
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "edit-");
    }

    @Test
    void aRehearsalLeavesNothingBehind() {
        long nodes = nodes();

        unchanged(() -> edits.warmUp("kfia", null, null));

        assertThat(nodes()).isEqualTo(nodes);
    }

    private long nodes() {
        var count = new Statement("count", "MATCH (n) RETURN count(n) AS nodes");
        return graph.read(count, Map.of(), Languages.accepting(null), row -> row.number("nodes"))
                .getFirst();
    }

    // Entities of every kind

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsCreatedReplacedPatchedDeletedAndBroughtBack(Kind kind) {
        String id = "edit-least-" + kind.wire();
        String path = "/v1/" + kind.path() + "/" + id;

        Response created =
                created(kind.path(), "{\"id\":\"%s\",\"name\":\"Edit least %s\",%s}".formatted(id, number++, EVIDENCE));

        assertThat(created.header("Location")).endsWith(path);
        assertThat(created.jsonPath().getInt("version")).isEqualTo(1);
        assertThat(json(path, "include", "evidence").getMap(""))
                .isEqualTo(created.jsonPath().getMap(""));

        Response put = editor().header("If-Match", created.header("ETag"))
                .body("{\"name\":\"Edit other %s\",%s}".formatted(number++, EVIDENCE))
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(put.jsonPath().getInt("version")).isEqualTo(2);
        String name = put.jsonPath().getString("name");
        assertThat(json(path).getString("name")).isEqualTo(name).startsWith("Edit other");

        Response patched = editor().header("If-Match", put.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"description\":\"Described.\",\"tags\":[\"edit\"]}")
                .patch("/v1/entities/" + id);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(json(path).getString("description")).isEqualTo("Described.");
        assertThat(json(path).getString("name")).isEqualTo(name);

        problem(428, editor().delete(path));
        Response deleted = editor().header("If-Match", patched.header("ETag")).delete(path);
        assertThat(deleted.statusCode()).as(deleted.asString()).isEqualTo(200);
        assertThat(deleted.jsonPath().getString("id")).isEqualTo(id);
        assertThat(problem(410, path).getString("type")).isEqualTo("/problems/gone");

        Response restored = editor().post("/v1/entities/{id}/history/2/restore", id);
        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(json(path).getString("name")).isEqualTo(name);
        assertThat(json(path, "include", "evidence").getList("evidence")).hasSize(1);
        assertThat(json("/v1/entities/{id}/history".replace("{id}", id)).getList("items.change"))
                .startsWith("restored", "deleted")
                .endsWith("created");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyPropertyComesBackAsItWasSentAndCanBeSentBack(Kind kind) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", "edit-full-" + kind.wire());
        body.put("name", "Edit full \uD83D\uDCA5 Đặng " + number++);
        body.put("names", List.of(Map.of("value", "Tên đầy đủ " + number++, "lang", "vi", "type", "official")));
        body.put("description", "=1+1\tand \"more\"\nof it");
        body.put("sameAs", List.of("edit:" + kind.wire()));
        body.put("tags", List.of("edit", "b"));
        body.put("attributes", Map.of("Any key, even 'this`", "any value"));
        kind.properties().forEach(property -> body.put(property.name(), sample(property)));
        body.put(
                "evidence",
                List.of(
                        Map.of(
                                "source", "edit-letter",
                                "locator", "p1",
                                "quote", "„So.“",
                                "statement", "Says so.",
                                "confidence", 0.75,
                                "extractor", "hand"),
                        Map.of("source", "edit-paper", "locator", "p2", "claims", Map.of("anything", Map.of("a", 1)))));

        Response created = editor().body(body).post("/v1/" + kind.path());

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String path = "/v1/entities/" + body.get("id");
        Response read = get(path, "include", "evidence");
        Map<String, Object> shown = read.jsonPath().getMap("");
        body.forEach((field, value) -> {
            if (!field.equals("evidence")) {
                assertThat(shown.get(field)).as(field).isEqualTo(plain(value));
            }
        });
        assertThat(read.jsonPath().getList("evidence.source.id")).containsExactly("edit-letter", "edit-paper");
        assertThat(read.jsonPath().getFloat("evidence[0].confidence")).isEqualTo(0.75f);
        assertThat(read.jsonPath().getString("evidence[0].quote")).isEqualTo("„So.“");
        assertThat(read.jsonPath().getInt("evidence[1].claims.anything.a")).isEqualTo(1);

        unchanged(() -> {
            Response same = editor().header("If-Match", read.header("ETag"))
                    .body(read.asString())
                    .put("/v1/" + kind.path() + "/" + body.get("id"));
            assertThat(same.statusCode()).as(same.asString()).isEqualTo(200);
            assertThat(same.jsonPath().getInt("version")).isEqualTo(1);
        });
    }

    /** A value as it is after a journey as JSON. */
    private static Object plain(Object value) {
        return JsonPath.from(
                        new ObjectMapper().valueToTree(Map.of("value", value)).toString())
                .get("value");
    }

    private static Object sample(Property property) {
        Object one =
                switch (property.type()) {
                    case TEXT ->
                        switch (property.name()) {
                            case "currency" -> "VND";
                            case "language" -> "zh-Hant";
                            case "isoCode" -> "XX-1";
                            default -> "Edit " + property.name();
                        };
                    case CHOICE -> property.values().getLast();
                    case DATE -> "2024-02-29";
                    case NUMBER -> 12.5;
                    case MONEY -> Map.of("min", 1, "max", 2.5, "currency", "USD");
                    case LOCATION -> Map.of("lat", -10.5, "lon", 106.25);
                };
        return property.many() ? List.of(one) : one;
    }

    @Test
    void anIdIsMadeOfTheNameUnlessOneIsGiven() {
        String body = "{\"name\":\"Edit Đồng Nai %s\",%s}".formatted("x", EVIDENCE);

        String first = created("sectors", body).jsonPath().getString("id");
        String second = created("sectors", body).jsonPath().getString("id");

        assertThat(first).isEqualTo("edit-dong-nai-x");
        assertThat(second).isEqualTo("edit-dong-nai-x-2");
    }

    @Test
    void putMakesWhatIsNotThere() {
        String body = "{\"name\":\"Edit put\",%s}".formatted(EVIDENCE);
        unchanged(() -> problem(412, editor().header("If-Match", "*").body(body).put("/v1/sectors/edit-put")));

        Response created = editor().header("If-None-Match", "*").body(body).put("/v1/sectors/edit-put");

        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/v1/sectors/edit-put");
        unchanged(() -> {
            problem(412, editor().header("If-None-Match", "*").body(body).put("/v1/sectors/edit-put"));
            problem(428, editor().body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-None-Match", "\"1-a\"").body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-Match", "nonsense").body(body).put("/v1/sectors/edit-put"));
            problem(400, editor().header("If-Match", "*").body(body).put("/v1/products/edit-put"));
            problem(400, editor().header("If-None-Match", "*").body(body).put("/v1/sectors/Edit put"));
        });
        assertThat(editor().header("If-Match", "*")
                        .body(body.replace("Edit put", "Edit put 2"))
                        .put("/v1/sectors/edit-put")
                        .jsonPath()
                        .getString("name"))
                .isEqualTo("Edit put 2");
    }

    // Conditions

    @Test
    void theTagOfAReadStandsUntilTheThingItselfChanges() {
        String id = sector();
        String other = sector();
        Response read = get("/v1/entities/" + id);

        patch(other, "{\"description\":\"Something else\"}");
        Response patched = editor().header("If-Match", read.header("ETag"))
                .body("{\"description\":\"First\"}")
                .patch("/v1/entities/" + id);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);

        unchanged(() -> {
            Response stale = editor().header("If-Match", read.header("ETag"))
                    .body("{\"description\":\"Second\"}")
                    .patch("/v1/entities/" + id);
            assertThat(problem(412, stale).getString("type")).isEqualTo("/problems/precondition-failed");
            problem(412, editor().header("If-Match", read.header("ETag")).delete("/v1/entities/" + id));
            problem(428, editor().body("{\"description\":\"Second\"}").patch("/v1/entities/" + id));
        });
        assertThat(json("/v1/entities/" + id).getString("description")).isEqualTo("First");
        assertThat(editor().header("If-Match", read.header("ETag") + ", " + patched.header("ETag"))
                        .body("{\"description\":\"Third\"}")
                        .patch("/v1/entities/" + id)
                        .statusCode())
                .as("any of several tags will do")
                .isEqualTo(200);
    }

    @Test
    void newEvidenceMakesTheTagStale() {
        String id = sector();
        String tag = get("/v1/entities/" + id).header("ETag");

        addEvidence(id, "{\"source\":\"edit-letter\"}");

        unchanged(() -> problem(
                412,
                editor().header("If-Match", tag).body("{\"description\":\"x\"}").patch("/v1/entities/" + id)));
    }

    @Test
    void ofThoseWhoWriteOverTheSameStateJustOneWins() throws Exception {
        String id = sector();
        for (int round = 0; round < ROUNDS; round++) {
            String tag = get("/v1/entities/" + id).header("ETag");
            int in = round;

            var answers = together(
                    WRITERS,
                    writer -> editor().header("If-Match", tag)
                            .body("{\"description\":\"round %d writer %d\"}".formatted(in, writer))
                            .patch("/v1/entities/" + id));

            var statuses = answers.stream().map(Response::statusCode).sorted().toList();
            assertThat(statuses.getFirst()).isEqualTo(200);
            assertThat(statuses.subList(1, WRITERS)).containsOnly(412);
            Response won = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(json("/v1/entities/" + id).getString("description"))
                    .isEqualTo(won.jsonPath().getString("description"));
        }
        assertThat(json("/v1/entities/" + id).getInt("version")).isEqualTo(1 + ROUNDS);
    }

    @Test
    void whoReadsAgainAfterEachRefusalLosesNothing() throws Exception {
        String id = sector();

        together(WRITERS, writer -> {
            Response last;
            do {
                Response read = get("/v1/entities/" + id);
                List<String> tags = new ArrayList<>(
                        read.jsonPath().getList("tags", String.class) == null
                                ? List.of()
                                : read.jsonPath().getList("tags", String.class));
                tags.add("writer-" + writer);
                last = editor().header("If-Match", read.header("ETag"))
                        .body(Map.of("tags", tags))
                        .patch("/v1/entities/" + id);
            } while (last.statusCode() == 412);
            assertThat(last.statusCode()).as(last.asString()).isEqualTo(200);
            return last;
        });

        assertThat(json("/v1/entities/" + id).getList("tags")).hasSize(WRITERS);
    }

    @Test
    void whoWroteReadsWhatWasWritten() {
        String id = sector();
        for (int i = 0; i < 10; i++) {
            Response written = patch(id, "{\"description\":\"state %d\"}".formatted(i));

            Response read = given().header("X-Min-Graph-Version", written.header("X-Graph-Version"))
                    .get("/v1/entities/" + id);

            assertThat(read.jsonPath().getString("description")).isEqualTo("state " + i);
            assertThat(Long.parseLong(read.header("X-Graph-Version")))
                    .isGreaterThanOrEqualTo(Long.parseLong(written.header("X-Graph-Version")));
        }
    }

    @Test
    void lessIsToldWhoWantsLess() {
        Response created = editor().header("Prefer", "return=minimal")
                .body("{\"id\":\"edit-minimal\",\"name\":\"Edit minimal\",%s}".formatted(EVIDENCE))
                .post("/v1/sectors");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.asString()).isEmpty();
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");

        Response patched = editor().header("Prefer", "return=minimal")
                .header("If-Match", created.header("ETag"))
                .body("{\"description\":\"x\"}")
                .patch("/v1/sectors/edit-minimal");
        assertThat(patched.statusCode()).isEqualTo(204);
        assertThat(patched.asString()).isEmpty();
        assertThat(patched.header("ETag")).isNotBlank();
    }

    // Requests that are repeated

    @Test
    void aRequestThatIsRepeatedIsDoneOnceAndToldAlike() {
        String body = "{\"name\":\"Edit repeated\",%s}".formatted(EVIDENCE);
        Response first = keyed("edit-key-1", body).post("/v1/sectors");
        String id = first.jsonPath().getString("id");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        patch(id, "{\"name\":\"Edit renamed\"}");

        unchanged(() -> {
            Response again = keyed("edit-key-1", body).post("/v1/sectors");
            assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));

            Response other =
                    keyed("edit-key-1", body.replace("repeated", "other")).post("/v1/sectors");
            assertThat(problem(422, other).getString("type")).isEqualTo("/problems/key-reused");
            problem(422, keyed("edit-key-1", body).post("/v1/products"));
            problem(400, keyed("not a key", body).post("/v1/sectors"));
            problem(400, keyed("k".repeat(256), body).post("/v1/sectors"));
        });

        delete("/v1/entities/" + id);
        unchanged(() -> {
            Response late = keyed("edit-key-1", body).post("/v1/sectors");
            assertThat(late.statusCode()).as(late.asString()).isEqualTo(201);
            assertThat(late.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        });
    }

    @Test
    void aRefusedRequestMayBeRepeatedWithItsKey() {
        String body =
                "{\"id\":\"edit-later\",\"name\":\"Edit later\",\"evidence\":[{\"source\":\"edit-later-paper\"}]}";
        problem(400, keyed("edit-key-2", body).post("/v1/sectors"));
        created("sources", "{\"id\":\"edit-later-paper\",\"name\":\"Edit later paper\"}");

        assertThat(keyed("edit-key-2", body).post("/v1/sectors").statusCode()).isEqualTo(201);
    }

    @Test
    void theSameRequestFromAllSidesIsDoneOnce() throws Exception {
        String body = "{\"name\":\"Edit at once\",%s}".formatted(EVIDENCE);
        String before = version();

        var answers = together(WRITERS, any -> keyed("edit-key-3", body).post("/v1/sectors"));

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getMap(""))
                .containsOnly(answers.getFirst().jsonPath().getMap(""));
        assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        assertThat(Long.parseLong(version())).isEqualTo(Long.parseLong(before) + 1);
    }

    @Test
    void aDeletionThatIsRepeatedIsToldAlike() {
        String id = sector();
        String tag = get("/v1/entities/" + id).header("ETag");
        Response first = keyed("edit-key-4", null).header("If-Match", tag).delete("/v1/entities/" + id);

        Response again = keyed("edit-key-4", null).header("If-Match", tag).delete("/v1/entities/" + id);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    // What is refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "companies | {} | name | is required",
                "companies | {\"name\":\"Edit bad\"} | evidence | nothing is in the graph without evidence",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[]} | evidence | without evidence",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"edit-nobody\"}]} | evidence | refers to no source in the graph: edit-nobody",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"kfia\"}]} | evidence | refers to no source",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"locator\":\"p1\"}]} | evidence[0].source | is required",
                "companies | {\"name\":\"Edit bad\",\"colour\":\"red\",EVIDENCE} | colour | is not known; allowed are id, kind, name",
                "companies | {\"name\":\"Edit bad\",\"kind\":\"fund\",EVIDENCE} | kind | must be company here",
                "companies | {\"name\":\"Edit bad\",\"types\":[\"bakery\"],EVIDENCE} | types[0] | must be one of fabless",
                "companies | {\"name\":\"Edit bad\",\"foundedOn\":\"2020\",\"dissolvedOn\":\"2019\",EVIDENCE} | dissolvedOn | before foundedOn",
                "companies | {\"name\":\"Edit bad\",\"foundedOn\":\"2020-02-30\",EVIDENCE} | foundedOn | must be a date",
                "companies | {\"name\":\"Edit bad\",\"names\":[{\"value\":\"x\",\"lang\":\"klingonese-x\"}],EVIDENCE} | names[0].lang | BCP 47",
                "companies | {\"name\":\"Edit bad\",\"id\":\"Not A Slug\",EVIDENCE} | id | lower-case",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"edit-paper\",\"confidence\":1.5}]} | evidence[0].confidence | from 0 to 1",
                "events | {\"name\":\"Edit bad\",\"startsOn\":\"2020-02\",\"endsOn\":\"2020-01\",EVIDENCE} | endsOn | before startsOn",
                "places | {\"name\":\"Edit bad\",\"validFrom\":\"2020\",\"validTo\":\"2019\",EVIDENCE} | validTo | before validFrom",
                "places | {\"name\":\"Edit bad\",\"isoCode\":\"Vietnam\",EVIDENCE} | isoCode | ISO 3166",
                "places | {\"name\":\"Edit bad\",\"location\":{\"lat\":91,\"lon\":0},EVIDENCE} | location | lat from -90 to 90",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1,\"currency\":\"ZZZ\"},EVIDENCE} | amount | currency",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1e19,\"currency\":\"USD\"},EVIDENCE} | amount.value | at most 18 digits",
                "indicators | {\"name\":\"Edit bad\",\"currency\":\"dollar\",EVIDENCE} | currency | ISO 4217",
                "sources | {\"name\":\"Edit bad\",\"language\":\"vietnamese!\"} | language | BCP 47",
                "sectors | [] | body | must be a JSON object",
                "sectors | null | body | must be a JSON object",
                "sectors | \"text\" | body | must be a JSON object"
            })
    void anEntityThatDoesNotFitIsRefusedWithTheFieldAndTheReason(
            String path, String body, String field, String message) {
        unchanged(() -> {
            JsonPath problem = problem(
                    400, editor().body(body.replace("EVIDENCE", EVIDENCE)).post("/v1/" + path));

            assertThat(problem.getList("violations.field")).contains(field);
            assertThat(problem.getString("violations.find { it.field == '%s' }.message".formatted(field)))
                    .contains(message);
            assertThat(problem.getList("violations.in")).containsOnly("body");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"from\":\"fpt\",\"type\":\"HOLDS\",\"to\":\"kfia\",EVIDENCE} | type | does not lead from company to association",
                "{\"from\":\"fpt\",\"type\":\"LOVES\",\"to\":\"kfia\",EVIDENCE} | type | must be one of PARTY_TO",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"edit-nobody\",EVIDENCE} | to | refers to no entity in the graph: edit-nobody",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"fpt\",EVIDENCE} | to | another entity",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",EVIDENCE} | to | is required",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\"} | evidence | without evidence",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"role\":\"x\",EVIDENCE} | role | is not known",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"validFrom\":\"2020\",\"validTo\":\"2019-12\",EVIDENCE} | validTo | before validFrom",
                "{\"from\":\"fpt\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"kfia\",\"share\":1.01,EVIDENCE} | share | from 0 to 1",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"id\":\"mine\",EVIDENCE} | id | must be part-of-",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"evidence\":[{\"source\":\"edit-nobody\"}]} | evidence | refers to no source",
                "{} | type | is required"
            })
    void aRelationshipThatDoesNotFitIsRefused(String body, String field, String message) {
        unchanged(() -> {
            JsonPath problem = problem(
                    400, editor().body(body.replace("EVIDENCE", EVIDENCE)).post("/v1/relationships"));

            assertThat(problem.getString("violations.find { it.field == '%s' }.message".formatted(field)))
                    .contains(message);
        });
    }

    @Test
    void whatIsThereAlreadyIsNotAddedAgain() {
        String id = sector();

        unchanged(() -> {
            JsonPath problem = problem(
                    409,
                    editor().body("{\"id\":\"%s\",\"name\":\"Edit x\",%s}".formatted(id, EVIDENCE))
                            .post("/v1/sectors"));
            assertThat(problem.getString("type")).isEqualTo("/problems/already-exists");
            problem(
                    409,
                    editor().body("{\"id\":\"kfia\",\"name\":\"Edit x\",%s}".formatted(EVIDENCE))
                            .post("/v1/sectors"));
        });
        delete("/v1/entities/" + id);
        unchanged(() -> assertThat(problem(
                                409,
                                editor().body("{\"id\":\"%s\",\"name\":\"Edit x\",%s}".formatted(id, EVIDENCE))
                                        .post("/v1/sectors"))
                        .getString("detail"))
                .contains("was deleted"));
    }

    @Test
    void anOrganisationOfTheSameNameIsAskedAbout() {
        created("companies", "{\"id\":\"edit-acme\",\"name\":\"Edit Acme Holding Co., Ltd.\",%s}".formatted(EVIDENCE));
        String same = "{\"id\":\"edit-acme-2\",\"name\":\"EDIT ÁCME Holding\",%s}".formatted(EVIDENCE);

        unchanged(() -> {
            JsonPath problem = problem(409, editor().body(same).post("/v1/funds"));
            assertThat(problem.getString("type")).isEqualTo("/problems/same-name");
            assertThat(problem.getList("suggestions.id")).containsExactly("edit-acme");
            problem(409, editor().body(same).header("If-None-Match", "*").put("/v1/funds/edit-acme-2"));
        });
        assertThat(editor().body(same)
                        .queryParam("confirmed", true)
                        .post("/v1/funds")
                        .statusCode())
                .isEqualTo(201);
    }

    // Deletions

    @Test
    void whatWasDeletedIsGoneUnderEachPathButNotForgotten() {
        String firm = company();
        String partner = company();
        String relationship = relate(firm, "SUPPLIES", partner);
        String then = json("/v1/relationships/" + relationship).getString("recordedAt");

        unchanged(() -> {
            JsonPath problem = problem(409, editor().header("If-Match", "*").delete("/v1/companies/" + firm));
            assertThat(problem.getString("type")).isEqualTo("/problems/referred-to");
            assertThat(problem.getList("referrers.id")).containsExactly(relationship);
        });
        Response deleted =
                editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm);
        assertThat(deleted.jsonPath().getList("relationships")).containsExactly(relationship);

        for (String path : List.of(
                "/v1/companies/ID",
                "/v1/entities/ID",
                "/v1/entities/ID/relationships",
                "/v1/entities/ID/graph",
                "/v1/organizations/ID/partners",
                "/v1/paths?from=ID&to=kfia",
                "/v1/paths?from=kfia&to=ID",
                "/v1/common?entity=ID&entity=kfia",
                "/v1/timeline?entity=ID")) {
            assertThat(problem(410, get(path.replace("ID", firm))).getString("type"))
                    .as(path)
                    .isEqualTo("/problems/gone");
        }
        problem(410, "/v1/relationships/" + relationship);
        problem(410, "/v1/relationships/" + relationship + "/evidence");
        unchanged(() -> {
            problem(
                    410,
                    editor().header("If-Match", "*")
                            .body("{\"description\":\"x\"}")
                            .patch("/v1/entities/" + firm));
            problem(
                    410,
                    editor().header("If-Match", "*")
                            .body("{\"name\":\"Edit x\",%s}".formatted(EVIDENCE))
                            .put("/v1/companies/" + firm));
            problem(410, editor().header("If-Match", "*").delete("/v1/entities/" + firm));
            problem(410, editor().body("{\"source\":\"edit-letter\"}").post("/v1/entities/" + firm + "/evidence"));
            problem(410, editor().header("If-Match", "*").delete("/v1/relationships/" + relationship));
            problem(
                    400,
                    editor().body("{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",%s}"
                                    .formatted(firm, partner, EVIDENCE))
                            .post("/v1/relationships"));
        });
        assertThat(json("/v1/entities/" + partner + "/relationships").getList("items"))
                .isEmpty();
        assertThat(json("/v1/entities/" + partner + "/relationships", "knownAt", then)
                        .getList("items.id"))
                .containsExactly(relationship);
        assertThat(json("/v1/companies/" + firm, "knownAt", then, "include", "evidence")
                        .getList("evidence"))
                .hasSize(1);
        assertThat(json("/v1/entities/" + firm + "/history").getList("items.change"))
                .startsWith("deleted")
                .endsWith("created");
    }

    @Test
    void whatWasDeletedComesBackWithItsRelationships() {
        String firm = company();
        String partner = company();
        String relationship = relate(firm, "SUPPLIES", partner);
        addEvidence(relationship, "{\"source\":\"edit-letter\",\"statement\":\"Too.\"}");
        var before = export(firm);
        editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm);
        assertThat(export(firm)).isEmpty();

        Response restored = editor().post("/v1/entities/{id}/history/1/restore", firm);

        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(export(firm)).isEqualTo(before);
        unchanged(() -> problem(400, editor().post("/v1/entities/{id}/history/99/restore", firm)));
    }

    @Test
    void whatComesBackHasSourcesThatAreThere() {
        created("sources", "{\"id\":\"edit-brief\",\"name\":\"Edit brief\"}");
        String id = "edit-brief-topic";
        created(
                "sectors",
                "{\"id\":\"%s\",\"name\":\"Edit topic\",\"evidence\":[{\"source\":\"edit-brief\"}]}".formatted(id));
        delete("/v1/sectors/" + id);
        delete("/v1/sources/edit-brief");

        unchanged(() -> assertThat(problem(400, editor().post("/v1/entities/{id}/history/1/restore", id))
                        .getString("violations[0].message"))
                .contains("edit-brief"));

        editor().post("/v1/entities/edit-brief/history/1/restore").then().statusCode(200);
        editor().post("/v1/entities/{id}/history/1/restore", id).then().statusCode(200);
    }

    @Test
    void anEarlierStateIsBroughtBackWithItsEvidence() {
        String id = sector();
        var first = export(id);
        patch(id, "{\"description\":\"Changed\",\"tags\":[\"x\"],\"evidence\":[{\"source\":\"edit-letter\"}]}");
        var second = export(id);
        assertThat(second).isNotEqualTo(first);

        unchanged(() -> problem(428, editor().post("/v1/entities/{id}/history/1/restore", id)));
        Response restored = editor().header("If-Match", "*").post("/v1/entities/{id}/history/1/restore", id);

        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(restored.jsonPath().getInt("version")).isEqualTo(3);
        assertThat(export(id)).isEqualTo(first);
        assertThat(editor().header("If-Match", restored.header("ETag"))
                        .post("/v1/entities/{id}/history/2/restore", id)
                        .statusCode())
                .isEqualTo(200);
        assertThat(export(id)).isEqualTo(second);
    }

    @Test
    void aSourceThatAloneSupportsSomethingStays() {
        created("sources", "{\"id\":\"edit-only\",\"name\":\"Edit only\"}");
        created(
                "sectors",
                "{\"id\":\"edit-only-topic\",\"name\":\"Edit only topic\",\"evidence\":[{\"source\":\"edit-only\"}]}");

        unchanged(() -> {
            for (boolean cascade : List.of(false, true)) {
                JsonPath problem = problem(
                        409,
                        editor().header("If-Match", "*")
                                .queryParam("cascade", cascade)
                                .delete("/v1/sources/edit-only"));
                assertThat(problem.getString("detail")).contains("only source of edit-only-topic");
            }
        });
        addEvidence("edit-only-topic", "{\"source\":\"edit-letter\"}");
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete("/v1/sources/edit-only")));
        assertThat(editor().header("If-Match", "*")
                        .queryParam("cascade", true)
                        .delete("/v1/sources/edit-only")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json("/v1/sectors/edit-only-topic", "include", "evidence").getList("evidence.source.id"))
                .containsExactly("edit-letter");
    }

    @Test
    void whoIsSignedForStays() {
        String firm = company();
        created("people", "{\"id\":\"edit-signer\",\"name\":\"Edit Signer\",%s}".formatted(EVIDENCE));
        created("agreements", "{\"id\":\"edit-deal\",\"name\":\"Edit Deal\",%s}".formatted(EVIDENCE));
        Response signed = editor().body(
                        "{\"from\":\"edit-signer\",\"type\":\"SIGNED\",\"to\":\"edit-deal\",\"onBehalfOf\":\"%s\",%s}"
                                .formatted(firm, EVIDENCE))
                .post("/v1/relationships");
        assertThat(signed.statusCode()).as(signed.asString()).isEqualTo(201);

        unchanged(() -> problem(
                409,
                editor().header("If-Match", "*").queryParam("cascade", true).delete("/v1/companies/" + firm)));
        assertThat(editor().header("If-Match", "*")
                        .body("{\"onBehalfOf\":null}")
                        .patch("/v1/relationships/" + signed.jsonPath().getString("id"))
                        .statusCode())
                .isEqualTo(200);
        delete("/v1/companies/" + firm);
    }

    // Relationships

    @Test
    void aRelationshipIsAddedChangedDeletedAndBroughtBack() {
        String child = company();
        String parent = company();
        String body =
                "{\"from\":\"%s\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"%s\",\"share\":0.4,\"validFrom\":\"2020\",%s}"
                        .formatted(child, parent, EVIDENCE);
        Response created = editor().body(body).post("/v1/relationships");
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String id = created.jsonPath().getString("id");
        String path = "/v1/relationships/" + id;
        assertThat(created.header("Location")).endsWith(path);

        unchanged(() -> {
            JsonPath problem = problem(409, editor().body(body).post("/v1/relationships"));
            assertThat(problem.getList("referrers.id")).containsExactly(id);
            problem(428, editor().body(body).put(path));
            problem(
                    400,
                    editor().header("If-Match", "*").body("{\"to\":\"kfia\"}").patch(path));
            problem(
                    400,
                    editor().header("If-Match", "*")
                            .body("{\"type\":\"SUPPLIES\"}")
                            .patch(path));
            problem(400, editor().header("If-Match", "*").body("{\"share\":2}").patch(path));
            problem(
                    400,
                    editor().header("If-Match", "*").body("{\"evidence\":[]}").patch(path));
            Response read = get(path, "include", "evidence");
            assertThat(editor().header("If-Match", read.header("ETag"))
                            .body(read.asString())
                            .put(path)
                            .statusCode())
                    .as("what was read can be sent back")
                    .isEqualTo(200);
        });

        Response patched = editor().header("If-Match", created.header("ETag"))
                .body("{\"share\":0.6,\"validTo\":\"2024\"}")
                .patch(path);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        assertThat(json(path).getDouble("share")).isEqualTo(0.6);
        assertThat(json(path, "include", "evidence").getList("evidence")).hasSize(1);
        Response put = editor().header("If-Match", patched.header("ETag"))
                .body("{\"from\":\"%s\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"%s\",%s}"
                        .formatted(child, parent, EVIDENCE))
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(json(path).getMap("")).doesNotContainKeys("share", "validFrom", "validTo");
        unchanged(() ->
                problem(412, editor().header("If-Match", created.header("ETag")).delete(path)));

        var before = export(child);
        assertThat(editor().header("If-Match", put.header("ETag")).delete(path).statusCode())
                .isEqualTo(200);
        problem(410, path);
        Response restored = editor().post(path + "/restore");
        assertThat(restored.statusCode()).as(restored.asString()).isEqualTo(200);
        assertThat(export(child)).isEqualTo(before);
        unchanged(() -> problem(409, editor().post(path + "/restore")));
        assertThat(json(path + "/history").getList("items.change")).contains("deleted", "updated", "created");
    }

    // Evidence

    @Test
    void evidenceOfAnEntityIsNotAddedAsThatOfARelationshipNorTheOtherWayRound() {
        String entity = sector();
        String relationship =
                json("/v1/entities/name:KFIA/relationships", "limit", 1).getString("items[0].id");
        String evidence = "{\"source\":\"edit-letter\"}";
        unchanged(() -> {
            problem(404, editor().body(evidence).post("/v1/relationships/" + entity + "/evidence"));
            problem(404, editor().body(evidence).post("/v1/entities/" + relationship + "/evidence"));
        });
    }

    @Test
    void theLastEvidenceStays() {
        String id = sector();
        String first = json("/v1/entities/" + id, "include", "evidence").getString("evidence[0].id");
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete("/v1/evidence/" + first)));

        Response added = addEvidence(id, "{\"source\":\"edit-letter\",\"locator\":\"p1\",\"statement\":\"Says so.\"}");
        String path = "/v1/evidence/" + added.jsonPath().getString("id");
        assertThat(added.header("Location")).endsWith(path);
        assertThat(json(path).getString("subject")).isEqualTo(id);
        unchanged(() -> {
            problem(
                    409,
                    editor().body("{\"source\":\"edit-letter\",\"locator\":\"p1\",\"statement\":\"Says so.\"}")
                            .post("/v1/entities/" + id + "/evidence"));
            problem(400, editor().body("{\"source\":\"edit-nobody\"}").post("/v1/entities/" + id + "/evidence"));
            problem(
                    400,
                    editor().header("If-Match", "*")
                            .body("{\"locator\":\"p9\"}")
                            .patch(path));
            problem(428, editor().body("{\"statement\":\"Other.\"}").patch(path));
            problem(428, editor().delete(path));
        });

        Response patched = editor().header("If-Match", added.header("ETag"))
                .body("{\"statement\":\"Other.\"}")
                .patch(path);
        assertThat(patched.statusCode()).as(patched.asString()).isEqualTo(200);
        unchanged(() -> problem(
                412,
                editor().header("If-Match", added.header("ETag"))
                        .body("{\"statement\":\"x\"}")
                        .patch(path)));
        Response put = editor().header("If-Match", patched.header("ETag"))
                .body("{\"source\":\"edit-letter\",\"locator\":\"p1\",\"quote\":\"New.\"}")
                .put(path);
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        assertThat(json(path).getMap("")).containsEntry("quote", "New.").doesNotContainKey("statement");

        assertThat(editor().header("If-Match", "*")
                        .delete("/v1/evidence/" + first)
                        .statusCode())
                .isEqualTo(200);
        problem(410, "/v1/evidence/" + first);
        unchanged(() -> problem(409, editor().header("If-Match", "*").delete(path)));
    }

    @Test
    void sourcesThatDifferAreAConflictUntilTheyAgree() {
        String id = company();
        patch(
                id,
                "{\"size\":\"small\",\"evidence\":[{\"source\":\"edit-paper\",\"locator\":\"p1\",\"claims\":{\"size\":\"small\"}}]}");
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();

        Response added =
                addEvidence(id, "{\"source\":\"edit-letter\",\"confidence\":0.5,\"claims\":{\"size\":\"large\"}}");

        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
        unchanged(() -> assertThat(problem(
                                400,
                                editor().header("If-Match", "*")
                                        .body("{\"size\":\"huge\"}")
                                        .patch("/v1/entities/" + id))
                        .getString("violations[0].message"))
                .contains("decided by its sources"));
        String evidence = "/v1/evidence/" + added.jsonPath().getString("id");
        editor().header("If-Match", "*")
                .body("{\"claims\":{\"size\":\"small\"}}")
                .patch(evidence)
                .then()
                .statusCode(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();
        editor().header("If-Match", "*")
                .body("{\"claims\":{\"size\":\"large\"}}")
                .patch(evidence)
                .then()
                .statusCode(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts.field")).containsExactly("size");
        editor().header("If-Match", "*").delete(evidence).then().statusCode(200);
        assertThat(json("/v1/entities/" + id).getList("conflicts")).isNull();
        assertThat(json("/v1/entities/" + id).getString("size")).isEqualTo("small");
    }

    @Test
    void theCountryFollowsFromWhereThingsAre() {
        String firm = company();
        created("places", "{\"id\":\"edit-town\",\"name\":\"Edit Town\",%s}".formatted(EVIDENCE));
        String seat = relate(firm, "LOCATED_IN", "edit-town");
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();

        String within = relate("edit-town", "PART_OF", "vietnam");
        assertThat(json("/v1/entities/" + firm).getString("country")).isEqualTo("VN");
        assertThat(json("/v1/entities/edit-town").getString("country")).isEqualTo("VN");

        delete("/v1/relationships/" + within);
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();
        editor().post("/v1/relationships/" + within + "/restore").then().statusCode(200);
        assertThat(json("/v1/entities/" + firm).getString("country")).isEqualTo("VN");
        delete("/v1/relationships/" + seat);
        assertThat(json("/v1/entities/" + firm).getString("country")).isNull();
    }

    // Helpers

    private Response created(String path, String body) {
        Response response = editor().body(body).post("/v1/" + path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response;
    }

    private String sector() {
        return created("sectors", "{\"name\":\"Edit sector %d\",%s}".formatted(number++, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    private String company() {
        return created("companies", "{\"name\":\"Edit firm %d\",%s}".formatted(number++, EVIDENCE))
                .jsonPath()
                .getString("id");
    }

    private static String relate(String from, String type, String to) {
        Response response = editor().body(
                        "{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",%s}".formatted(from, type, to, EVIDENCE))
                .post("/v1/relationships");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private static Response addEvidence(String subject, String body) {
        String path = subject.startsWith("edit-") ? "entities" : "relationships";
        Response response = editor().body(body).post("/v1/%s/%s/evidence".formatted(path, subject));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response;
    }

    private static Response patch(String id, String body) {
        Response response = editor().header("If-Match", "*").body(body).patch("/v1/entities/" + id);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }

    private static void delete(String path) {
        Response response = editor().header("If-Match", "*").delete(path);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    private static RequestSpecification keyed(String key, String body) {
        var request = editor().header("Idempotency-Key", key);
        return body == null ? request : request.body(body);
    }

    /** What the export tells of an entity: its record and its relationships. */
    private static List<String> export(String id) {
        return given().accept("application/x-ndjson")
                .get("/v1/exports")
                .asString()
                .lines()
                .filter(line -> line.contains("\"" + id + "\""))
                .sorted()
                .toList();
    }

    private static String version() {
        return get("/v1/schema").header("X-Graph-Version");
    }

    /** What is refused leaves no trace: neither a version of the graph, nor an entry in the feed. */
    private static void unchanged(Runnable work) {
        String before = version();
        work.run();
        assertThat(version()).isEqualTo(before);
        assertThat(json("/v1/changes", "cursor", before + "-999999999").getList("items"))
                .isEmpty();
    }

    /** All at the same moment. */
    private static List<Response> together(int writers, Work work) throws Exception {
        var start = new CyclicBarrier(writers);
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var answers = threads.invokeAll(IntStream.range(0, writers)
                    .<Callable<Response>>mapToObj(writer -> () -> {
                        start.await();
                        return work.by(writer);
                    })
                    .toList());
            var all = new ArrayList<Response>();
            for (var answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private interface Work {
        Response by(int writer);
    }

    private static RequestSpecification editor() {
        return Api.editor().contentType(ContentType.JSON);
    }
}
