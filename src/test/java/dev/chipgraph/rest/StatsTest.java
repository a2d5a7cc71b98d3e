package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are those of the lists. */
@QuarkusTest
@ExtendWith(Api.class)
class StatsTest {

    private static final int LARGEST = 500;
    private static final String STATS = "/v1/stats";
    private static final String RATED = "/v1/investments?totals=true&tag=test-rate";

    @Inject
    Importer importer;

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

    private static String value(Object value) {
        return value instanceof Map<?, ?> entity ? (String) entity.get("id") : value == null ? null : value.toString();
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

    private static BigDecimal sum(Object sum, Map<?, ?> amount, String end) {
        Object value = amount.get("value") == null ? amount.get(end) : amount.get("value");
        return sum == null || value == null ? null : ((BigDecimal) sum).add(decimal(value));
    }

    private static BigDecimal decimal(Object number) {
        return number == null ? null : new BigDecimal(new BigDecimal(number.toString()).toPlainString());
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?groupBy=kind,country",
                "?kind=agreement&groupBy=partyCountry,status,scope",
                "?kind=place&groupBy=level,country&validAt=all",
                "?kind=investment&measure=amount&groupBy=sector",
                "?kind=agreement&measure=parties&groupBy=party",
                "?kind=indicator&groupBy=metric,source"
            })
    void pagesAreTheWhole(String question) {
        var whole = all(LARGEST, STATS + question);

        assertThat(json(STATS + question, "count", true, "limit", 1).getInt("page.total"))
                .isEqualTo(whole.size());
        for (int limit : List.of(1 + whole.size() / 20, 1 + whole.size() / 3, whole.size() + 1)) {
            assertThat(all(Math.min(limit, LARGEST), STATS + question)).isEqualTo(whole);
        }
    }

    @Test
    void aPivotTable() {
        String question = STATS + "?kind=agreement&groupBy=party,status&measure=parties";
        String table = Api.get(question + "&format=csv").asString();

        assertThat(table.lines().findFirst().orElseThrow()).endsWith("party.id,party.name,status,count,parties");
        assertThat(table.lines().count()).isEqualTo(1L + all(LARGEST, question).size());
        assertThat(table).contains("fpt,FPT Group,,3,4\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "measure=sum | measure | must be one of count, amount, parties",
                "measure=amount | measure | needs one kind that has amounts",
                "measure=amount&kind=company | measure | needs one kind that has amounts",
                "measure=amount&kind=agreement&kind=investment | measure | needs one kind that has amounts",
                "measure=parties | measure | needs kind=agreement or kind=investment",
                "measure=parties&kind=event | measure | needs kind=agreement or kind=investment",
                "groupBy=knd | groupBy | did you mean kind?",
                "groupBy=kind,,country | groupBy | does not know",
                "groupBy=party&kind=company | groupBy | does not know",
                "groupBy=kind&groupBy=country | groupBy | only once",
                "kind=firm | kind | must be one of company",
                "status=signed | status | is not known",
                "kind=agreement&kind=investment&status=signed | status | is not known",
                "kind=company&party=fpt | party | is not known",
                "limit=0 | limit | from 1 to 500"
            })
    void mistakesAreToldApart(String query, String field, String message) {
        JsonPath problem = problem(400, STATS + "?" + query);

        assertThat(problem.getString("violations[0].field")).isEqualTo(field);
        assertThat(problem.getString("violations[0].message")).contains(message);
    }

    @Test
    void beforeEverythingIsWhatHasNoDates() {
        int countries =
                json("/v1/places?level=country&validAt=1000-01-01&count=true").getInt("page.total");

        assertThat(json(STATS + "?kind=place&level=country&validAt=1000-01-01").getInt("items[0].count"))
                .isEqualTo(countries);
        assertThat(problem(404, "/v1/stats?kind=agreement&party=fpt&knownAt=1990-01-01")
                        .getString("type"))
                .isEqualTo("/problems/unknown-reference");
        assertThat(json(STATS + "?knownAt=1990-01-01").getList("items")).isEmpty();
    }

    @Test
    void amountsInDollarsGoByTheNewestRateThatTheGraphHasOnTheDate() {
        importer.load(
                Additions.lines(
                        Additions.SOURCE,
                        Additions.entity(
                                "'id':'test-rated-1','kind':'investment','name':'In euros','tags':['test-rate'],'amount':{'min':100,'max':300,'currency':'EUR'}"),
                        Additions.entity(
                                "'id':'test-rated-2','kind':'investment','name':'In dollars','tags':['test-rate'],'amount':{'value':50,'currency':'USD'}")));

        JsonPath without = json(RATED);
        assertThat(without.getList("meta.totals.withoutRate")).containsExactly("EUR");
        assertThat(without.getMap("meta.totals")).doesNotContainKey("inUsd");
        assertThat(without.getList("meta.totals.byCurrency"))
                .isEqualTo(List.of(
                        Map.of("currency", "EUR", "min", 100, "max", 300, "investments", 1),
                        Map.of("currency", "USD", "min", 50, "max", 50, "investments", 1)));

        importer.load(Additions.lines(Additions.SOURCE, rate("2025-06-30", "1.5"), rate("2025-12", "1.25")));

        JsonPath now = json(RATED);
        assertThat(now.getMap("meta.totals")).doesNotContainKey("withoutRate");
        assertThat(now.getDouble("meta.totals.inUsd.min")).isEqualTo(100 * 1.25 + 50);
        assertThat(now.getDouble("meta.totals.inUsd.max")).isEqualTo(300 * 1.25 + 50);
        assertThat(now.getList("meta.totals.inUsd.rates")).hasSize(1);
        assertThat(now.getMap("meta.totals.inUsd.rates[0]"))
                .containsEntry("currency", "EUR")
                .containsEntry("on", "2025-12")
                .containsEntry("indicator", "test-rate-2025-12")
                .containsEntry("sources", List.of("test-paper"));
        assertThat(now.getDouble("meta.totals.inUsd.rates[0].usd")).isEqualTo(1.25);
        assertThat(json("/v1/investments?totals=true&limit=1&tag=test-rate").getMap("meta.totals"))
                .as("sums are of all pages")
                .isEqualTo(now.getMap("meta.totals"));
        JsonPath then = json(RATED + "&validAt=2025-09");
        assertThat(then.getDouble("meta.totals.inUsd.min")).isEqualTo(100 * 1.5 + 50);
        assertThat(then.getString("meta.totals.inUsd.rates[0].on")).isEqualTo("2025-06-30");
        assertThat(json(RATED + "&validAt=2025-06-29").getList("meta.totals.withoutRate"))
                .as("no rate yet on that date")
                .containsExactly("EUR");
        assertThat(json(RATED + "&currency=USD").getInt("meta.totals.inUsd.min"))
                .as("dollars need no rate")
                .isEqualTo(50);
        assertThat(json(RATED + "&currency=CHF").getMap("meta.totals"))
                .as("nothing adds up to nothing")
                .isEmpty();
        assertThat(json("/v1/investments").getMap("meta")).doesNotContainKey("totals");
        assertThat(problem(400, "/v1/companies", "totals", true).getString("detail"))
                .contains("totals");
    }

    private static String rate(String period, String usd) {
        return Additions.entity(
                "'id':'test-rate-%s','kind':'indicator','name':'Euro in dollars','metric':'exchange-rate','unit':'USD','currency':'EUR','value':%s,'period':'%s'"
                        .formatted(period, usd, period));
    }
}
