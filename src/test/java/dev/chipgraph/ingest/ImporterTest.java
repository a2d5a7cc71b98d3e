package dev.chipgraph.ingest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files come in whole or not at all, and coming again they change nothing. */
@QuarkusTest
@ExtendWith(Api.class)
class ImporterTest {

    private static final String SOURCE = """
            {"source":{"id":"test-paper","type":"article","name":"A paper","publishedOn":"2026-01"}}""";
    private static final String PLANT = """
            {"entity":{"id":"test-plant","kind":"facility","name":"Test plant","type":"fab","status":"planned",\
            "evidence":[{"source":"test-paper","locator":"p1"}]}}""";
    private static final String SITE = """
            {"relationship":{"from":"test-plant","type":"LOCATED_IN","to":"ninh-binh","role":"site",\
            "evidence":[{"source":"test-paper","locator":"p1"}]}}""";

    @Inject
    Importer importer;

    @Inject
    BundledData data;

    @Test
    void theBundledDataLoadedAgainChangesNothing() {
        var before = snapshot();

        ImportReport report = BundledData.sets()
                .map(set -> importer.load(set.stream()))
                .reduce(ImportReport::plus)
                .orElseThrow();

        assertThat(report.entities()).isGreaterThan(500);
        assertThat(report.relationships()).isGreaterThan(600);
        assertThat(report.changedAnything()).isFalse();
        assertThat(snapshot()).isEqualTo(before);
        assertThat(data.load()).as("this edition is there already").isEmpty();
    }

    @Test
    void theArticlesAloneGiveMoreThanAHundredNodesAndTwoHundredRelationships() {
        var lines = BundledData.sets()
                .flatMap(List::stream)
                .filter(line -> line.file().startsWith("ecosystem/"))
                .toList();

        assertThat(lines.stream().filter(line -> line.text().startsWith("{\"entity\"")))
                .hasSizeGreaterThan(100);
        assertThat(lines.stream().filter(line -> line.text().startsWith("{\"relationship\"")))
                .hasSizeGreaterThan(200);
    }

    @Test
    void aNewerFileSupersedesWhatChanged() {
        importer.load(lines(SOURCE, PLANT, SITE));
        var plant = json("/v1/facilities/test-plant");
        var site = json("/v1/entities/test-plant/relationships");
        assertThat(plant.getString("country")).as("derived from where it is").isEqualTo("VN");

        ImportReport report = importer.load(lines(
                SOURCE,
                PLANT.replace("planned", "operational"),
                SITE.replace("\"ninh-binh\",", "\"ninh-binh\",\"validFrom\":\"2026\",")));

        assertThat(report.changedEntities()).isEqualTo(1);
        assertThat(report.changedRelationships()).isEqualTo(1);
        var changed = json("/v1/facilities/test-plant");
        assertThat(changed.getString("status")).isEqualTo("operational");
        assertThat(changed.getInt("version")).isEqualTo(plant.getInt("version") + 1);
        assertThat(changed.getString("recordedAt")).isEqualTo(plant.getString("recordedAt"));
        assertThat(changed.getString("country")).isEqualTo("VN");
        assertThat(json("/v1/entities/test-plant/relationships").getList("items.id"))
                .containsAll(site.getList("items.id"));
    }

    @Test
    void whatTheGraphKnewBeforeCanStillBeAsked() {
        String firm = """
                {"entity":{"id":"test-firm","kind":"company","name":"Early Name","size":"small","types":["fabless"],\
                "evidence":[{"source":"test-paper","locator":"p1","statement":"Early."}]}}""";
        String seat = """
                {"relationship":{"from":"test-firm","type":"LOCATED_IN","to":"iceland","role":"headquarters",\
                "evidence":[{"source":"test-paper","locator":"p1"}]}}""";
        String stake = """
                {"relationship":{"from":"test-firm","type":"SUBSIDIARY_OF","to":"fpt","share":0.4,\
                "evidence":[{"source":"test-paper","locator":"p1","statement":"Early."}]}}""";
        importer.load(lines(SOURCE, firm, seat, stake));
        String then = json("/v1/entities/test-firm").getString("updatedAt");
        var stakeOnce = json("/v1/entities/test-firm/relationships", "type", "SUBSIDIARY_OF");
        String before = Instant.parse(then).minusMillis(1).toString();

        importer.load(lines(
                SOURCE,
                firm.replace("Early", "Later").replace("small", "large"),
                seat,
                stake.replace("0.4", "0.6").replace("Early", "Later")));

        var firmNow = json("/v1/entities/test-firm", "include", "evidence");
        assertThat(firmNow.getString("name")).isEqualTo("Later Name");
        assertThat(firmNow.getString("evidence[0].statement")).isEqualTo("Later.");
        var firmThen = json("/v1/entities/test-firm", "knownAt", then, "include", "evidence");
        assertThat(firmThen.getString("name")).isEqualTo("Early Name");
        assertThat(firmThen.getString("size")).isEqualTo("small");
        assertThat(firmThen.getString("country")).isEqualTo("IS");
        assertThat(firmThen.getList("evidence.statement")).containsExactly("Early.");
        assertThat(json("/v1/entities/name:Early Name", "knownAt", then).getString("id"))
                .isEqualTo("test-firm");
        assertThat(Api.problem(404, "/v1/entities/name:Early Name").getString("type"))
                .isEqualTo("/problems/unknown-reference");
        assertThat(json("/v1/companies", "size", "small", "country", "IS", "knownAt", then)
                        .getList("items.name"))
                .containsExactly("Early Name");
        assertThat(json("/v1/companies", "size", "small", "country", "IS").getList("items"))
                .isEmpty();
        assertThat(json("/v1/companies", "size", "large", "knownAt", then, "count", true)
                        .getInt("page.total"))
                .isZero();
        assertThat(json("/v1/companies", "country", "IS", "sort", "-name", "knownAt", then)
                        .getList("items.size"))
                .containsExactly("small");
        String id = stakeOnce.getString("items[0].id");
        var stakeNow = json("/v1/relationships/" + id, "include", "evidence");
        assertThat(stakeNow.getDouble("share")).isEqualTo(0.6);
        assertThat(stakeNow.getList("evidence.statement")).containsExactly("Later.");
        var stakeThen = json("/v1/relationships/" + id, "include", "evidence", "knownAt", then);
        assertThat(stakeThen.getDouble("share")).isEqualTo(0.4);
        assertThat(stakeThen.getString("from.name")).isEqualTo("Early Name");
        assertThat(stakeThen.getString("supersededAt")).isEqualTo(stakeNow.getString("recordedAt"));
        assertThat(stakeThen.getList("evidence.statement")).containsExactly("Early.");
        assertThat(json("/v1/relationships/" + id + "/evidence", "knownAt", then)
                        .getList("items.statement"))
                .containsExactly("Early.");
        assertThat(all(1, "/v1/entities/test-firm/relationships", "knownAt", then))
                .extracting(relationship -> relationship.get("id"))
                .hasSize(2)
                .contains(id);
        assertThat(Api.problem(404, "/v1/entities/test-firm", "knownAt", before).getString("detail"))
                .contains("test-firm");
        assertThat(json("/v1/companies", "country", "IS", "knownAt", before).getList("items"))
                .isEmpty();
    }

    @Test
    void aShareThatChangesIsTheSameRelationship() {
        String stake = """
                {"relationship":{"from":"fpt","type":"INVESTOR_IN","to":"investment-test","share":0.4,\
                "evidence":[{"source":"test-paper"}]}}""";
        String investment = """
                {"entity":{"id":"investment-test","kind":"investment","name":"Test investment",\
                "amount":{"min":10,"max":20,"currency":"EUR"},"evidence":[{"source":"test-paper"}]}}""";
        importer.load(lines(SOURCE, investment, stake));
        var before = json("/v1/entities/investment-test/relationships");

        importer.load(lines(SOURCE, investment, stake.replace("0.4", "0.5")));

        var after = json("/v1/entities/investment-test/relationships");
        assertThat(after.getList("items.id"))
                .isEqualTo(before.getList("items.id"))
                .hasSize(1);
        assertThat(after.getDouble("items[0].share")).isEqualTo(0.5);
        assertThat(after.getString("items[0].recordedAt")).isGreaterThan(before.getString("items[0].recordedAt"));
        assertThat(json("/v1/investments/investment-test").getMap("amount"))
                .isEqualTo(Map.of("min", 10, "max", 20, "currency", "EUR"));
    }

    @Test
    void sourcesThatDifferMakeAConflictAndTheMostTrustedIsShown() {
        String investment = """
                {"entity":{"id":"investment-disputed","kind":"investment","name":"Disputed","amount":{"value":1,"currency":"USD"},\
                "evidence":[{"source":"test-paper","locator":"p1","confidence":0.5,"claims":{"amount":{"value":1,"currency":"USD"}}},\
                {"source":"test-paper","locator":"p2","confidence":0.9,"claims":{"amount":{"value":2,"currency":"USD"}}}]}}""";

        importer.load(lines(SOURCE, investment, """
                {"relationship":{"from":"investment-disputed","type":"LOCATED_IN","to":"iceland","evidence":[{"source":"test-paper"}]}}""", """
                {"relationship":{"from":"fpt","type":"INVESTOR_IN","to":"investment-disputed","evidence":[{"source":"test-paper"}]}}"""));

        var shown = json("/v1/investments/investment-disputed");
        assertThat(shown.getInt("amount.value")).isEqualTo(2);
        assertThat(shown.getList("conflicts.field")).containsExactly("amount");
        assertThat(json("/v1/places/iceland/investors").getMap("items[0].totals[0]"))
                .isEqualTo(Map.of("currency", "USD", "min", 1, "max", 2, "investments", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"entity\" | line | is not JSON",
                "[] | line | must be an object with one field",
                "{\"entity\":{},\"source\":{}} | line | must be an object with one field",
                "{\"thing\":{}} | thing | allowed are source, entity, relationship",
                "{\"entity\":1} | entity | must be an object",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"firm\",\"name\":\"X\"}} | kind | must be one of company, ministry",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\"}} | evidence | nothing is in the graph without evidence",
                "{\"entity\":{\"id\":\"X y\",\"kind\":\"company\",\"name\":\"X\",\"evidence\":[{\"source\":\"test-paper\"}]}} | id | must be lower-case",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\" \",\"evidence\":[{\"source\":\"test-paper\"}]}} | name | must be a text",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"colour\":\"red\",\"evidence\":[{\"source\":\"test-paper\"}]}} | colour | is not known; allowed are id, kind",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"types\":[\"bakery\"],\"evidence\":[{\"source\":\"test-paper\"}]}} | types[0] | must be one of fabless",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"foundedOn\":\"1990-02-31\",\"evidence\":[{\"source\":\"test-paper\"}]}} | foundedOn | must be a date",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"names\":[{\"value\":\"Y\",\"lang\":\"klingonese-x\"}],\"evidence\":[{\"source\":\"test-paper\"}]}} | names[0].lang | BCP 47",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"investment\",\"name\":\"X\",\"amount\":{\"value\":1},\"evidence\":[{\"source\":\"test-paper\"}]}} | amount.currency | is required",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"investment\",\"name\":\"X\",\"amount\":{\"value\":1,\"currency\":\"XTS\"},\"evidence\":[{\"source\":\"test-paper\"}]}} | amount.currency | no metal, fund, unit of account or test code",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"investment\",\"name\":\"X\",\"amount\":{\"value\":-1,\"currency\":\"USD\"},\"evidence\":[{\"source\":\"test-paper\"}]}} | amount.value | must be 0 or more",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"investment\",\"name\":\"X\",\"amount\":{\"min\":2,\"max\":1,\"currency\":\"USD\"},\"evidence\":[{\"source\":\"test-paper\"}]}} | amount | min that is greater",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"place\",\"name\":\"X\",\"location\":{\"lat\":91,\"lon\":0},\"evidence\":[{\"source\":\"test-paper\"}]}} | location | lat from -90 to 90",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"evidence\":[{\"source\":\"nobody\"}]}} | evidence | refers to no source in the graph",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"evidence\":[{\"source\":\"kfia\"}]}} | evidence | refers to no source in the graph",
                "{\"entity\":{\"id\":\"x\",\"kind\":\"company\",\"name\":\"X\",\"evidence\":[{\"source\":\"test-paper\",\"confidence\":2}]}} | evidence[0].confidence | from 0 to 1",
                "{\"entity\":{\"id\":\"kfia\",\"kind\":\"company\",\"name\":\"X\",\"evidence\":[{\"source\":\"test-paper\"}]}} | kind | has the kind association",
                "{\"relationship\":{\"from\":\"fpt\",\"type\":\"LOVES\",\"to\":\"kfia\",\"evidence\":[{\"source\":\"test-paper\"}]}} | type | must be one of PARTY_TO",
                "{\"relationship\":{\"from\":\"fpt\",\"type\":\"HOLDS\",\"to\":\"kfia\",\"evidence\":[{\"source\":\"test-paper\"}]}} | type | does not lead from company to association",
                "{\"relationship\":{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"nobody\",\"evidence\":[{\"source\":\"test-paper\"}]}} | to | refers to no entity",
                "{\"relationship\":{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"fpt\",\"evidence\":[{\"source\":\"test-paper\"}]}} | to | another entity",
                "{\"relationship\":{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"validFrom\":\"2026\",\"validTo\":\"2025\",\"evidence\":[{\"source\":\"test-paper\"}]}} | validTo | before validFrom",
                "{\"relationship\":{\"id\":\"x\",\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"evidence\":[{\"source\":\"test-paper\"}]}} | id | must be part-of-",
                "{\"relationship\":{\"from\":\"to-lam\",\"type\":\"SIGNED\",\"to\":\"moc-vietnam-south-korea-2022\",\"onBehalfOf\":\"to-lam\",\"evidence\":[{\"source\":\"test-paper\"}]}} | onBehalfOf | must be an organisation"
            })
    void oneBadLineAndNothingIsLoaded(String bad, String field, String message) {
        var before = snapshot();
        String good = PLANT.replace("test-plant", "test-never");

        assertThatThrownBy(() -> importer.load(lines(SOURCE, good, bad)))
                .isInstanceOfSatisfying(
                        ImportRejected.class,
                        rejected -> assertThat(rejected.rejections()).anySatisfy(rejection -> {
                            assertThat(rejection.line().number()).isEqualTo(3);
                            assertThat(rejection.violation().field()).isEqualTo(field);
                            assertThat(rejection.violation().message()).contains(message);
                        }));

        assertThat(snapshot()).isEqualTo(before);
        assertThat(Api.get("/v1/entities/test-never").statusCode()).isEqualTo(404);
    }

    @Test
    void aNewRelationshipShowsWhatItsOnlyEvidenceClaims() {
        String firm = """
                {"entity":{"id":"test-dated","kind":"company","name":"Test dated",\
                "evidence":[{"source":"test-paper","locator":"p1"}]}}""";
        String presence = """
                {"relationship":{"from":"test-dated","type":"PRESENT_IN","to":"iceland",\
                "evidence":[{"source":"test-paper","locator":"p1","claims":{"validFrom":"2025-02-18"}}]}}""";

        importer.load(lines(SOURCE, firm, presence));

        assertThat(json("/v1/entities/test-dated/relationships", "validAt", "all")
                        .getList("items.validFrom"))
                .containsExactly("2025-02-18");
        assertThat(importer.load(lines(SOURCE, firm, presence)).changedAnything())
                .isFalse();
    }

    @Test
    void theSameRecordTwiceInAFileIsRefused() {
        assertThatThrownBy(() -> importer.load(lines(SOURCE, PLANT, PLANT)))
                .hasMessageContaining("test:3")
                .hasMessageContaining("repeats the record in test:2");
        assertThatThrownBy(() -> importer.load(lines(SOURCE, PLANT, SITE, SITE)))
                .hasMessageContaining("test:4");
    }

    private static Stream<FileLine> lines(String... texts) {
        return IntStream.range(0, texts.length).mapToObj(i -> new FileLine("test", i + 1, texts[i]));
    }

    /** What clients can tell of the whole graph. */
    private static List<Object> snapshot() {
        return Arrays.asList(
                Api.all(500, "/v1/entities", "validAt", "all", "include", "evidence"),
                Api.all(500, "/v1/entities/vietnam/relationships", "validAt", "all", "include", "evidence"),
                json("/v1/schema").getMap(""));
    }
}
