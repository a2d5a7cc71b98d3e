package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/** Records as they are read from files, one after the other, without holding more than a few of them. */
interface RecordSource extends Iterator<RecordSource.Read>, AutoCloseable {

    /**
     * What a line or row gave.
     *
     * @param file name of the file
     * @param line number of the line, counted from 1
     * @param json the record in the import format; null when there is none
     * @param field what is wrong; null when there is a record
     * @param message why
     */
    record Read(String file, long line, JsonNode json, String field, String message) {

        static Read of(String file, long line, JsonNode json) {
            return new Read(file, line, json, null, null);
        }

        static Read wrong(String file, long line, String field, String message) {
            return new Read(file, line, null, field, message);
        }
    }

    @Override
    void close();
}
