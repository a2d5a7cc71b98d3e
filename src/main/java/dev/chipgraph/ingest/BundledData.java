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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The bundled data, or the files that replace it. */
@ApplicationScoped
public class BundledData {

    /**
     * The sets of files, loaded one after the other. The files of a set may refer to each other and to earlier sets. Each
     * set describes an entity once; a later one adds what its own sources say of the same entity.
     */
    private static final List<List<String>> SETS = List.of(
            List.of(
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
                    "ecosystem/relationships"),
            List.of(
                    "context/sources",
                    "context/places",
                    "context/organizations",
                    "context/people",
                    "context/events",
                    "context/agreements",
                    "context/investments",
                    "context/policies",
                    "context/relationships"),
            List.of("translations/sources", "translations/names"));

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
        var items = new ArrayList<>(config.data());
        boolean bundled = items.removeIf(GraphConfig.BUNDLED::equals);
        var files = items.stream()
                .flatMap(item -> files(Path.of(item)))
                .flatMap(BundledData::lines)
                .toList();
        var sets =
                Stream.concat(bundled ? sets() : Stream.of(), Stream.of(files)).toList();
        var lines = sets.stream().flatMap(List::stream).toList();
        String digest =
                Digests.of(lines.toString() + lines.stream().map(FileLine::text).toList());
        if (edition().filter(digest::equals).isPresent()) {
            return Optional.empty();
        }
        warnOfMissingEnds(files);
        var reports = new ArrayList<ImportReport>();
        sets.subList(0, sets.size() - 1).forEach(set -> reports.add(importer.load(set.stream())));
        reports.add(importer.load(sets.getLast().stream(), entry -> entry.run(REMEMBER, Map.of("digest", digest))));
        graph.replan();
        return reports.stream().reduce(ImportReport::plus);
    }

    /** What was exported and then cut short would otherwise load as if it were complete. */
    private static void warnOfMissingEnds(List<FileLine> lines) {
        var last = new LinkedHashMap<String, FileLine>();
        lines.stream().filter(line -> !line.text().isBlank()).forEach(line -> last.put(line.file(), line));
        last.values().stream()
                .filter(line -> !EndRecord.is(line))
                .forEach(line -> LOG.warnf(
                        "%s has no end record, so the service could not check that it is complete", line.file()));
    }

    /** Whether the graph has any edition of the bundled data. */
    boolean isLoaded() {
        return edition().isPresent();
    }

    private Optional<String> edition() {
        return graph.readOne(LOADED, Map.of(), Languages.ANY, row -> row.text("dataset"));
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

    /** The lines of the bundled files, set by set in loading order. */
    public static Stream<List<FileLine>> sets() {
        return SETS.stream().map(set -> set.stream().flatMap(BundledData::lines).toList());
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
