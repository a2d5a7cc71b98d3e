package dev.chipgraph.rest.format;

import java.io.IOException;

/**
 * Writes the items of an answer one after the other, as a document in one format, so that memory does not grow with the
 * answer.
 */
interface ItemWriter {

    void write(Object item) throws IOException;

    /** Passes on what has been written. */
    void flush() throws IOException;

    /** Writes what completes the document; one that breaks off before does not have it. */
    default void end() throws IOException {}
}
