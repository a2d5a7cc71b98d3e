package dev.chipgraph.graph;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the embedded Neo4j is started: the command line of its JVM, and the settings of the server. */
final class EmbeddedNeo4jCommand {

    private static final int PLANS = 400;
    private static final String LIBRARIES = "neo4j-server";

    /** Among the libraries: the main class, put there by the build, and what a JVM learned when it ran them. */
    private static final String LAUNCHER = "chipgraph-launcher.jar";

    private static final String CACHE = "neo4j.aot";

    private final GraphConfig.Embedded config;
    private final Path folder;
    private final Path libraries;

    /**
     * Finds the libraries of the server.
     *
     * @param folder where its data is
     * @throws ConfigurationException when there are none
     */
    EmbeddedNeo4jCommand(GraphConfig.Embedded config, Path folder) {
        this.config = config;
        this.folder = folder;
        libraries = librariesOf(config);
    }

    private static Path librariesOf(GraphConfig.Embedded config) {
        var places = new ArrayList<Path>();
        config.libraries().ifPresent(places::add);
        Path jar = Path.of(System.getProperty("java.class.path", "").split(System.getProperty("path.separator"), 2)[0]);
        places.add(jar.toAbsolutePath().resolveSibling(LIBRARIES));
        places.add(Path.of("target", LIBRARIES).toAbsolutePath());
        return places.stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "No Neo4j server to embed was found in any of %s. Build with ./mvnw package, or set quarkus.neo4j.uri to use a Neo4j that runs elsewhere."
                                .formatted(places)));
    }

    List<String> line() throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-Xms64m",
                "-Xmx" + config.heap(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(cacheOptions());
        config.jvmOptions().ifPresent(line::addAll);
        line.addAll(List.of("-cp", classPath(), EmbeddedNeo4jLauncher.class.getName(), folder.toString()));
        return line;
    }

    /**
     * With what the JVM learned in an earlier run it takes 40 % less CPU time to start. It ignores a cache that does not fit this
     * JVM or these jars, and then starts as without one; its warnings about that would look like the reason of a failure.
     */
    private List<String> cacheOptions() {
        Path cache = libraries.resolve(CACHE);
        boolean configured = config.jvmOptions().orElse(List.of()).toString().contains("-XX:AOT");
        return Files.exists(cache) && !configured
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=error:stderr")
                : List.of();
    }

    /** In a fixed order, on which a cache depends. */
    private String classPath() throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            var entries = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (Files.notExists(libraries.resolve(LAUNCHER))) {
                entries.add(unpackLauncher().toString());
            }
            return String.join(System.getProperty("path.separator"), entries);
        }
    }

    /** For jars that do not come from our build: the launcher is the only class of ours that the server sees. */
    private Path unpackLauncher() throws IOException {
        String name = EmbeddedNeo4jLauncher.class.getName().replace('.', '/') + ".class";
        Path root = folder.resolve("launcher");
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream bytes = EmbeddedNeo4jLauncher.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
        return root;
    }

    /** The lines of neo4j.conf. */
    List<String> settings(int port) {
        return List.of(
                "server.bolt.listen_address=127.0.0.1:" + port,
                "server.http.enabled=false",
                "server.https.enabled=false",
                "server.memory.pagecache.size=" + config.pageCache(),
                "db.memory.transaction.max=" + config.transactionMemory(),
                "dbms.memory.transaction.total.max=" + config.transactionMemory(),
                // Each plan takes about a third of a megabyte of the heap; the default of 1000 would take nearly all of
                // it.
                "server.memory.query_cache.per_db_cache_num_entries=" + PLANS,
                // Otherwise each statement is planned anew for every order of magnitude of the length of each text and
                // list
                // among its parameters.
                "internal.cypher.use_parameter_size=false",
                "db.transaction.timeout=5m",
                "db.transaction.monitor.check.interval=200ms",
                "db.lock.acquisition.timeout=10s",
                "db.tx_log.preallocate=false",
                "db.tx_log.rotation.size=32m",
                "db.tx_log.rotation.retention_policy=1 files",
                "server.bolt.connection_keep_alive=1s",
                "dbms.security.allow_csv_import_from_file_urls=false",
                "dbms.usage_report.enabled=false",
                "server.fleet_discovery.enabled=false",
                // Nothing is in flight any more when the connector closes, so it need not linger for five seconds.
                "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s");
    }
}
