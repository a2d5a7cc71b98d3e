package dev.chipgraph.model;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A condition on the values of a property in addition to their type. */
public enum Constraint {
    NONE("any value", value -> true),
    CURRENCY(
            "the ISO 4217 code of a currency such as USD (no metal, fund, unit of account or test code)",
            value -> isCurrency(value.toString())),
    LANGUAGE("a BCP 47 language tag such as vi", value -> isLanguage(value.toString())),
    COUNTRY_OR_SUBDIVISION(
            "an ISO 3166-1 alpha-2 code such as VN, or an ISO 3166-2 code such as VN-18",
            value -> Patterns.ISO_3166.matcher(value.toString()).matches()),
    FRACTION(
            "from 0 to 1",
            value -> value instanceof BigDecimal share && share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0),
    YEAR("a year such as 2025", value -> value instanceof BigDecimal year && isYear(year));

    /** Codes that ISO 4217 lists as funds; Java does not tell them apart. */
    private static final Set<String> FUNDS =
            Set.of("BOV", "CHE", "CHW", "CLF", "COU", "MXV", "USN", "USS", "UYI", "UYW");

    private final String expected;
    private final Predicate<Object> holds;

    Constraint(String expected, Predicate<Object> holds) {
        this.expected = expected;
        this.holds = holds;
    }

    /** A phrase that completes "must be". */
    String expected() {
        return expected;
    }

    boolean holds(Object value) {
        return holds.test(value);
    }

    private static boolean isCurrency(String code) {
        try {
            // The number of decimals of a metal, a unit of account or a test code is undefined, which is -1.
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0 && !FUNDS.contains(code);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }

    private static boolean isYear(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && Patterns.YEAR.matcher(number.toBigInteger().toString()).matches();
    }

    private static final class Patterns {
        static final Pattern ISO_3166 = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");
        static final Pattern YEAR = Pattern.compile("[12]\\d{3}");
    }
}
