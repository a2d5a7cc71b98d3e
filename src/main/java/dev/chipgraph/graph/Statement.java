package dev.chipgraph.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Cypher statement from a file below {@code cypher/}. Its header, the comment lines at the start, says what it is for
 * and names each parameter as {@code // $name: what it is}.
 *
 * <p>Cypher has no functions of one's own, but that a fact holds on a date, or what is shown of an entity, must be the
 * same everywhere. So a statement may use the phrases of {@code cypher/phrase/}, expressions about {@code x}, like
 * functions: {@code holds(r)} stands for the text of {@code phrase/holds.cypher} with {@code r} for {@code x}.
 *
 * @param name path below {@code cypher/} without the suffix
 * @param text the Cypher, phrases spelled out
 */
public record Statement(String name, String text) {

    private static final Map<String, String> PHRASES = Stream.of(
                    "brief",
                    "claims",
                    "entered",
                    "evidence",
                    "holds",
                    "identity",
                    "investment",
                    "investments_within",
                    "known",
                    "link",
                    "outlined",
                    "present",
                    "revised",
                    "sources",
                    "stands",
                    "state",
                    "territory",
                    "told",
                    "valid",
                    "whole")
            .collect(Collectors.toMap(Function.identity(), phrase -> withoutHeader(file("phrase/" + phrase))));
    private static final Pattern PHRASE =
            Pattern.compile("\\b(" + String.join("|", PHRASES.keySet()) + ")\\((\\w+)\\)");
    private static final Pattern DECLARED = Pattern.compile("(?m)^// \\$(\\w+):");
    private static final Pattern USED = Pattern.compile("\\$([a-zA-Z]\\w*)");

    public Statement {
        while (PHRASE.matcher(text).find()) {
            text = PHRASE.matcher(text).replaceAll(Statement::phrase);
        }
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException when there is no such file, or its header does not name just the parameters that
     *     it uses
     */
    public static Statement of(String name) {
        var statement = new Statement(name, file(name));
        var used = names(USED, withoutHeader(statement.text));
        if (!statement.parameters().equals(used)) {
            throw new IllegalArgumentException("cypher/%s.cypher names the parameters %s but uses %s"
                    .formatted(name, statement.parameters(), used));
        }
        return statement;
    }

    /** Names of the parameters that the header declares. */
    public Set<String> parameters() {
        return names(DECLARED, text);
    }

    private static String phrase(MatchResult use) {
        return PHRASES.get(use.group(1))
                .replaceAll("\\bx\\b", use.group(2))
                .replace("\\", "\\\\")
                .replace("$", "\\$");
    }

    private static String withoutHeader(String text) {
        return text.lines().filter(line -> !line.startsWith("//")).collect(Collectors.joining("\n"));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String file(String name) {
        try (InputStream file = Statement.class.getResourceAsStream("/cypher/" + name + ".cypher")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no cypher/" + name + ".cypher");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
