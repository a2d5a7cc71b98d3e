package dev.chipgraph.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and codes of countries. */
class CountriesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VN | vietnam",
                "vnm | vietnam",
                "704 | vietnam",
                "4 | afghanistan",
                "Vietnam | vietnam",
                "Việt Nam | vietnam",
                "VIET NAM | vietnam",
                "South Korea | south-korea",
                "Korea, Republic of | south-korea",
                "'Korea, Rep.' | south-korea",
                "'Korea (South)' | south-korea",
                "'Korea, Dem. People''s Rep.' | north-korea",
                "한국 | south-korea",
                "대한민국 | south-korea",
                "Hàn Quốc | south-korea",
                "'United States of America' | united-states",
                "USA | united-states",
                "U.S.A. | united-states",
                "미국 | united-states",
                "The Netherlands | netherlands",
                "St. Lucia | saint-lucia",
                "Trinidad & Tobago | trinidad-and-tobago",
                "'Congo, Dem. Rep.' | democratic-republic-of-the-congo",
                "'Congo, Rep.' | republic-of-the-congo",
                "ベトナム | vietnam",
                "Südkorea | south-korea",
                "Corée du Sud | south-korea",
                "États-Unis | united-states",
                "Япония | japan",
                "الصين | china",
                "Nga | russia",
                "NGA | nigeria",
                "Niger | niger",
                "Nigeria | nigeria",
                "XX | ",
                "YUG | ",
                "Republic of China | ",
                "Various countries | ",
                "'' | ",
            })
    void findsCountries(String text, String id) {
        assertThat(Countries.id(text)).isEqualTo(Optional.ofNullable(id));
    }
}
