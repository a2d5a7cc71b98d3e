package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Together;
import dev.chipgraph.http.Json;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.core.Sort;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every list: pages are the whole, filters and counts agree, both ends of a relationship agree. */
@QuarkusTest
@ExtendWith(Api.class)
class ListsTest {

    private static final int LARGEST = 500;

    private static final List<String> LISTS = List.of(
            "/v1/entities?kind=company&kind=person",
            "/v1/places?level=country",
            "/v1/places?validAt=all&sort=-name",
            "/v1/indicators?sort=value",
            "/v1/indicators?sort=-value",
            "/v1/events?sort=startsOn",
            "/v1/agreements?sort=-signedOn",
            "/v1/investments?sort=amount",
            "/v1/entities/vietnam/relationships",
            "/v1/entities/vietnam-korea-digital-forum-2025/relationships",
            "/v1/organizations/fpt/partners",
            "/v1/places/vietnam/investors",
            "/v1/places/world/investments",
            "/v1/events/vietnam-korea-digital-forum-2025/participants",
            "/v1/sources/vietnamplus-2025-10-29-ai-cooperation/facts");

    @Test
    void pagesOfAnyLengthAreTheWholeList() {
        Together.forEach(LISTS, ListsTest::assertPagesAreTheWhole);
    }

    private static void assertPagesAreTheWhole(String list) {
        var whole = all(LARGEST, list);
        assertThat(json(list, "count", true, "limit", 1).getInt("page.total")).isEqualTo(whole.size());

        var random = new Random(list.hashCode());
        var limits =
                new ArrayList<>(List.of(Math.max(1, whole.size() - 1), Math.max(1, whole.size()), whole.size() + 1));
        for (int i = 0; i < 4; i++) {
            limits.add(1 + random.nextInt(Math.max(1, Math.min(whole.size(), LARGEST - 1))));
        }
        limits.stream()
                .filter(limit -> limit <= LARGEST && whole.size() / limit < 60)
                .forEach(limit ->
                        assertThat(all(limit, list)).as("limit %d", limit).isEqualTo(whole));
    }

    @Test
    void everyOrderListsTheSameInItsOrder() {
        Together.forEach(List.of(Kind.values()), ListsTest::assertOrders);
    }

    private static void assertOrders(Kind kind) {
        var ids = ids(all(LARGEST, "/v1/" + kind.path(), "fields", "id"));
        assertThat(ids).doesNotHaveDuplicates().isSorted();

        for (String order : Sort.of(kind).keySet()) {
            var ordered = all(97, "/v1/" + kind.path(), "sort", order);
            assertThat(ids(ordered)).as(order).containsExactlyInAnyOrderElementsOf(ids);
            String property = order.replace("-", "");
            if (property.endsWith("On")) {
                var dates = new ArrayList<String>();
                ordered.forEach(
                        item -> dates.add((String) item.getOrDefault(property, order.startsWith("-") ? "" : "~")));
                if (order.startsWith("-")) {
                    Collections.reverse(dates);
                }
                assertThat(dates).as(order).isSorted();
            }
        }
    }

    @Test
    void countAndListAgreeWithTheSchema() {
        Json schema = json("/v1/schema");
        Together.forEach(List.of(Kind.values()), kind -> {
            int everExisted = json("/v1/" + kind.path(), "validAt", "all", "count", true, "limit", 1)
                    .getInt("page.total");

            assertThat(schema.getInt("kinds.find { it.kind == '%s' }.count".formatted(kind.wire())))
                    .isEqualTo(everExisted);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/companies?country=VN",
                "/v1/companies?country=VN&country=kr",
                "/v1/agreements?type=mou",
                "/v1/agreements?scope=workforce&scope=trade",
                "/v1/agreements?signedFrom=2025-09-15&signedTo=2025-09",
                "/v1/agreements?signedTo=2023",
                "/v1/investments?minAmount=300000000&currency=usd",
                "/v1/investments?maxAmount=300000000&currency=USD",
                "/v1/investments?status=committed",
                "/v1/indicators?type=target&minValue=10",
                "/v1/places?isoCode=VN",
                "/v1/events?startsFrom=2025-10-29&startsTo=2025-10-29",
                "/v1/entities?name=ninh%20binh",
                "/v1/entities?hasConflict=true",
                "/v1/sources?type=article&language=vi"
            })
    void filtersFindSomethingButNotAll(String list) {
        String path = list.substring(0, list.indexOf('?'));
        String decoded = list.replace("%20", " ");
        var found = ids(all(LARGEST, decoded));
        var everything = ids(all(LARGEST, path));

        assertThat(found).isNotEmpty().hasSizeLessThan(everything.size());
        assertThat(everything).containsAll(found);
        assertThat(json(decoded, "count", true).getInt("page.total")).isEqualTo(found.size());
    }

    @Test
    void filtersKeepWhatTheySay() {
        assertThat(all(LARGEST, "/v1/companies", "country", "VN"))
                .allSatisfy(company -> assertThat(company).containsEntry("country", "VN"));
        assertThat(ids(all(LARGEST, "/v1/agreements", "signedFrom", "2025-09-15", "signedTo", "2025-09")))
                .as("a month overlaps a bound within it")
                .contains("mou-vn-it-industry-department-kfia-2025");
        assertThat(all(LARGEST, "/v1/places", "level", "province")).hasSize(34);
        assertThat(all(LARGEST, "/v1/places", "level", "province", "validAt", "2025-06-30"))
                .hasSize(63);
        assertThat(all(LARGEST, "/v1/places", "level", "province", "validAt", "2025"))
                .as("63 before, 34 after, 11 in both")
                .hasSize(63 + 34 - 11);
        assertThat(all(LARGEST, "/v1/places", "level", "country")).hasSize(249);
    }

    @Test
    void sparseFields() {
        assertThat(all(LARGEST, "/v1/companies", "fields", "name,country"))
                .allSatisfy(company ->
                        assertThat(company.keySet()).contains("id", "name").isSubsetOf("id", "name", "country"));
        assertThat(json("/v1/companies/fpt", "fields", "name").getMap("")).containsOnlyKeys("id", "name");
    }

    @Test
    void aLinkLeadsToTheNextPage() {
        var response = Api.get("/v1/companies", "limit", 3, "country", "KR");
        Json page = response.jsonPath();

        assertThat(response.header("Link"))
                .contains("rel=\"next\"", "cursor=" + page.getString("page.next"), "limit=3", "country=KR");
        assertThat(response.header("X-Graph-Version")).isEqualTo(page.getString("meta.graphVersion"));
        assertThat(Api.get("/v1/companies", "limit", LARGEST).header("Link")).isNull();
    }

    @Test
    void eachRelationshipIsTheSameFromBothEnds() {
        var seen = new ConcurrentHashMap<String, Map<String, Object>>();
        var ends = new ConcurrentHashMap<String, Integer>();
        Together.forEach(ids(all(LARGEST, "/v1/entities", "validAt", "all", "fields", "id")), id -> {
            for (var relationship :
                    all(LARGEST, "/v1/entities/" + id + "/relationships", "validAt", "all", "include", "evidence")) {
                String relationshipId = (String) relationship.get("id");
                assertThat(relationship.remove("label")).as("as seen from here").isInstanceOf(String.class);
                assertThat(seen.merge(relationshipId, relationship, (first, second) -> first))
                        .isEqualTo(relationship);
                ends.merge(relationshipId, 1, Integer::sum);
                assertThat((List<?>) relationship.get("evidence"))
                        .as(relationshipId)
                        .isNotEmpty();
            }
        });
        assertThat(ends.values()).as("times that a relationship is seen").containsOnly(2);
        assertThat(seen).hasSizeGreaterThan(600);
        int counted = json("/v1/schema").<Integer>getList("relationshipTypes.count").stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(counted)
                .as("counted are also the few that other tests superseded")
                .isBetween(seen.size(), seen.size() + 10);
    }

    @Test
    void directionsAndTypesDivideTheRelationships() {
        String path = "/v1/entities/fpt/relationships";
        var both = ids(all(LARGEST, path));
        var out = ids(all(LARGEST, path, "direction", "out"));
        var in = ids(all(LARGEST, path, "direction", "in"));

        assertThat(out).isNotEmpty().doesNotContainAnyElementsOf(in);
        assertThat(Stream.concat(out.stream(), in.stream())).containsExactlyInAnyOrderElementsOf(both);
        assertThat(all(LARGEST, path, "otherKind", "agreement", "type", "PARTY_TO"))
                .hasSize(4);
        assertThat(all(LARGEST, path, "otherKind", "agreement", "direction", "in"))
                .isEmpty();
    }

    @Test
    void relationshipsAndTheirEvidenceById() {
        var ofKfia = all(LARGEST, "/v1/entities/kfia/relationships", "type", "PARTY_TO", "include", "evidence");
        assertThat(ofKfia).hasSize(1);
        String id = (String) ofKfia.getFirst().get("id");

        assertThat(json("/v1/relationships/" + id, "include", "evidence").getMap(""))
                .isEqualTo(ofKfia.getFirst());
        assertThat(all(1, "/v1/relationships/" + id + "/evidence"))
                .containsExactlyInAnyOrderElementsOf(evidence(ofKfia.getFirst()));
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Map<String, Object>> evidence(Map<String, Object> subject) {
        return (List<Map<String, Object>>) subject.get("evidence");
    }

    @Test
    void everyEntityHasEvidence() {
        for (String kind : Stream.of(Kind.values()).map(Kind::path).toList()) {
            assertThat(all(LARGEST, "/v1/" + kind, "validAt", "all", "include", "evidence"))
                    .allSatisfy(entity -> assertThat(evidence(entity))
                            .as("%s", entity.get("id"))
                            .isNotEmpty());
        }
    }

    private static List<String> ids(List<Map<String, Object>> items) {
        return items.stream().map(item -> (String) item.get("id")).toList();
    }
}
