package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions that the bundled ecosystem answers. */
@QuarkusTest
@ExtendWith(Api.class)
class QuestionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kfia",
                "name:KFIA",
                "name:kfia",
                "name:Korea Fabless Industry Association",
                "name:Hiệp hội công nghiệp thiết kế chip Hàn Quốc",
                "name:hiep hoi cong nghiep thiet ke chip han quoc",
                "name:한국팹리스산업협회"
            })
    void partnersOfKfiaByAnyName(String reference) {
        Json answer = json("/v1/organizations/{ref}/partners".replace("{ref}", reference), "include", "evidence");

        assertThat(answer.getList("items.partner.id")).containsExactly("vn-it-industry-department");
        assertThat(answer.getString("items[0].partner.country")).isEqualTo("VN");
        assertThat(answer.getString("items[0].since")).isEqualTo("2025-09-18");
        assertThat(answer.getList("items[0].agreements")).hasSize(1);
        String mou = "items[0].agreements[0].";
        assertThat(answer.getString(mou + "agreement.type")).isEqualTo("mou");
        assertThat(answer.getString(mou + "agreement.signedOn")).isEqualTo("2025-09-18");
        assertThat(answer.<String>getList(mou + "agreement.scope"))
                .containsExactlyInAnyOrder(
                        "policy-consultation",
                        "workforce",
                        "technology-transfer",
                        "r-and-d",
                        "information-sharing",
                        "ecosystem-development");
        assertThat(answer.getList(mou + "signedAt.places.flatten().id")).containsExactly("seoul");
        assertThat(answer.getInt(mou + "sources")).as("without translations").isEqualTo(4);
        assertThat(answer.<String>getList(mou + "agreement.evidence.source.language"))
                .contains("en", "vi");
        assertThat(answer.<String>getList(mou + "agreement.evidence.source.id").stream()
                        .distinct())
                .hasSize(5);
        assertThat(answer.getMap(mou + "roles")).isEqualTo(Map.of("self", "signatory", "partner", "signatory"));
    }

    @Test
    void anIdentifierFromElsewhereIsAReferenceToo() {
        assertThat(json("/v1/entities/wikidata:Q884").getString("id")).isEqualTo("south-korea");
        assertThat(json("/v1/places/wikidata:q881/investors").getList("items.investor.id"))
                .contains("seoul-semiconductor");
    }

    @Test
    void partnersOfFpt() {
        Json answer = json("/v1/organizations/name:FPT/partners");
        assertThat(answer.getList("items.partner.name"))
                .containsExactlyInAnyOrder("Landing AI", "Mila", "Nvidia", "Viettel");
        assertThat(answer.getMap("items[0].agreements[0].roles"))
                .as("no role is no role")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name:Ninh Bình", "name:ninh binh", "ninh-binh", "name:Đồng Văn I"})
    void investorsInNinhBinhAndAllAroundIt(String place) {
        Json answer = json("/v1/places/" + place + "/investors");

        assertThat(answer.getList("items.investor.id")).containsExactly("seoul-semiconductor");
        assertThat(answer.getList("items[0].totals"))
                .isEqualTo(
                        List.of(Map.of("currency", "USD", "min", 525_000_000, "max", 525_000_000, "investments", 1)));
        assertThat(answer.getList("items[0].investments")).hasSize(1);
        assertThat(answer.getString("items[0].investments[0].investment.status"))
                .as("an old project, which one article takes for a new one")
                .isEqualTo("operational");
        assertThat(answer.getMap("items[0].investments[0].investment.amount"))
                .isEqualTo(Map.of("value", 525_000_000, "currency", "USD"));
        assertThat(answer.getList("items[0].investments[0].places.id")).containsExactly("dong-van-i-industrial-park");
        assertThat(answer.getList("items[0].investments[0].facilities")).hasSize(1);
        assertThat(json("/v1/places/" + place + "/investments").getList("items.investors.flatten().id"))
                .containsExactly("seoul-semiconductor");
        assertThat(json("/v1/places/name:Việt Nam/investors").getList("items.investor.id"))
                .contains("amkor", "intel", "seoul-semiconductor", "viettel");
    }

    @ParameterizedTest
    @CsvSource({
        // place, date, whose boundaries count, on which day, investors
        "ha-nam,               ,           ha-nam,               2025-06-30, 1",
        "name:Hà Nam,          2025-06-30, ha-nam,               2025-06-30, 1",
        "ha-nam,               2025,       ha-nam,               2025-01-01/2025-12-31, 1",
        "ninh-binh,            2025-06-30, ninh-binh-until-2025, 2025-06-30, 0",
        "name:Ninh Bình,       2025-06-30, ninh-binh-until-2025, 2025-06-30, 0",
        "name:Ninh Bình,       2025-07-01, ninh-binh,            2025-07-01, 1",
        "ninh-binh-until-2025, ,           ninh-binh-until-2025, 2025-06-30, 0",
        "name:Bắc Giang,       2025-06-30, bac-giang,            2025-06-30, 1",
        "bac-ninh-until-2025,  ,           bac-ninh-until-2025,  2025-06-30, 1",
        "bac-ninh,             2025-07-01, bac-ninh,             2025-07-01, 2",
        "nam-dinh,             ,           nam-dinh,             2025-06-30, 0",
        "ninh-binh,            all,        ninh-binh,            all,        1",
        "south-korea,          2026-01-16, south-korea,          2026-01-16, 0"
    })
    void investorsFollowTheBoundariesOfTheDate(String place, String date, String boundaries, String on, int investors) {
        for (String question : List.of("investors", "investments")) {
            String path = "/v1/places/" + place + "/" + question;
            Json answer = date == null ? json(path, "count", true) : json(path, "validAt", date, "count", true);
            assertThat(answer.getList("items")).as(question).hasSize(investors);
            assertThat(answer.getInt("page.total")).isEqualTo(investors);
            assertThat(answer.getMap("meta.boundaries")).isEqualTo(Map.of("place", boundaries, "on", on));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name:Nguyễn Chí Dũng", "name:Nguyen Chi Dung", "name:NGUYEN CHI DUNG", "nguyen-chi-dung"})
    void positionsOfNguyenChiDung(String person) {
        String path = "/v1/entities/" + person + "/relationships";

        assertThat(json(path, "type", "HOLDS").getList("items.to.id"))
                .as("today")
                .containsExactly("vn-government");
        Json then = json(path, "type", "HOLDS", "validAt", "2024-09-22");
        assertThat(then.getList("items.to.id")).containsExactly("vn-ministry-of-planning-and-investment");
        assertThat(then.getString("items[0].position")).containsIgnoringCase("minister");
        assertThat(json(path, "type", "HOLDS", "validAt", "2025-02-17").getList("items.to.id"))
                .containsExactly("vn-ministry-of-planning-and-investment");
        assertThat(json(path, "type", "HOLDS", "validAt", "all").getList("items"))
                .hasSize(2);
    }

    @Test
    void participantsOfTheDigitalForum() {
        Json answer = json(
                "/v1/events/name:Vietnam-Korea Digital Forum 2025/participants", "limit", 100, "include", "evidence");

        assertThat(answer.<Map<String, Object>>getList("items").stream()
                        .filter(item -> item.get("roles").toString().contains("type=ORGANIZED"))
                        .map(item ->
                                ((Map<?, ?>) item.get("participant")).get("id").toString()))
                .containsExactlyInAnyOrder("vn-ministry-of-science-and-technology", "kr-ministry-of-science-and-ict");
        assertThat(participants(answer, "it.participant.kind == 'company'"))
                .containsExactlyInAnyOrder(
                        "lg-ai", "naver", "sk-telecom", "furiosa-ai", "rebellions", "sapeon", "nextchip");
        assertThat(participants(answer, "it.participant.kind == 'person'"))
                .containsExactlyInAnyOrder("hoang-minh", "choi-young-sam", "ho-duc-thang", "park-yoon-kyu");
        assertThat(answer.<List<Object>>getList("items.findAll { it.participant.kind == 'person' }.positions"))
                .allSatisfy(positions -> assertThat(positions).isNotEmpty());
        assertThat(answer.<List<Object>>getList("items.roles.flatten().evidence"))
                .allSatisfy(evidence -> assertThat(evidence).isNotEmpty());
    }

    private static List<String> participants(Json answer, String condition) {
        return answer.getList("items.findAll { " + condition + " }.participant.id");
    }

    @Test
    void factsOfASourceAreAllThatItSupports() {
        String source = "vietnamplus-2025-10-29-ai-cooperation";

        var facts = Api.all(100, "/v1/sources/" + source + "/facts");

        assertThat(facts).allSatisfy(fact -> {
            assertThat(fact.containsKey("entity")).isNotEqualTo(fact.containsKey("relationship"));
            assertThat((List<?>) fact.get("evidence"))
                    .isNotEmpty()
                    .allSatisfy(evidence ->
                            assertThat(evidence).extracting("source.id").isEqualTo(source));
        });
        var ids = facts.stream()
                .map(fact -> fact.containsKey("entity") ? fact.get("entity") : fact.get("relationship"))
                .map(subject -> (Object) ((Map<?, ?>) subject).get("id"))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().contains("vietnam-korea-digital-forum-2025", "natif", "naver");
        assertThat(json("/v1/sources/" + source + "/facts", "count", true).getInt("page.total"))
                .isEqualTo(facts.size());
        assertThat(Api.all(100, "/v1/entities", "source", source).stream().map(entity -> entity.get("id")))
                .as("the entities among the facts are those that the list filters by source")
                .containsExactlyInAnyOrderElementsOf(facts.stream()
                        .filter(fact -> fact.containsKey("entity"))
                        .map(fact -> (Object) ((Map<?, ?>) fact.get("entity")).get("id"))
                        .toList());
    }

    @Test
    void conflictsStand() {
        Json amkor = json("/v1/companies/amkor", "include", "evidence");
        assertThat(amkor.getString("country")).as("the most trusted source").isEqualTo("US");
        assertThat(amkor.getList("conflicts.find { it.field == 'country' }.claims.value"))
                .containsExactly("US", "KR");
        assertThat(json("/v1/associations/global-semiconductor-alliance").getList("conflicts.field"))
                .contains("acronym");
        assertThat(json("/v1/indicators/vn-50000-engineers-by-2030").getList("conflicts.field"))
                .contains("industries");
        assertThat(Api.all(50, "/v1/entities", "hasConflict", true).stream().map(entity -> entity.get("id")))
                .contains("amkor", "global-semiconductor-alliance", "vn-50000-engineers-by-2030")
                .doesNotContain("kfia");
        assertThat(Api.all(50, "/v1/entities", "hasConflict", true))
                .allSatisfy(
                        entity -> assertThat((List<?>) entity.get("conflicts")).isNotEmpty());
    }

    @Test
    void whatAnArticleLeavesUnsaidStaysUnsaid() {
        assertThat(json("/v1/entities/fpt-ai-factory/relationships", "validAt", "all")
                        .getList("items.type"))
                .as("no source tells where it is")
                .contains("FUNDS")
                .doesNotContain("LOCATED_IN", "OPERATES");
    }

    @ParameterizedTest
    @CsvSource({
        "vi, Hàn Quốc, vi",
        "ko, 한국, ko",
        "'vi-VN, en;q=0.5', Hàn Quốc, vi",
        "'fr, ko;q=0.4', 한국, ko",
        "fr, South Korea, en",
        "en-GB, South Korea, en",
        "*, South Korea, en"
    })
    void namesFollowAcceptLanguage(String accept, String name, String language) {
        var response = given().header("Accept-Language", accept).get("/v1/places/south-korea");

        assertThat(response.jsonPath().getString("name")).isEqualTo(name);
        assertThat(response.header("Content-Language")).isEqualTo(language);
        assertThat(response.header("Vary")).contains("Accept-Language");
    }

    @Test
    void theSchemaIsTheVocabularyWithCounts() {
        Json schema = json("/v1/schema");

        assertThat(schema.getList("kinds")).hasSize(20);
        assertThat(schema.getList("relationshipTypes")).hasSize(28);
        assertThat(schema.getInt("kinds.find { it.kind == 'agreement' }.count"))
                .isEqualTo(Api.all(100, "/v1/agreements").size());
        assertThat(schema.getList("kinds.find { it.kind == 'agreement' }.properties.name"))
                .containsExactly("type", "status", "signedOn", "scope", "value");
        assertThat(schema.getList("relationshipTypes.find { it.type == 'HOLDS' }.ends[0].from"))
                .containsExactly("person");
    }
}
