package dev.chipgraph.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JVM learned in one run, with which later ones start in about half the time. */
final class AotCache {

    static final Path SERVICE = Path.of("target", "service.aot").toAbsolutePath();

    /** Where the service looks for it. */
    static final Path DATABASE =
            ServiceProcess.application().resolve("neo4j-server").resolve("neo4j.aot");

    private AotCache() {}

    /** The option to have a JVM write a cache when it ends. */
    static String keep(Path cache) {
        return "-XX:AOTCacheOutput=" + cache;
    }

    /** The options to start the service with its cache; none when there is no cache. A JVM ignores one that does not fit. */
    static List<String> use() {
        return Files.exists(SERVICE)
                ? List.of("-XX:AOTCache=" + SERVICE, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    static void forget() throws IOException {
        Files.deleteIfExists(SERVICE);
        Files.deleteIfExists(DATABASE);
    }
}
