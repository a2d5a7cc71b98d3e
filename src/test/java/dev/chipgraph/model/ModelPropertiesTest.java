package dev.chipgraph.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.Dates;

/** General rules of dates, validity and names. */
class ModelPropertiesTest {

    @Property
    void aDateIsFoldedIntoItsMonthAndYear(@ForAll("dates") LocalDate day) {
        for (int length : List.of(4, 7, 10)) {
            var partial = new PartialDate(day.toString().substring(0, length));
            assertThat(partial.firstDay()).isBeforeOrEqualTo(day);
            assertThat(partial.lastDay()).isAfterOrEqualTo(day);
            assertThat(partial.toString()).isEqualTo(day.toString().substring(0, length));
        }
    }

    @Property
    void onlyRealDatesAreDates(@ForAll String text) {
        if (!text.matches("\\d{4}(-\\d{2}(-\\d{2})?)?")) {
            assertThatThrownBy(() -> new PartialDate(text)).hasMessageContaining("2025-09-20");
        }
    }

    /** The comparison of texts that the statements make is that of the intervals that they stand for. */
    @Property
    void comparingTextsComparesIntervals(@ForAll("partials") PartialDate bound, @ForAll("partials") PartialDate asked) {
        var at = ValidAt.fromString(asked.text());

        assertThat(bound.text().compareTo(at.last()) <= 0)
                .as("begins by then")
                .isEqualTo(!bound.firstDay().isAfter(asked.lastDay()));
        assertThat((bound.text() + "~").compareTo(at.first()) >= 0)
                .as("has not ended before")
                .isEqualTo(!bound.lastDay().isBefore(asked.firstDay()));
    }

    @Property
    void foldingTwiceIsFoldingOnce(@ForAll String text) {
        assertThat(Folding.fold(Folding.fold(text))).isEqualTo(Folding.fold(text));
    }

    @Property
    void neitherCaseNorUnicodeFormNorSpacingCounts(@ForAll("names") String name) {
        String folded = Folding.fold(name);

        assertThat(Folding.fold(name.toUpperCase(Locale.ROOT))).isEqualTo(folded);
        assertThat(Folding.fold(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(folded);
        assertThat(Folding.fold("  " + name.replace(" ", " - ") + ".")).isEqualTo(folded);
        assertThat(folded).matches("[\\p{L}\\p{N}]+( [\\p{L}\\p{N}]+)*");
    }

    @Example
    void vietnameseAndHangul() {
        assertThat(Folding.fold("Đồng Văn I")).isEqualTo("dong van i");
        assertThat(Folding.fold("Hiệp hội công nghiệp thiết kế chip Hàn Quốc"))
                .isEqualTo("hiep hoi cong nghiep thiet ke chip han quoc");
        assertThat(Folding.fold("한국팹리스산업협회")).isEqualTo("한국팹리스산업협회");
        assertThat(Folding.fold("Amkor Technology, Inc.")).isEqualTo("amkor technology inc");
    }

    @Property
    void idsOfRelationshipsTellTheirType(@ForAll RelationshipType type, @ForAll("suffixes") String suffix) {
        assertThat(RelationshipType.ofId(type.idPrefix() + suffix)).contains(type);
        assertThat(RelationshipType.ofId(type.idPrefix() + suffix + "0")).isEmpty();
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Dates.dates().between(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31));
    }

    @Provide
    Arbitrary<PartialDate> partials() {
        return Arbitraries.of(4, 7, 10)
                .flatMap(length -> Dates.dates()
                        .between(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31))
                        .map(day -> new PartialDate(day.toString().substring(0, length))));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                        "Ninh",
                        "Bình",
                        "Đồng",
                        "Văn",
                        "Nguyễn",
                        "Chí",
                        "Dũng",
                        "Hà Nội",
                        "서울",
                        "반도체",
                        "KFIA",
                        "Huế",
                        "Ångström")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<String> suffixes() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofLength(13);
    }

    @Property
    void kindsAreFoundByNameAndPath(@ForAll Kind kind) {
        assertThat(Kind.fromString(kind.wire())).isEqualTo(kind);
        assertThat(Kind.ofPath(kind.path())).contains(kind);
    }
}
