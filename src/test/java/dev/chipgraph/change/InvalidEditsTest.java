package dev.chipgraph.change;

import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.http.Json;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits that are rejected, with the field and the reason. */
@QuarkusTest
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvalidEditsTest extends EditingFixture {

    // What is refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "companies | {} | name | is required",
                "companies | {\"name\":\"Edit bad\"} | evidence | nothing is in the graph without evidence",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[]} | evidence | without evidence",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"edit-nobody\"}]} | evidence | refers to no source in the graph: edit-nobody",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"kfia\"}]} | evidence | refers to no source",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"locator\":\"p1\"}]} | evidence[0].source | is required",
                "companies | {\"name\":\"Edit bad\",\"colour\":\"red\",EVIDENCE} | colour | is not known; allowed are id, kind, name",
                "companies | {\"name\":\"Edit bad\",\"kind\":\"fund\",EVIDENCE} | kind | must be company at this URL",
                "companies | {\"name\":\"Edit bad\",\"types\":[\"bakery\"],EVIDENCE} | types[0] | must be one of fabless",
                "companies | {\"name\":\"Edit bad\",\"foundedOn\":\"2020\",\"dissolvedOn\":\"2019\",EVIDENCE} | dissolvedOn | before foundedOn",
                "companies | {\"name\":\"Edit bad\",\"foundedOn\":\"2020-02-30\",EVIDENCE} | foundedOn | must be a date",
                "companies | {\"name\":\"Edit bad\",\"names\":[{\"value\":\"x\",\"lang\":\"klingonese-x\"}],EVIDENCE} | names[0].lang | BCP 47",
                "companies | {\"name\":\"Edit bad\",\"id\":\"Not A Slug\",EVIDENCE} | id | lower-case",
                "companies | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"edit-paper\",\"confidence\":1.5}]} | evidence[0].confidence | from 0 to 1",
                "events | {\"name\":\"Edit bad\",\"startsOn\":\"2020-02\",\"endsOn\":\"2020-01\",EVIDENCE} | endsOn | before startsOn",
                "places | {\"name\":\"Edit bad\",\"validFrom\":\"2020\",\"validTo\":\"2019\",EVIDENCE} | validTo | before validFrom",
                "places | {\"name\":\"Edit bad\",\"isoCode\":\"Vietnam\",EVIDENCE} | isoCode | ISO 3166",
                "places | {\"name\":\"Edit bad\",\"location\":{\"lat\":91,\"lon\":0},EVIDENCE} | location | lat from -90 to 90",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1,\"currency\":\"ZZZ\"},EVIDENCE} | amount.currency | ISO 4217",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1,\"currency\":\"XXX\"},EVIDENCE} | amount.currency | ISO 4217",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1,\"currency\":\"XAU\"},EVIDENCE} | amount.currency | no metal, fund, unit of account or test code), not \"XAU\"",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1,\"currency\":\"CLF\"},EVIDENCE} | amount.currency | no metal, fund",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":-0.5,\"currency\":\"USD\"},EVIDENCE} | amount.value | must be 0 or more, not -0.5",
                "agreements | {\"name\":\"Edit bad\",\"value\":{\"min\":-2,\"max\":1,\"currency\":\"USD\"},EVIDENCE} | value.min | must be 0 or more",
                "investments | {\"name\":\"Edit bad\",\"evidence\":[{\"source\":\"edit-paper\",\"claims\":{\"amount\":{\"max\":-1,\"currency\":\"USD\"}}}]} | evidence[0].claims.amount.max | must be 0 or more",
                "investments | {\"name\":\"Edit bad\",\"amount\":{\"value\":1e19,\"currency\":\"USD\"},EVIDENCE} | amount.value | at most 18 digits",
                "indicators | {\"name\":\"Edit bad\",\"currency\":\"dollar\",EVIDENCE} | currency | ISO 4217",
                "indicators | {\"name\":\"Edit bad\",\"currency\":\"XTS\",EVIDENCE} | currency | ISO 4217",
                "sources | {\"name\":\"Edit bad\",\"language\":\"vietnamese!\"} | language | BCP 47",
                "sectors | [] | body | must be a JSON object",
                "sectors | null | body | must be a JSON object",
                "sectors | \"text\" | body | must be a JSON object"
            })
    void anEntityThatDoesNotFitIsRefusedWithTheFieldAndTheReason(
            String path, String body, String field, String message) {
        unchanged(() -> {
            Json problem = problem(
                    400, editor().body(body.replace("EVIDENCE", EVIDENCE)).post("/v1/" + path));

            assertThat(problem.getList("violations.field")).contains(field);
            assertThat(problem.getString("violations.find { it.field == '%s' }.message".formatted(field)))
                    .contains(message);
            assertThat(problem.getList("violations.in")).containsOnly("body");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"from\":\"fpt\",\"type\":\"HOLDS\",\"to\":\"kfia\",EVIDENCE} | type | does not lead from company to association",
                "{\"from\":\"fpt\",\"type\":\"LOVES\",\"to\":\"kfia\",EVIDENCE} | type | must be one of PARTY_TO",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"edit-nobody\",EVIDENCE} | to | refers to no entity in the graph: edit-nobody",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"fpt\",EVIDENCE} | to | another entity",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",EVIDENCE} | to | is required",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\"} | evidence | without evidence",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"role\":\"x\",EVIDENCE} | role | is not known",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"validFrom\":\"2020\",\"validTo\":\"2019-12\",EVIDENCE} | validTo | before validFrom",
                "{\"from\":\"fpt\",\"type\":\"SUBSIDIARY_OF\",\"to\":\"kfia\",\"share\":1.01,EVIDENCE} | share | from 0 to 1",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"id\":\"mine\",EVIDENCE} | id | must be part-of-",
                "{\"from\":\"fpt\",\"type\":\"PART_OF\",\"to\":\"kfia\",\"evidence\":[{\"source\":\"edit-nobody\"}]} | evidence | refers to no source",
                "{} | type | is required"
            })
    void aRelationshipThatDoesNotFitIsRefused(String body, String field, String message) {
        unchanged(() -> {
            Json problem = problem(
                    400, editor().body(body.replace("EVIDENCE", EVIDENCE)).post("/v1/relationships"));

            assertThat(problem.getString("violations.find { it.field == '%s' }.message".formatted(field)))
                    .contains(message);
        });
    }

    @Test
    void whatIsThereAlreadyIsNotAddedAgain() {
        String id = sector();

        unchanged(() -> {
            Json problem = problem(
                    409,
                    editor().body("{\"id\":\"%s\",\"name\":\"Edit x\",%s}".formatted(id, EVIDENCE))
                            .post("/v1/sectors"));
            assertThat(problem.getString("type")).isEqualTo("/problems/already-exists");
            problem(
                    409,
                    editor().body("{\"id\":\"kfia\",\"name\":\"Edit x\",%s}".formatted(EVIDENCE))
                            .post("/v1/sectors"));
        });
        delete("/v1/entities/" + id);
        unchanged(() -> assertThat(problem(
                                409,
                                editor().body("{\"id\":\"%s\",\"name\":\"Edit x\",%s}".formatted(id, EVIDENCE))
                                        .post("/v1/sectors"))
                        .getString("detail"))
                .contains("was deleted"));
    }

    @Test
    void anOrganisationOfTheSameNameIsAskedAbout() {
        created("companies", "{\"id\":\"edit-acme\",\"name\":\"Edit Acme Holding Co., Ltd.\",%s}".formatted(EVIDENCE));
        String same = "{\"id\":\"edit-acme-2\",\"name\":\"EDIT ÁCME Holding\",%s}".formatted(EVIDENCE);

        unchanged(() -> {
            Json problem = problem(409, editor().body(same).post("/v1/funds"));
            assertThat(problem.getString("type")).isEqualTo("/problems/same-name");
            assertThat(problem.getList("suggestions.id")).containsExactly("edit-acme");
            problem(409, editor().body(same).header("If-None-Match", "*").put("/v1/funds/edit-acme-2"));
        });
        assertThat(editor().body(same)
                        .queryParam("confirmed", true)
                        .post("/v1/funds")
                        .statusCode())
                .isEqualTo(201);
    }
}
