package dev.chipgraph.ingest.mapping;

import com.google.re2j.Pattern;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Slugs;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A filter of a template, such as {@code slug} in {@code {name|slug}}. Texts that become empty are dropped. */
@FunctionalInterface
interface TextFilter {

    List<String> apply(List<String> texts);

    /** Makes a filter from its arguments, or throws an IllegalArgumentException that says what they must be. */
    @FunctionalInterface
    interface Maker {
        TextFilter make(List<String> arguments);
    }

    /** What to do with a text that a map, a lookup or a code list does not contain. */
    enum Otherwise {
        REJECT,
        SKIP,
        EMPTY,
        KEEP;

        static Otherwise of(String text) {
            return Arrays.stream(values())
                    .filter(value -> value.wire().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("must be reject, skip, empty or keep, not " + text));
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        String apply(String text, String message) {
            return switch (this) {
                case REJECT -> throw CellException.of("\"" + text + "\" " + message);
                case SKIP -> throw CellException.skip();
                case EMPTY -> "";
                case KEEP -> text;
            };
        }
    }

    String SPLIT = "split";
    String SLUG = "slug";
    String MAP = "map";
    String LOOKUP = "lookup";

    NumberParser POINTED = new NumberParser('.', ',');
    NumberParser COMMAED = new NumberParser(',', '.');
    java.util.regex.Pattern SPACE = java.util.regex.Pattern.compile("[\\s\\u00a0\\u2007\\u202f]+");
    java.util.regex.Pattern ISO_TIME = java.util.regex.Pattern.compile("(?<=^.{10})T\\d{2}:\\d{2}.*$");

    /** The built-in filters by name. */
    Map<String, Maker> MAKERS = new TreeMap<>(Map.ofEntries(
            plain("lower", text -> text.toLowerCase(Locale.ROOT)),
            plain("upper", text -> text.toUpperCase(Locale.ROOT)),
            plain("trim", String::strip),
            plain("collapse", TextFilter::collapse),
            plain(SLUG, TextFilter::slug),
            plain("percent", TextFilter::percent),
            Map.entry("currency", TextFilter::currencies),
            Map.entry("number", TextFilter::numbers),
            Map.entry("date", TextFilter::dates),
            Map.entry("country", TextFilter::countries),
            Map.entry(SPLIT, arguments -> {
                String separator = one(arguments, "separator");
                return texts -> texts.stream()
                        .flatMap(text -> Arrays.stream(text.split(java.util.regex.Pattern.quote(separator), -1)))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
            }),
            Map.entry("replace", arguments -> {
                if (arguments.size() != 2 || arguments.getFirst().isEmpty()) {
                    throw new IllegalArgumentException(
                            "needs the text to replace and its replacement: replace:'a':'b'");
                }
                return each(text -> text.replace(arguments.getFirst(), arguments.getLast()));
            }),
            Map.entry("match", arguments -> {
                Pattern pattern = RegularExpression.compile(one(arguments, "regular expression"));
                return each(text -> {
                    var found = pattern.matcher(text);
                    String part = found.find() ? found.group(Math.min(1, found.groupCount())) : "";
                    return part == null ? "" : part;
                });
            }),
            Map.entry("default", arguments -> {
                String text = one(arguments, "text");
                return texts -> texts.isEmpty() ? List.of(text) : texts;
            })));

    private static Map.Entry<String, Maker> plain(String name, UnaryOperator<String> step) {
        return Map.entry(name, arguments -> {
            if (!arguments.isEmpty()) {
                throw new IllegalArgumentException("takes no argument");
            }
            return each(step);
        });
    }

    static TextFilter each(Function<String, String> step) {
        return texts -> switch (texts.size()) {
            case 0 -> texts;
            case 1 -> some(step.apply(texts.getFirst()));
            default -> texts.stream().map(step).filter(text -> !text.isEmpty()).toList();
        };
    }

    private static List<String> some(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static String one(List<String> arguments, String what) {
        if (arguments.size() != 1 || arguments.getFirst().isEmpty()) {
            throw new IllegalArgumentException("needs one argument, a " + what);
        }
        return arguments.getFirst();
    }

    static String collapse(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static String slug(String text) {
        return Slugs.shortened(Slugs.of(text.replace("&", " and ")), Slugs.LONGEST_ID);
    }

    private static TextFilter countries(List<String> arguments) {
        Otherwise otherwise = arguments.isEmpty() ? Otherwise.REJECT : Otherwise.of(one(arguments, "policy"));
        return each(
                text -> Countries.id(text)
                        .orElseGet(
                                () -> otherwise.apply(
                                        text,
                                        "is not a country: give its name in any language or its ISO 3166-1 code, such as VN, VNM or 704")));
    }

    // --- numbers

    private static TextFilter numbers(List<String> arguments) {
        if (arguments.size() > 2 || arguments.stream().anyMatch(argument -> argument.length() != 1)) {
            throw new IllegalArgumentException("takes the decimal mark and the thousands separator: number:',':'.'");
        }
        String decimal = arguments.isEmpty() ? "." : arguments.getFirst();
        String thousands = arguments.size() == 2 ? arguments.getLast() : decimal.equals(",") ? "." : ",";
        if (decimal.equals(thousands)) {
            throw new IllegalArgumentException("needs a decimal mark that is not the thousands separator");
        }
        var parser = new NumberParser(decimal.charAt(0), thousands.charAt(0));
        return each(text -> number(text, parser, decimal));
    }

    private static String number(String text, NumberParser parser, String decimal) {
        return parser.figure(text)
                .map(Figure::text)
                .orElseThrow(
                        () -> CellException.of("\"" + text + "\" is not a number with the decimal mark " + decimal));
    }

    /** Reads 61 like 61%. */
    private static String percent(String text) {
        return number(text.replaceFirst("\\s*%?\\s*$", "%"), POINTED, ".");
    }

    /** The currency of a number, whatever its decimal mark. */
    private static TextFilter currencies(List<String> arguments) {
        String otherwise = arguments.isEmpty() ? "" : one(arguments, "ISO 4217 code of a currency");
        if (!otherwise.isEmpty() && !NumberWords.isCurrencyCode(otherwise)) {
            throw new IllegalArgumentException("needs an ISO 4217 code such as USD, not " + otherwise);
        }
        return each(text -> Stream.of(POINTED, COMMAED)
                .map(parser -> parser.currency(text))
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse(otherwise));
    }

    // --- dates

    private static TextFilter dates(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("needs patterns such as date:'dd/MM/yyyy':'MM/yyyy':'yyyy'");
        }
        var formats = arguments.stream().map(TextFilter::format).toList();
        return each(text -> formats.stream()
                .map(format -> date(text, format))
                .filter(date -> !date.isEmpty())
                .findFirst()
                .or(() -> isoDate(text))
                .orElseThrow(() ->
                        CellException.of("\"" + text + "\" is not a date like " + String.join(" or ", arguments))));
    }

    /** A date in ISO 8601, as workbooks give it; of a date with a time the date. */
    private static Optional<String> isoDate(String text) {
        String date = ISO_TIME.matcher(text).replaceFirst("");
        return PartialDate.isValid(date) ? Optional.of(date) : Optional.empty();
    }

    private static DateTimeFormatter format(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern.replace('y', 'u'))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has an invalid date pattern: " + pattern + " (" + e.getMessage() + ")", e);
        }
    }

    /** As precise as the pattern: a pattern without day gives a month, one without month a year. */
    private static String date(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor read = format.parse(text);
            if (read.isSupported(ChronoField.DAY_OF_MONTH) && read.isSupported(ChronoField.MONTH_OF_YEAR)) {
                return LocalDate.from(read).toString();
            }
            return read.isSupported(ChronoField.MONTH_OF_YEAR)
                    ? YearMonth.from(read).toString()
                    : "%04d".formatted(read.get(ChronoField.YEAR));
        } catch (DateTimeException other) {
            return "";
        }
    }
}
