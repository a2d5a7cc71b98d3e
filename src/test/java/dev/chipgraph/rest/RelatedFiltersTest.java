package dev.chipgraph.rest;

import static dev.chipgraph.Api.json;
import static dev.chipgraph.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.Together;
import dev.chipgraph.http.Json;
import dev.chipgraph.model.PartialDate;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters by relationships, generated and compared with the relationships themselves. */
@QuarkusTest
@ExtendWith(Api.class)
@Order(1)
class RelatedFiltersTest extends FilterChoices {

    /** What a filter lets through, as this test sees it. */
    private record Choice(String name, Object value, Predicate<Subject> keeps) {}

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
        var questions = new ArrayList<List<Choice>>();
        choices.forEach(choice -> questions.add(List.of(choice)));
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
            questions.add(together);
        }
        Together.forEach(questions, question -> assertFiltered(list, at, subjects, question));
    }

    private static List<Choice> choices(List<Subject> subjects, String party, String country) {
        var choices = new ArrayList<Choice>();
        each(subjects, subject -> subject.parties().keySet().stream())
                .forEach(id -> choices.add(
                        new Choice(party, id, subject -> subject.parties().containsKey(id))));
        each(subjects, subject -> subject.parties().values().stream().filter(code -> code != null))
                .forEach(code -> choices.add(
                        new Choice(country, code, subject -> subject.parties().containsValue(code))));
        each(subjects, subject -> subject.sectors().stream())
                .forEach(id -> choices.add(
                        new Choice("sector", id, subject -> subject.sectors().contains(id))));
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
                    "hasConflict", conflict, subject -> subject.entity().containsKey("conflicts") == conflict));
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
        return subject.entity().get("amount") instanceof Map<?, ?> amount ? amount : Map.of();
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
                .map(subject -> subject.entity().get("id"))
                .toList();

        if (leavesNothing(choices)) {
            assertThat(expected).isEmpty();
            assertThat(problem(400, list, query.toArray()).getString("violations[0].field"))
                    .isEqualTo("signedFrom");
            return;
        }
        Json answer = json(list, query.toArray());

        assertThat(answer.<Object>getList("items.id")).as("%s %s", list, query).isEqualTo(expected);
        assertThat(answer.getInt("page.total")).as("%s %s", list, query).isEqualTo(expected.size());
    }
}
