package dev.chipgraph.ingest;

import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.GraphConfig;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The bundled reference places and ecosystem, or the files that replace them. */
@ApplicationScoped
public class BundledData {

    /** The files are in the import format and may refer to each other in any order. */
    private static final List<String> FILES = List.of(
            "reference/sources",
            "reference/countries",
            "reference/vietnam-provinces",
            "reference/places",
            "reference/relationships",
            "ecosystem/sources",
            "ecosystem/organizations",
            "ecosystem/people",
            "ecosystem/sectors",
            "ecosystem/events",
            "ecosystem/agreements",
            "ecosystem/investments",
            "ecosystem/policies",
            "ecosystem/statements",
            "ecosystem/relationships");

    private static final Logger LOG = Logger.getLogger(BundledData.class);
    private static final Statement LOADED = Statement.of("query/dataset");
    private static final Statement REMEMBER = Statement.of("merge/dataset");

    private final Graph graph;
    private final Importer importer;
    private final GraphConfig config;

    BundledData(Graph graph, Importer importer, GraphConfig config) {
        this.config = config;
        this.graph = graph;
        this.importer = importer;
    }

    /**
     * Loads the bundled data unless the graph has this edition already. Later edits stay.
     *
     * @return a report; empty when the edition was loaded before
     */
    public Optional<ImportReport> load() {
        var lines = config.data().stream().flatMap(BundledData::linesOf).toList();
        String digest =
                Digests.of(lines.toString() + lines.stream().map(FileLine::text).toList());
        if (edition().filter(digest::equals).isPresent()) {
            return Optional.empty();
        }
        warnOfMissingEnds(lines);
        var report = importer.load(lines.stream(), entry -> entry.run(REMEMBER, Map.of("digest", digest)));
        graph.replan();
        return Optional.of(report);
    }

    /** What was exported and then cut short would otherwise load as if it were complete. */
    private static void warnOfMissingEnds(List<FileLine> lines) {
        var last = new LinkedHashMap<String, FileLine>();
        lines.stream().filter(line -> !line.text().isBlank()).forEach(line -> last.put(line.file(), line));
        last.values().stream()
                .filter(line -> !FILES.contains(line.file().replaceFirst("\\.ndjson$", "")) && !EndRecord.is(line))
                .forEach(line -> LOG.warnf(
                        "%s has no end record, so the service could not check that it is complete", line.file()));
    }

    /** Whether the graph has any edition of the bundled data. */
    boolean isLoaded() {
        return edition().isPresent();
    }

    private Optional<String> edition() {
        return graph.readOne(LOADED, Map.of(), Languages.accepting(null), row -> row.text("dataset"));
    }

    private static Stream<FileLine> linesOf(String item) {
        return item.equals(GraphConfig.BUNDLED) ? lines() : files(Path.of(item)).flatMap(BundledData::lines);
    }

    private static Stream<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".ndjson")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<FileLine> lines(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return lines(file.toString(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("chipgraph.data names %s, which cannot be read".formatted(file), e);
        }
    }

    /** The lines of all bundled files, in loading order. */
    public static Stream<FileLine> lines() {
        return FILES.stream().flatMap(BundledData::lines);
    }

    private static Stream<FileLine> lines(String name) {
        String path = name + ".ndjson";
        try (InputStream file = BundledData.class.getResourceAsStream("/dataset/" + path)) {
            return lines(path, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<FileLine> lines(String name, InputStream file) throws IOException {
        var texts =
                new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        return IntStream.range(0, texts.size()).mapToObj(i -> new FileLine(name, i + 1, texts.get(i)));
    }
}
