package dev.chipgraph.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The languages that a client prefers, best first. They choose among the names of an entity by lookup (RFC 4647, section
 * 3.4); an entity without a name in any of them is shown by its display name. Likewise they choose the language of the texts
 * that the service writes. The language of every text is kept, so that those of an answer can be told from its texts.
 */
public final class Languages {

    /** Language of display names and descriptions. */
    public static final String DEFAULT = "en";

    /** For whatever shows display names and need not tell their languages. */
    public static final Languages ANY = new Languages(List.of(), false);

    private final List<LanguageRange> ranges;
    private final Texts texts;
    private final Map<String, String> languages = new ConcurrentHashMap<>();
    private volatile boolean noting;

    private Languages(List<LanguageRange> ranges, boolean noting) {
        this.ranges = ranges;
        this.noting = noting;
        texts = texts();
    }

    /**
     * Reads {@code Accept-Language}; null means no preference.
     *
     * @throws IllegalArgumentException when the header is malformed
     */
    public static Languages accepting(String header) {
        return new Languages(header == null || header.isBlank() ? List.of() : LanguageRange.parse(header), true);
    }

    /** The preferred languages, until one that every text has. */
    private Stream<LanguageRange> preferred() {
        return ranges.stream()
                .takeWhile(range -> range.getWeight() > 0 && !range.getRange().equals("*") && !isDefault(range));
    }

    private Texts texts() {
        var tags = Texts.all().stream().map(Texts::language).toList();
        String tag = preferred()
                .map(range -> Locale.lookupTag(List.of(range), tags))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(DEFAULT);
        return Texts.all().stream()
                .filter(each -> each.language().equals(tag))
                .findFirst()
                .orElseThrow();
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
        return preferred()
                .map(range -> Locale.lookupTag(List.of(range), tags))
                .filter(Objects::nonNull)
                .findFirst()
                .map(tag -> noted(
                        byTag.stream()
                                .filter(name -> name.lang().equalsIgnoreCase(tag))
                                .min(Comparator.comparingInt(name -> rank(name, displayName, sort)))
                                .orElseThrow()
                                .value(),
                        tag))
                .orElseGet(() -> noted(displayName, DEFAULT));
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

    /** A text that the service writes in the language that the client prefers among its own. */
    public String write(Function<Texts, String> text) {
        return noted(text.apply(texts), texts.language());
    }

    /** A description, which is in the language of display names; null when there is none. */
    public String describe(String description) {
        return description == null ? null : noted(description, DEFAULT);
    }

    private String noted(String text, String language) {
        if (noting) {
            languages.putIfAbsent(text, language);
        }
        return text;
    }

    /**
     * Tags of the languages of those of these texts that are names, descriptions or written by the service; that of display
     * names when there is none.
     */
    public Set<String> of(Stream<String> shown) {
        var used = new TreeSet<String>();
        shown.map(languages::get).filter(Objects::nonNull).forEach(used::add);
        return used.isEmpty() ? Set.of(DEFAULT) : used;
    }

    /** The languages that texts probably have which will follow. */
    public Set<String> expected() {
        return new TreeSet<>(List.of(texts.language(), DEFAULT));
    }

    /** Keeps no more languages: those of the answer were told, and more may follow than there is memory for. */
    public void told() {
        noting = false;
        languages.clear();
    }
}
