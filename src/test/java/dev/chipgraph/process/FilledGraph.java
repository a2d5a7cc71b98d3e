package dev.chipgraph.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * A data folder with the bundled graph, of which tests take copies: loading it takes long. It is made once for each build of
 * the application, in a run of which the JVM of the database keeps an AOT cache, with which it starts sooner.
 */
final class FilledGraph {

    private static final Path FOLDER = Path.of("target", "filled-graph").toAbsolutePath();

    /** Where the service looks for it. */
    private static final Path CACHE =
            ServiceProcess.application().resolve("neo4j-server").resolve("neo4j.aot");

    /** When the application was packaged that made it; absent while it is being made. */
    private static final Path MADE_BY = FOLDER.resolve("made-by");

    private FilledGraph() {}

    /** Returns a copy to use and to {@link #delete}. */
    static synchronized Path copy() throws IOException, InterruptedException {
        Path application = ServiceProcess.application().resolve("quarkus-run.jar");
        String packaged = Files.getLastModifiedTime(application).toString();
        if (Files.notExists(MADE_BY) || !Files.readString(MADE_BY).equals(packaged)) {
            make();
            Files.writeString(MADE_BY, packaged);
        }
        Path copy = Files.createTempDirectory("chipgraph-it");
        try (var files = Files.walk(FOLDER)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, copy.resolve(FOLDER.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static void make() throws IOException, InterruptedException {
        delete(FOLDER);
        Files.deleteIfExists(CACHE);
        try (var service = ServiceProcess.learning(FOLDER, CACHE)) {
            service.awaitReady();
            service.get(ServiceProcess.PARTNERS);
            // The database first, and patiently: a service that stops does not wait until its database has written a
            // cache.
            ProcessHandle database = service.database();
            Processes.signal("TERM", database);
            Eventually.within(
                    Eventually.PATIENCE.multipliedBy(3), "the database has ended", () -> Processes.isGone(database));
            service.kill();
        }
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
