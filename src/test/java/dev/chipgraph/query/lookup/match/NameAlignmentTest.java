package dev.chipgraph.query.lookup.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names are compared as wholes. */
class NameAlignmentTest {

    private static final WordRarity RARITY =
            new WordRarity(10_000, Map.of("university", 3_000L, "institute", 2_000L, "technology", 800L), 2);

    @Property(tries = 300)
    void aNameIsAsLikeAnotherAsTheOtherIsLikeIt(
            @ForAll("names") List<String> one, @ForAll("names") List<String> other) {
        double likeness = NameAlignment.of(one, other, RARITY).likeness();

        assertThat(likeness).isBetween(0.0, 1.0);
        assertThat(NameAlignment.of(other, one, RARITY).likeness()).isCloseTo(likeness, within(0.05));
    }

    @Property(tries = 300)
    void onlyTheSameWordsAreTheSameAndEveryWordMoreCosts(
            @ForAll("names") List<String> name, @ForAll("words") String word) {
        assertThat(NameAlignment.of(name, name, RARITY).likeness()).isEqualTo(1);

        var longer = new ArrayList<>(name);
        longer.add(word);
        assertThat(NameAlignment.of(longer, name, RARITY).likeness()).isLessThan(1);
        assertThat(NameAlignment.of(longer, name, RARITY).contained())
                .as("the name stands in the longer one")
                .isEqualTo(1);
    }

    @Property(tries = 300)
    void theOrderCostsLittle(@ForAll("names") List<String> name) {
        var reversed = new ArrayList<>(name);
        Collections.reverse(reversed);

        assertThat(NameAlignment.of(reversed, name, RARITY).likeness()).isBetween(0.96, 1.0);
    }

    @Property(tries = 300)
    void spacesCostLittle(@ForAll("names") List<String> name) {
        assertThat(NameAlignment.of(List.of(String.join("", name)), name, RARITY)
                        .likeness())
                .isEqualTo(name.size() == 1 ? 1 : 0.99);
    }

    @Example
    void aRareWordLeftOverCostsMoreThanAFrequentOne() {
        assertThat(likeness("Stanford", "Stanford University"))
                .isGreaterThan(likeness("Stanford", "Stanford Bakery"))
                .isLessThan(0.97);
        assertThat(likeness("University of Stanford", "Stanford University")).isGreaterThan(0.95);
    }

    @Example
    void wordsOfOtherLanguagesAndInitialsAgree() {
        assertThat(likeness("Universidad de Buenos Aires", "University of Buenos Aires"))
                .isGreaterThan(0.95);
        assertThat(likeness("Đại học Đà Nẵng", "Da Nang University")).isGreaterThan(0.9);
        assertThat(likeness("KFIA", "Korea Fabless Industry Association")).isEqualTo(0.85);
        assertThat(likeness("上海外國語大學", "上海外国语大学")).isEqualTo(1);
        assertThat(likeness("Fab 14", "Fab 15")).as("numbers").isLessThan(0.6);
    }

    @Example
    void whatFollowsANameCountsLessAndTakesNothingFromIt() {
        var query = List.of("baera", "dhaka", "bangladesh");
        var name = List.of("bangladesh", "atomic", "energy", "regulatory", "authority");

        var alignment = NameAlignment.of(query, 1, i -> i == 0 ? 1 : 0.02, name, RARITY);

        assertThat(alignment.hasInitials()).isTrue();
        assertThat(alignment.likeness()).isBetween(0.8, 0.85);
        assertThat(alignment.hasFrom(1)).isFalse();
        assertThat(NameAlignment.of(query, 1, i -> 1, List.of("baera", "bangladesh", "dhaka"), RARITY)
                        .hasFrom(1))
                .isTrue();
    }

    private static double likeness(String one, String other) {
        return NameAlignment.of(NameWords.of(Folding.fold(one)), NameWords.of(Folding.fold(other)), RARITY)
                .likeness();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('k', 'z').ofMinLength(5).ofMaxLength(9);
    }

    /** Distinct words that have neither letters nor initials in common by which they could be mistaken for one another. */
    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'j')
                .ofLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .uniqueElements()
                .map(words -> IntStream.range(0, words.size())
                        .mapToObj(i -> i + words.get(i))
                        .collect(Collectors.toList()));
    }
}
