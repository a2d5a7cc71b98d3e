package dev.chipgraph.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The record time of a question. Its answer is what had been recorded by this instant and was not yet superseded. The
 * default is now.
 *
 * @param instant the instant, in UTC
 */
public record KnownAt(ZonedDateTime instant) {

    /** An instant after everything that has been recorded. */
    public static final KnownAt NOW = new KnownAt(ZonedDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC));

    /**
     * Reads a query parameter: an instant, or a date, which stands for its last nanosecond.
     *
     * @throws IllegalArgumentException when it is neither, or out of range
     */
    public static KnownAt fromString(String text) {
        try {
            return new KnownAt(
                    text.length() == 10
                            ? LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .minusNanos(1)
                            : Instants.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "must be an instant such as 2026-01-31T12:00:00Z or a date such as 2026-01-31, not \"" + text
                            + "\"",
                    e);
        }
    }

    /** Whether this is an earlier state of the graph than the current one. */
    public boolean isPast() {
        return !equals(NOW);
    }
}
