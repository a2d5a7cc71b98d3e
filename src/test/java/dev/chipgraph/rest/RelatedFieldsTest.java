package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.get;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities show those that they are related to, as their relationships tell, and lists can be filtered by them. */
@QuarkusTest
@ExtendWith(Api.class)
class RelatedFieldsTest {

    private static final int LARGEST = 500;

    @ParameterizedTest
    @CsvSource({
        "/v1/agreements, parties, PARTY_TO, from, party",
        "/v1/investments, investors, INVESTOR_IN, from, investor",
        "/v1/investments, facilities, FUNDS, to,",
        "/v1/facilities, operators, OPERATES, from, operator",
        "/v1/facilities, places, LOCATED_IN, to,",
        "/v1/people, positions, HOLDS, to, organization",
        "/v1/events, organizers, ORGANIZED, from,",
        "/v1/events, places, LOCATED_IN, to,",
        "/v1/policies, issuers, ISSUED, from, issuer",
        "/v1/statements, saidBy, SAID, from, saidBy",
        "/v1/statements, addressedTo, ADDRESSED_TO, to, addressedTo",
        "/v1/statements, about, ABOUT, to, about",
        "/v1/indicators, about, ABOUT, to,",
        "/v1/indicators, setBy, SETS, from,"
    })
    void aFieldShowsWhatTheRelationshipsTell(String list, String field, String type, String others, String filter) {
        for (String at : List.of("all", "2025-09-30")) {
            var expected = related(type, others, at);
            var entities = all(LARGEST, list, "validAt", at);
            for (var entity : entities) {
                assertThat(shown(entity, field))
                        .as("%s of %s at %s", field, entity.get("id"), at)
                        .containsExactlyInAnyOrderElementsOf(expected.getOrDefault(entity.get("id"), List.of()).stream()
                                .filter(one -> !field.equals("facilities")
                                        || one.get("kind").equals("facility"))
                                .toList());
            }
            assertThat(entities).anyMatch(entity -> entity.containsKey(field));
            if (filter != null) {
                expected.keySet()
                        .retainAll(entities.stream().map(RelatedFieldsTest::id).toList());
                assertFilters(list, filter, expected, at);
            }
        }
    }

    @Test
    void eventsAreFilteredByWhoOrganisedOrAttendedThem() {
        var participants = related("ORGANIZED", "from", "all");
        related("ATTENDED", "from", "all")
                .forEach((event, others) -> participants
                        .computeIfAbsent(event, none -> new ArrayList<>())
                        .addAll(others));

        assertFilters("/v1/events", "participant", participants, "all");
    }

    /** Lists with one of the others, with two of them, and with one that has nothing to do with any. */
    private static void assertFilters(
            String list, String filter, Map<String, List<Map<String, Object>>> expected, String at) {
        Set<String> others = expected.values().stream()
                .flatMap(List::stream)
                .map(RelatedFieldsTest::id)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String other : others.stream().limit(12).toList()) {
            assertThat(ids(list, "validAt", at, filter, other)).isEqualTo(with(expected, List.of(other)));
        }
        expected.values().stream()
                .map(some -> some.stream()
                        .map(RelatedFieldsTest::id)
                        .distinct()
                        .limit(2)
                        .toList())
                .filter(two -> two.size() == 2)
                .findFirst()
                .ifPresent(two -> assertThat(ids(list, "validAt", at, filter, two.getFirst(), filter, two.getLast()))
                        .isEqualTo(with(expected, two))
                        .isNotEmpty());
        Api.problem(404, list, filter, "nobody-at-all");
    }

    private static Set<String> with(Map<String, List<Map<String, Object>>> expected, List<String> others) {
        return expected.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .map(RelatedFieldsTest::id)
                        .toList()
                        .containsAll(others))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(String list, Object... parameters) {
        return all(LARGEST, list, parameters).stream()
                .map(RelatedFieldsTest::id)
                .collect(Collectors.toSet());
    }

    private static String id(Map<String, Object> entity) {
        return (String) entity.get("id");
    }

    /** By entity what the relationships of a type lead to or come from, with what a field tells of it. */
    private static Map<String, List<Map<String, Object>>> related(String type, String others, String at) {
        var related = new HashMap<String, List<Map<String, Object>>>();
        for (var relationship : all(LARGEST, "/v1/relationships", "type", type, "validAt", at)) {
            @SuppressWarnings("unchecked") // both ends are references
            var other = new HashMap<>((Map<String, Object>) relationship.get(others));
            var entity = (Map<?, ?>) relationship.get(others.equals("from") ? "to" : "from");
            for (String told : List.of("role", "share", "position", "validFrom", "validTo", "attestedOn", "attested")) {
                other.put(told, relationship.get(told));
            }
            other.values().removeIf(Objects::isNull);
            related.computeIfAbsent((String) entity.get("id"), none -> new ArrayList<>())
                    .add(other);
        }
        return related;
    }

    @SuppressWarnings("unchecked") // the field is a list of objects
    private static List<Map<String, Object>> shown(Map<String, Object> entity, String field) {
        return (List<Map<String, Object>>) entity.getOrDefault(field, List.of());
    }

    @Test
    void anInvestmentIsWhereItsFacilitiesAreOnce() {
        Json investment = json("/v1/investments/investment-seoul-semiconductor-ninh-binh");

        assertThat(investment.<String>getList("places.id")).containsExactly("dong-van-i-industrial-park");
        for (var each : all(LARGEST, "/v1/investments", "validAt", "all")) {
            var expected = new TreeSet<String>();
            all(LARGEST, "/v1/relationships", "from", id(each), "validAt", "all")
                    .forEach(relationship -> {
                        var to = (Map<?, ?>) relationship.get("to");
                        if (relationship.get("type").equals("LOCATED_IN")) {
                            expected.add((String) to.get("id"));
                        } else if (to.get("kind").equals("facility")) {
                            all(
                                            LARGEST,
                                            "/v1/relationships",
                                            "from",
                                            to.get("id"),
                                            "type",
                                            "LOCATED_IN",
                                            "validAt",
                                            "all")
                                    .forEach(site -> expected.add((String) ((Map<?, ?>) site.get("to")).get("id")));
                        }
                    });
            assertThat(shown(each, "places").stream().map(RelatedFieldsTest::id))
                    .as("places of %s", id(each))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void anEntityAloneShowsWhatItShowsInAList() {
        for (String path : List.of("/v1/agreements", "/v1/people", "/v1/entities")) {
            for (var entity : all(LARGEST, path).stream().limit(20).toList()) {
                assertThat(json("/v1/entities/" + id(entity)).<String, Object>getMap(""))
                        .isEqualTo(entity);
            }
        }
    }

    @Test
    void fieldsChoosesThem() {
        String agreement = "/v1/agreements/mou-vn-it-industry-department-kfia-2025";

        assertThat(json(agreement, "fields", "parties").<String, Object>getMap(""))
                .containsOnlyKeys("id", "parties");
        assertThat(json(agreement, "fields", "name").<String, Object>getMap("")).containsOnlyKeys("id", "name");
        assertThat(Api.problem(400, "/v1/agreements", "fields", "investors").getString("violations[0].message"))
                .contains("parties");
    }

    @Test
    void namesAreInTheLanguageOfTheAnswer() {
        Response answer =
                get("/v1/agreements/mou-vn-it-industry-department-kfia-2025", "lang", "ko", "fields", "parties");

        assertThat(answer.jsonPath().<String>getList("parties.name")).contains("한국팹리스산업협회");
        assertThat(answer.header("Content-Language")).isEqualTo("ko");
    }

    @Test
    void aTableHasTheirNamesAndBesideThemTheirIds() {
        String table = get(
                        "/v1/agreements",
                        "party",
                        "kfia",
                        "validAt",
                        "2025-09-30",
                        "fields",
                        "parties",
                        "format",
                        "csv",
                        "bom",
                        "false")
                .asString();

        assertThat(table.lines())
                .startsWith("id,parties,parties.id")
                .contains(
                        "mou-vn-it-industry-department-kfia-2025,Korea Fabless Industry Association; Information Technology Industry Department,kfia; vn-it-industry-department");
    }

    @Test
    void aTableOfPeopleHasTheirPositions() {
        String table = get("/v1/people", "name", "Hoàng Minh", "fields", "positions", "format", "csv", "bom", "false")
                .asString();

        assertThat(table)
                .contains(
                        "hoang-minh,\"Deputy Minister of Science and Technology, Ministry of Science and Technology of Vietnam\",vn-ministry-of-science-and-technology");
    }

    @Test
    void aPageSaysThatPositionsAreNotAttested() {
        assertThat(json("/v1/people", "name", "Hoàng Minh", "validAt", "2025-10-29")
                        .<String, Object>getMap("meta"))
                .doesNotContainKey("attested");
        assertThat(json("/v1/people", "name", "Hoàng Minh", "validAt", "2026-09-01")
                        .get("meta.attested"))
                .isEqualTo(false);
    }

    @Test
    void anEntityCanBeSentBackAsItWasShown() {
        String path = "/v1/agreements/mou-vn-it-industry-department-kfia-2025";
        Response shown = get(path, "include", "evidence");

        Response written = Api.editor()
                .contentType("application/json")
                .header("If-Match", shown.header("ETag"))
                .body(shown.asString())
                .put(path);

        assertThat(written.statusCode()).as(written.asString()).isEqualTo(200);
        assertThat(get(path, "include", "evidence").jsonPath().get("version"))
                .isEqualTo(shown.jsonPath().get("version"));
    }

    @Test
    void linkedDataTellsThemByRelationshipsAlone() {
        assertThat(get("/v1/agreements/mou-vn-it-industry-department-kfia-2025", "format", "jsonld")
                        .asString())
                .doesNotContain("\"parties\"");
    }

    @Test
    void aTableTellsAttributesByName() {
        String table = get("/v1/investments", "fields", "attributes", "format", "csv", "bom", "false")
                .asString();

        assertThat(table)
                .contains(
                        "investment-seoul-semiconductor-ninh-binh,licensed2016: US$300 million; phases: three of four are done; spent: US$470 million");
    }

    @Test
    void aTableOfParticipantsTellsTheirPositionsAlone() {
        String table = get("/v1/events/vietnam-korea-digital-forum-2025/participants", "format", "csv", "bom", "false")
                .asString();

        assertThat(table).contains("\"Ambassador of South Korea to Vietnam, kr-embassy-in-vietnam\"");
    }
}
