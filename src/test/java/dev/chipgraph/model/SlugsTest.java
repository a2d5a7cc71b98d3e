package dev.chipgraph.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Đồng Văn I Co., Ltd. | dong-van-i-co-ltd",
                "Weiß & Söhne         | weiss-sohne",
                "Ærø İstanbul Łódź    | aero-istanbul-lodz",
                "SK하이닉스              | skhainigseu",
                "SK텔레콤               | sktellekom",
                "한국반도체               | hangugbandoche",
                "中芯国际                | zhong-xin-guo-ji",
                "ルネサス エレクトロニクス    | runesasu-erekutoronikusu",
                "ガ                     | ga",
                "カ                     | ka",
                "Микрон               | mikron",
                "Новосибирский объект | novosibirskij-obekt",
                "Ελλάδα               | ellada",
                "٣ شركة               | 3-shrkt",
                "µ Azərbaycan         | m-azerbaycan",
                "***                  | ''",
            })
    void keepsEveryLetter(String name, String slug) {
        assertThat(Slugs.of(name)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({"ភ្នំពេញ, ភ្នំពេជ", "ꦗꦮ, ꦗꦒ"})
    void tellsApartWhatHasNoLatinSpelling(String one, String other) {
        assertThat(Slugs.of(one)).matches("[a-z0-9]+(-[a-z0-9]+)*").isNotEqualTo(Slugs.of(other));
    }
}
