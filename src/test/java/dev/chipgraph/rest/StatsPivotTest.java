package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pivot tables, pages and mistakes in requests for statistics. */
@QuarkusTest
@ExtendWith(Api.class)
class StatsPivotTest extends StatsFixture {

    private static final String RATED = "/v1/investments?totals=true&tag=test-rate";

    @Inject
    Importer importer;

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
        assertThat(table).contains("fpt,FPT Group,signed,2,3\r\n");
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
        Json problem = problem(400, STATS + "?" + query);

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

        Json without = json(RATED);
        assertThat(without.getList("meta.totals.withoutRate")).containsExactly("EUR");
        assertThat(without.getMap("meta.totals")).doesNotContainKey("inUsd");
        assertThat(without.getList("meta.totals.byCurrency"))
                .isEqualTo(List.of(
                        Map.of("currency", "EUR", "min", 100, "max", 300, "investments", 1),
                        Map.of("currency", "USD", "min", 50, "max", 50, "investments", 1)));

        importer.load(Additions.lines(Additions.SOURCE, rate("2025-06-30", "1.5"), rate("2025-12", "1.25")));

        Json now = json(RATED);
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
        Json then = json(RATED + "&validAt=2025-09");
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
