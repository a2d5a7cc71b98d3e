package dev.chipgraph.model;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;

/**
 * The date on which facts are to hold, today unless said otherwise. A fact holds from its first to its last day, both
 * included; an absent bound is open. A partial date asks for what holds at some time in it, {@code all} for what ever
 * held.
 *
 * @param first first day, ISO 8601
 * @param last last day, ISO 8601
 */
public record ValidAt(String first, String last) {

    /** Names of the properties that bound the validity of a fact. */
    public static final Set<String> BOUNDS = Set.of("validFrom", "validTo");

    /** What asks for facts of all times. */
    public static final String ALL = "all";

    /** Reads a query parameter. */
    public static ValidAt fromString(String text) {
        if (text.equals(ALL)) {
            return new ValidAt("", "~");
        }
        try {
            var date = new PartialDate(text);
            return new ValidAt(date.firstDay().toString(), date.lastDay().toString());
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(invalid.getMessage() + "; or \"all\"", invalid);
        }
    }

    public static ValidAt today() {
        String today = LocalDate.now(Clock.systemUTC()).toString();
        return new ValidAt(today, today);
    }

    /** Whether facts of all times are asked for. */
    public boolean isAll() {
        return first.isEmpty();
    }

    /** As clients write it: a date, an interval of ISO 8601, or all. */
    @Override
    public String toString() {
        return isAll() ? ALL : first.equals(last) ? first : first + "/" + last;
    }
}
