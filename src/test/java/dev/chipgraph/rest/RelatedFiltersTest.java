package dev.chipgraph.rest;

import static dev.chipgraph.Api.all;
import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.model.PartialDate;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists filtered by what entities have to do with others are those that their relationships tell. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class RelatedFiltersTest {

    private static final int LARGEST = 500;

    /** What a filter lets through, as this test sees it. */
    private record Choice(String name, Object value, Predicate<Subject> keeps) {}

    /** An entity with who takes part in it and what it is about. */
    private record Subject(Map<String, Object> entity, Map<String, String> parties, Set<String> sectors) {

        private String text(String field) {
            return (String) entity.get(field);
        }

        private long sources() {
            return ((List<?>) entity.get("evidence"))
                    .stream()
                            .map(evidence -> ((Map<?, ?>) ((Map<?, ?>) evidence).get("source")).get("id"))
                            .distinct()
                            .count();
        }
    }

    private static List<Subject> subjects(String list, String type, String at) {
        var within = within();
        return all(LARGEST, list, "include", "evidence", "validAt", at).stream()
                .map(entity -> {
                    var parties = new LinkedHashMap<String, String>();
                    var sectors = new HashSet<String>();
                    for (var relationship :
                            all(LARGEST, "/v1/entities/" + entity.get("id") + "/relationships", "validAt", at)) {
                        var from = (Map<?, ?>) relationship.get("from");
                        var to = (Map<?, ?>) relationship.get("to");
                        if (type.equals(relationship.get("type"))) {
                            parties.put((String) from.get("id"), (String) from.get("country"));
                        } else if ("sector".equals(to.get("kind"))) {
                            sectors.add((String) to.get("id"));
                        }
                    }
                    sectors.addAll(sectors.stream()
                            .flatMap(sector -> within.getOrDefault(sector, Set.of()).stream())
                            .toList());
                    return new Subject(entity, parties, sectors);
                })
                .toList();
    }

    /** Of each sector those that it is within. */
    private static Map<String, Set<String>> within() {
        var direct = new HashMap<String, Set<String>>();
        for (var sector : all(LARGEST, "/v1/sectors")) {
            String id = (String) sector.get("id");
            all(LARGEST, "/v1/entities/" + id + "/relationships", "type", "PART_OF", "direction", "out")
                    .forEach(part -> direct.computeIfAbsent(id, none -> new TreeSet<>())
                            .add((String) ((Map<?, ?>) part.get("to")).get("id")));
        }
        var within = new HashMap<String, Set<String>>();
        for (String sector : direct.keySet()) {
            var waiting = new ArrayList<>(List.of(sector));
            var reached = within.computeIfAbsent(sector, none -> new TreeSet<>());
            while (!waiting.isEmpty()) {
                for (String outer : direct.getOrDefault(waiting.removeLast(), Set.of())) {
                    if (reached.add(outer)) {
                        waiting.add(outer);
                    }
                }
            }
        }
        return within;
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agreements, PARTY_TO, party, partyCountry, 2026-02-01",
        "/v1/agreements, PARTY_TO, party, partyCountry, 2023-01-01",
        "/v1/investments, INVESTOR_IN, investor, investorCountry, 2026-02-01",
        "/v1/investments, INVESTOR_IN, investor, investorCountry, all"
    })
    void eachFilterAloneAndAnyOfThemTogether(String list, String type, String party, String country, String at) {
        var subjects = subjects(list, type, at);
        assertThat(subjects).isNotEmpty();
        var choices = choices(subjects, party, country);
        for (Choice choice : choices) {
            assertFiltered(list, at, subjects, List.of(choice));
        }
        var random = new Random(at.hashCode());
        for (int i = 0; i < Thorough.or(10, 25); i++) {
            var together = new ArrayList<Choice>();
            int number = 2 + random.nextInt(3);
            while (together.size() < number) {
                Choice choice = choices.get(random.nextInt(choices.size()));
                boolean several = choice.name.equals(party) || choice.name.equals(country);
                if (together.stream()
                        .noneMatch(other -> other.equals(choice) || (!several && other.name.equals(choice.name)))) {
                    together.add(choice);
                }
            }
            assertFiltered(list, at, subjects, together);
        }
    }

    private static List<Choice> choices(List<Subject> subjects, String party, String country) {
        var choices = new ArrayList<Choice>();
        each(subjects, subject -> subject.parties.keySet().stream())
                .forEach(id -> choices.add(new Choice(party, id, subject -> subject.parties.containsKey(id))));
        each(subjects, subject -> subject.parties.values().stream().filter(code -> code != null))
                .forEach(
                        code -> choices.add(new Choice(country, code, subject -> subject.parties.containsValue(code))));
        each(subjects, subject -> subject.sectors.stream())
                .forEach(id -> choices.add(new Choice("sector", id, subject -> subject.sectors.contains(id))));
        each(subjects, subject -> Stream.of(subject.text("updatedAt")))
                .forEach(instant -> choices.add(new Choice(
                        "updatedSince",
                        instant,
                        subject -> subject.text("updatedAt").compareTo(instant) >= 0)));
        for (int least = 1; least <= 3; least++) {
            int number = least;
            choices.add(new Choice("minSources", number, subject -> subject.sources() >= number));
        }
        for (boolean conflict : List.of(true, false)) {
            choices.add(new Choice(
                    "hasConflict", conflict, subject -> subject.entity.containsKey("conflicts") == conflict));
        }
        if (party.equals("party")) {
            for (String date : List.of("2022", "2022-06", "2023-09", "2025-09-15", "2025-09-30", "2025-10-29")) {
                var bound = new PartialDate(date);
                choices.add(new Choice(
                        "signedFrom",
                        date,
                        subject -> subject.text("signedOn") != null
                                && !new PartialDate(subject.text("signedOn"))
                                        .lastDay()
                                        .isBefore(bound.firstDay())));
                choices.add(new Choice(
                        "signedTo",
                        date,
                        subject -> subject.text("signedOn") != null
                                && !new PartialDate(subject.text("signedOn"))
                                        .firstDay()
                                        .isAfter(bound.lastDay())));
            }
        } else {
            for (String currency : List.of("USD", "eur", "CHF")) {
                choices.add(new Choice(
                        "currency",
                        currency,
                        subject -> currency.equalsIgnoreCase(
                                (String) amount(subject).get("currency"))));
            }
            for (long least : List.of(10L, 15L, 20L, 21L, 200_000_000L, 300_000_000L, 525_000_001L)) {
                choices.add(new Choice("minAmount", least, subject -> reaches(subject, least)));
            }
        }
        return choices;
    }

    private static Map<?, ?> amount(Subject subject) {
        return subject.entity.get("amount") instanceof Map<?, ?> amount ? amount : Map.of();
    }

    /** A range reaches what its upper end does. */
    private static boolean reaches(Subject subject, long least) {
        var amount = amount(subject);
        Object greatest = Stream.of("value", "max", "min")
                .map(amount::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return greatest != null && new BigDecimal(greatest.toString()).compareTo(BigDecimal.valueOf(least)) >= 0;
    }

    private static <T> Set<T> each(List<Subject> subjects, Function<Subject, Stream<T>> values) {
        return subjects.stream().flatMap(values).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean leavesNothing(List<Choice> choices) {
        var dates = choices.stream()
                .filter(choice -> choice.name.startsWith("signed"))
                .collect(Collectors.toMap(Choice::name, choice -> new PartialDate(String.valueOf(choice.value))));
        return dates.size() == 2
                && dates.get("signedFrom")
                        .firstDay()
                        .isAfter(dates.get("signedTo").lastDay());
    }

    private static void assertFiltered(String list, String at, List<Subject> subjects, List<Choice> choices) {
        var query = new ArrayList<Object>(List.of("validAt", at, "fields", "id", "count", true));
        choices.forEach(choice -> query.addAll(List.of(choice.name, choice.value)));
        var expected = subjects.stream()
                .filter(subject -> choices.stream().allMatch(choice -> choice.keeps.test(subject)))
                .map(subject -> subject.entity.get("id"))
                .toList();

        if (leavesNothing(choices)) {
            assertThat(expected).isEmpty();
            assertThat(problem(400, list, query.toArray()).getString("violations[0].field"))
                    .isEqualTo("signedFrom");
            return;
        }
        JsonPath answer = json(list, query.toArray());

        assertThat(answer.<Object>getList("items.id")).as("%s %s", list, query).isEqualTo(expected);
        assertThat(answer.getInt("page.total")).as("%s %s", list, query).isEqualTo(expected.size());
    }

    @Test
    void severalPartiesMeanAllOfThem() {
        assertThat(ids("/v1/agreements?party=fpt&party=name:Nvidia")).containsExactly("partnership-fpt-nvidia");
        assertThat(ids("/v1/agreements?party=mila&party=nvidia")).isEmpty();
        assertThat(ids("/v1/agreements?partyCountry=VN&partyCountry=kr"))
                .as("countries are parties of their own country")
                .contains("mou-vn-it-industry-department-kfia-2025", "moc-vietnam-south-korea-2022")
                .doesNotContain("partnership-fpt-nvidia");
        assertThat(ids("/v1/agreements?party=wikidata:Q881&partyCountry=US"))
                .contains("comprehensive-strategic-partnership-vietnam-united-states");
    }

    @ParameterizedTest
    @CsvSource({
        "ninh-binh, ",
        "ninh-binh, 2025-06-30",
        "ninh-binh, 2025-07-01",
        "ninh-binh, 2025",
        "ninh-binh, all",
        "ha-nam, ",
        "ha-nam, 2025-06-30",
        "nam-dinh, 2025-06-30",
        "vietnam, ",
        "vietnam, 2025-06-30",
        "dong-van-i-industrial-park, ",
        "south-korea, ",
        "world, "
    })
    void investmentsInAPlaceGoByTheBoundariesOfTheDate(String place, String date) {
        var at = date == null ? new Object[0] : new Object[] {"validAt", date};
        var expected = all(LARGEST, "/v1/places/" + place + "/investments", at).stream()
                .map(item -> ((Map<?, ?>) item.get("investment")).get("id"))
                .toList();

        assertThat(all(LARGEST, "/v1/investments?place=" + place, at).stream().map(item -> item.get("id")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(json("/v1/investments?limit=1&count=true&place=" + place, at).getInt("page.total"))
                .isEqualTo(expected.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies", "agencies", "facilities", "events", "ministries"})
    void whatIsInAPlaceIsWhereItsRelationshipsSay(String kind) {
        var within = new HashSet<Object>(ids("/v1/" + kind + "?place=vietnam"));
        var located = new HashSet<Object>();
        for (var item : all(LARGEST, "/v1/" + kind)) {
            for (String type : List.of("LOCATED_IN", "PRESENT_IN")) {
                all(LARGEST, "/v1/entities/" + item.get("id") + "/relationships", "type", type, "direction", "out")
                        .stream()
                        .filter(relationship -> "VN".equals(((Map<?, ?>) relationship.get("to")).get("country")))
                        .forEach(relationship -> located.add(item.get("id")));
            }
        }

        assertThat(within).isEqualTo(located);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/agreements?party=nobody-at-all, 404, unknown-reference",
        "/v1/agreements?party=name:Nobody at all, 404, unknown-reference",
        "/v1/agreements?party=fpt&party=nobody-at-all, 404, unknown-reference",
        "/v1/agreements?party=semiconductors, 404, unknown-reference",
        "/v1/agreements?sector=fpt, 404, unknown-reference",
        "/v1/investments?place=fpt, 404, unknown-reference",
        "/v1/investments?investor=nobody-at-all, 404, unknown-reference",
        "/v1/companies?place=name:Georgetown of nowhere, 404, unknown-reference",
        "/v1/agreements?partyCountry=Korea, 400, invalid-request",
        "/v1/agreements?minSources=two, 400, invalid-request",
        "/v1/agreements?updatedSince=2026, 400, invalid-request",
        "/v1/agreements?signedFrom=yesterday, 400, invalid-request",
        "/v1/agreements?hasConflict=maybe, 400, invalid-request",
        "/v1/agreements?investor=fpt, 400, invalid-request",
        "/v1/investments?party=fpt, 400, invalid-request",
        "/v1/investments?place=vietnam&place=ninh-binh, 400, invalid-request",
        "/v1/investments?minAmount=much, 400, invalid-request"
    })
    void whatCannotBeFilteredByIsTold(String list, int status, String type) {
        assertThat(problem(status, list).getString("type")).isEqualTo("/problems/" + type);
    }

    private static List<Object> ids(String list) {
        return all(LARGEST, list).stream().map(item -> item.get("id")).toList();
    }
}
