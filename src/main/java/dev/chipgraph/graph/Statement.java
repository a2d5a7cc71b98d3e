package dev.chipgraph.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Cypher statement from a file below {@code cypher/}. Its header, the comment lines at the start, says what it is for
 * and names each parameter as {@code // $name: what it is}.
 *
 * @param name path below {@code cypher/} without the suffix
 * @param text the Cypher
 */
public record Statement(String name, String text) {

    private static final Pattern DECLARED = Pattern.compile("(?m)^// \\$(\\w+):");
    private static final Pattern USED = Pattern.compile("(?m)(?<!^// )\\$([a-zA-Z]\\w*)");

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException when there is no such file, or its header does not name just the parameters that
     *     it uses
     */
    public static Statement of(String name) {
        try (InputStream file = Statement.class.getResourceAsStream("/cypher/" + name + ".cypher")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no cypher/" + name + ".cypher");
            }
            var statement = new Statement(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
            if (!statement.parameters().equals(matches(USED, statement.text))) {
                throw new IllegalArgumentException("cypher/%s.cypher names the parameters %s but uses %s"
                        .formatted(name, statement.parameters(), matches(USED, statement.text)));
            }
            return statement;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the parameters that the header declares. */
    public Set<String> parameters() {
        return matches(DECLARED, text);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
