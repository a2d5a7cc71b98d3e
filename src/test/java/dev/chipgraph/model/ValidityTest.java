package dev.chipgraph.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a relationship is attested on a date. */
class ValidityTest {

    @ParameterizedTest
    @CsvSource({
        // from, to, attested on, asked for, answer
        " ,     ,     2024-09-22,            1990,       false",
        " ,     ,     2024-09-22,            2024-09-21, false",
        " ,     ,     2024-09-22,            2024-09-22, true",
        " ,     ,     2024-09-22,            2024-09,    true",
        " ,     ,     2024-09-22,            2024-09-23, false",
        " ,     ,     2024-09-22 2026-01-16, 2025-06-01, true",
        " ,     ,     2026-01-16 2024-09-22, 2026-01-17, false",
        " ,     ,     2024-09,               2024-09-30, true",
        " ,     ,     2024-09,               2024-10-01, false",
        " ,     ,     2024 2024-09-22,       2024-12-31, true",
        "2021,  ,     2024-09-22,            2022,       true",
        "2021,  ,     2024-09-22,            2025,       false",
        " ,     2025, 2024-09-22,            2025,       true",
        " ,     2025, 2024-09-22,            2023,       false",
        "2021,  2025, 2024-09-22,            2023,       true",
        " ,     ,     2024-09-22,            all,        ",
        " ,     ,     '',                    2024-09-22, ",
        "2021,  2025, '',                    2024-09-22, "
    })
    void attestationsCoverTheDatesBetweenThemAndUpToAKnownBound(
            String from, String to, String attestedOn, String asked, Boolean attested) {
        var dates = attestedOn.isEmpty()
                ? List.<PartialDate>of()
                : Arrays.stream(attestedOn.split(" ", -1)).map(PartialDate::new).toList();
        var validity = new Validity(date(from), date(to), dates);

        assertThat(validity.on(ValidAt.fromString(asked)).attested()).isEqualTo(attested);
    }

    private static PartialDate date(String text) {
        return text == null ? null : new PartialDate(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2024 | [2024]",
                "'2024-09-22' | [2024-09-22]",
                "['2026','2024-09-22','2026'] | [2024-09-22, 2026]",
                "[] | []",
                "null | []"
            })
    void oneDateOrAListIsRead(String given, String read) throws Exception {
        var reader = new RecordReader("row");
        var relationship = reader.relationship(record(given));

        assertThat(reader.violations()).isEmpty();
        assertThat(relationship.validity().attestedOn()).hasToString(read);
    }

    @Test
    void anotherValueIsAMistake() throws Exception {
        for (String wrong : List.of("'soon'", "true", "['2024','soon']", "{}")) {
            var reader = new RecordReader("row");
            reader.relationship(record(wrong));

            assertThat(reader.violations())
                    .as(wrong)
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.field()).startsWith("attestedOn"));
        }
    }

    private static JsonNode record(String attestedOn) throws Exception {
        return new ObjectMapper()
                .readTree(
                        "{'from':'a','type':'HOLDS','to':'b','attestedOn':%s,'attested':false,'evidence':[{'source':'s'}]}"
                                .formatted(attestedOn)
                                .replace('\'', '"'));
    }
}
