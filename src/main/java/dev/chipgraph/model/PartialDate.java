package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A date that may be known to the day, the month or the year only: {@code 2025-09-20}, {@code 2025-09}, {@code 2025}.
 * It stands for the whole interval that it names and is kept as it was written.
 *
 * @param text the date as written
 */
public record PartialDate(@JsonValue String text) implements Comparable<PartialDate> {

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    /**
     * @throws IllegalArgumentException when the text is not a date of one of these forms
     */
    @JsonCreator
    public PartialDate {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "must be a date such as 2025, 2025-09 or 2025-09-20, not \"" + text + "\"");
        }
    }

    /** For query parameters. */
    public static PartialDate fromString(String text) {
        return new PartialDate(text);
    }

    public static boolean isValid(String text) {
        try {
            return FORM.matcher(text).matches() && !text.startsWith("0000") && firstDay(text) != null;
        } catch (DateTimeException nonexistent) {
            return false;
        }
    }

    private static LocalDate firstDay(String text) {
        return LocalDate.parse((text + "-01-01").substring(0, 10));
    }

    public LocalDate firstDay() {
        return firstDay(text);
    }

    public LocalDate lastDay() {
        return switch (text.length()) {
            case 4 -> LocalDate.of(firstDay().getYear(), 12, 31);
            case 7 -> YearMonth.parse(text).atEndOfMonth();
            default -> firstDay();
        };
    }

    @Override
    public int compareTo(PartialDate other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
