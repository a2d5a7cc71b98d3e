package dev.chipgraph.ingest.mapping;

import dev.chipgraph.ingest.mapping.Figure.Comparison;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as people write them: {@code $1.4T}, {@code 525 million USD}, {@code 1.5 tỷ}, {@code 3조 5천억},
 * {@code over 2bn}, {@code 1-2 million}.
 */
final class NumberParser {

    /** Longer texts are not read as numbers, which would take long. */
    private static final int LONGEST = 100;

    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");
    private static final Pattern RANGE = Pattern.compile(
            "(?:(?:between|from|từ)\\s+)?(.*\\S)(?:\\s*[-~\\u301c]\\s*|\\s+(?:to|and|đến|tới|và)\\s+)(\\S.*)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SIGN = Pattern.compile("[-+]");
    private static final Pattern ACCOUNTED_NEGATIVE = Pattern.compile("\\((.*)\\)");

    private final Pattern number;
    private final char decimal;
    private final String thousands;

    /**
     * @param decimal the decimal mark
     * @param thousands the character between groups of three digits; spaces and apostrophes may be there in any case
     */
    NumberParser(char decimal, char thousands) {
        this.decimal = decimal;
        this.thousands = "[" + Pattern.quote((" '’" + thousands).replace(String.valueOf(decimal), "")) + "]";
        number = Pattern.compile(
                "(?:\\d{1,3}(?=(%1$s))(?:\\1\\d{3})+|\\d+)(?:%2$s\\d+)?(?![\\d%2$s])(?:[eE][-+]?\\d{1,2}(?!\\d))?"
                        .formatted(this.thousands, Pattern.quote(String.valueOf(decimal))));
    }

    /** The figure that the text gives; empty when it gives none. */
    Optional<Figure> figure(String text) {
        String plain = plain(text);
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        var worded = NumberWords.compared(plain);
        var one = term(worded.rest());
        if (one.isPresent()) {
            return Optional.of(new Figure(worded.comparison(), one.get().value(0), null));
        }
        // "From" begins a range as well as a lower bound, and "about" may stand before a range.
        return range(worded.comparison() == Comparison.APPROXIMATELY ? worded.rest() : plain);
    }

    /** The ISO 4217 code of the currency that the text names; empty when it names none or one of several. */
    String currency(String text) {
        String plain = plain(text);
        var named = NumberWords.CURRENCY.matcher(plain);
        if (named.matches()) {
            return NumberWords.currency(named.group());
        }
        String rest = NumberWords.compared(plain).rest();
        var range = RANGE.matcher(rest);
        return term(rest)
                .or(() -> range.matches()
                        ? term(range.group(1))
                                .filter(least -> !least.currency().isEmpty())
                                .or(() -> term(range.group(2)))
                        : Optional.empty())
                .map(Term::currency)
                .orElse("");
    }

    private static String plain(String text) {
        return TextFilter.collapse(
                DASHES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("-"));
    }

    /** A range; an order of magnitude behind its greatest number is that of both: 1-2 million. */
    private Optional<Figure> range(String plain) {
        Matcher ends = RANGE.matcher(plain);
        if (!ends.matches()) {
            return Optional.empty();
        }
        var greatest = term(ends.group(2));
        var least = term(ends.group(1));
        if (greatest.isEmpty() || least.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal from = least.get().value(greatest.get().magnitude());
        BigDecimal to = greatest.get().value(0);
        return from.compareTo(to) <= 0 ? Optional.of(new Figure(Comparison.EQUAL, from, to)) : Optional.empty();
    }

    /**
     * One number with what stands around it.
     *
     * @param magnitude the power of ten that words or letters give; 0 when there are none
     */
    private record Term(BigDecimal number, int magnitude, String currency) {

        /**
         * @param otherwise the power of ten of a number without one
         */
        BigDecimal value(int otherwise) {
            return magnitude == 0 ? number.scaleByPowerOfTen(otherwise) : number;
        }
    }

    private Optional<Term> term(String text) {
        Matcher negative = ACCOUNTED_NEGATIVE.matcher(text);
        Scanner scanner = new Scanner(negative.matches() ? "-" + negative.group(1) : text);
        String sign = scanner.take(SIGN);
        String currency = NumberWords.currency(scanner.take(NumberWords.CURRENCY));
        sign = sign.isEmpty() ? scanner.take(SIGN) : sign;
        BigDecimal sum = BigDecimal.ZERO;
        int last = Integer.MAX_VALUE;
        do {
            String digits = scanner.take(number);
            if (digits.isEmpty()) {
                return Optional.empty();
            }
            int magnitude = 0;
            for (String word = scanner.take(NumberWords.MAGNITUDE);
                    !word.isEmpty();
                    word = scanner.take(NumberWords.MAGNITUDE)) {
                magnitude += NumberWords.magnitude(word);
            }
            // The parts of 3조 5천억 fall.
            if (magnitude >= last) {
                return Optional.empty();
            }
            last = magnitude;
            sum = sum.add(decimal(digits).scaleByPowerOfTen(magnitude));
        } while (scanner.atDigit());
        String after = NumberWords.currency(scanner.take(NumberWords.CURRENCY));
        return scanner.rest.isEmpty()
                ? Optional.of(
                        new Term(sign.equals("-") ? sum.negate() : sum, last, currency.isEmpty() ? after : currency))
                : Optional.empty();
    }

    private BigDecimal decimal(String digits) {
        return new BigDecimal(digits.replaceAll(thousands, "").replace(decimal, '.'));
    }

    /** Takes a text apart from its beginning. */
    private static final class Scanner {

        private String rest;

        private Scanner(String text) {
            rest = text.strip();
        }

        /** Takes what matches at the beginning, and spaces after it; empty when nothing matches. */
        String take(Pattern pattern) {
            Matcher found = pattern.matcher(rest);
            if (!found.lookingAt()) {
                return "";
            }
            String taken = found.group();
            rest = rest.substring(found.end()).strip();
            return taken;
        }

        boolean atDigit() {
            return !rest.isEmpty() && Character.isDigit(rest.charAt(0));
        }
    }
}
