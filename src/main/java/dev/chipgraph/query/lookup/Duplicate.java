package dev.chipgraph.query.lookup;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.lookup.References.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Two entities that are probably the same.
 *
 * @param score 0 to 1: 1 when the names are equal apart from case, diacritics and punctuation, 0.98 when they also differ in
 *     legal forms, 0.95 when they also differ in the order of words; multiplied for each reason to doubt by a factor below 1
 * @param entity the entity that is known longer
 * @param duplicate the other one
 * @param reasons what the two have in common and what differs, in sentences
 */
@Schema(name = "Duplicate", description = "Two entities that are probably the same.")
public record Duplicate(double score, Suggestion entity, Suggestion duplicate, List<String> reasons) {

    private static final double SHORT_NAME = 0.8;
    private static final double OTHER_KIND = 0.8;
    private static final double UNKNOWN_COUNTRY = 0.9;
    private static final double OTHER_COUNTRY = 0.6;
    private static final double OTHER_IDENTIFIER = 0.4;
    private static final double OTHER_DATE = 0.7;
    private static final Pattern SHORT_TEXT = Pattern.compile("[\\p{IsLatin}\\p{N}\\P{L}]{1,3}");
    private static final double PRECISION = 1e4;

    /** Names of two entities, and how they match. */
    private record NamePair(String one, String other, MatchKind how) {

        /** Whether chance may explain the match: few Latin letters, as acronyms have. */
        private boolean isShort() {
            return SHORT_TEXT.matcher(other).matches();
        }

        @Override
        public String toString() {
            return how == MatchKind.EXACT
                    ? "Both are named \"%s\".".formatted(other)
                    : "The name \"%s\" %s as \"%s\".".formatted(other, how.predicate(), one);
        }
    }

    /** Length of {@code https://}. */
    private static final int SHORTEST_URL = 8;

    /** A difference of two entities. */
    private record Difference(double factor, String reason) {}

    /** Compares two entities; empty when they have no name in common. */
    public static Optional<Duplicate> of(Entity entity, Entity duplicate) {
        return names(entity)
                .flatMap(one -> names(duplicate)
                        .map(other ->
                                new NamePair(one, other, MatchKind.ofSpelling(Folding.fold(one), Folding.fold(other)))))
                .filter(pair -> List.of(MatchKind.EXACT, MatchKind.WITHOUT_LEGAL_FORM, MatchKind.SAME_WORDS)
                        .contains(pair.how()))
                .max(Comparator.comparingDouble(pair -> pair.how().score()))
                .map(pair -> {
                    var differences = differences(pair, entity, duplicate);
                    double score = differences.stream()
                            .mapToDouble(Difference::factor)
                            .reduce(pair.how().score(), (one, other) -> one * other);
                    return new Duplicate(
                            Math.round(score * PRECISION) / PRECISION,
                            Suggestion.of(entity),
                            Suggestion.of(duplicate),
                            Stream.concat(
                                            Stream.of(pair.toString()),
                                            differences.stream().map(Difference::reason))
                                    .toList());
                });
    }

    private static Stream<String> names(Entity entity) {
        return Stream.concat(Stream.of(entity.name()), entity.names().stream().map(Name::value))
                .distinct();
    }

    private static List<Difference> differences(NamePair names, Entity one, Entity other) {
        var differences = new ArrayList<Difference>();
        if (names.isShort()) {
            differences.add(new Difference(SHORT_NAME, "Short names are often those of several."));
        }
        if (one.kind() != other.kind()) {
            differences.add(new Difference(
                    OTHER_KIND,
                    "One is of the kind %s, the other of the kind %s."
                            .formatted(one.kind().wire(), other.kind().wire())));
        }
        if (one.country() == null || other.country() == null) {
            differences.add(new Difference(UNKNOWN_COUNTRY, "The country of one of them is unknown."));
        } else if (one.country().equals(other.country())) {
            differences.add(new Difference(1, "Both are in %s.".formatted(one.country())));
        } else {
            differences.add(new Difference(
                    OTHER_COUNTRY, "One is in %s, the other in %s.".formatted(one.country(), other.country())));
        }
        otherIdentifier(one, other).ifPresent(differences::add);
        one.kind().properties().stream()
                .filter(property -> property.type() == Property.Type.DATE && !property.many())
                .flatMap(property -> otherDate(property.name(), one, other).stream())
                .forEach(differences::add);
        return differences;
    }

    /** Identifiers of the same scheme that differ. */
    private static Optional<Difference> otherIdentifier(Entity one, Entity other) {
        Map<String, String> schemes = one.sameAs().stream()
                .collect(Collectors.toMap(Duplicate::scheme, identifier -> identifier, (first, second) -> first));
        return other.sameAs().stream()
                .filter(identifier -> schemes.containsKey(scheme(identifier))
                        && one.sameAs().stream().noneMatch(identifier::equalsIgnoreCase))
                .findFirst()
                .map(identifier -> new Difference(
                        OTHER_IDENTIFIER,
                        "Their identifiers differ: %s and %s.".formatted(schemes.get(scheme(identifier)), identifier)));
    }

    /** The scheme of an identifier: {@code wikidata}, or a URL up to the part that identifies. A mere host is its own scheme. */
    static String scheme(String identifier) {
        if (!identifier.startsWith("http")) {
            return identifier.split(":", 2)[0].toLowerCase(Locale.ROOT);
        }
        int last = identifier.lastIndexOf('/');
        return last > SHORTEST_URL ? identifier.substring(0, last) : identifier;
    }

    private static Optional<Difference> otherDate(String property, Entity one, Entity other) {
        return one.properties().get(property) instanceof PartialDate first
                        && other.properties().get(property) instanceof PartialDate second
                        && (first.firstDay().isAfter(second.lastDay())
                                || second.firstDay().isAfter(first.lastDay()))
                ? Optional.of(new Difference(
                        OTHER_DATE, "The values of %s differ: %s and %s.".formatted(property, first, second)))
                : Optional.empty();
    }
}
