package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Together;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters by place and by several parties. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PlaceFiltersTest extends FilterChoices {

    @Test
    void severalPartiesMeanAllOfThem() {
        assertThat(ids("/v1/agreements?party=fpt&party=name:Nvidia")).containsExactly("partnership-fpt-nvidia");
        assertThat(ids("/v1/agreements?party=mila&party=nvidia")).isEmpty();
        assertThat(ids("/v1/agreements?partyCountry=VN&partyCountry=kr"))
                .as("countries are parties of their own country")
                .contains("mou-vn-it-industry-department-kfia-2025", "moc-vietnam-south-korea-2022")
                .doesNotContain("partnership-fpt-nvidia");
        assertThat(ids("/v1/agreements?party=wikidata:Q881&partyCountry=US"))
                .contains("comprehensive-strategic-partnership-vietnam-united-states");
    }

    @ParameterizedTest
    @CsvSource({
        "ninh-binh, ",
        "ninh-binh, 2025-06-30",
        "ninh-binh, 2025-07-01",
        "ninh-binh, 2025",
        "ninh-binh, all",
        "ha-nam, ",
        "ha-nam, 2025-06-30",
        "nam-dinh, 2025-06-30",
        "vietnam, ",
        "vietnam, 2025-06-30",
        "dong-van-i-industrial-park, ",
        "south-korea, ",
        "world, "
    })
    void investmentsInAPlaceGoByTheBoundariesOfTheDate(String place, String date) {
        var at = date == null ? new Object[0] : new Object[] {"validAt", date};
        var expected = all(LARGEST, "/v1/places/" + place + "/investments", at).stream()
                .map(item -> ((Map<?, ?>) item.get("investment")).get("id"))
                .toList();

        assertThat(all(LARGEST, "/v1/investments?place=" + place, at).stream().map(item -> item.get("id")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(json("/v1/investments?limit=1&count=true&place=" + place, at).getInt("page.total"))
                .isEqualTo(expected.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies", "agencies", "facilities", "events", "ministries"})
    void whatIsInAPlaceIsWhereItsRelationshipsSay(String kind) {
        var within = new HashSet<Object>(ids("/v1/" + kind + "?place=vietnam"));
        Set<Object> located = ConcurrentHashMap.newKeySet();
        Together.forEach(all(LARGEST, "/v1/" + kind), item -> {
            for (String type : List.of("LOCATED_IN", "PRESENT_IN")) {
                all(LARGEST, "/v1/entities/" + item.get("id") + "/relationships", "type", type, "direction", "out")
                        .stream()
                        .filter(relationship -> "VN".equals(((Map<?, ?>) relationship.get("to")).get("country")))
                        .forEach(relationship -> located.add(item.get("id")));
            }
        });

        assertThat(within).isEqualTo(located);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agreements?party=nobody-at-all, 404, unknown-reference",
        "/v1/agreements?party=name:Nobody at all, 404, unknown-reference",
        "/v1/agreements?party=fpt&party=nobody-at-all, 404, unknown-reference",
        "/v1/agreements?party=semiconductors, 404, unknown-reference",
        "/v1/agreements?sector=fpt, 404, unknown-reference",
        "/v1/investments?place=fpt, 404, unknown-reference",
        "/v1/investments?investor=nobody-at-all, 404, unknown-reference",
        "/v1/companies?place=name:Georgetown of nowhere, 404, unknown-reference",
        "/v1/agreements?partyCountry=Korea, 400, invalid-request",
        "/v1/agreements?minSources=two, 400, invalid-request",
        "/v1/agreements?updatedSince=2026, 400, invalid-request",
        "/v1/agreements?signedFrom=yesterday, 400, invalid-request",
        "/v1/agreements?hasConflict=maybe, 400, invalid-request",
        "/v1/agreements?investor=fpt, 400, invalid-request",
        "/v1/investments?party=fpt, 400, invalid-request",
        "/v1/investments?place=vietnam&place=ninh-binh, 400, invalid-request",
        "/v1/investments?minAmount=much, 400, invalid-request"
    })
    void whatCannotBeFilteredByIsTold(String list, int status, String type) {
        assertThat(problem(status, list).getString("type")).isEqualTo("/problems/" + type);
    }

    private static List<Object> ids(String list) {
        return all(LARGEST, list).stream().map(item -> item.get("id")).toList();
    }
}
