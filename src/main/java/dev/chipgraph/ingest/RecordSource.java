package dev.chipgraph.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

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
     * @param use how a valid line is used; null when it is not valid
     * @param number its position among all records of the import; one line of a table may make several
     */
    record Read(String file, long line, JsonNode json, String field, String message, Use use, long number) {

        /** How a valid line is used. */
        enum Use {
            /** It has one record. */
            RECORD,
            /** It has a list of records about one subject: its own and those of later lines. */
            UNION,
            /** An earlier line has its record. */
            UNITED,
            /** It is left out: what it refers to does not exist, and it asks to be left out then. */
            SKIPPED
        }

        static Read of(String file, long line, JsonNode json) {
            return new Read(file, line, json, null, null, Use.RECORD, 0);
        }

        static Read wrong(String file, long line, String field, String message) {
            return new Read(file, line, null, field, message, null, 0);
        }

        static Read union(String file, long line, JsonNode json) {
            return new Read(file, line, json, null, null, Use.UNION, 0);
        }

        static Read omitted(String file, long line, Use use) {
            return new Read(file, line, null, null, null, use, 0);
        }

        Read numbered(long position) {
            return new Read(file, line, json, field, message, use, position);
        }

        /** The same without its record, which takes memory. */
        Read withoutRecord() {
            return new Read(file, line, null, field, message, use, number);
        }

        /** Whether the line is valid but has no record of its own. */
        boolean isOmitted() {
            return use == Use.UNITED || use == Use.SKIPPED;
        }
    }

    /** Rows that were read before. */
    static RecordSource of(List<Read> rows) {
        return new Rows(rows.iterator());
    }

    /** The same records with their numbers, counted from 1. */
    default RecordSource numbered() {
        return new Numbered(this, new AtomicLong());
    }

    /** Records with numbers. */
    record Numbered(RecordSource records, AtomicLong last) implements RecordSource {

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public Read next() {
            return records.next().numbered(last.incrementAndGet());
        }

        @Override
        public List<String> withoutEnd() {
            return records.withoutEnd();
        }

        @Override
        public void close() {
            records.close();
        }
    }

    /** Rows in memory. */
    record Rows(Iterator<Read> rows) implements RecordSource {

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Read next() {
            return rows.next();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    /** Those files of NDJSON that were read to their end and have no {@link EndRecord}. */
    default List<String> withoutEnd() {
        return List.of();
    }

    @Override
    void close();
}
