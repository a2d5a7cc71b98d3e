package dev.chipgraph.graph;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A Neo4j Community server in a process of its own, on loopback, whose data outlives this service. It is started again
 * when it dies, and ends with this process however that ends: it watches its standard input, which the operating system
 * closes.
 */
final class EmbeddedNeo4j implements AutoCloseable {

    private static final int PLANS = 400;
    private static final Logger LOG = Logger.getLogger(EmbeddedNeo4j.class);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofSeconds(1);
    private static final String LIBRARIES = "neo4j-server";

    /** Among the libraries: the main class, put there by the build, and what a JVM learned when it ran them. */
    private static final String LAUNCHER = "chipgraph-launcher.jar";

    private static final String CACHE = "neo4j.aot";

    private final GraphConfig.Embedded config;
    private final Path folder;
    private final Path libraries;
    private final FileChannel owner;
    private final int port;
    private final String password;
    private volatile Process process;
    private volatile String unavailableReason = "The embedded Neo4j is starting.";
    private volatile boolean stopping;

    private EmbeddedNeo4j(GraphConfig.Embedded config) throws IOException {
        this.config = config;
        libraries = librariesOf(config);
        folder = Files.createDirectories(config.folder().toAbsolutePath().normalize());
        owner = own(folder);
        port = freePort();
        password = passwordIn(folder);
    }

    /**
     * Starts the server and returns at once; it takes some seconds to answer.
     *
     * @throws ConfigurationException when it cannot start, with a message for the person who started the service
     */
    static EmbeddedNeo4j start(GraphConfig.Embedded config) {
        try {
            var server = new EmbeddedNeo4j(config);
            server.launch();
            Thread.ofPlatform().daemon().name("embedded-neo4j").start(server::supervise);
            return server;
        } catch (IOException e) {
            // Without the cause, so that Quarkus prints this sentence and no stack trace.
            LOG.debug("The embedded Neo4j cannot start", e);
            throw new ConfigurationException(
                    "The embedded Neo4j cannot use the folder %s: %s".formatted(config.folder(), e));
        }
    }

    String uri() {
        return "bolt://127.0.0.1:" + port;
    }

    String password() {
        return password;
    }

    /** What is known of why it does not answer. */
    Optional<String> unavailableReason() {
        return Optional.ofNullable(unavailableReason);
    }

    /** To be told when it was seen to answer. */
    void answered() {
        unavailableReason = null;
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

    /** Two owners of one folder would harm each other's data; the lock goes with this process. */
    private static FileChannel own(Path folder) throws IOException {
        var channel = FileChannel.open(
                folder.resolve("owner"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.US_ASCII.encode(
                        Long.toString(ProcessHandle.current().pid())));
                return channel;
            }
        } catch (OverlappingFileLockException ownedByThisVeryProcess) {
            LOG.debug("Owned by this process", ownedByThisVeryProcess);
        }
        channel.close();
        throw new ConfigurationException(
                "The data folder %s is in use by the Chipgraph process %s. Stop that one, or set chipgraph.embedded.folder to another folder."
                        .formatted(folder, Files.readString(folder.resolve("owner"))));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String passwordIn(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (Files.notExists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path draft = Files.createTempFile(
                    folder,
                    "password",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, HexFormat.of().formatHex(random));
            Files.move(draft, file);
        }
        return Files.readString(file);
    }

    private void launch() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("logs"));
        Files.write(conf.resolve("neo4j.conf"), settings());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx" + config.heap(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(cacheOptions());
        config.jvmOptions().ifPresent(command::addAll);
        command.addAll(List.of("-cp", classPath(), EmbeddedNeo4jLauncher.class.getName(), folder.toString()));
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("logs").resolve("console.log").toFile())
                .start();
        process = started;
        handOver(started);
        LOG.infof("Embedded Neo4j starting as process %d, data and logs in %s", process.pid(), folder);
    }

    /** Over a pipe, so that it appears neither in the process list nor in a file of settings. The pipe stays open. */
    private void handOver(Process started) {
        try {
            started.getOutputStream().write((password + "\n").getBytes(StandardCharsets.US_ASCII));
            started.getOutputStream().flush();
        } catch (IOException ended) {
            LOG.debug("It ended at once, of which its supervisor tells more", ended);
        }
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

    private List<String> settings() {
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

    private void supervise() {
        try {
            while (!stopping) {
                int exit = process.waitFor();
                if (stopping) {
                    return;
                }
                unavailableReason = "The embedded Neo4j ended with exit code %d; see %s. %s"
                        .formatted(exit, folder.resolve("logs"), lastWords())
                        .strip();
                LOG.warn(unavailableReason + " It is started again.");
                Thread.sleep(PAUSE_BEFORE_RESTART);
                relaunch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When this fails, the process is still the one that ended, and its supervisor comes round again. */
    private synchronized void relaunch() {
        if (!stopping) {
            try {
                launch();
            } catch (IOException e) {
                unavailableReason = "The embedded Neo4j cannot be started again: " + e;
                LOG.error(unavailableReason, e);
            }
        }
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(folder.resolve("logs").resolve("console.log"))) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("");
        } catch (IOException | UncheckedIOException unreadable) {
            return "";
        }
    }

    /** Asks the server to stop, waits until its data is safe, and only then gives up the folder. */
    @Override
    public synchronized void close() {
        stopping = true;
        try (owner) {
            process.getOutputStream().close();
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Embedded Neo4j did not stop within %s and is ended", STOP);
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            LOG.warn("Embedded Neo4j had gone before it was stopped", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
