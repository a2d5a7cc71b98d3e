package dev.chipgraph.query.lookup.match;

import dev.chipgraph.graph.Row;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.NameWords;
import dev.chipgraph.query.lookup.words.WordRarity;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a stored name is worth as a candidate for a wanted name. From 0.9 on, a candidate is meant to be taken without a
 * look: what is not certain, such as an acronym that many may share, stays below.
 */
public final class MatchScore {

    /** Of what cannot be told apart, or is only an acronym among very many names. */
    private static final double UNCERTAIN = 0.89;

    /** Length of {@code https://}. */
    private static final int SHORTEST_URL = 8;

    /** With more names than these, an acronym of a few letters has several owners. */
    private static final long NAMES_WITH_SHARED_ACRONYMS = 10_000;

    /** What is missing to 1 shrinks by this share when the country agrees. */
    private static final double SAME_COUNTRY = 0.25;

    private static final double OTHER_COUNTRY = 0.6;
    private static final double OTHER_IDENTIFIER = 0.5;

    private static final double PRECISION = 1e4;

    /** A name within a text weighs more than a single frequent word. */
    private static final double LEAST_TELLING = 0.3;

    private MatchScore() {}

    /**
     * A stored name that may be the wanted one.
     *
     * @param id id of its entity
     * @param exists whether the entity exists on the date
     * @param name the name as written
     * @param how how it matches
     * @param likeness how similar it is, 0 to 1
     * @param score how certain it is, 0 to 1
     * @param country the country of the entity; null when unknown
     * @param agrees whether that is a country that was asked for; null when that is unknown or does not count
     * @param alignment the names word by word
     */
    record Fit(
            String id,
            boolean exists,
            String name,
            MatchKind how,
            double likeness,
            double score,
            String country,
            Boolean agrees,
            NameAlignment alignment) {

        /** This fit when another entity fits as well. */
        Fit uncertain() {
            return new Fit(id, exists, name, how, likeness, Math.min(score, UNCERTAIN), country, agrees, alignment);
        }

        /** Whether this is a part of what the other fits in the text that was sent. */
        boolean isWithin(Fit other) {
            int[] own = alignment.span().toArray();
            return own.length < other.alignment.span().count()
                    && IntStream.of(own).allMatch(i -> other.alignment.span().anyMatch(j -> j == i));
        }
    }

    /** The fit of a stored name, given by its row. */
    static Fit of(WantedName wanted, Row row, WordRarity rarity) {
        String key = row.text("key");
        String country = row.text("country");
        var alignment = NameAlignment.of(
                wanted.words(), wanted.ownWords(), word -> wanted.share(word, country), words(wanted, key), rarity);
        boolean identified = shares(wanted, row);
        MatchKind how = how(wanted, key, country, alignment);
        double likeness = !how.isGradual()
                ? 1
                : how == MatchKind.WITHIN ? contained(wanted, row.text("name"), alignment) : alignment.likeness();
        double score = how.score() * likeness * likeness;
        if (wanted.isAcronym() && !identified && rarity.names() > NAMES_WITH_SHARED_ACRONYMS) {
            score = Math.min(score, UNCERTAIN);
        }
        Boolean agrees = wanted.agrees(country, alignment);
        score = withCountry(score, agrees);
        if (identified) {
            how = how.isGradual() && score < MatchKind.IDENTIFIER.score() ? MatchKind.IDENTIFIER : how;
            score = Math.max(score, MatchKind.IDENTIFIER.score());
        } else if (contradicts(wanted, row)) {
            score *= OTHER_IDENTIFIER;
        }
        return new Fit(
                row.text("id"),
                (Boolean) row.values().get("exists"),
                row.text("name"),
                how,
                rounded(likeness),
                rounded(score),
                country,
                agrees,
                alignment);
    }

    /**
     * The words of a stored name that count. Within a text, a name of one word needs its legal form too, since the word alone
     * may be any other.
     */
    private static List<String> words(WantedName wanted, String key) {
        var bare = NameWords.of(LegalForms.without(key));
        return wanted.query().mode() == Matching.Mode.WITHIN && bare.size() == 1 ? NameWords.of(key) : bare;
    }

    /**
     * The share of a stored name that stands in the text. An acronym stands there only in capitals, and articles and the
     * like are no names.
     */
    private static double contained(WantedName wanted, String name, NameAlignment alignment) {
        boolean telling = alignment.weight() >= LEAST_TELLING;
        boolean asWritten = !WantedName.isAcronym(name) || wanted.query().name().contains(name);
        return telling && asWritten ? alignment.contained() : 0;
    }

    private static MatchKind how(WantedName wanted, String key, String country, NameAlignment alignment) {
        MatchKind spelling = wanted.spelling(key, country);
        if (wanted.query().mode() == Matching.Mode.WITHIN) {
            return spelling == MatchKind.EXACT ? spelling : MatchKind.WITHIN;
        }
        return spelling == MatchKind.SIMILAR && alignment.hasInitials() ? MatchKind.INITIALS : spelling;
    }

    private static double withCountry(double score, Boolean agrees) {
        if (agrees == null) {
            return score;
        }
        return agrees ? score + (1 - score) * SAME_COUNTRY : score * OTHER_COUNTRY;
    }

    private static List<String> identifiers(Row row) {
        List<String> identifiers = row.texts("identifiers");
        return identifiers == null
                ? List.of()
                : identifiers.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static boolean shares(WantedName wanted, Row row) {
        var stored = identifiers(row);
        return wanted.identifiers().stream().anyMatch(stored::contains);
    }

    /** Whether the entity has another identifier of the same scheme. */
    private static boolean contradicts(WantedName wanted, Row row) {
        var stored = identifiers(row);
        return wanted.identifiers().stream()
                .anyMatch(identifier ->
                        stored.stream().anyMatch(other -> scheme(other).equals(scheme(identifier))));
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }

    /** The scheme of an identifier: {@code wikidata}, or a URL up to the part that identifies. A mere host is its own scheme. */
    public static String scheme(String identifier) {
        if (!identifier.startsWith("http")) {
            return identifier.split(":", 2)[0].toLowerCase(Locale.ROOT);
        }
        int last = identifier.lastIndexOf('/');
        return last > SHORTEST_URL ? identifier.substring(0, last) : identifier;
    }
}
