package dev.chipgraph.rest;

import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a name is worth as a match, and why. */
@QuarkusTest
@ExtendWith(Api.class)
class MatchScoreTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Samsung | samsung | exact | 1",
                "SAMSUNG. | samsung | exact | 1",
                "Samsung Co., Ltd. | samsung | without-legal-form | 0.98",
                "Samsung Inc | samsung | without-legal-form | 0.98",
                "Samsung Corp. | samsung | without-legal-form | 0.98",
                "Samsung GmbH | samsung | without-legal-form | 0.98",
                "Samsung AG | samsung | without-legal-form | 0.98",
                "Samsung PLC | samsung | without-legal-form | 0.98",
                "Samsung LLC | samsung | without-legal-form | 0.98",
                "Samsung B.V. | samsung | without-legal-form | 0.98",
                "Samsung SA | samsung | without-legal-form | 0.98",
                "Samsung K.K. | samsung | without-legal-form | 0.98",
                "Samsung Joint Stock Company | samsung | without-legal-form | 0.98",
                "Công ty TNHH Samsung | samsung | without-legal-form | 0.98",
                "Cong ty co phan Samsung | samsung | without-legal-form | 0.98",
                "Công ty TNHH MTV Samsung | samsung | without-legal-form | 0.98",
                "Tập đoàn Nvidia | nvidia | without-legal-form | 0.98",
                "㈜삼성 | samsung | without-legal-form | 0.98",
                "(주)삼성 | samsung | without-legal-form | 0.98",
                "삼성주식회사 | samsung | without-legal-form | 0.98",
                "삼성 유한회사 | samsung | without-legal-form | 0.98",
                "Samsung有限公司 | samsung | without-legal-form | 0.98",
                "株式会社Samsung | samsung | without-legal-form | 0.98",
                "Semiconductor Seoul | seoul-semiconductor | same-words | 0.95",
                "Semiconductor Seoul Co Ltd | seoul-semiconductor | same-words | 0.95",
                "Seoul Semiconducter | seoul-semiconductor | similar |",
                "Semiconducter Seoul Ltd | seoul-semiconductor | similar |"
            })
    void howANameFitsAndWhatItIsWorth(String name, String id, String how, Double score) {
        Json answer = post(Map.of("queries", List.of(Map.of("name", name)), "limit", 1))
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].entity.id")).isEqualTo(id);
        assertThat(answer.getString("items[0].candidates[0].explanation.how")).isEqualTo(how);
        if (score == null) {
            assertThat(answer.getDouble("items[0].candidates[0].explanation.likeness"))
                    .isBetween(0.8, 0.9999);
            assertThat(answer.getDouble("items[0].candidates[0].score")).isLessThan(0.94);
        } else {
            assertThat(answer.getDouble("items[0].candidates[0].score")).isEqualTo(score);
        }
    }

    @Test
    void theExplanationNamesTheNameAndWhatWasAskedFor() {
        Json answer = post(Map.of(
                        "queries",
                        List.of(
                                Map.of("name", "Samsng Inc.", "country", "KR", "kind", "company"),
                                Map.of("name", "ninh bình"))))
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].matchedName")).isEqualTo("Samsung");
        assertThat(answer.getString("items[0].candidates[0].explanation.text"))
                .matches(
                        "Its name \"Samsung\" is similar \\(0\\.\\d+\\)\\. Its kind is company, as asked for\\. Its country is South Korea, as asked for\\.");
        assertThat(answer.getString("items[1].candidates[0].explanation.text"))
                .isEqualTo("Its name \"Ninh Bình\" is the same.");
        assertThat(answer.getList("items[1].candidates.hint"))
                .startsWith("province, Vietnam, since 1 July 2025", "province, Vietnam, until 30 June 2025");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Y Combinator |",
                "Đức Giang Chemicals |",
                "UC San Diego |",
                "Samsung Bakery Busan |",
                "Samsung Heavy Fisheries |",
                "FPT | fpt"
            })
    void whatIsLeftOverCosts(String name, String id) {
        Json answer = post(Map.of("queries", List.of(Map.of("name", name)))).jsonPath();

        List<String> ids = answer.getList("items[0].candidates.entity.id");
        List<Double> scores = answer.getList("items[0].candidates.score");
        assertThat(ids.stream().limit(1)).isEqualTo(id == null ? List.of() : List.of(id));
        assertThat(scores.stream().filter(score -> score >= 0.9))
                .as("%s: %s", ids, scores)
                .hasSize("fpt".equals(id) ? 1 : 0);
    }

    @Test
    void aRareWordLeftOverCostsMoreThanAFrequentOne() {
        Json answer = post(Map.of(
                        "queries", List.of(Map.of("name", "Amkor Semiconductor"), Map.of("name", "Amkor Bakery"))))
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].entity.id")).isEqualTo("amkor");
        assertThat(answer.getDouble("items[0].candidates[0].score")).isGreaterThan(0.45);
        assertThat(answer.<Double>getList("items[1].candidates.score")).allMatch(score -> score < 0.45);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "서울 반도체 | seoul-semiconductor | spacing | 0.97",
                "HanaMicron | hana-micron | spacing | 0.97",
                "U.S.A. | united-states | spacing | 0.97",
                "Hana-Micron Inc. | hana-micron | without-legal-form | 0.98"
            })
    void otherSpacesCostLittle(String name, String id, String how, double score) {
        howANameFitsAndWhatItIsWorth(name, id, how, score);
    }

    @Test
    void theCountryDecidesAmongEquals() {
        Json answer = post(Map.of(
                        "queries",
                        List.of(
                                Map.of("name", "Amkor"),
                                Map.of("name", "Amkor Technologi", "country", "US", "kind", "company"),
                                Map.of("name", "Amkor Technologi", "country", "KR", "kind", "company"))))
                .jsonPath();
        double agreeing = answer.getDouble("items[1].candidates[0].score");

        assertThat(answer.getDouble("items[0].candidates[0].score")).isEqualTo(1);
        assertThat(agreeing).isBetween(0.8, 0.9);
        assertThat(answer.getDouble("items[2].candidates[0].score")).isLessThan(0.6);
        assertThat(answer.getString("items[2].candidates[0].explanation.text"))
                .endsWith("Its country is United States, not South Korea.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Viettel (Vietnam) | viettel",
                "Viettel, Hà Nội, Việt Nam | viettel",
                "Viettel - Vietnam | viettel",
                "Viettel Vietnam | viettel",
                "Seoul Semiconductor Co., Ltd., Ansan, Republic of Korea | seoul-semiconductor",
                "서울반도체 (한국) | seoul-semiconductor",
                "Arizona State University, Tempe, USA | arizona-state-university"
            })
    void aPlaceAfterTheNameAgrees(String name, String id) {
        Json answer = post(Map.of("queries", List.of(Map.of("name", name)), "limit", 1))
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].entity.id")).isEqualTo(id);
        assertThat(answer.getString("items[0].candidates[0].explanation.how")).isEqualTo("with-place");
        assertThat(answer.getDouble("items[0].candidates[0].score")).isBetween(0.9, 0.98);
        assertThat(answer.getString("items[0].candidates[0].explanation.text"))
                .contains("is the same but for the place", "as asked for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Viettel (Belgium) | viettel",
                "Viettel, Munich, Germany | viettel",
                "Samsung Electronics Vietnam | samsung-electronics",
                "Samsung, Hà Nội, Vietnam | samsung",
                "삼성 베트남 | samsung"
            })
    void anotherCountryAfterTheNameContradicts(String name, String id) {
        Json answer = post(Map.of("queries", List.of(Map.of("name", name, "kind", "company"))))
                .jsonPath();
        List<String> ids = answer.getList("items[0].candidates.entity.id");
        List<Double> scores = answer.getList("items[0].candidates.score");

        assertThat(IntStream.range(0, ids.size())
                        .filter(i -> ids.get(i).equals(id))
                        .mapToObj(scores::get))
                .as("%s %s", ids, scores)
                .allMatch(score -> score < 0.6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Intel Products Vietnam | intel-products-vietnam",
                "Intel Products (Vietnam) | intel-products-vietnam",
                "Communist Party of Vietnam | communist-party-of-vietnam",
                "Hanoi, Vietnam | hanoi"
            })
    void aNameWithACountryInItGoesFirst(String name, String id) {
        Json answer = post(Map.of("queries", List.of(Map.of("name", name)))).jsonPath();

        assertThat(answer.getString("items[0].candidates[0].entity.id")).isEqualTo(id);
        assertThat(answer.getDouble("items[0].candidates[0].score")).isGreaterThan(0.9);
    }

    @Test
    void aGivenCountryGoesBeforeTheOneOfTheText() {
        Json answer = post(Map.of(
                        "queries", List.of(Map.of("name", "Samsung (Vietnam)", "country", "KR", "kind", "company"))))
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].entity.id")).isEqualTo("samsung");
        assertThat(answer.getString("items[0].candidates[0].explanation.text")).endsWith("South Korea, as asked for.");
    }

    @Test
    void ofSeveralThatFitEquallyWellNoneIsCertain() {
        var ninhBinh = List.of(Map.of("name", "Ninh Bình", "kind", "place"));
        Json during = post(Map.of("queries", ninhBinh, "validAt", "2025")).jsonPath();
        Json after = post(Map.of("queries", ninhBinh, "validAt", "2025-07-01")).jsonPath();

        assertThat(during.getList("items[0].candidates.entity.id").subList(0, 2))
                .containsExactlyInAnyOrder("ninh-binh", "ninh-binh-until-2025");
        assertThat(during.<Double>getList("items[0].candidates.score").subList(0, 2))
                .containsOnly(0.89);
        assertThat(after.getDouble("items[0].candidates[0].score"))
                .as("only one exists")
                .isEqualTo(1);
    }

    @Test
    void anIdentifierDecides() {
        Json answer = post(Map.of(
                        "queries",
                        List.of(
                                Map.of("name", "South Korean Republic", "identifiers", List.of("wikidata:Q884")),
                                Map.of("name", "Vietnam", "kind", "place", "identifiers", List.of("wikidata:Q881")),
                                Map.of("name", "Vietnam", "kind", "place", "identifiers", List.of("wikidata:Q1")),
                                Map.of("name", "Vietnam", "kind", "place", "identifiers", List.of("lei:1"))),
                        "limit",
                        1))
                .jsonPath();

        assertThat(answer.getList("items.candidates.entity.id"))
                .isEqualTo(List.of(List.of("south-korea"), List.of("vietnam"), List.of("vietnam"), List.of("vietnam")));
        assertThat(answer.<List<Double>>getList("items.candidates.score"))
                .isEqualTo(List.of(List.of(0.98), List.of(1.0), List.of(0.5), List.of(1.0)));
        assertThat(answer.getString("items[0].candidates[0].explanation.how")).isEqualTo("identifier");
    }

    @Test
    void namesWithinATextAreFound() {
        String seminar = "The seminar gathered NIPA, Amkor Technology, FPT Semiconductor and CMC.";
        Json answer = post(Map.of(
                        "queries",
                        List.of(
                                Map.of("name", seminar, "mode", "within"),
                                Map.of("name", "Samsung, Suwon, South Korea", "mode", "within", "kind", "company"),
                                Map.of("name", "no names are in here", "mode", "within"))))
                .jsonPath();

        assertThat(answer.getList("items[0].candidates.entity.id"))
                .as("the longest names, not parts of them")
                .contains("nipa", "amkor", "fpt-semiconductor", "cmc")
                .doesNotContain("fpt", "semiconductors");
        assertThat(answer.<Double>getList("items[0].candidates.score").subList(0, 4))
                .containsOnly(0.95);
        assertThat(answer.getString("items[1].candidates[0].entity.id")).isEqualTo("samsung");
        assertThat(answer.getList("items[2].candidates")).isEmpty();
    }

    private static Response post(Object body) {
        return given().contentType(Request.JSON).body(body).post("/v1/match");
    }
}
