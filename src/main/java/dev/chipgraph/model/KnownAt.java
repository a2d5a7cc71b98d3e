package dev.chipgraph.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The instant at which the graph is to have known what it is asked for: what had been recorded by then and was not yet
 * superseded. Now, unless said otherwise.
 *
 * @param instant the instant, in UTC
 */
public record KnownAt(ZonedDateTime instant) {

    /** After all that has been recorded. */
    public static final KnownAt NOW = new KnownAt(ZonedDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC));

    /**
     * Reads a query parameter: an instant, or a date, which stands for its last moment.
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

    /** Whether an earlier state of the graph is asked for, not today's. */
    public boolean isPast() {
        return !equals(NOW);
    }
}
