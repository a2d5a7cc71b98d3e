package dev.chipgraph.query.lookup.match;

import dev.chipgraph.model.Folding;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.NameWords;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text that is a name or, as in {@code Siemens AG, Munich, Germany}, a name with its address. Its parts are folded.
 *
 * @param name the name, which the whole text is unless it ends with a country
 * @param place what stands after the last comma before the country; empty when nothing does
 * @param country the country that the text ends with; empty when it ends with none
 * @param codes ISO 3166-1 alpha-2 codes of the countries of that name
 * @param isSeparate whether a comma, a parenthesis or the like separates name and country. Without, as in {@code Samsung
 *     Vietnam}, the country may be a part of the name
 */
record Address(String name, String place, String country, Set<String> codes, boolean isSeparate) {

    private static final Pattern COMMA = Pattern.compile("[,;、]");

    /** A name and its country in parentheses or after a dash. Commas in such a name are its own. */
    private static final Pattern PAIR = Pattern.compile(
            "(?s)(?<name>.+)(?:[(\\[](?<inside>[^()\\[\\]]+)[)\\]][^\\p{L}\\p{N}]*| [-–—|/] (?<after>[^,;、]+))");

    /** Most words of the name of a country that nothing separates from what is before it. */
    private static final int MOST_WORDS = 4;

    /** The folded parts of a text that may be its country, the longest first. */
    static List<String> ends(String text) {
        return ends(segments(text)).toList();
    }

    /**
     * The name and address that a text consists of.
     *
     * @param countries codes of countries by their folded names; at least those among the ends of the text
     */
    static Address of(String text, Map<String, Set<String>> countries) {
        var segments = segments(text);
        return ends(segments)
                .filter(countries::containsKey)
                .map(country -> of(segments, country, countries.get(country)))
                .filter(address -> !address.name().isEmpty())
                .findFirst()
                .orElseGet(() -> new Address(Folding.fold(text), "", "", Set.of(), false));
    }

    private static Address of(List<String> segments, String country, Set<String> codes) {
        String before = segments.getLast().substring(0, segments.getLast().length() - country.length());
        var parts = Stream.concat(segments.subList(0, segments.size() - 1).stream(), Stream.of(before.strip()))
                .filter(part -> !part.isEmpty())
                .toList();
        boolean hasPlace = parts.size() > 1 && !isLegalForm(parts.getLast());
        return new Address(
                String.join(" ", hasPlace ? parts.subList(0, parts.size() - 1) : parts),
                hasPlace ? parts.getLast() : "",
                country,
                codes,
                segments.size() > 1);
    }

    /** The name, with the place if there is one. */
    String withoutCountry() {
        return (name + " " + place).strip();
    }

    private static List<String> segments(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var pair = PAIR.matcher(normal);
        return (pair.matches()
                        ? Stream.of(pair.group("name"), pair.group(pair.group("after") == null ? "inside" : "after"))
                        : COMMA.splitAsStream(normal))
                .map(Folding::fold)
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** The ends of the last segment. What follows a preposition, as in {@code Bank of Korea}, is part of the name. */
    private static Stream<String> ends(List<String> segments) {
        if (segments.isEmpty()) {
            return Stream.empty();
        }
        var words = List.of(segments.getLast().split(" ", -1));
        return IntStream.range(0, words.size())
                .filter(first -> first == 0
                        ? segments.size() > 1
                        : words.size() - first <= MOST_WORDS && !NameWords.isMinor(words.get(first - 1)))
                .mapToObj(first -> String.join(" ", words.subList(first, words.size())));
    }

    private static boolean isLegalForm(String part) {
        return LegalForms.without("name " + part).equals("name");
    }
}
