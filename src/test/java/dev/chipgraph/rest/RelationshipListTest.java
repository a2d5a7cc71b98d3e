package dev.chipgraph.rest;

import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All relationships, filtered. */
@QuarkusTest
@ExtendWith(Api.class)
class RelationshipListTest extends FormatFixture {

    private static final String ALL = "/v1/relationships?validAt=all&include=evidence";

    private static List<JsonNode> all(String filters) {
        return text(get(ALL + "&format=ndjson" + filters))
                .lines()
                .map(FormatFixture::tree)
                .toList();
    }

    @Test
    void theListHoldsEveryRelationshipOfTheExportOnce() {
        var exported = text(get("/v1/exports?format=ndjson"))
                .lines()
                .map(line -> tree(line).path("relationship").path("id").textValue())
                .filter(java.util.Objects::nonNull)
                .toList();

        assertThat(all("").stream().map(item -> item.path("id").textValue()))
                .hasSizeGreaterThan(1_000)
                .containsExactlyElementsOf(exported);
        JsonNode counted = tree(get("/v1/relationships?validAt=all&count=true&limit=1"));
        assertThat(counted.at("/page/total").asInt()).isEqualTo(exported.size());
    }

    static Stream<Arguments> filters() {
        Predicate<JsonNode> partyOrHolds =
                item -> Set.of("PARTY_TO", "HOLDS").contains(item.path("type").textValue());
        return Stream.of(
                Arguments.of("&type=PARTY_TO&type=HOLDS", partyOrHolds),
                Arguments.of("&fromKind=agency&fromKind=ministry", either("/from/kind", "agency", "ministry")),
                Arguments.of(
                        "&fromKind=company&toKind=event",
                        either("/from/kind", "company").and(either("/to/kind", "event"))),
                Arguments.of("&from=kfia&from=fpt", either("/from/id", "kfia", "fpt")),
                Arguments.of(
                        "&from=name:KFIA&type=PARTY_TO&type=HOLDS",
                        either("/from/id", "kfia").and(partyOrHolds)),
                Arguments.of("&to=vietnam", either("/to/id", "vietnam")),
                Arguments.of(
                        "&entity=fpt&entity=vietnam",
                        either("/from/id", "fpt", "vietnam").or(either("/to/id", "fpt", "vietnam"))),
                Arguments.of(
                        "&source=vietnamplus-2025-10-29-ai-cooperation",
                        supportedBy("vietnamplus-2025-10-29-ai-cooperation")),
                Arguments.of(
                        "&source=vietnamplus-2025-10-29-ai-cooperation&toKind=event",
                        supportedBy("vietnamplus-2025-10-29-ai-cooperation").and(either("/to/kind", "event"))),
                Arguments.of(
                        "&source=vietnamplus-2025-10-29-ai-cooperation&entity=natif",
                        supportedBy("vietnamplus-2025-10-29-ai-cooperation")
                                .and(either("/from/id", "natif").or(either("/to/id", "natif")))));
    }

    private static Predicate<JsonNode> either(String path, String... values) {
        return item -> Set.of(values).contains(item.at(path).textValue());
    }

    private static Predicate<JsonNode> supportedBy(String source) {
        return item -> StreamSupport.stream(item.path("evidence").spliterator(), false)
                .anyMatch(record -> record.at("/source/id").textValue().equals(source));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filtersKeepWhatTheySay(String filters, Predicate<JsonNode> kept) {
        var expected = all("").stream().filter(kept).toList();

        assertThat(expected).isNotEmpty();
        assertThat(all(filters)).isEqualTo(expected);
        int limit = Math.max(1, expected.size() / 3);
        assertThat(pages((cursor, format) -> get(ALL + filters, cursor, limit, format)))
                .as("pages of %d", limit)
                .isEqualTo(expected);
        assertThat(tree(get(ALL + filters + "&count=true&limit=1"))
                        .at("/page/total")
                        .asInt())
                .isEqualTo(expected.size());
        assertThat(all(filters + "&knownAt=9998-01-01"))
                .as("as the graph was known at some instant, which cannot use the same indexes")
                .isEqualTo(expected);
    }

    @Test
    void theTableIsAnEdgeList() {
        var items = all("&entity=kfia");
        var rows = rows(get(ALL + "&entity=kfia&format=csv"));

        assertThat(header(ALL + "&type=ABOUT"))
                .startsWith(BYTE_ORDER_MARK + "Source,Target,Type,Kind,Id,Label,from.kind,from.name,")
                .isEqualTo(header(ALL + "&entity=kfia"));
        assertThat(rows).hasSameSizeAs(items);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            JsonNode item = items.get(i);
            assertThat(row.getField("Source")).isEqualTo(item.at("/from/id").textValue());
            assertThat(row.getField("Target")).isEqualTo(item.at("/to/id").textValue());
            assertThat(row.getField("Type")).isEqualTo("Directed");
            assertThat(List.of(row.getField("Kind"), row.getField("Label")))
                    .containsOnly(item.path("type").textValue());
            assertThat(row.getField("Id")).isEqualTo(item.path("id").textValue());
            assertThat(row.getField("role")).isEqualTo(item.path("role").asText());
            assertThat(row.getField("to.name")).isEqualTo(item.at("/to/name").textValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "type, OWNS, PARTY_TO",
        "fromKind, firm, company",
        "toKind, Company, company",
        "kind, company, 'fromKind, toKind'",
        "validAt, tomorrow, all"
    })
    void aMistakeIsToldWhatIsAllowed(String parameter, String value, String allowed) {
        assertThat(problem(400, "/v1/relationships", parameter, value).getString("violations[0].message"))
                .contains(allowed);
    }

    @Test
    void kindsThatNoRelationshipConnectsAreAMistake() {
        assertThat(problem(400, "/v1/relationships?type=HOLDS&fromKind=event").getString("violations[0].message"))
                .contains("HOLDS leads from person to organization");
        assertThat(problem(400, "/v1/relationships?type=SIGNED&toKind=sector").getString("violations[0].field"))
                .isEqualTo("type");
    }

    @Test
    void anUnknownEntityIsNotAnEmptyList() {
        for (String parameter : List.of("from", "to", "entity", "source")) {
            problem(404, "/v1/relationships", parameter, "nobody-at-all");
        }
        problem(404, "/v1/relationships", "source", "kfia");
    }
}
