package dev.chipgraph.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * A data folder with the bundled graph, of which tests take copies: loading it takes long. It is made once for each build of
 * the application, in a run from which the JVMs also learn how to start faster.
 */
final class FilledGraph {

    private static final Path FOLDER = Path.of("target", "filled-graph").toAbsolutePath();

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
        AotCache.forget();
        try (var service = ServiceProcess.learning(FOLDER)) {
            service.awaitReady();
            service.get(ServiceProcess.PARTNERS);
            service.get("/v1/entities?limit=1");
            // The database first, and patiently: when the service stops it, it does not wait for what its JVM still
            // writes.
            ProcessHandle database = service.database();
            Processes.signal("TERM", database);
            Eventually.within(Eventually.PATIENCE, "the database has ended", () -> Processes.isGone(database));
            service.stop();
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
