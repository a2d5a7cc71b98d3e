package dev.chipgraph.model;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labels of the vocabulary and sentences in one language. They come from the resource bundles {@code Labels} and {@code
 * Sentences} beside this class, which have the same keys in every language.
 */
public final class Texts {

    /** English texts, for whatever has no reader with a language of its own. */
    public static final Texts ENGLISH = new Texts("en", ULocale.forLanguageTag("en-001"), Function.identity());

    private static final List<Texts> ALL = List.of(
            ENGLISH,
            new Texts("vi", ULocale.forLanguageTag("vi"), Function.identity()),
            new Texts("ko", ULocale.forLanguageTag("ko"), KoreanParticles::choose));

    private final String language;
    private final ULocale locale;
    private final Function<String, String> grammar;
    private final ResourceBundle labels;
    private final ResourceBundle sentences;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Texts(String language, ULocale locale, Function<String, String> grammar) {
        this.language = language;
        this.locale = locale;
        this.grammar = grammar;
        labels = bundle("Labels", language);
        sentences = bundle("Sentences", language);
    }

    private static ResourceBundle bundle(String name, String language) {
        // Not in the language of the machine where a language has no bundle: English is the one without a suffix.
        return ResourceBundle.getBundle(
                Texts.class.getPackageName() + "." + name,
                Locale.of(language),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    /** The texts in each language. */
    public static List<Texts> all() {
        return ALL;
    }

    /** The same text in each language, by tag. */
    public static Map<String, String> inAll(Function<Texts, String> text) {
        return ALL.stream().collect(Collectors.toMap(Texts::language, text, (one, other) -> one, LinkedHashMap::new));
    }

    /** BCP 47 tag of the language. */
    public String language() {
        return language;
    }

    public String label(Kind kind) {
        return labels.getString("kind." + kind.wire());
    }

    /** What the entity that a relationship leads from does or is to the other one. */
    public String label(RelationshipType type) {
        return labels.getString(type.wire() + ".from");
    }

    /** The relationship seen from the entity that it leads to. */
    public String reverseLabel(RelationshipType type) {
        return labels.getString(type.wire() + ".to");
    }

    /** The name of a property. */
    public String label(Property property) {
        return labels.getString("property." + property.name());
    }

    /** The name of a field with related entities. */
    public String label(RelatedField field) {
        return labels.getString("field." + field.name());
    }

    /** The name of one of the values of a property. */
    public String label(Property property, String value) {
        return labels.getString(property.name() + "." + value);
    }

    /** The name of a country, by its ISO 3166-1 alpha-2 code. */
    public String country(String code) {
        return ULocale.getDisplayCountry("und-" + code, locale);
    }

    /** A date, as precise as it is. */
    public String date(PartialDate date) {
        String precision =
                switch (date.text().length()) {
                    case 4 -> "date.year";
                    case 7 -> "date.month";
                    default -> "date.day";
                };
        return say(precision, Map.of("date", date.firstDay()));
    }

    /** A text that is quoted, such as a name. */
    public String quoted(String text) {
        return say("quotation", Map.of("text", text));
    }

    /** Texts as a list, each in quotation marks. */
    public String quoted(Collection<String> texts) {
        return texts.stream().map(this::quoted).collect(Collectors.joining(", "));
    }

    /** Alternatives: one, another or a third. */
    public String or(Collection<String> texts) {
        return ListFormatter.getInstance(locale, ListFormatter.Type.OR, ListFormatter.Width.WIDE)
                .format(texts);
    }

    /**
     * A sentence or a part of one.
     *
     * @param key its key in the bundle
     * @param arguments its arguments by name: texts, numbers or dates
     */
    public String say(String key, Map<String, ?> arguments) {
        // Made once, since the formats of dates and numbers take long to make.
        var format = formats.computeIfAbsent(key, missing -> new MessageFormat(sentences.getString(missing), locale));
        // The formats of dates and numbers keep state while they format, and clones share them.
        String text;
        synchronized (format) {
            text = format.format(arguments);
        }
        return grammar.apply(text);
    }

    /** A relationship as a clause: who does what, in which role or position where there is one. */
    public String clause(Relationship relationship) {
        RelationshipType type = relationship.type();
        return say(
                type.wire(),
                Map.of(
                        "from", relationship.from().name(),
                        "to", relationship.to().name(),
                        "fromKind", relationship.from().kind().wire(),
                        "toKind", relationship.to().kind().wire(),
                        "as", as(relationship)));
    }

    private String as(Relationship relationship) {
        return Stream.of("role", "position")
                .flatMap(name -> relationship.type().property(name).stream())
                .filter(property -> relationship.properties().containsKey(property.name()))
                .map(property -> say("clause.as", Map.of("role", shown(property, (String)
                        relationship.properties().get(property.name())))))
                .findFirst()
                .orElse("");
    }

    private String shown(Property property, String value) {
        return property.type() == Property.Type.CHOICE ? label(property, value) : value;
    }

    /** A sentence that is a clause. */
    public String sentence(String clause) {
        return say("sentence", Map.of("clause", clause));
    }

    /**
     * Several clauses as one.
     *
     * @param key the key of how two of them are joined
     */
    public String join(String key, Stream<String> clauses) {
        return clauses.reduce((first, second) -> say(key, Map.of("first", first, "second", second)))
                .orElse("");
    }
}
