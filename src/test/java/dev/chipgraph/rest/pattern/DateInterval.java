package dev.chipgraph.rest.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.model.PartialDate;
import java.time.LocalDate;

/** The days from the first to the last of a partial date. */
record DateInterval(LocalDate first, LocalDate last) {

    static DateInterval of(String date) {
        if (date.equals("all")) {
            return new DateInterval(LocalDate.MIN, LocalDate.MAX);
        }
        var partial = new PartialDate(date);
        return new DateInterval(partial.firstDay(), partial.lastDay());
    }

    boolean overlap(JsonNode json) {
        JsonNode from = json.path("validFrom");
        JsonNode to = json.path("validTo");
        return (!from.isTextual() || !of(from.asText()).first().isAfter(last))
                && (!to.isTextual() || !of(to.asText()).last().isBefore(first));
    }

    boolean contain(DateInterval other) {
        return !other.first.isBefore(first) && !other.last.isAfter(last);
    }
}
