package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people write them. */
class NumberParserTest {

    private static final NumberParser ENGLISH = new NumberParser('.', ',');

    private static String read(NumberParser parser, String text) {
        return parser.figure(text).map(Figure::text).orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$1.4T                     | 1400000000000 | ''",
                "525 million USD           | 525000000     | USD",
                "US$ 1.5 bn                | 1500000000    | USD",
                "USD525m                   | 525000000     | USD",
                "1.5 tỷ                    | 1500000000    | ''",
                "500 triệu đồng            | 500000000     | VND",
                "2 nghìn tỷ VNĐ            | 2000000000000 | VND",
                "3조                       | 3000000000000 | ''",
                "3조 5천억원               | 3500000000000 | KRW",
                "5억 달러                  | 500000000     | ''",
                "₩300억                    | 30000000000   | KRW",
                "NT$50bn                   | 50000000000   | TWD",
                "€ 2,5                     |               | ''",
                "1e9                       | 1000000000    | ''",
                "3.5e+21                   | 3500000000000000000000 | ''",
                "1 234 567                 | 1234567       | ''",
                "1'234'567.5               | 1234567.5     | ''",
                "１２％                    | 0.12          | ''",
                "($1,234)                  | -1234         | ''",
                "$-5                       | -5            | ''",
                "2 crore                   | 20000000      | ''",
                "over 1.5 billion          | >1500000000   | ''",
                "at least $5m              | >=5000000     | ''",
                "$500m+                    | >=500000000   | ''",
                "500억 이상                | >=50000000000 | ''",
                "hơn 500 tỷ đồng           | >500000000000 | VND",
                "up to NT$2bn              | <=2000000000  | TWD",
                "under 40%                 | <0.4          | ''",
                "nearly $600 million       | ~600000000    | ''",
                "약 3조원                  | ~3000000000000 | KRW",
                "1-2 million               | 1000000..2000000 | ''",
                "US$1.5–2 billion          | 1500000000..2000000000 | USD",
                "from 10 to 20%            | 0.1..0.2      | ''",
                "between €1m and €2m       | 1000000..2000000 | EUR",
                "about 1 to 2 tỷ           | 1000000000..2000000000 | ''",
                "2-1                       |               | ''",
                "2025-09-20                |               | ''",
                "5 m2                      |               | ''",
                "1 234 5                   |               | ''",
                "1 million 5 billion       |               | ''",
                "1.5.2                     |               | ''",
                "1e999                     |               | ''",
                "million                   |               | ''",
                "US$                       |               | USD",
                "twelve                    |               | ''",
            })
    void readsNumbersAndTheirCurrencies(String text, String figure, String currency) {
        assertThat(read(ENGLISH, text)).isEqualTo(figure);
        assertThat(ENGLISH.currency(text)).isEqualTo(currency);
    }

    @Property(tries = 200)
    void readsWhatLocalesWrite(@ForAll long number) {
        for (Locale locale : new Locale[] {Locale.US, Locale.FRANCE, Locale.of("de", "CH"), Locale.KOREA}) {
            assertThat(read(ENGLISH, NumberFormat.getIntegerInstance(locale).format(number)))
                    .isEqualTo(Figure.written(BigDecimal.valueOf(number)));
        }
        String vietnamese =
                NumberFormat.getIntegerInstance(Locale.of("vi", "VN")).format(number);
        assertThat(read(new NumberParser(',', '.'), vietnamese)).isEqualTo(Figure.written(BigDecimal.valueOf(number)));
    }

    @Property(tries = 500)
    void noTextIsAnException(@ForAll String text) {
        assertThatCode(() -> read(ENGLISH, text)).doesNotThrowAnyException();
        assertThatCode(() -> ENGLISH.currency("1 " + text)).doesNotThrowAnyException();
    }
}
