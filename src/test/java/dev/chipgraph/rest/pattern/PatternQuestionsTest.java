package dev.chipgraph.rest.pattern;

import static dev.chipgraph.rest.pattern.PatternClient.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions as patterns, with the answers of the bundled data. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class PatternQuestionsTest {

    @Test
    void sitesOfACompany() {
        String sites = """
                {"nodes": {"company": {"ref": "name:Seoul Semiconductor"}, "site": {"kind": "facility"%s}},
                 "edges": [{"from": "company", "type": ["OPERATES", "INVESTOR_IN", "FUNDS"], "to": "site", "hops": "1..2"}],
                 "return": ["site.id", "site.type"]}""";

        assertThat(rows(sites.formatted(""))).containsExactly("seoul-semiconductor-plant-ninh-binh led");
        assertThat(rows(sites.formatted(", \"where\": {\"type\": \"led\"}"))).hasSize(1);
        assertThat(rows(sites.formatted(", \"where\": {\"type\": \"assembly-test\"}")))
                .as("no source tells of one")
                .isEmpty();
    }

    @Test
    void countriesWhereACompanyIs() {
        assertThat(rows("""
                {"nodes": {"company": {"ref": "amkor"}, "country": {"kind": "place", "where": {"level": "country"}}},
                 "edges": [{"from": "company", "type": ["LOCATED_IN", "PRESENT_IN"], "to": "country", "as": "how"}],
                 "return": ["country.id", "how.type", "how.role"]}""")).containsExactly("united-states LOCATED_IN headquarters", "vietnam PRESENT_IN null");
    }

    @Test
    void customersOfACompany() {
        assertThat(rows("""
                {"nodes": {"supplier": {"ref": "name:Samsung"}, "customer": {"kind": "company"}},
                 "edges": [{"from": "supplier", "type": "SUPPLIES", "to": "customer"}]}""")).as("no source tells of any").isEmpty();
    }

    @Test
    void organizationsThatAgreedWithACountry() {
        assertThat(rows("""
                {"nodes": {"vietnamese": {"kind": "organization", "where": {"country": "VN"}},
                           "agreement": {"kind": "agreement"}, "korean": {"where": {"country": "KR"}}},
                 "edges": [{"from": "vietnamese", "type": "PARTY_TO", "to": "agreement"},
                           {"from": "korean", "type": "PARTY_TO", "to": "agreement"}],
                 "return": ["vietnamese.id", "korean.id"]}"""))
                .containsExactly(
                        "vn-it-industry-department kfia",
                        "vn-ministry-of-science-and-technology kr-ministry-of-science-and-ict");
    }

    @Test
    void whoAgreedWithBothOfTwoCountries() {
        String both = """
                {"nodes": {"vietnamese": {%s"where": {"country": "VN"}},
                           "one": {"kind": "agreement"}, "korean": {"where": {"country": "KR"}},
                           "other": {"kind": "agreement"}, "american": {"where": {"country": "US"}}},
                 "edges": [{"from": "vietnamese", "type": "PARTY_TO", "to": "one"},
                           {"from": "korean", "type": "PARTY_TO", "to": "one"},
                           {"from": "vietnamese", "type": "PARTY_TO", "to": "other"},
                           {"from": "american", "type": "PARTY_TO", "to": "other"}],
                 "return": ["vietnamese.id", {"count": "one", "distinct": true, "as": "with Korea"},
                            {"count": "other", "distinct": true, "as": "with the United States"}]}""";

        assertThat(rows(both.formatted(""))).as("the country itself").containsExactly("vietnam 2 3");
        assertThat(rows(both.formatted("\"kind\": \"organization\", "))).isEmpty();
    }

    @Test
    void targetsForAYear() {
        assertThat(rows("""
                {"nodes": {"who": {"kind": "organization"},
                           "target": {"kind": "indicator", "where": {"type": "target", "dueOn": "2030"}}},
                 "edges": [{"from": "who", "type": "SETS", "to": "target"}],
                 "return": ["who.id", "target.id"], "orderBy": ["target.id"]}"""))
                .containsExactly(
                        "kr-government vietnam-south-korea-trade-2030",
                        "vn-government vietnam-south-korea-trade-2030",
                        "vn-government vn-50000-engineers-by-2030",
                        "vn-government vn-ai-rank-asean-2030",
                        "vn-government vn-ai-rank-world-2030");
    }

    @Test
    void positionsOnTheDateOfAnEvent() {
        String positions = """
                {"nodes": {"event": {"ref": "%s"}, "person": {"kind": "person"}},
                 "edges": [{"from": "person", "type": "ATTENDED", "to": "event"},
                           {"from": "person", "type": "HOLDS", "to": {}, "as": "held", "validAt": "event.startsOn"}],
                 "return": ["person.id", "held.position"]}""";

        assertThat(rows(positions.formatted("conference-vietnam-us-semiconductor-ai-2024")))
                .as("before he became Deputy Prime Minister")
                .containsExactly(
                        "nguyen-chi-dung Minister of Planning and Investment",
                        "to-lam General Secretary",
                        "to-lam State President");
        assertThat(rows(positions.formatted("meeting-vietnam-un-seoul-semiconductor-2026")))
                .contains("nguyen-chi-dung Deputy Prime Minister");
    }

    @Test
    void companiesWithoutAHeadquarters() {
        assertThat(rows("""
                {"nodes": {"company": {"kind": "company"}},
                 "edges": [{"from": "company", "type": "LOCATED_IN", "to": {"kind": "place"}, "absent": true,
                            "where": {"role": "headquarters"}}],
                 "return": ["company.id"]}""")).containsExactly("amd", "cmc", "foxconn", "google", "landing-ai", "lg");
    }

    @Test
    void absentEdgesThatShareANodeAreAbsentTogether() {
        String without = """
                {"nodes": {"company": {"kind": "company", "where": {"id": ["fpt", "seoul-semiconductor"]}},
                           "investment": {"kind": "investment"}},
                 "edges": [{"from": "company", "type": "INVESTOR_IN", "to": "investment", "absent": true}%s],
                 "return": ["company.id"]}""";

        assertThat(rows(without.formatted(""))).isEmpty();
        assertThat(rows(without.formatted(
                        ", {\"from\": \"investment\", \"type\": \"LOCATED_IN\", \"to\": {}, \"absent\": true}")))
                .as("no investment that is located somewhere")
                .containsExactly("fpt");
    }

    @Test
    void placesWithinAPlaceAtAnyLevel() {
        String within = """
                {"nodes": {"place": {"kind": "place"}, "country": {"ref": "vietnam"}},
                 "edges": [{"from": "place", "type": "PART_OF", "to": "country", "hops": "%s"}],
                 "return": ["place.level"%s], "validAt": "%s"}""";
        String counted = ", {\"count\": \"place\"}";

        assertThat(rows(within.formatted("0..", counted, "2026-01-01")))
                .containsExactly("country 1", "industrial-park 6", "province 34");
        assertThat(rows(within.formatted("*", counted, "2026-01-01")))
                .containsExactly("industrial-park 6", "province 34");
        assertThat(rows(within.formatted("0..", counted, "2025-06-30"))).contains("province 63");
        assertThat(rows(within.formatted("0..", "", "2026-01-01")))
                .as("each level once, however many places")
                .containsExactly("country", "industrial-park", "province");
    }

    @Test
    void pathsMayShareRelationships() {
        assertThat(rows("""
                {"nodes": {"investment": {"kind": "investment"}, "site": {"kind": "facility"}, "p": {}, "q": {},
                           "country": {"kind": "place", "where": {"level": "country"}}},
                 "edges": [{"from": "investment", "type": "FUNDS", "to": "site"},
                           {"from": "investment", "type": "LOCATED_IN", "to": "p"},
                           {"from": "site", "type": "LOCATED_IN", "to": "q"},
                           {"from": "p", "type": "PART_OF", "to": "country", "hops": "0..6"},
                           {"from": "q", "type": "PART_OF", "to": "country", "hops": "0..6"}],
                 "return": ["investment.id", "site.id", "country.country"]}""")).containsExactlyElementsOf(rows("""
                {"nodes": {"investment": {"where": {"country": "VN"}}, "site": {"kind": "facility", "where": {"country": "VN"}}},
                 "edges": [{"from": "investment", "type": "FUNDS", "to": "site"}],
                 "return": ["investment.id", "site.id", "site.country"]}""")).hasSizeGreaterThan(1);
    }

    @Test
    void noPathUsesARelationshipTwiceNorDoTwoEdges() {
        String there = """
                {"nodes": {"province": {"ref": "ninh-binh"}, "end": {"kind": "place"}%s},
                 "edges": [%s], "return": ["end.id"], "limit": 100}""";

        assertThat(
                        rows(
                                there.formatted(
                                        "",
                                        "{\"from\": \"province\", \"type\": \"PART_OF\", \"to\": \"end\", \"hops\": \"2\", \"direction\": \"both\"}")))
                .contains("hanoi", "southeast-asia")
                .doesNotContain("ninh-binh");
        assertThat(
                        rows(
                                there.formatted(
                                        ", \"country\": {\"ref\": \"vietnam\"}",
                                        "{\"from\": \"province\", \"type\": \"PART_OF\", \"to\": \"country\"}, {\"from\": \"end\", \"type\": \"PART_OF\", \"to\": \"country\"}")))
                .contains("hanoi")
                .doesNotContain("ninh-binh");
    }

    @Test
    void whatAnInvestmentIsLocatedIn() {
        String located = """
                {"nodes": {"investment": {"kind": "investment"}, "place": {"kind": "place"}},
                 "edges": [{"from": {"ref": "name:Seoul Semiconductor"}, "type": "INVESTOR_IN", "to": "investment"},
                           {"from": "investment", "type": [%s], "to": "place", "hops": "1.."}],
                 "return": ["place.id"]}""";

        assertThat(rows(located.formatted("\"FUNDS\", \"LOCATED_IN\"")))
                .as("found twice, shown once")
                .containsExactly("dong-van-i-industrial-park");
        assertThat(rows(located.formatted("\"FUNDS\", \"LOCATED_IN\", \"PART_OF\"")))
                .containsExactly(
                        "asia", "dong-van-i-industrial-park", "ninh-binh", "southeast-asia", "vietnam", "world");
    }

    @Test
    void whatIsMissingHasNoValues() {
        assertThat(rows("""
                {"nodes": {"company": {"ref": "lg"}, "seat": {"kind": "place"}},
                 "edges": [{"from": "company", "type": "LOCATED_IN", "to": "seat", "optional": true, "as": "located"}],
                 "return": ["seat", "seat.sources", "seat.hasConflict", "located.sources", "located.hasConflict"]}""")).containsExactly("null null null null null");
    }

    @Test
    void aConditionIsAboutEntitiesThatCanHaveTheProperty() {
        assertThat(rows("""
                {"nodes": {"thing": {"where": {"status": {"exists": false}}}},
                 "return": ["thing.kind", {"count": "*"}], "validAt": "all"}""").stream().map(row -> row.substring(0, row.indexOf(' '))))
                .isSubsetOf("agreement", "investment", "facility");
    }

    @Test
    void eachItemOfAListOnce() {
        assertThat(rows("""
                {"nodes": {"city": {"ref": "seoul"}},
                 "return": [{"each": "city.names", "as": "name"}, {"count": "*"}]}""")).contains("Seoul 1", "서울 1");
    }
}
