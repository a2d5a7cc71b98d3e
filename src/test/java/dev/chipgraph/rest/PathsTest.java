package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shortest paths and common neighbours against a naive search. */
@QuarkusTest
@ExtendWith(Api.class)
class PathsTest extends GraphOracle {

    private static final int PATHS = 10;

    private static List<List<String>> naivePaths(String from, String to, int maxHops, Set<String> via) {
        var paths = new ArrayList<List<String>>();
        for (int length = 1; length <= maxHops && paths.size() < PATHS; length++) {
            extend(new LinkedHashSet<>(List.of(from)), from, to, length, via, paths);
        }
        return paths.subList(0, Math.min(PATHS, paths.size()));
    }

    private static void extend(
            Set<String> path, String last, String to, int left, Set<String> via, List<List<String>> paths) {
        if (left == 0) {
            if (last.equals(to) && path.containsAll(via)) {
                paths.add(List.copyOf(path));
            }
            return;
        }
        for (String next : JOINED.get(last).keySet()) {
            if ((!next.equals(to) || left == 1) && path.add(next)) {
                extend(path, next, to, left - 1, via, paths);
                path.remove(next);
            }
        }
    }

    @Test
    void pathsAreWhatANaiveSearchFinds() {
        var some = randomEntities(80);
        int found = 0;
        for (int i = 0; i < some.size(); i += 2) {
            String from = some.get(i);
            String to = some.get(i + 1);
            if (from.equals(to)) {
                continue;
            }
            Json forth = json("/v1/paths", "from", from, "to", to, "maxHops", 4, "k", PATHS, "validAt", "all");
            Json back = json("/v1/paths", "from", to, "to", from, "maxHops", 4, "k", PATHS, "validAt", "all");
            var expected = naivePaths(from, to, 4, Set.of());

            assertThat(forth.getBoolean("meta.truncated")).isFalse();
            assertThat(forth.<List<String>>getList("items.nodes.id"))
                    .as("%s to %s", from, to)
                    .isEqualTo(expected);
            assertThat(back.getList("items.length")).isEqualTo(forth.getList("items.length"));
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("pairs that are connected").isGreaterThan(10);
    }

    @Test
    void eachHopHasAllRelationshipsAndThePathASentence() {
        Json answer = json(
                "/v1/paths",
                "from",
                "kfia",
                "to",
                "name:Nvidia",
                "k",
                PATHS,
                "validAt",
                "all",
                "include",
                "evidence",
                "excludeKinds",
                "place");
        List<Map<String, Object>> hops = answer.getList("items.hops.flatten()");

        assertThat(hops).isNotEmpty().allSatisfy(hop -> {
            List<?> relationships = (List<?>) hop.get("relationships");
            assertThat(relationships.stream().map(GraphOracle::id))
                    .containsExactlyInAnyOrderElementsOf(
                            JOINED.get(hop.get("from")).get(hop.get("to")));
            assertThat(relationships)
                    .allSatisfy(relationship -> assertThat((List<?>) ((Map<?, ?>) relationship).get("evidence"))
                            .isNotEmpty());
        });
        assertThat(answer.<String>getList("items.nodes.flatten().kind")).doesNotContain("place");
        assertThat(answer.<String>getList("items.sentence"))
                .allSatisfy(sentence -> assertThat(sentence)
                        .startsWith("Korea Fabless Industry Association is ")
                        .contains("Nvidia")
                        .endsWith("."));
    }

    @Test
    void sentencesTellRolesAndPositionsInTheLanguageAskedFor() {
        assertThat(json("/v1/paths", "from", "kfia", "to", "vn-it-industry-department", "k", 1)
                        .getString("items[0].sentence"))
                .contains("Korea Fabless Industry Association is a party to ", "(signatory); ");
        Json position =
                json("/v1/paths", "from", "choi-young-sam", "to", "kr-embassy-in-vietnam", "k", 1, "types", "HOLDS");
        assertThat(position.getString("items[0].sentence"))
                .contains("Choi Young Sam holds a position at ", " (Ambassador of South Korea to Vietnam).");
        assertThat(given().header("Accept-Language", "vi")
                        .get("/v1/paths?from=kfia&to=south-korea&k=1")
                        .jsonPath()
                        .getString("items[0].sentence"))
                .contains("Hiệp hội", "Hàn Quốc");
    }

    @Test
    void pathsGoThroughWhatTheyAreToGoThrough() {
        for (String via : List.of("vietnam", "south-korea", "artificial-intelligence")) {
            Json answer = json(
                    "/v1/paths", "from", "kfia", "to", "fpt", "via", via, "maxHops", 4, "k", PATHS, "validAt", "all");
            assertThat(answer.<List<String>>getList("items.nodes.id"))
                    .isNotEmpty()
                    .isEqualTo(naivePaths("kfia", "fpt", 4, Set.of(via)));
        }
        assertThat(json("/v1/paths", "from", "kfia", "to", "fpt", "via", "vietnam", "excludeKinds", "place", "k", PATHS)
                        .<List<String>>getList("items.nodes.id"))
                .as("what it is to go through may be of an excluded kind")
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).contains("vietnam").doesNotContain("south-korea", "world"));
    }

    @Test
    void whatIsCommonIsWhatEachReaches() {
        var some = randomEntities(40);
        int found = 0;
        for (int i = 0; i < some.size(); i += 2) {
            String one = some.get(i);
            String other = some.get(i + 1);
            if (one.equals(other)) {
                continue;
            }
            for (int hops = 1; hops <= 2; hops++) {
                Json answer = json(
                        "/v1/common",
                        "entity",
                        one,
                        "entity",
                        other,
                        "maxHops",
                        hops,
                        "limit",
                        LARGEST,
                        "validAt",
                        "all");
                var ofOne = naiveDistances(one, hops);
                var ofOther = naiveDistances(other, hops);
                var expected = new HashSet<>(ofOne.keySet());
                expected.retainAll(ofOther.keySet());
                expected.removeAll(Set.of(one, other));

                List<String> common = answer.getList("items.entity.id");
                assertThat(common).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(answer.<Integer>getList("items.distance"))
                        .isEqualTo(common.stream()
                                .map(entity -> ofOne.get(entity) + ofOther.get(entity))
                                .toList())
                        .isSortedAccordingTo(Comparator.naturalOrder());
                assertThat(answer.<List<List<List<String>>>>getList("items.paths.nodes.id").stream()
                                .map(paths -> paths.stream().map(List::getFirst).toList()))
                        .allSatisfy(starts -> assertThat(starts).isEqualTo(List.of(one, other)));
                assertThat(json(
                                        "/v1/common",
                                        "entity",
                                        other,
                                        "entity",
                                        one,
                                        "maxHops",
                                        hops,
                                        "limit",
                                        LARGEST,
                                        "validAt",
                                        "all")
                                .getList("items.entity.id"))
                        .isEqualTo(common);
                found += common.size();
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void whatIsCommonToThreeOfSomeKinds() {
        Json answer = json(
                "/v1/common",
                "entity",
                "fpt",
                "entity",
                "name:Nvidia",
                "entity",
                "kfia",
                "maxHops",
                2,
                "kinds",
                "sector");

        assertThat(answer.<String>getList("items.entity.kind")).isNotEmpty().containsOnly("sector");
        assertThat(answer.getList("items[0].paths")).hasSize(3);
        Json first = json("/v1/common", "entity", "vietnam", "entity", "south-korea", "maxHops", 2, "limit", 1);
        assertThat(first.getList("items")).hasSize(1);
        assertThat(first.getList("meta.reasons")).containsExactly("limit");
        assertThat(json("/v1/common", "entity", "fpt", "entity", "nvidia", "maxHops", 2, "excludeKinds", "sector")
                        .<String>getList("items.paths.flatten().nodes.flatten().kind"))
                .isNotEmpty()
                .doesNotContain("sector");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/entities/kfia/graph?depth=0, depth",
        "/v1/entities/kfia/graph?depth=5, depth",
        "/v1/entities/kfia/graph?perType=501, perType",
        "/v1/entities/kfia/graph?limit=1001, limit",
        "/v1/entities/kfia/graph?types=KNOWS, types",
        "/v1/entities/kfia/graph?excludeKinds=planet, excludeKinds",
        "/v1/entities/kfia/graph?hops=2, hops",
        "/v1/paths?to=kfia, from",
        "/v1/paths?from=kfia, to",
        "/v1/paths?from=kfia&to=name:KFIA, to",
        "/v1/paths?from=kfia&to=fpt&maxHops=7, maxHops",
        "/v1/paths?from=kfia&to=fpt&k=11, k",
        "/v1/paths?from=kfia&to=fpt&via=a&via=b&via=c&via=d&via=e&via=f, via",
        "/v1/common, entity",
        "/v1/common?entity=kfia, entity",
        "/v1/common?entity=kfia&entity=kfia, entity",
        "/v1/common?entity=kfia&entity=fpt&maxHops=4, maxHops",
        "/v1/common?entity=kfia&entity=fpt&limit=501, limit"
    })
    void badInputIsRefusedByName(String question, String field) {
        assertThat(problem(400, question).<String>getList("violations.field")).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entities/name:Samsng/graph",
                "/v1/paths?from=name:Samsng&to=kfia",
                "/v1/paths?from=kfia&to=fpt&via=name:Samsng",
                "/v1/common?entity=kfia&entity=name:Samsng"
            })
    void whoIsUnknownIsSuggested(String question) {
        assertThat(problem(404, question).<String>getList("suggestions.id")).contains("samsung");
    }
}
