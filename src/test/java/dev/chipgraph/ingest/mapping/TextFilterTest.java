package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFilterTest {

    private static String filtered(String text, String step) {
        var one = TemplateParser.pieces("{x|" + step + "}").getFirst().steps().getFirst();
        return String.join(
                "/", TextFilter.MAKERS.get(one.name()).make(one.arguments()).apply(List.of(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "61%                 | number           | 0.61",
                "1,234.50            | number           | 1234.5",
                "'1.234,50 €'        | number:','       | 1234.5",
                "'€ 1.234,50'        | number:','       | 1234.5",
                "1 234,5             | number:',':' '   | 1234.5",
                "$255.7 billion      | number           | 255700000000",
                "US$ 3m              | number           | 3000000",
                "−5                  | number           | -5",
                "1e9                 | number           | 1000000000",
                "over 2m             | number           | >2000000",
                "NT$ 3m              | currency         | TWD",
                "$3                  | currency         | ''",
                "$3                  | currency:SGD     | SGD",
                "1,5 tỷ đồng         | currency:USD     | VND",
                "1,5                 | number           | ",
                "2.4                 | percent          | 0.024",
                "61%                 | percent          | 0.61",
                "100                 | percent          | 1",
                "20/09/2025          | date:'dd/MM/yyyy' | 2025-09-20",
                "31/02/2025          | date:'dd/MM/yyyy' | ",
                "Sep 2025            | date:'dd/MM/yyyy':'MMM yyyy' | 2025-09",
                "2025                | date:'yyyy'      | 2025",
                "2025-09-20          | date:'dd/MM/yyyy' | 2025-09-20",
                "2025-09-20T10:30    | date:'dd/MM/yyyy' | 2025-09-20",
                "2025-02-31          | date:'dd/MM/yyyy' | ",
                "12 september 2025   | date:'d MMMM yyyy' | 2025-09-12",
                "Đồng Văn I & Co.    | slug             | dong-van-i-and-co",
                "한국반도체              | slug             | hangugbandoche",
                "a.b                 | replace:'.':'-'  | a-b",
                "over $70 bn (2019)  | match:'\\((\\d+)\\)' | 2019",
                "none                | match:'\\d+'     | ''",
                "a; b;;c             | split:';'        | a/b/c",
                "A                   | lower            | a",
                "VN                  | country          | vietnam",
                "XX                  | country:empty    | ''",
                "XX                  | country:keep     | XX",
            })
    void changesTexts(String text, String step, String expected) {
        if (expected == null) {
            assertThatThrownBy(() -> filtered(text, step)).isInstanceOf(CellException.class);
        } else {
            assertThat(filtered(text, step)).isEqualTo(expected);
        }
    }

    @Test
    void slugsAreNoLongerThanIds() {
        assertThat(filtered("word ".repeat(50), "slug"))
                .hasSizeLessThanOrEqualTo(100)
                .doesNotEndWith("-");
    }
}
