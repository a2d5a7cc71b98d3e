package dev.chipgraph.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a relationship held, as far as sources tell: from when, until when, and on which dates they say that it was so. An
 * absent bound is open, so that the relationship holds on every date on that side; whether a source says so for a date is
 * what {@code attested} tells.
 *
 * @param validFrom first date on which it held; open when absent
 * @param validTo last date on which it held; open when absent
 * @param attestedOn dates on which sources say that it was so, each once and sorted
 * @param attested whether bounds and attestations cover the date that was asked for; null when no date was asked for, or
 *     when there are no attestations
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Validity(
        @Nullable PartialDate validFrom,
        @Nullable PartialDate validTo,
        List<PartialDate> attestedOn,
        @Nullable Boolean attested) {

    /** Name of the property with the dates on which sources say that it was so. */
    public static final String ATTESTED_ON = "attestedOn";

    private static final String VALID_FROM = "validFrom";
    private static final String VALID_TO = "validTo";

    /** What evidence can claim about it. */
    static final List<Property> PROPERTIES =
            List.of(Property.date(VALID_FROM, ""), Property.date(VALID_TO, ""), Property.dates(ATTESTED_ON, ""));

    public Validity {
        attestedOn = attestedOn.stream().distinct().sorted().toList();
    }

    public Validity(PartialDate validFrom, PartialDate validTo, List<PartialDate> attestedOn) {
        this(validFrom, validTo, attestedOn, null);
    }

    /** Takes the bounds and attestations out of the values of a relationship. */
    @SuppressWarnings("unchecked") // the reader of the property reads its items as dates
    static Validity takenFrom(Map<String, Object> values) {
        var attestedOn = (List<PartialDate>) values.remove(ATTESTED_ON);
        return new Validity(
                (PartialDate) values.remove(VALID_FROM),
                (PartialDate) values.remove(VALID_TO),
                attestedOn == null ? List.of() : attestedOn);
    }

    /**
     * The same, with whether it is attested on a date. It is not when the date lies before the first attestation and no
     * first date is known, or after the last one and no last date is known.
     */
    public Validity on(ValidAt date) {
        if (attestedOn.isEmpty() || date.isAll()) {
            return this;
        }
        var first = attestedOn.stream().map(PartialDate::firstDay).min(Comparator.naturalOrder());
        var last = attestedOn.stream().map(PartialDate::lastDay).max(Comparator.naturalOrder());
        boolean tooEarly = validFrom == null && LocalDate.parse(date.last()).isBefore(first.orElseThrow());
        boolean tooLate = validTo == null && LocalDate.parse(date.first()).isAfter(last.orElseThrow());
        return new Validity(validFrom, validTo, attestedOn, !tooEarly && !tooLate);
    }
}
