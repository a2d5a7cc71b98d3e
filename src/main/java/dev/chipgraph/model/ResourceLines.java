package dev.chipgraph.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The lines of the word lists that belong to the service. */
final class ResourceLines {

    private ResourceLines() {}

    /** The lines of a file in UTF-8, without empty ones and comments that begin with {@code #}. */
    static Stream<String> of(String name) {
        try (InputStream file = ResourceLines.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
