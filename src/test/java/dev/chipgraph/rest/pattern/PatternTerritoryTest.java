package dev.chipgraph.rest.pattern;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.problem;
import static dev.chipgraph.rest.pattern.PatternClient.ask;
import static dev.chipgraph.rest.pattern.PatternClient.assertMistake;
import static dev.chipgraph.rest.pattern.PatternClient.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Leftovers;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.ingest.FileLine;
import dev.chipgraph.ingest.Importer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes of patterns that lie in the territory of a place. */
@QuarkusTest
@ExtendWith(Api.class)
class PatternTerritoryTest {

    private static final int LARGEST = 500;

    @Inject
    Importer importer;

    @Inject
    Graph graph;

    @ParameterizedTest
    @CsvSource({
        "ninh-binh, 2026-01-01",
        "ninh-binh, 2025-06-30",
        "ninh-binh, all",
        "name:Ninh Bình, 2025-06-30",
        "ha-nam, 2026-01-01",
        "ha-nam, 2025-06-30",
        "wikidata:Q881, 2025-06-30",
        "south-korea, 2026-01-01"
    })
    void aTerritoryIsThatOfQuestionsAboutPlaces(String place, String date) {
        assertThat(within("investment", place, date))
                .containsExactlyInAnyOrderElementsOf(
                        all(LARGEST, "/v1/places/" + place + "/investments", "validAt", date).stream()
                                .map(item -> ((Map<?, ?>) item.get("investment"))
                                        .get("id")
                                        .toString())
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "company, companies?place=vietnam",
        "facility, facilities?place=vietnam",
        "event, events?place=vietnam",
        "place, places?country=VN"
    })
    void whatLiesInAPlaceIsWhatListsFind(String kind, String list) {
        assertThat(within(kind, "vietnam", "2026-01-01"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(all(LARGEST, "/v1/" + list, "validAt", "2026-01-01").stream()
                        .map(item -> item.get("id").toString())
                        .toList());
    }

    @Test
    void aFormerPlaceLiesInItsSuccessor() {
        importer.load(Stream.of(
                        "{'source':{'id':'within-paper','type':'dataset','name':'Within'}}",
                        entity("'id':'within-town','kind':'place','level':'city','name':'Town within'"),
                        entity("'id':'within-fab','kind':'facility','type':'fab','name':'Fab within'"),
                        relationship("'from':'within-town','type':'PART_OF','to':'ha-nam'"),
                        relationship("'from':'within-fab','type':'LOCATED_IN','to':'within-town'"))
                .map(line -> new FileLine("within", 1, line.replace('\'', '"'))));
        try {
            assertThat(within("facility", "ninh-binh", "2026-01-01")).contains("within-fab");
            assertThat(within("facility", "ninh-binh", "2025-06-30")).doesNotContain("within-fab");
            assertThat(within("facility", "ha-nam", "2025-06-30")).contains("within-fab");
        } finally {
            Leftovers.remove(graph, "within-");
        }
    }

    @Test
    void aNodeThatMayBeMissingLiesThereIfItExists() {
        String companies = """
                {"nodes": {"company": {"ref": "seoul-semiconductor"}, "seat": {"kind": "place", "within": "%s"}},
                 "edges": [{"from": "company", "type": "LOCATED_IN", "to": "seat", "%s": true}],
                 "return": ["company.id"%s]}""";

        assertThat(rows(companies.formatted("asia", "optional", ", \"seat.id\"")))
                .containsExactly("seoul-semiconductor south-korea");
        assertThat(rows(companies.formatted("vietnam", "optional", ", \"seat.id\"")))
                .containsExactly("seoul-semiconductor null");
        assertThat(rows(companies.formatted("asia", "absent", ""))).isEmpty();
        assertThat(rows(companies.formatted("vietnam", "absent", ""))).hasSize(1);
    }

    @Test
    void onlyAPlaceHasATerritory() {
        String pattern = "{\"nodes\": {\"a\": {%s}}}";

        assertThat(problem(404, ask(pattern.formatted("\"within\": \"samsung\"")))
                        .getString("detail"))
                .contains("company", "place is expected");
        assertMistake(
                pattern.formatted("\"within\": [\"vietnam\"]"), "nodes.a.within", "must be a reference to a place");
        assertMistake(
                pattern.formatted("\"within\": \"vietnam\", \"kind\": \"agreement\""),
                "nodes.a.within",
                "here the node is agreement");
    }

    private static List<String> within(String kind, String place, String date) {
        return rows(
                "{\"nodes\": {\"a\": {\"kind\": \"%s\", \"within\": \"%s\"}}, \"return\": [\"a.id\"], \"validAt\": \"%s\", \"limit\": %d}"
                        .formatted(kind, place, date, LARGEST));
    }

    private static String entity(String fields) {
        return "{'entity':{%s,'evidence':[{'source':'within-paper'}]}}".formatted(fields);
    }

    private static String relationship(String fields) {
        return "{'relationship':{%s,'evidence':[{'source':'within-paper'}]}}".formatted(fields);
    }
}
