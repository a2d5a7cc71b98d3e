package dev.chipgraph.ingest;

/**
 * A line of a file.
 *
 * @param file name of the file
 * @param number counted from 1
 * @param text its text
 */
public record FileLine(String file, long number, String text) {

    @Override
    public String toString() {
        return file + ":" + number;
    }
}
