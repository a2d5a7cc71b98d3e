package dev.chipgraph.ingest.mapping;

import com.google.re2j.Pattern;
import dev.chipgraph.model.Folding;
import java.math.BigDecimal;
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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    String MAP = "map";
    String LOOKUP = "lookup";

    int LONGEST_ID = 100;
    java.util.regex.Pattern SPACE = java.util.regex.Pattern.compile("[\\s\\u00a0\\u2007\\u202f]+");
    java.util.regex.Pattern NO_SLUG = java.util.regex.Pattern.compile("[^a-z0-9]+");
    java.util.regex.Pattern OUTER_HYPHENS = java.util.regex.Pattern.compile("^-|-$");

    /** The built-in filters by name. */
    Map<String, Maker> MAKERS = new TreeMap<>(Map.ofEntries(
            plain("lower", text -> text.toLowerCase(Locale.ROOT)),
            plain("upper", text -> text.toUpperCase(Locale.ROOT)),
            plain("trim", String::strip),
            plain("collapse", TextFilter::collapse),
            plain("slug", TextFilter::slug),
            plain("percent", TextFilter::percent),
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
        String slug = NO_SLUG.matcher(Folding.fold(text.replace("&", " and "))).replaceAll("-");
        return hyphensOff(hyphensOff(slug)
                .substring(0, Math.min(LONGEST_ID, hyphensOff(slug).length())));
    }

    private static String hyphensOff(String slug) {
        return OUTER_HYPHENS.matcher(slug).replaceAll("");
    }

    private static TextFilter countries(List<String> arguments) {
        Otherwise otherwise = arguments.isEmpty() ? Otherwise.REJECT : Otherwise.of(one(arguments, "policy"));
        return each(code -> Countries.id(code)
                .orElseGet(
                        () -> otherwise.apply(code, "is not an ISO 3166-1 code of a country, such as VN, VNM or 704")));
    }

    // --- numbers

    /** Longer texts are not read as numbers, which would take long. */
    int LONGEST_NUMBER = 100;

    Pattern NUMBER = Pattern.compile("^([-+]?)(?:US|[A-Z]{3})? ?[$€£¥₩₫]? ?([0-9]+(?:\\.[0-9]+)?) ?(.*)$");
    Map<String, Integer> MAGNITUDES = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("%", -2),
            Map.entry("k", 3),
            Map.entry("thousand", 3),
            Map.entry("m", 6),
            Map.entry("mn", 6),
            Map.entry("million", 6),
            Map.entry("bn", 9),
            Map.entry("b", 9),
            Map.entry("billion", 9),
            Map.entry("tn", 12),
            Map.entry("trillion", 12));

    private static TextFilter numbers(List<String> arguments) {
        if (arguments.size() > 2 || arguments.stream().anyMatch(argument -> argument.length() != 1)) {
            throw new IllegalArgumentException("takes the decimal mark and the thousands separator: number:',':'.'");
        }
        String decimal = arguments.isEmpty() ? "." : arguments.getFirst();
        String thousands = arguments.size() == 2 ? arguments.getLast() : decimal.equals(",") ? "." : ",";
        if (decimal.equals(thousands)) {
            throw new IllegalArgumentException("needs a decimal mark that is not the thousands separator");
        }
        return each(text -> number(text, decimal, thousands));
    }

    private static String number(String text, String decimal, String thousands) {
        String plain = text.replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .replace('\u2212', '-')
                .strip();
        if (!thousands.isEmpty()) {
            // Only between groups of three, so that 1,5 is not taken for 15.
            String group = java.util.regex.Pattern.quote(thousands);
            plain = plain.replaceAll("(?<=\\d)" + group + "(?=\\d{3}(?!\\d))", "");
        }
        if (!decimal.equals(".")) {
            plain = plain.replace(".", "\u0000").replace(decimal, ".");
        }
        var found = NUMBER.matcher(plain);
        Integer magnitude = plain.length() <= LONGEST_NUMBER && found.matches()
                ? MAGNITUDES.get(found.group(3).toLowerCase(Locale.ROOT))
                : null;
        if (magnitude == null) {
            throw CellException.of("\"" + text + "\" is not a number with the decimal mark " + decimal);
        }
        return written(new BigDecimal(found.group(1) + found.group(2)).scaleByPowerOfTen(magnitude));
    }

    /** Reads 61 like 61%. */
    private static String percent(String text) {
        return number(text.replaceFirst("\\s*%?\\s*$", "%"), ".", ",");
    }

    private static String written(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
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
                .orElseThrow(() ->
                        CellException.of("\"" + text + "\" is not a date like " + String.join(" or ", arguments))));
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
