package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Request;
import dev.chipgraph.http.Response;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are in one language, English, Vietnamese or Korean, and say in which they are. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesTest {

    private static final String TRANSLATED = "{\"id\":\"lingual-a\",\"name\":\"Lang A\",\"tags\":[\"lang\"],"
            + "\"names\":[{\"value\":\"Công ty A\",\"lang\":\"vi\"}],\"evidence\":[{\"source\":\"lingual-paper\"}]}";
    private static final String UNTRANSLATED =
            "{\"id\":\"lingual-b\",\"name\":\"Lang B\",\"tags\":[\"lang\"],\"evidence\":[{\"source\":\"lingual-paper\"}]}";
    private static final String DESCRIBED =
            "{\"id\":\"lingual-c\",\"name\":\"Lang C\",\"description\":\"It has a description.\","
                    + "\"names\":[{\"value\":\"Công ty C\",\"lang\":\"vi\"}],\"evidence\":[{\"source\":\"lingual-paper\"}]}";

    @Inject
    Graph graph;

    @BeforeAll
    void load() {
        new Api().beforeEach(null);
        create("sources", "{\"id\":\"lingual-paper\",\"name\":\"Lang paper\",\"type\":\"article\"}");
        List.of(TRANSLATED, UNTRANSLATED, DESCRIBED).forEach(company -> create("companies", company));
    }

    @AfterAll
    void remove() {
        Leftovers.remove(graph, "lingual-");
    }

    private static void create(String path, String body) {
        Response made = Api.editor().contentType(Request.JSON).body(body).post("/v1/" + path);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    }

    private static Response in(String language, String address) {
        Response answer = given().header("Accept-Language", language).get(address);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Korea Fabless Industry Association is a party to Memorandum of Understanding between the Information Technology Industry Department and KFIA (signatory); Memorandum of Understanding between the Information Technology Industry Department and KFIA was signed at International seminar on AI and semiconductors in Seoul.",
                "vi | Hiệp hội công nghiệp thiết kế chip Hàn Quốc là một bên của Biên bản ghi nhớ hợp tác giữa Cục Công nghiệp Công nghệ thông tin và KFIA (bên ký kết); Biên bản ghi nhớ hợp tác giữa Cục Công nghiệp Công nghệ thông tin và KFIA được ký kết tại Hội thảo quốc tế về trí tuệ nhân tạo và bán dẫn tại Seoul.",
                "ko | 한국팹리스산업협회는 베트남 정보기술산업국과 한국팹리스산업협회의 양해각서의 당사자(서명자)입니다. 베트남 정보기술산업국과 한국팹리스산업협회의 양해각서는 서울 AI·반도체 국제 세미나에서 체결되었습니다."
            })
    void pathsAreSentences(String language, String sentence) {
        Response answer = in(
                language,
                "/v1/paths?from=kfia&to=seminar-ai-semiconductors-seoul-2025&k=1&types=PARTY_TO&types=SIGNED_AT");

        assertThat(answer.jsonPath().getString("items[0].sentence")).isEqualTo(sentence);
        assertThat(answer.jsonPath().getString("meta.language")).isEqualTo(language);
        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(answer.header("Vary")).contains("Accept-Language");
    }

    @ParameterizedTest
    @CsvSource({
        "en, is a subsidiary of, has the subsidiary",
        "vi, là công ty con của, có công ty con là",
        "ko, 모회사, 자회사"
    })
    void relationshipsHaveALabelAsTheReaderSeesThem(String language, String label, String reverse) {
        assertThat(labels(language, "/v1/entities/fpt-semiconductor/relationships?type=SUBSIDIARY_OF"))
                .containsOnly(label);
        assertThat(labels(language, "/v1/entities/fpt/relationships?type=SUBSIDIARY_OF"))
                .containsOnly(reverse);
        Json path = in(language, "/v1/paths?from=fpt&to=fpt-semiconductor&types=SUBSIDIARY_OF")
                .jsonPath();
        assertThat(path.getList("items[0].hops[0].relationships.label")).containsExactly(reverse);
        String id = path.getString("items[0].hops[0].relationships[0].id");
        assertThat(in(language, "/v1/relationships/" + id).jsonPath().getString("label"))
                .isEqualTo(label);
        assertThat(in(language, "/v1/entities/fpt/graph?types=SUBSIDIARY_OF")
                        .jsonPath()
                        .getList("edges.label"))
                .containsOnly(label);
    }

    private static List<String> labels(String language, String address) {
        return in(language, address).jsonPath().getList("items.label");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | province, Vietnam, since 1 July 2025 | province, Vietnam, until 30 June 2025",
                "vi | tỉnh, Việt Nam, từ ngày 1/7/2025 | tỉnh, Việt Nam, đến ngày 30/6/2025",
                "ko | 베트남 성, 2025년 7월 1일부터 | 베트남 성, 2025년 6월 30일까지"
            })
    void hintsTellNamesakesApart(String language, String present, String former) {
        for (Response answer : List.of(
                in(language, "/v1/suggest?q=ninh binh"), in("fr", "/v1/suggest?q=ninh binh&lang=" + language))) {
            assertThat(answer.jsonPath().<String>getList("items.hint")).startsWith(present, former);
            assertThat(answer.header("Content-Language")).isEqualTo(language);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Its name \"Korea Fabless Industry Association\" and the query have initials in common \\(0\\.\\d+\\)\\. It lacks \"seoul\"\\. Its kind is association, as asked for\\. Its country is South Korea, as asked for\\. | Its name \"KFIA\" is the same. Its country is South Korea, not United States.",
                "vi | Tên \"Korea Fabless Industry Association\" và tên cần tìm có chung chữ cái đầu \\(0,\\d+\\)\\. Tên này thiếu \"seoul\"\\. Đúng loại cần tìm: hiệp hội\\. Đúng quốc gia cần tìm: Hàn Quốc\\. | Tên \"KFIA\" trùng khớp. Quốc gia là Hàn Quốc, không phải Hoa Kỳ.",
                "ko | 이름 \"Korea Fabless Industry Association\"과 검색한 이름은 머리글자가 같습니다\\(0\\.\\d+\\)\\. 이 이름에는 \"seoul\"이 없습니다\\. 요청한 종류\\(협회\\)와 일치합니다\\. 요청한 국가\\(대한민국\\)와 일치합니다\\. | 이름 \"KFIA\"가 같습니다. 국가는 대한민국이며, 미국이 아닙니다."
            })
    void candidatesAreExplained(String language, String similar, String abroad) {
        var queries = List.of(
                Map.of("name", "KFIA Seoul", "kind", "association", "country", "KR"),
                Map.of("name", "KFIA", "country", "US"));
        Json answer = given().header("Accept-Language", language)
                .contentType(Request.JSON)
                .body(Map.of("queries", queries))
                .post("/v1/match")
                .jsonPath();

        assertThat(answer.getString("items[0].candidates[0].explanation.text")).matches(similar);
        assertThat(answer.getString("items[1].candidates[0].explanation.text")).isEqualTo(abroad);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Ninh Bình came into being. | Ninh Bình is part of Vietnam from then on. | Đồng Văn I Industrial Park is part of Hà Nam until then.",
                "vi | Ninh Bình ra đời. | Từ thời điểm này, Ninh Bình thuộc Việt Nam. | Cho đến thời điểm này, Khu công nghiệp Đồng Văn I thuộc Hà Nam.",
                "ko | 닌빈이 설치되었습니다. | 이때부터 닌빈은 베트남에 속합니다. | 다음 관계가 이때 끝났습니다: 동반 I 산업단지는 하남에 속합니다."
            })
    void timelinesAreSentences(String language, String first, String begins, String ends) {
        assertThat(in(language, "/v1/timeline?place=ninh-binh").jsonPath().<String>getList("items.sentence"))
                .contains(first, begins, ends);
    }

    @ParameterizedTest
    @CsvSource({"en, company, Vietnam", "vi, công ty, Việt Nam", "ko, 기업, 베트남"})
    void facetsHaveNames(String language, String kind, String country) {
        Json facets = in(language, "/v1/search?q=semiconductor").jsonPath();

        assertThat(facets.getString("facets.kind.find { it.value == 'company' }.name"))
                .isEqualTo(kind);
        assertThat(facets.getString("facets.country.find { it.value == 'VN' }.name"))
                .isEqualTo(country);
    }

    @Test
    void theSchemaHasAllLabelsInAllLanguages() {
        Response schema = given().get("/v1/schema");
        assertThat(schema.header("Content-Language")).isEqualTo("en, ko, vi");
        Json json = schema.jsonPath();

        assertThat(json.<Map<String, String>>getList("kinds.labels")).allSatisfy(LanguagesTest::isComplete);
        assertThat(json.<Map<String, String>>getList("relationshipTypes.labels"))
                .allSatisfy(LanguagesTest::isComplete);
        assertThat(json.<Map<String, String>>getList("relationshipTypes.reverseLabels"))
                .allSatisfy(LanguagesTest::isComplete);
        assertThat(json.<Map<String, Object>>getList("kinds.properties.flatten()"))
                .allSatisfy(property -> assertThat(((Map<?, ?>) property.get("valueLabels")).keySet())
                        .isEqualTo(Set.copyOf((List<?>) property.get("values"))));
        assertThat(json.getMap("kinds.find { it.kind == 'agreement' }.properties[0].valueLabels.mou"))
                .isEqualTo(Map.of("en", "memorandum of understanding", "vi", "biên bản ghi nhớ", "ko", "양해각서"));
    }

    private static void isComplete(Map<String, String> labels) {
        assertThat(labels).containsOnlyKeys("en", "vi", "ko").doesNotContainValue("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/companies?tag=lang&limit=1 | vi",
                "/v1/companies?tag=lang | en, vi",
                "/v1/companies?tag=lang&fields=id | en",
                "/v1/companies/lingual-a | vi",
                "/v1/companies/lingual-b | en",
                "/v1/companies/lingual-c | en, vi",
                "/v1/companies/lingual-c?fields=name | vi",
                "/v1/suggest?q=Lang%20B | en, vi",
                "/v1/entities/lingual-b/relationships | en",
                "/v1/companies?tag=lang&format=ndjson | en, vi",
                "/v1/companies?tag=lang&format=ndjson&limit=1 | vi"
            })
    void contentLanguageListsWhatTheAnswerIsIn(String address, String languages) {
        Response answer = given().encoded().header("Accept-Language", "vi").get(address);

        assertThat(answer.header("Content-Language")).isEqualTo(languages);
        if (answer.contentType().startsWith(Request.JSON) && answer.jsonPath().getMap("meta") != null) {
            assertThat(answer.jsonPath().getString("meta.language")).isEqualTo(languages);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vi;q=high", "_"})
    void whatIsNoLanguageIsRejected(String lang) {
        assertThat(problem(400, "/v1/companies", "lang", lang).getString("violations[0].message"))
                .isEqualTo("must be a list of BCP 47 language ranges, such as vi, en;q=0.8");
    }

    @Test
    void problemsAreEnglishWithHintsInTheLanguageOfTheReader() {
        Json problem = problem(
                409,
                given().header("Accept-Language", "ko")
                        .queryParam("validAt", "all")
                        .get("/v1/places/name:Ninh Bình"));
        assertThat(problem.getString("detail")).contains("may mean any of");
        assertThat(problem.<String>getList("suggestions.hint"))
                .anySatisfy(hint -> assertThat(hint).startsWith("베트남 성"));
    }

    @Test
    void tablesHaveCodes() {
        assertThat(in("vi", "/v1/entities/fpt-semiconductor/relationships?type=SUBSIDIARY_OF&format=csv")
                        .asString())
                .contains("SUBSIDIARY_OF", "FPT Bán dẫn")
                .doesNotContain("label", "công ty con");
        assertThat(in("vi", "/v1/exports").asString())
                .contains("\"type\":\"SUBSIDIARY_OF\"")
                .doesNotContain("\"label\"");
    }
}
