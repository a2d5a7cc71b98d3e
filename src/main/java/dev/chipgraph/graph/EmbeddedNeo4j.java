package dev.chipgraph.graph;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A Neo4j Community server in a process of its own, on loopback, whose data outlives this service. It is started again
 * when it dies, and ends with this process however that ends: it watches its standard input, which the operating system
 * closes.
 */
final class EmbeddedNeo4j implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedNeo4j.class);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofSeconds(1);

    private final Path folder;
    private final EmbeddedNeo4jCommand command;
    private final List<String> line;
    private final FileChannel owner;
    private final int port;
    private final String password;
    private final Thread supervisor =
            Thread.ofPlatform().daemon().name("embedded-neo4j").unstarted(this::supervise);
    private volatile Process process;
    private volatile String unavailableReason = "The embedded Neo4j is starting.";
    private volatile boolean stopping;

    private EmbeddedNeo4j(GraphConfig.Embedded config) throws IOException {
        folder = config.folder().toAbsolutePath().normalize();
        command = new EmbeddedNeo4jCommand(config, folder);
        Files.createDirectories(folder);
        line = command.line();
        Optional<KeptNeo4j> kept = KeptNeo4j.take(line);
        process = kept.map(KeptNeo4j::process).orElse(null);
        owner = kept.isPresent() ? kept.get().owner() : own(folder);
        port = kept.isPresent() ? kept.get().port() : freePort();
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
            if (server.process == null) {
                server.launch();
            }
            server.supervisor.start();
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

    /** The process that runs now; it is another after a restart. */
    ProcessHandle process() {
        return process.toHandle();
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
        Files.write(conf.resolve("neo4j.conf"), command.settings(port));
        var started = new ProcessBuilder(command.line())
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

    private void supervise() {
        try {
            while (!stopping) {
                int exit = process.waitFor();
                if (stopping) {
                    return;
                }
                unavailableReason = "The embedded Neo4j ended with exit code %d and is started again.".formatted(exit);
                LOG.warnf("%s See %s. %s", unavailableReason, folder.resolve("logs"), lastWords());
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
                unavailableReason = "The embedded Neo4j cannot be started again. The log of the service says why.";
                LOG.error("The embedded Neo4j cannot be started again", e);
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

    /**
     * Asks the server to stop, waits until its data is safe, and only then gives up the folder. In development mode the server is
     * kept for the next start.
     */
    @Override
    public synchronized void close() {
        stopping = true;
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            supervisor.interrupt();
            KeptNeo4j.keep(new KeptNeo4j(process, owner, port), line);
            return;
        }
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
