package dev.chipgraph.query.lookup.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name is told from the address that follows it. */
class AddressTest {

    private static final Map<String, Set<String>> COUNTRIES = Map.of(
            "belgium", Set.of("BE"),
            "germany", Set.of("DE"),
            "korea", Set.of("KR"),
            "south korea", Set.of("KR"),
            "han quoc", Set.of("KR"),
            "한국", Set.of("KR"),
            "vietnam", Set.of("VN"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IMEC (Belgium) | imec | '' | belgium | true",
                "Siemens AG, Munich, Germany | siemens ag | munich | germany | true",
                "Siemens, Energy (Germany) | siemens energy | '' | germany | true",
                "Siemens, Energy, Munich, Germany | siemens energy | munich | germany | true",
                "Siemens - Energy; 80333 München; Germany | siemens energy | 80333 munchen | germany | true",
                "Siemens, Munich Germany | siemens | munich | germany | true",
                "Siemens - Germany | siemens | '' | germany | true",
                "Samsung Electronics Co., Ltd., Suwon, South Korea | samsung electronics co ltd | suwon | south korea | true",
                "삼성전자（한국） | 삼성전자 | '' | 한국 | true",
                "Samsung Electronics Vietnam | samsung electronics | '' | vietnam | false",
                "Samsung Hàn Quốc | samsung | '' | han quoc | false",
                "Samsung South Korea | samsung | '' | south korea | false",
                "Bank of Korea | bank of korea | '' | '' | false",
                "Vietnam | vietnam | '' | '' | false",
                "(Vietnam) | vietnam | '' | '' | false",
                "Vietnam Airlines | vietnam airlines | '' | '' | false",
                "Samsung Co., Ltd. | samsung co ltd | '' | '' | false",
                "( | '' | '' | '' | false"
            })
    void aNameAndItsAddress(String text, String name, String place, String country, boolean separate) {
        var address = Address.of(text, COUNTRIES);

        assertThat(List.of(address.name(), address.place(), address.country()))
                .isEqualTo(List.of(name, place, country));
        assertThat(address.isSeparate()).isEqualTo(separate);
    }

    @Test
    void theEndsOfATextMayBeItsCountry() {
        assertThat(Address.ends("Samsung, South Korea")).containsExactly("south korea", "korea");
        assertThat(Address.ends("one two three four five six"))
                .containsExactly("three four five six", "four five six", "five six", "six");
        assertThat(Address.ends("Samsung")).isEmpty();
        assertThat(Address.ends("()")).isEmpty();
    }
}
