package dev.chipgraph.rest;

import dev.chipgraph.ingest.FileLine;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records that tests load beside the bundled data. */
final class Additions {

    /** What supports them. */
    static final String SOURCE = """
            {"source":{"id":"test-paper","type":"article","name":"A paper","publishedOn":"2026-01"}}""";

    private Additions() {}

    /** A file of these lines. */
    static Stream<FileLine> lines(String... texts) {
        return IntStream.range(0, texts.length).mapToObj(i -> new FileLine("test", i + 1, texts[i]));
    }

    /** The line of an entity; fields are those of JSON, in single quotes. */
    static String entity(String fields) {
        return "{\"entity\":{%s,\"evidence\":[{\"source\":\"test-paper\",\"locator\":\"p1\"}]}}"
                .formatted(fields.replace('\'', '"'));
    }

    /** The line of a relationship, likewise. */
    static String relationship(String from, String type, String to) {
        return "{\"relationship\":{\"from\":\"%s\",\"type\":\"%s\",\"to\":\"%s\",\"evidence\":[{\"source\":\"test-paper\",\"locator\":\"p1\"}]}}"
                .formatted(from, type, to);
    }
}
