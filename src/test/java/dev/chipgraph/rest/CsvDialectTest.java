package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static dev.chipgraph.http.Request.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV for programs and for the spreadsheets of any land. */
@QuarkusTest
@ExtendWith(Api.class)
class CsvDialectTest extends FormatFixture {

    private static final String FIGURES = "/v1/indicators?tag=test-dialect&fields=name,value&format=csv";

    @Inject
    Importer importer;

    @Test
    void cellsAndDecimalsAreSeparatedAsAsked() {
        importer.load(
                Additions.lines(
                        Additions.SOURCE,
                        Additions.entity(
                                "'id':'test-dialect-1','kind':'indicator','name':'A; b, c','value':-1234.5,'tags':['test-dialect']")));

        assertThat(text(get(FIGURES)))
                .isEqualTo(BYTE_ORDER_MARK + "id,name,value\r\ntest-dialect-1,\"A; b, c\",-1234.5\r\n");
        assertThat(text(get(FIGURES + "&bom=false"))).startsWith("id,name,value\r\n");
        assertThat(text(get(FIGURES + "&delimiter=;")))
                .isEqualTo(BYTE_ORDER_MARK + "id;name;value\r\ntest-dialect-1;\"A; b, c\";-1234.5\r\n");
        assertThat(text(get(FIGURES + "&delimiter=;&decimal=,&bom=false")))
                .isEqualTo("id;name;value\r\ntest-dialect-1;\"A; b, c\";-1234,5\r\n")
                .isEqualTo(text(given().encoded().get(FIGURES + "&delimiter=;&decimal=,&bom=false")))
                .isEqualTo(text(given().encoded().get(FIGURES + "&delimiter=%3B&decimal=%2C&bom=false")));
        assertThat(text(get(FIGURES + "&delimiter=tab&bom=false")))
                .isEqualTo("id\tname\tvalue\r\ntest-dialect-1\tA; b, c\t-1234.5\r\n");
    }

    @Test
    void theTableOfAPatternToo() {
        String pattern = "{\"nodes\": {\"who\": {\"ref\": \"kfia\"}}, \"return\": [\"who\", \"who.name\"]}";

        assertThat(given().contentType("application/json")
                        .body(pattern)
                        .post("/v1/patterns?format=csv&delimiter=;&bom=false")
                        .asString())
                .startsWith("who;who.name\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/companies, delimiter, |, or tab",
        "/v1/companies, decimal, point, must be",
        "/v1/companies, bom, no, must be true or false",
        "/v1/companies, decimal, ',', unless delimiter is ; or tab",
        "/v1/entities/kfia/graph, delimiter, ;, is not known"
    })
    void aMistakeIsToldWhatIsAllowed(String list, String parameter, String value, String message) {
        assertThat(problem(400, list, parameter, value).getString("violations[0].message"))
                .contains(message);
    }
}
