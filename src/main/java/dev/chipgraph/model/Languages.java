package dev.chipgraph.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Set;
import java.util.TreeSet;

/**
 * The languages that a client prefers, best first. They choose among the names of an entity by lookup (RFC 4647, section
 * 3.4); an entity without a name in any of them is shown by its display name. The languages of the chosen names are kept for
 * {@code Content-Language}.
 */
public final class Languages {

    /** Language of display names. */
    public static final String DEFAULT = "en";

    private final List<LanguageRange> ranges;
    private final Set<String> used = new TreeSet<>();

    private Languages(List<LanguageRange> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads {@code Accept-Language}; null means no preference.
     *
     * @throws IllegalArgumentException when the header is malformed
     */
    public static Languages accepting(String header) {
        return new Languages(header == null || header.isBlank() ? List.of() : LanguageRange.parse(header));
    }

    /** The name to show, of an entity with this display name and these names. */
    public String choose(String displayName, List<Name> names) {
        var byTag = names.stream()
                .filter(name -> name.lang() != null && name.type() != Name.Type.FORMER)
                .toList();
        var sort = names.stream()
                .filter(name -> name.value().equals(displayName) && name.type() != null)
                .map(Name::type)
                .findFirst()
                .orElse(null);
        var tags = byTag.stream().map(Name::lang).toList();
        for (LanguageRange range : ranges) {
            if (range.getWeight() == 0 || range.getRange().equals("*") || isDefault(range)) {
                break;
            }
            String tag = Locale.lookupTag(List.of(range), tags);
            if (tag != null) {
                used.add(tag);
                return byTag.stream()
                        .filter(name -> name.lang().equalsIgnoreCase(tag))
                        .min(Comparator.comparingInt(name -> rank(name, displayName, sort)))
                        .orElseThrow()
                        .value();
            }
        }
        used.add(DEFAULT);
        return displayName;
    }

    private static boolean isDefault(LanguageRange range) {
        return range.getRange().equals(DEFAULT) || range.getRange().startsWith(DEFAULT + "-");
    }

    /**
     * Ranks the display name first, then names of its type, which correspond to it in other languages: a country is called
     * by its short name. Otherwise the official name comes first and an abbreviation last.
     */
    private static int rank(Name name, String displayName, Name.Type sort) {
        if (name.value().equals(displayName)) {
            return 0;
        }
        if (sort != null && name.type() == sort) {
            return 1;
        }
        return switch (name.type()) {
            case OFFICIAL -> 2;
            case null -> 3;
            case ALIAS -> 4;
            case SHORT, FORMER -> 5;
        };
    }

    /** Tags of the languages of the names chosen so far, for {@code Content-Language}. */
    public String used() {
        return used.isEmpty() ? DEFAULT : String.join(", ", used);
    }
}
