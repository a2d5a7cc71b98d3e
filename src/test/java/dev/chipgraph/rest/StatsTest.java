package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics against the filtered lists. */
@QuarkusTest
@ExtendWith(Api.class)
class StatsTest extends StatsFixture {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // kind | list | dimensions | further filters
                "agreement | agreements | type |",
                "agreement | agreements | status,type |",
                "agreement | agreements | scope |",
                "agreement | agreements | scope,status,hasConflict |",
                "agreement | agreements | party |",
                "agreement | agreements | partyCountry,status |",
                "agreement | agreements | party,partyCountry |",
                "agreement | agreements | year |",
                "agreement | agreements | signedOn.year,type |",
                "agreement | agreements | source | status=signed",
                "agreement | agreements | type | partyCountry=KR&partyCountry=VN",
                "agreement | agreements | partyCountry | party=fpt",
                "agreement | agreements | status | sector=semiconductors&signedFrom=2023",
                "agreement | agreements | status | validAt=all",
                "investment | investments | status |",
                "investment | investments | investor,amount.currency |",
                "investment | investments | investorCountry |",
                "investment | investments | status | place=vietnam",
                "investment | investments | status | place=ninh-binh&validAt=2025-07-01",
                "company | companies | country |",
                "company | companies | types,country |",
                "company | companies | types | sector=semiconductors",
                "place | places | level |",
                "place | places | level | validAt=2025-06-30",
                "place | places | level | validAt=2025",
                "place | places | level | validAt=1000-01-01",
                "event | events | type,startsOn.year |",
                "indicator | indicators | metric,unit |",
                "indicator | indicators | comparison | minValue=10",
                "statement | statements | saidBy,type |",
                "statement | statements | saidByCountry | saidFrom=2025",
                "source | sources | language,publisher |",
                "| entities | kind |",
                "| entities | kind | country=VN&country=KR",
                "| entities | hasConflict | minSources=2",
                "| entities | country,kind |"
            })
    void countsAreThoseOfTheFilteredLists(String kind, String list, String dimensions, String filters) {
        String filtered = filters == null ? "" : "&" + filters;
        var groups = all(LARGEST, STATS + "?groupBy=" + dimensions + (kind == null ? "" : "&kind=" + kind) + filtered);

        assertThat(groups).isNotEmpty().doesNotHaveDuplicates();
        int step = 1 + groups.size() / 12;
        for (int i = 0; i < groups.size(); i += step) {
            var group = groups.get(i);
            var query = new ArrayList<Object>(List.of("limit", 1, "count", true));
            boolean whole = true;
            for (String dimension : dimensions.split(",", -1)) {
                String value = value(group.get(dimension));
                whole &= value != null;
                if (dimension.endsWith("year")) {
                    String stem = list.equals("events") ? "starts" : "signed";
                    query.addAll(Arrays.asList(stem + "From", value, stem + "To", value));
                } else {
                    query.addAll(Arrays.asList(dimension.equals("amount.currency") ? "currency" : dimension, value));
                }
            }
            if (whole) {
                assertThat(group.get("count"))
                        .as("%s", group)
                        .isEqualTo(json("/v1/" + list + "?fields=id" + filtered, query.toArray())
                                .getInt("page.total"));
            }
        }
        if (Set.of("type", "status", "level", "kind", "status,type", "hasConflict", "country")
                .contains(dimensions)) {
            assertThat(groups.stream()
                            .mapToInt(group -> (Integer) group.get("count"))
                            .sum())
                    .as("each counts once, null included")
                    .isEqualTo(json("/v1/" + list + "?limit=1&count=true" + filtered)
                            .getInt("page.total"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&status=committed", "&sector=semiconductors", "&place=vietnam", "&validAt=all"})
    void sumsAreThoseOfTheListedAmounts(String filters) {
        var expected = new TreeMap<String, List<Object>>();
        for (var investment : all(7, "/v1/investments?sort=id" + filters)) {
            var amount = investment.get("amount") instanceof Map<?, ?> money ? money : Map.of();
            String key = investment.get("status") + "/" + amount.get("currency");
            var sums = expected.computeIfAbsent(
                    key, none -> new ArrayList<>(List.of(0, new BigDecimal(0), new BigDecimal(0))));
            sums.set(0, (Integer) sums.get(0) + 1);
            sums.set(1, sum(sums.get(1), amount, "min"));
            sums.set(2, sum(sums.get(2), amount, "max"));
        }

        var groups = new TreeMap<String, List<Object>>();
        all(1, STATS + "?kind=investment&groupBy=status&measure=amount" + filters)
                .forEach(group -> groups.put(
                        group.get("status") + "/" + group.get("currency"),
                        Arrays.asList(group.get("count"), decimal(group.get("min")), decimal(group.get("max")))));

        assertThat(groups).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "agreement, agreements, PARTY_TO, type",
        "agreement, agreements, PARTY_TO, status",
        "investment, investments, INVESTOR_IN, status"
    })
    void partiesAreDifferentOnes(String kind, String list, String type, String dimension) {
        var expected = new LinkedHashMap<String, Set<String>>();
        for (var entity : all(LARGEST, "/v1/" + list)) {
            var parties = expected.computeIfAbsent((String) entity.get(dimension), none -> new HashSet<>());
            for (var part : all(
                    LARGEST, "/v1/entities/" + entity.get("id") + "/relationships", "type", type, "direction", "in")) {
                parties.add(value(part.get("from")));
            }
        }

        var groups = all(LARGEST, STATS, "kind", kind, "measure", "parties", "groupBy", dimension);

        assertThat(groups)
                .hasSameSizeAs(expected.keySet())
                .allSatisfy(group -> assertThat(group.get("parties"))
                        .isEqualTo(expected.get((String) group.get(dimension)).size()));
    }
}
