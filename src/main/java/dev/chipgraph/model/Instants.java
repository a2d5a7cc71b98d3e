package dev.chipgraph.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Reads instants that the database can compare with those that it stores. */
public final class Instants {

    private static final Instant FIRST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);
    private static final Instant LAST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

    private Instants() {}

    /**
     * Reads an instant, as UTC.
     *
     * @throws DateTimeException when the text is not an instant
     * @throws IllegalArgumentException when the instant is out of range
     */
    public static ZonedDateTime parse(String text) {
        return inRange(Instant.parse(text)).atZone(ZoneOffset.UTC);
    }

    /**
     * The instant itself.
     *
     * @throws IllegalArgumentException when the instant is out of range
     */
    public static Instant inRange(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException("must be from %s to %s, not %s".formatted(FIRST, LAST, instant));
        }
        return instant;
    }
}
