package dev.chipgraph.query.lookup.duplicate;

import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Name;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Texts;
import dev.chipgraph.query.lookup.match.MatchKind;
import dev.chipgraph.query.lookup.match.MatchScore;
import dev.chipgraph.query.lookup.reference.References.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

        private String reason(Texts texts) {
            return texts.say("duplicate." + how.wire(), Map.of("one", texts.quoted(one), "other", texts.quoted(other)));
        }
    }

    /** A difference of two entities. */
    private record Difference(double factor, Function<Texts, String> reason) {}

    /** Compares two entities; empty when they have no name in common. */
    public static Optional<Duplicate> of(Entity entity, Entity duplicate, Languages languages) {
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
                            Suggestion.of(entity, languages),
                            Suggestion.of(duplicate, languages),
                            Stream.concat(
                                            Stream.<Function<Texts, String>>of(pair::reason),
                                            differences.stream().map(Difference::reason))
                                    .map(languages::write)
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
            differences.add(new Difference(SHORT_NAME, texts -> texts.say("duplicate.short-name", Map.of())));
        }
        if (one.kind() != other.kind()) {
            differences.add(new Difference(
                    OTHER_KIND,
                    texts -> texts.say(
                            "duplicate.other-kind",
                            Map.of("one", texts.label(one.kind()), "other", texts.label(other.kind())))));
        }
        if (one.country() == null || other.country() == null) {
            differences.add(new Difference(UNKNOWN_COUNTRY, texts -> texts.say("duplicate.unknown-country", Map.of())));
        } else if (one.country().equals(other.country())) {
            differences.add(new Difference(
                    1, texts -> texts.say("duplicate.same-country", Map.of("country", texts.country(one.country())))));
        } else {
            differences.add(new Difference(
                    OTHER_COUNTRY,
                    texts -> texts.say(
                            "duplicate.other-country",
                            Map.of("one", texts.country(one.country()), "other", texts.country(other.country())))));
        }
        otherIdentifier(one, other).ifPresent(differences::add);
        one.kind().properties().stream()
                .filter(property -> property.type() == Property.Type.DATE && !property.many())
                .flatMap(property -> otherDate(property, one, other).stream())
                .forEach(differences::add);
        return differences;
    }

    /** Identifiers of the same scheme that differ. */
    private static Optional<Difference> otherIdentifier(Entity one, Entity other) {
        Map<String, String> schemes = one.sameAs().stream()
                .collect(Collectors.toMap(MatchScore::scheme, identifier -> identifier, (first, second) -> first));
        return other.sameAs().stream()
                .filter(identifier -> schemes.containsKey(MatchScore.scheme(identifier))
                        && one.sameAs().stream().noneMatch(identifier::equalsIgnoreCase))
                .findFirst()
                .map(identifier -> new Difference(
                        OTHER_IDENTIFIER,
                        texts -> texts.say(
                                "duplicate.other-identifier",
                                Map.of("one", schemes.get(MatchScore.scheme(identifier)), "other", identifier))));
    }

    private static Optional<Difference> otherDate(Property property, Entity one, Entity other) {
        return one.properties().get(property.name()) instanceof PartialDate first
                        && other.properties().get(property.name()) instanceof PartialDate second
                        && (first.firstDay().isAfter(second.lastDay())
                                || second.firstDay().isAfter(first.lastDay()))
                ? Optional.of(new Difference(
                        OTHER_DATE,
                        texts -> texts.say(
                                "duplicate.other-date",
                                Map.of(
                                        "property", texts.label(property),
                                        "one", texts.date(first),
                                        "other", texts.date(second)))))
                : Optional.empty();
    }
}
