package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import dev.chipgraph.http.Response;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a format is chosen, and how cells are written. */
@QuarkusTest
@ExtendWith(Api.class)
class FormatNegotiationTest extends FormatFixture {

    private static final String FORMULAS = "/v1/products?tag=test-formula";

    @Inject
    Importer importer;

    @Test
    void linesEndAsTheStandardSays() {
        String text = text(get("/v1/companies?format=csv&limit=5"));

        assertThat(text.chars().filter(c -> c == '\n').count())
                .as("no line break without a carriage return, and six lines")
                .isEqualTo(6)
                .isEqualTo(text.split("\r\n", -1).length - 1L);
        assertThat(text(get("/v1/places?format=csv&name=ninh binh"))).contains("Ninh Bình");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies?country=KR, csv, text/csv",
        "/v1/companies?country=KR, ndjson, application/x-ndjson",
        "/v1/companies?country=KR, json, application/json",
        "/v1/search?q=vietnam, csv, text/csv",
        "/v1/exports?limit=5, ndjson, application/x-ndjson",
        "/v1/entities/kfia?include=evidence, jsonld, application/ld+json",
        "/v1/entities/kfia/graph?depth=2, graphml, application/graphml+xml",
        "/v1/entities/kfia/graph?depth=2, cytoscape, application/vnd.cytoscape+json",
        "/v1/paths?from=kfia&to=fpt, jsonld, application/ld+json",
        "/v1/common?entity=fpt&entity=nvidia, graphml, application/graphml+xml",
        "/v1/companies/fpt?include=evidence, turtle, text/turtle",
        "/v1/entities/kfia/graph?depth=2, turtle, text/turtle",
        "/v1/relationships?type=HOLDS, csv, text/csv"
    })
    void theParameterAndTheHeaderAskForTheSame(String address, String format, String type) {
        Response byHeader = given().accept(type).get(address);
        Response byParameter = get(address + "&format=" + format);

        assertThat(byHeader.contentType()).startsWith(type).isEqualTo(byParameter.contentType());
        assertThat(text(byHeader).replace("&format=" + format, "")).isEqualTo(text(byParameter));
        assertThat(given().accept("image/png")
                        .get(address + "&format=" + format)
                        .contentType())
                .as("the parameter stands for the header")
                .startsWith(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/companies", "/v1/entities/kfia", "/v1/entities/kfia/graph", "/v1/stats", "/v1/exports"})
    void anUnknownFormatIsAMistakeThatNamesTheAllowed(String address) {
        for (String format : List.of("xlsx", "CSV", "text/csv", "")) {
            assertThat(problem(400, address, "format", format).getString("violations[0].message"))
                    .contains("json", "csv", "ndjson", "graphml", "cytoscape", "jsonld", "turtle");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies, graphml",
        "/v1/companies, jsonld",
        "/v1/search?q=fpt, cytoscape",
        "/v1/stats, jsonld",
        "/v1/companies, turtle",
        "/v1/exports, cytoscape",
        "/v1/entities/kfia, csv",
        "/v1/entities/kfia/graph, ndjson",
        "/v1/paths?from=kfia&to=fpt, csv",
        "/v1/common?entity=fpt&entity=nvidia, csv"
    })
    void aFormatThatAResourceDoesNotHaveIsNotAcceptable(String address, String format) {
        assertThat(problem(406, address, "format", format).getString("detail")).contains("application/json");
    }

    @Test
    void whatSpreadsheetsTakeForFormulasIsText() {
        importer.load(Additions.lines(
                Additions.SOURCE,
                Additions.entity(
                        "'id':'test-formula-1','kind':'product','name':'=HYPERLINK(\\'x\\'),\\n\\'y\\'','description':'@x, \\'y\\'','tags':['test-formula']"),
                Additions.entity("'id':'test-formula-2','kind':'product','name':'+1','tags':['test-formula']"),
                Additions.entity(
                        "'id':'test-formula-3','kind':'product','name':'-1','tags':['test-formula','=1+1'],'attributes':{'sum':'=1+1'}"),
                Additions.entity(
                        "'id':'test-formula-4','kind':'indicator','name':'@x','value':-12.5,'tags':['test-formula']")));

        var products = rows(get(FORMULAS + "&format=csv"));
        assertThat(products.stream().map(row -> row.getField("name")))
                .containsExactly("'=HYPERLINK(\"x\"),\n\"y\"", "'+1", "'-1");
        assertThat(products.getFirst().getField("description")).isEqualTo("'@x, \"y\"");
        assertThat(products.getLast().getFields().stream().filter(cell -> cell.startsWith("=")))
                .isEmpty();
        var figure = rows(get("/v1/indicators?format=csv&tag=test-formula")).getFirst();
        assertThat(figure.getField("name")).isEqualTo("'@x");
        assertThat(figure.getField("value")).as("a number stays one").isEqualTo("-12.5");
        assertThat(pages((cursor, format) -> get(FORMULAS + "&format=json")).stream()
                        .map(item -> item.path("name").textValue()))
                .as("JSON says what the source says")
                .containsExactly("=HYPERLINK(\"x\"),\n\"y\"", "+1", "-1");
        for (String fields : List.of("name", "attributes,tags", "tags,attributes,name,description")) {
            assertThat(rows(get(FORMULAS + "&format=csv&fields=" + fields)))
                    .allSatisfy(
                            row -> assertThat(row.getFields()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r].*")));
        }
        assertThat(rows(get("/v1/search?q=HYPERLINK&format=csv")))
                .anySatisfy(row -> assertThat(row.getField("entity.name")).startsWith("'="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/companies?limit=2",
                "/v1/entities/kfia",
                "/v1/entities/kfia/graph",
                "/v1/schema",
                "/v1/entities/no-such-thing"
            })
    void browsersGetTheSameJsonIndented(String path) {
        String plain = given().get(path).asString();
        Response browser = given().header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get(path);

        assertThat(browser.contentType()).contains("json");
        assertThat(browser.asString()).startsWith("{\n  \"");
        assertThat(plain).doesNotContain("\n");
        assertThat(content(browser.asString())).isEqualTo(content(plain));
    }

    private static String content(String json) {
        return Json.from(json).toString().replaceFirst("\"traceId\" : \"\\w+\"", "");
    }
}
