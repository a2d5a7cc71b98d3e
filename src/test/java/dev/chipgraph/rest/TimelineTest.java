package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has a date is told, oldest first. */
@QuarkusTest
@ExtendWith(Api.class)
class TimelineTest {

    private static final int LARGEST = 500;
    private static final String TIMELINE = "/v1/timeline?";

    /** A date, whose it is and which. */
    private record Dated(String date, String of, String field) {

        private static Dated of(Map<String, Object> happening) {
            var subject = happening.containsKey("entity") ? happening.get("entity") : happening.get("relationship");
            return new Dated((String) happening.get("date"), (String) ((Map<?, ?>) subject).get("id"), (String)
                    happening.get("field"));
        }
    }

    private static List<Map<String, Object>> timeline(String question) {
        return all(LARGEST, TIMELINE + question);
    }

    private static Set<Dated> dated(String question) {
        var dated = new HashSet<Dated>();
        timeline(question)
                .forEach(happening -> assertThat(dated.add(Dated.of(happening))).isTrue());
        return dated;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity=kfia",
                "entity=name:FPT",
                "entity=vietnam",
                "entity=vietnam-korea-digital-forum-2025",
                "entity=nguyen-chi-dung",
                "entity=vietnamplus-2025-10-29-ai-cooperation",
                "place=ninh-binh",
                "place=vietnam",
                "sector=semiconductors",
                "sector=artificial-intelligence&include=evidence"
            })
    void oldestFirstAndPagesAreTheWhole(String question) {
        var whole = timeline(question);
        assertThat(whole).isNotEmpty();
        assertThat(whole.stream().map(happening -> (String) happening.get("date")))
                .isSorted();
        assertThat(whole).allSatisfy(happening -> {
            assertThat(happening.containsKey("entity")).isNotEqualTo(happening.containsKey("relationship"));
            assertThat((String) happening.get("sentence")).endsWith(".").doesNotContain("null");
        });
        assertThat(json(TIMELINE + question, "count", true, "limit", 1).getInt("page.total"))
                .isEqualTo(whole.size());
        for (int limit : List.of(1 + whole.size() / 15, 1 + whole.size() / 2, whole.size() + 1)) {
            assertThat(all(Math.min(limit, LARGEST), TIMELINE + question)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kfia",
                "fpt",
                "seoul-semiconductor",
                "nguyen-chi-dung",
                "semiconductors",
                "ninh-binh",
                "ha-nam",
                "vn-50000-engineers-by-2030",
                "vietnam-korea-digital-forum-2025",
                "vietnam-us-hi-tech-cooperation-2024-09-23"
            })
    void allDatesAroundAnEntity(String id) {
        assertThat(dated("entity=" + id)).isEqualTo(datesAround(id, "all"));
        assertThat(dated("entity=" + id + "&validAt=2025-06-30")).isEqualTo(datesAround(id, "2025-06-30"));
    }

    private static Set<Dated> datesAround(String id, String at) {
        var expected = new HashSet<Dated>();
        var entities = new HashSet<>(Set.of(id));
        for (var relationship : all(LARGEST, "/v1/entities/" + id + "/relationships", "validAt", at)) {
            for (String end : List.of("from", "to")) {
                entities.add((String) ((Map<?, ?>) relationship.get(end)).get("id"));
            }
            for (String field : List.of("validFrom", "validTo")) {
                if (relationship.containsKey(field)) {
                    expected.add(new Dated((String) relationship.get(field), (String) relationship.get("id"), field));
                }
            }
        }
        for (String entity : entities) {
            var shown = json("/v1/entities/" + entity, "validAt", "all").<String, Object>getMap("");
            Kind.fromString((String) shown.get("kind")).properties().stream()
                    .filter(property -> property.type() == Property.Type.DATE)
                    .map(Property::name)
                    .filter(field -> shown.containsKey(field) && !field.equals("retrievedOn"))
                    .forEach(field -> expected.add(new Dated((String) shown.get(field), entity, field)));
        }
        return expected;
    }

    @Test
    void partialDatesStandForIntervals() {
        for (String question : List.of("place=vietnam", "entity=kfia", "sector=semiconductors")) {
            var whole = timeline(question);
            var random = new Random(question.hashCode());
            for (int i = 0; i < 25; i++) {
                var from = i % 5 == 0 ? null : date(random, whole);
                var to = i % 5 == 1 ? null : date(random, whole);
                var expected = whole.stream()
                        .filter(happening -> {
                            var date = new PartialDate((String) happening.get("date"));
                            return (from == null || !date.lastDay().isBefore(from.firstDay()))
                                    && (to == null || !date.firstDay().isAfter(to.lastDay()));
                        })
                        .toList();
                if (from != null && to != null && from.firstDay().isAfter(to.lastDay())) {
                    assertThat(expected).isEmpty();
                    continue; // refused; see ErrorsTest
                }
                String span = (from == null ? "" : "&from=" + from) + (to == null ? "" : "&to=" + to);

                assertThat(timeline(question + span)).as(span).isEqualTo(expected);
            }
        }
    }

    /** One of its dates, in whole or its month or year. */
    private static PartialDate date(Random random, List<Map<String, Object>> whole) {
        String date = (String) whole.get(random.nextInt(whole.size())).get("date");
        int length = List.of(4, 7, 10).get(random.nextInt(3));
        return new PartialDate(date.substring(0, Math.min(length, date.length())));
    }

    @Test
    void kindsKeepDatesOfEntitiesOfThoseKinds() {
        var whole = timeline("place=vietnam");
        for (String kinds : List.of("agreement", "event", "investment,source", "place,policy,indicator")) {
            var wanted = List.of(kinds.split(",", -1));
            var expected = whole.stream()
                    .filter(happening ->
                            happening.get("entity") instanceof Map<?, ?> entity && wanted.contains(entity.get("kind")))
                    .toList();

            assertThat(timeline("place=vietnam&kind=" + String.join("&kind=", wanted)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aPlaceHasWhatIsInItsTerritory() {
        var park = dated("place=dong-van-i-industrial-park");
        var province = dated("place=ninh-binh");
        var country = dated("place=vietnam");

        assertThat(country).containsAll(province);
        assertThat(province)
                .containsAll(park)
                .contains(new Dated("2025-07-01", "ninh-binh", "validFrom"))
                .contains(new Dated("2025-06-30", "ha-nam", "validTo"));
        assertThat(dated("place=ninh-binh&validAt=2026-01-16")).isSubsetOf(province);
        assertThat(dated("place=nam-dinh")).doesNotContain(new Dated("2025-06-30", "ha-nam", "validTo"));
    }

    @Test
    void aSectorHasWhatIsInThoseWithinIt() {
        var expected = new HashSet<Dated>();
        var sectors = new ArrayList<>(List.of("semiconductors"));
        for (int i = 0; i < sectors.size(); i++) {
            String sector = sectors.get(i);
            all(LARGEST, "/v1/entities/" + sector + "/relationships", "type", "PART_OF", "direction", "in")
                    .forEach(part -> sectors.add((String) ((Map<?, ?>) part.get("from")).get("id")));
            expected.addAll(datesAround(sector, "all"));
        }

        assertThat(dated("sector=semiconductors")).isEqualTo(expected);
    }

    @Test
    void evidenceOfWhatHappened() {
        assertThat(timeline("entity=kfia&include=evidence"))
                .filteredOn(happening -> happening.containsKey("entity"))
                .isNotEmpty()
                .allSatisfy(happening ->
                        assertThat((List<?>) happening.get("evidence")).isNotEmpty());
        assertThat(timeline("entity=kfia")).noneMatch(happening -> happening.containsKey("evidence"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2025 | 400 | entity",
                "entity=kfia&place=vietnam | 400 | entity",
                "entity=kfia&place=vietnam&sector=semiconductors | 400 | entity",
                "entity=kfia&entity=fpt | 400 | entity",
                "entity=kfia&from=yesterday | 400 | from",
                "entity=kfia&to=2025-13 | 400 | to",
                "entity=kfia&from=2025&from=2026 | 400 | from",
                "entity=kfia&kind=firm | 400 | kind",
                "entity=kfia&limit=501 | 400 | limit",
                "entity=kfia&colour=red | 400 | colour",
                "entity=nobody-at-all | 404 |",
                "place=kfia | 404 |",
                "sector=vietnam | 404 |"
            })
    void mistakesAreTold(String question, int status, String field) {
        var problem = problem(status, TIMELINE + question);

        assertThat(problem.getList("violations.field")).isEqualTo(field == null ? null : List.of(field));
    }

    @Test
    void aCursorBelongsToItsTimeline() {
        String cursor = json(TIMELINE + "entity=vietnam&limit=1").getString("page.next");

        assertThat(cursor).isNotNull();
        assertThat(problem(400, TIMELINE + "entity=kfia", "cursor", cursor).getString("violations[0].field"))
                .isEqualTo("cursor");
    }
}
