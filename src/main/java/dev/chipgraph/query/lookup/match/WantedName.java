package dev.chipgraph.query.lookup.match;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.lookup.words.LuceneQuery;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A name to match in the forms in which it is looked up and compared. */
final class WantedName {

    /** Most words of a name that is looked for within a text. */
    private static final int MOST_WORDS_WITHIN = 12;

    /** An acronym of this length or longer is hardly shared. */
    private static final int LONGEST_ACRONYM = 6;

    /** What the parts of an address tell, however many words they have, as a share of what a word tells in a name. */
    private static final double PLACE = 0.05;

    private static final double COUNTRY = 0.02;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final int position;
    private final Matching.Query query;
    private final Address address;
    private final String key;
    private final String bare;
    private final List<String> words;
    private final List<String> placeWords;
    private final List<String> countryWords;

    /**
     * A wanted name.
     *
     * @param countries codes of countries by their folded names; at least those that the name ends with
     */
    WantedName(int position, Matching.Query query, Map<String, Set<String>> countries) {
        this.position = position;
        this.query = query;
        this.address = Address.of(query.name(), query.mode() == Matching.Mode.WHOLE ? countries : Map.of());
        this.key = Folding.fold(query.name());
        this.bare = LegalForms.without(address.name());
        this.words = NameWords.of(bare);
        this.placeWords = NameWords.of(address.place());
        this.countryWords = NameWords.of(address.country());
    }

    /** Its position among the names of the request. */
    int position() {
        return position;
    }

    Matching.Query query() {
        return query;
    }

    /** Its words without legal forms, those of its address last. */
    List<String> words() {
        return Stream.of(words, placeWords, countryWords).flatMap(List::stream).toList();
    }

    /** How many of the words are those of the name itself. */
    int ownWords() {
        return words.size();
    }

    /** What a word counts when the entity belongs to a country, as a share of its weight. */
    double share(int word, String country) {
        if (word < words.size() || !mayBelongTo(country)) {
            return 1;
        }
        return word < words.size() + placeWords.size() ? PLACE / placeWords.size() : COUNTRY / countryWords.size();
    }

    /**
     * Whether the name ends with the country of an entity. Of an entity whose country is unknown, this is assumed when the
     * end is set off.
     */
    private boolean mayBelongTo(String country) {
        return country == null ? address.isSeparate() : address.codes().contains(country);
    }

    /**
     * Whether the country of an entity is one that was asked for; null when either is unknown, or when the entity has the
     * country in its name.
     */
    Boolean agrees(String country, NameAlignment alignment) {
        if (country == null || countries().isEmpty()) {
            return null;
        }
        if (countries().contains(country)) {
            return true;
        }
        boolean isName = query.countries().isEmpty() && alignment.hasFrom(words.size() + placeWords.size());
        return isName ? null : false;
    }

    /** Codes of the countries that it probably belongs to. */
    Collection<String> countries() {
        return query.countries().isEmpty() ? address.codes() : query.countries();
    }

    /** How the name of an entity that belongs to a country differs in spelling. */
    MatchKind spelling(String other, String country) {
        var spelling = MatchKind.ofSpelling(key, other);
        boolean withPlace = spelling == MatchKind.SIMILAR
                && mayBelongTo(country)
                && Stream.of(address.withoutCountry(), address.name())
                        .anyMatch(name -> MatchKind.ofSpelling(name, other) != MatchKind.SIMILAR);
        return withPlace ? MatchKind.WITH_PLACE : spelling;
    }

    boolean isEmpty() {
        return key.isEmpty();
    }

    /** Whether it is an acronym, which many organisations may share. */
    boolean isAcronym() {
        String name = query.name().strip();
        return isAcronym(
                address.name().contains(" ")
                        ? name
                        : NO_WORD.splitAsStream(name)
                                .filter(word -> !word.isEmpty())
                                .findFirst()
                                .orElse(""));
    }

    /** Whether a name is one short word in capitals. */
    static boolean isAcronym(String name) {
        return name.length() <= LONGEST_ACRONYM
                && name.chars().allMatch(Character::isLetterOrDigit)
                && name.chars().filter(Character::isUpperCase).count() > 1;
    }

    /** What finds the stored names with the same words and those of entities with one of the identifiers. */
    Map<String, Object> sameParameters() {
        return Map.of(
                "fingerprints",
                (query.mode() == Matching.Mode.WITHIN
                                ? parts()
                                : Stream.of(
                                        key,
                                        LegalForms.without(key),
                                        LegalForms.without(address.withoutCountry()),
                                        bare))
                        .map(Folding::fingerprint)
                        .distinct()
                        .toList(),
                "identifiers",
                identifiers(),
                "kinds",
                kinds());
    }

    /** What finds the stored names that share words or have words that are nearly the unknown ones. */
    Map<String, Object> similarParameters(Set<String> unknown, WordRarity rarity) {
        var words = lookedUp();
        return Map.of("words", LuceneQuery.sharing(words, rarity.frequent(words), unknown), "kinds", kinds());
    }

    List<String> identifiers() {
        return query.identifiers().stream()
                .map(identifier -> identifier.toLowerCase(Locale.ROOT))
                .toList();
    }

    private List<String> kinds() {
        return query.kinds().stream().map(Kind::wire).toList();
    }

    /** The words to look up: its own, and neighbours written together. */
    private List<String> lookedUp() {
        return Stream.of(
                        bare,
                        LegalForms.without(address.withoutCountry()),
                        address.isSeparate() ? bare : LegalForms.without(key))
                .distinct()
                .flatMap(this::lookedUp)
                .filter(word -> !word.isBlank())
                .distinct()
                .toList();
    }

    private Stream<String> lookedUp(String name) {
        var plain = List.of(name.split(" ", -1));
        return Stream.of(
                        NameWords.of(name).stream(),
                        plain.stream().filter(word -> !NameWords.isUnspaced(word)),
                        plain.size() > 1 && query.mode() == Matching.Mode.WHOLE
                                ? Stream.of(String.join("", plain))
                                : Stream.<String>empty(),
                        IntStream.range(0, plain.size() - 1).mapToObj(i -> plain.get(i) + plain.get(i + 1)),
                        query.mode() == Matching.Mode.WHOLE ? NameWords.forms(name).stream() : Stream.<String>empty())
                .flatMap(each -> each);
    }

    /** Its runs of neighbouring words, each of which may be a name. */
    private Stream<String> parts() {
        String[] plain = key.split(" ", -1);
        return IntStream.range(0, plain.length)
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(first + 1, Math.min(plain.length, first + MOST_WORDS_WITHIN))
                        .mapToObj(last -> String.join(" ", Arrays.copyOfRange(plain, first, last))));
    }
}
