package dev.chipgraph.graph;

import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.RelationshipType;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Cypher statement. Most come from a file below {@code cypher/} whose header, the comment lines at the start, describes
 * the statement and each parameter, as in {@code // $name: description}.
 *
 * <p>Cypher has no user-defined functions without a plugin, but rules such as when a fact holds must be the same in every
 * statement. They are expressions about {@code x} in {@code cypher/phrase/}: {@code cg.holds(r)} stands for the text of
 * {@code phrase/holds.cypher} with {@code r} for {@code x}. The build writes the expanded statements to {@code
 * target/cypher}.
 *
 * <p>Most questions are about the graph as it is now. For these some phrases have a shorter text in {@code
 * phrase/present/}, which the database plans in about two thirds of the time.
 *
 * @param name path below {@code cypher/} without the suffix, or a description of a compiled statement
 * @param text the Cypher with all phrases expanded
 * @param present the same for questions about the present
 */
public record Statement(String name, String text, String present) {

    private static final String SUFFIX = ".cypher";
    private static final Map<String, String> PHRASES = phrases("phrase");
    private static final Map<String, String> PRESENT = presentPhrases();
    private static final Pattern PHRASE = Pattern.compile("\\bcg\\.(\\w+)\\((\\w+)\\)");
    private static final Pattern DECLARED = Pattern.compile("(?m)^// \\$(\\w+):");
    private static final Pattern USED = Pattern.compile("\\$([a-zA-Z]\\w*)");

    /** A relationship type that is the parameter {@code $type} or the field {@code type} of a row. */
    private static final Pattern DYNAMIC_TYPE = Pattern.compile("\\$\\((?:row\\.|\\$)type\\)");

    /** A statement with phrases. */
    public Statement(String name, String text) {
        this(name, expanded(text, PHRASES), expanded(text, PRESENT));
    }

    private static Map<String, String> phrases(String folder) {
        return in(folder).stream()
                .collect(Collectors.toMap(Function.identity(), phrase -> withoutHeader(file(folder + "/" + phrase))));
    }

    private static Map<String, String> presentPhrases() {
        var present = new HashMap<>(PHRASES);
        present.putAll(phrases("phrase/present"));
        return present;
    }

    private static String expanded(String text, Map<String, String> phrases) {
        String expanded = text;
        while (PHRASE.matcher(expanded).find()) {
            expanded = PHRASE.matcher(expanded).replaceAll(use -> phrase(use, phrases));
        }
        return expanded;
    }

    /**
     * Reads a statement.
     *
     * @throws IllegalArgumentException when there is no such file, or when its header does not describe exactly the
     *     parameters that the statement uses
     */
    public static Statement of(String name) {
        var statement = new Statement(name, file(name));
        var declared = names(DECLARED, statement.text);
        if (!declared.equals(statement.parameters())) {
            throw new IllegalArgumentException("cypher/%s.cypher describes the parameters %s but uses %s"
                    .formatted(name, declared, statement.parameters()));
        }
        return statement;
    }

    /** The names of the files in a folder below {@code cypher/}, sorted and without suffix. */
    static List<String> in(String folder) {
        var names = new ArrayList<String>();
        try {
            ClassPathUtils.consumeAsPaths(
                    Statement.class.getClassLoader(), "cypher/" + folder, path -> names.addAll(list(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names.stream().sorted().toList();
    }

    private static List<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text to run with these parameters: when {@code at.known} is now, the one for questions about the present. */
    public String text(Map<String, Object> parameters) {
        boolean now = parameters.get("at") instanceof Map<?, ?> at
                && KnownAt.NOW.instant().equals(at.get("known"));
        return now ? present : text;
    }

    /** The names of the parameters that the statement uses. */
    public Set<String> parameters() {
        return names(USED, body());
    }

    /** The text without the header. */
    String body() {
        return withoutHeader(text);
    }

    /**
     * The same statement for one relationship type. With the type in its text, the database can use the index of that
     * type.
     */
    public Statement forType(RelationshipType type) {
        return new Statement(name + " " + type.wire(), forType(text, type), forType(present, type));
    }

    private static String forType(String text, RelationshipType type) {
        String typed = DYNAMIC_TYPE.matcher(withoutHeader(text)).replaceAll(type.wire());
        return typed.replace("row.type", "'%s'".formatted(type.wire()));
    }

    private static String phrase(MatchResult use, Map<String, String> phrases) {
        String phrase = phrases.get(use.group(1));
        if (phrase == null) {
            throw new IllegalArgumentException("There is no cypher/phrase/%s.cypher".formatted(use.group(1)));
        }
        return phrase.replaceAll("\\bx\\b", use.group(2)).replace("\\", "\\\\").replace("$", "\\$");
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
        try (InputStream file = Statement.class.getResourceAsStream("/cypher/" + name + SUFFIX)) {
            if (file == null) {
                throw new IllegalArgumentException("There is no cypher/" + name + SUFFIX);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
