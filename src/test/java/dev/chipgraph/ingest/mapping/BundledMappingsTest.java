package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.ingest.mapping.Tables.Result;
import dev.chipgraph.model.RecordReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundled mappings over made-up rows in the form of the tables that they are for. */
class BundledMappingsTest {

    private static Result read(String mapping, Tables tables) {
        var result = tables.read(Mapping.of(mapping));
        result.records().forEach(record -> {
            var reader = new RecordReader("row");
            if (record.has("relationship")) {
                reader.relationship(record.path("relationship"));
            } else if (record.has("entity")) {
                reader.entity(record.path("entity"));
            } else {
                reader.source(record.path("source"));
            }
            assertThat(reader.violations()).as(record.toString()).isEmpty();
        });
        return result;
    }

    private static List<String> told(Result result) {
        return result.relationships().stream()
                .map(one -> "%s %s %s"
                        .formatted(
                                one.path("from").asText(),
                                one.path("type").asText(),
                                one.path("to").asText()))
                .toList();
    }

    private static JsonNode entity(Result result, String id) {
        return result.entities().stream()
                .filter(entity -> entity.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Tables newer() {
        String market =
                "market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source";
        return Tables.of("stages.csv", "stage_id,stage_name,description," + market + "\nS9,Making,It is made.,,,\n")
                .and(
                        "inputs.csv",
                        "input_id,input_name,type,stage_name,stage_id,description,year," + market
                                + "\nN91,Tools,tool_resource,Making,S9,Tools.,2024,$1 billion (2024),,\nN92,Big tools,tool_resource,,,,,,,\n")
                .and("providers.csv", """
                        provider_name,alias,provider_id,provider_type,country
                        JPN,Japan,P91,country,
                        Various countries,,P92,country,
                        Acme,,P93,organization,KOR
                        Acme,Acme Tools,P93,organization,KOR
                        Nobody,,P94,organization,Various countries
                        """)
                .and("provision.csv", """
                        provider_name,provider_id,provided_name,provided_id,share_provided,year,source
                        JPN,P91,Making,S9,61,2025,
                        Acme,P93,Tools,N91,2.4,2025,Analysis of TechInsights data
                        """)
                .and("sequence.csv", """
                        input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id
                        Tools,N91,Making,S9,,
                        Big tools,N92,,,Tools,N91
                        """);
    }

    private static Tables older() {
        String market =
                "market_share_chart_global_market_size_info,market_share_chart_caption,market_share_chart_source";
        return Tables.of(
                        "stages.csv",
                        "\ufeffstage_id,stage_name,description," + market + "\nS9,Making,It is made.,,,\n")
                .and(
                        "inputs.csv",
                        "\ufeffinput_name,input_id,type,stage_name,stage_id,description," + market
                                + "\nTools,N91,tool_resource,Making,S9,Tools.,,,\n")
                .and("providers.csv", """
                        provider_name,provider_id,provider_type,country
                        JPN,P91,country,
                        MAL,P95,country,
                        Acme,P93,organization,KOR
                        """)
                .and("provision.csv", """
                        provider_name,provider_id,provided_name,provided_id,share_provided,negligible_market_share
                        JPN,P91,Making,S9,61%,
                        MAL,P95,Making,S9,,negligible
                        Acme,P93,Tools,N91,,
                        """)
                .and("sequence.csv", """
                        input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id
                        Tools,N91,Making,S9,,
                        """);
    }

    @Test
    void readsTheChipExplorer() {
        var result = read("eto-chip-explorer", newer());

        assertThat(result.refusals()).isEmpty();
        assertThat(told(result))
                .containsExactlyInAnyOrder(
                        "eto-n91 PART_OF eto-s9",
                        "eto-p93 LOCATED_IN south-korea",
                        "japan PROVIDES eto-s9",
                        "eto-p93 PROVIDES eto-n91",
                        "eto-n91 INPUT_TO eto-s9",
                        "eto-n92 PART_OF eto-n91");
        assertThat(result.relationships()).anySatisfy(one -> {
            assertThat(one.path("share").asText()).isEqualTo("0.024");
            assertThat(one.path("year").asInt()).isEqualTo(2025);
            assertThat(one.path("evidence").path(0).path("statement").asText())
                    .isEqualTo("Gives a share of 2.4 percent in 2025, after an analysis of TechInsights data.");
        });
        JsonNode acme = entity(result, "eto-p93");
        assertThat(acme.path("types")).hasToString("[\"equipment\"]");
        assertThat(acme.path("names")).hasToString("[{\"value\":\"Acme Tools\",\"type\":\"alias\"}]");
        assertThat(entity(result, "eto-p92").path("level").asText()).isEqualTo("region");
        assertThat(entity(result, "eto-p94").path("attributes").path("country").asText())
                .isEqualTo("Various countries");
    }

    @Test
    void theNewerReleaseSupersedesTheOlder() {
        var before = read("eto-supply-chain-2025-01", older());
        var after = read("eto-chip-explorer", newer());

        assertThat(before.refusals()).isEmpty();
        assertThat(told(before)).contains("malaysia PROVIDES eto-s9");
        var old = provision(before);
        var now = provision(after);
        assertThat(old.path("share").asText()).isEqualTo("0.61");
        assertThat(old.has("year")).isFalse();
        assertThat(now.path("id")).isEqualTo(old.path("id"));
        for (String field : List.of("source", "locator", "extractor")) {
            assertThat(now.path("evidence").path(0).path(field))
                    .isEqualTo(old.path("evidence").path(0).path(field));
        }
    }

    private static JsonNode provision(Result result) {
        return result.relationships().stream()
                .filter(one -> one.path("from").asText().equals("japan"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsTradeAgreements() {
        var result = read("tota", Tables.of("agreements.csv", """
                                treaty_identifier,name,type,wto_rta_id,status,notification,date_signed,date_into_force,date_notification,end_implementation,date_inactive,composition,region,parties_wto,crossregional,language,article_count,chars
                                900,Here - There,Customs Union,,Inactive,,1980-01-02,,,,,Bilateral,East Asia; Europe,Yes,Yes,en,3,99
                                """).and("agreement_parties.csv", """
                                treaty_identifier,party_iso3,role
                                900,JPN,original_signatory
                                900,JPN,current_signatory
                                900,YUG,original_signatory
                                900,XYZ,original_signatory
                                901,JPN,original_signatory
                                """));

        assertThat(told(result))
                .containsExactly("japan PARTY_TO tota-900-here-there", "tota-yugoslavia PARTY_TO tota-900-here-there");
        assertThat(result.relationships().getFirst().path("evidence")).hasSize(2);
        assertThat(entity(result, "tota-900-here-there").path("status").asText())
                .isEqualTo("lapsed");
        assertThat(entity(result, "tota-900-here-there").path("tags")).hasToString("[\"East Asia\",\"Europe\"]");
        assertThat(entity(result, "tota-yugoslavia").path("validTo").asText()).isEqualTo("1992");
        assertThat(result.refusals())
                .hasSize(2)
                .anyMatch(text -> text.startsWith("agreement_parties.csv:5: from column party_iso3: \"XYZ\""))
                .anyMatch(text ->
                        text.contains("agreement_parties.csv:6: to column treaty_identifier: \"901\" is not in"));
    }

    @Test
    void readsDatedEdges() {
        var result = read(
                "findkg",
                Tables.of("entity_types.txt", """
                                Jane  Doe\t0\tPERSON\t0
                                Acme\t1\tCOMP\t1
                                Ministry of Chips\t2\tORG/GOV\t2
                                Hanoi\t3\tGPE\t3
                                Chip Deal\t4\tCONCEPT\t4
                                """)
                        .and("relation2id.txt", "Control\t1\nOperate_In\t2\nParticipates_In\t8\n")
                        .and("time2id.txt", "TimeID,DATE_WK\n0,2018-01-07\n1,2018-01-14\n")
                        .and("train.txt", "0\t1\t1\t0\t0\n1\t2\t3\t0\t0\n1\t2\t3\t0\t0\n1\t2\t3\t1\t0\n")
                        .and("valid.txt", "2\t8\t4\t1\t0\n1\t1\t1\t1\t0\n")
                        .and("test.txt", "9\t1\t1\t0\t0\n"));

        assertThat(result.entities())
                .extracting(entity -> entity.path("kind").asText())
                .containsExactly("person", "company", "ministry", "place", "agreement");
        assertThat(told(result))
                .containsExactly(
                        "findkg-0-jane-doe RELATED_TO findkg-1-acme",
                        "findkg-1-acme PRESENT_IN findkg-3-hanoi",
                        "findkg-1-acme PRESENT_IN findkg-3-hanoi",
                        "findkg-2-ministry-of-chips PARTY_TO findkg-4-chip-deal");
        assertThat(result.relationships().getFirst().path("relation").asText()).isEqualTo("Control");
        assertThat(result.relationships())
                .extracting(one -> one.path("validFrom").asText())
                .containsExactly("2018-01-07", "2018-01-07", "2018-01-14", "2018-01-14");
        assertThat(result.refusals()).isNotEmpty().allMatch(text -> text.startsWith("test.txt:1: "));
    }
}
