package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.ingest.RecordSource.Read;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The last line of a complete export, {@code {"end":{"records":N}}}, by which a file that was cut short is recognised. An
 * instance checks the lines of one file.
 */
public final class EndRecord {

    private static final String END = "end";
    private static final String RECORDS = "records";

    private long records;
    private boolean found;

    /** The line that ends an export. */
    public static Map<String, Object> of(long records) {
        return Map.of(END, Map.of(RECORDS, records));
    }

    /** Whether a line is an end record. */
    static boolean is(FileLine line) {
        return NdjsonRecords.read(line.file(), line.number(), line.text().getBytes(StandardCharsets.UTF_8))
                .filter(read -> is(read.json()))
                .isPresent();
    }

    private static boolean is(JsonNode json) {
        return json != null && json.isObject() && json.size() == 1 && json.has(END);
    }

    /** What remains of the next line that is not blank: nothing of a correct end record, otherwise the line or a mistake. */
    Optional<Read> check(Read line) {
        if (found) {
            return wrong(line, "line", "comes after the end record, which counts %d records and must be the last line");
        }
        if (!is(line.json())) {
            records++;
            return Optional.of(line);
        }
        found = true;
        JsonNode said = line.json().path(END).path(RECORDS);
        if (!said.isIntegralNumber()) {
            return wrong(line, END, "must be {\"records\": number of lines before it}, which is %d here");
        }
        return said.canConvertToLong() && said.longValue() == records
                ? Optional.empty()
                : wrong(line, END, "counts " + said + " records, but the file has %d before it");
    }

    private Optional<Read> wrong(Read line, String field, String message) {
        return Optional.of(Read.wrong(line.file(), line.line(), field, message.formatted(records)));
    }

    /** Whether the file has one. */
    boolean isFound() {
        return found;
    }
}
