package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;

/** Records that are read from files one by one, in constant memory. */
interface RecordSource extends Iterator<RecordSource.Read>, AutoCloseable {

    /**
     * The result of reading a line or row.
     *
     * @param file name of the file
     * @param line number of the line, counted from 1
     * @param json the record in the import format; null when the line is invalid
     * @param field the invalid field; null when the line is valid
     * @param message the reason
     */
    record Read(String file, long line, JsonNode json, String field, String message) {

        static Read of(String file, long line, JsonNode json) {
            return new Read(file, line, json, null, null);
        }

        static Read wrong(String file, long line, String field, String message) {
            return new Read(file, line, null, field, message);
        }
    }

    /** Those files of NDJSON that were read to their end and have no {@link EndRecord}. */
    default List<String> withoutEnd() {
        return List.of();
    }

    @Override
    void close();
}
