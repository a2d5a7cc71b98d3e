package dev.chipgraph.graph;

import io.quarkus.dev.console.DevConsoleManager;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The embedded server that development mode keeps running while it loads the service anew, in the same JVM but with other
 * classes. It still ends with the JVM.
 *
 * @param process its process
 * @param owner the lock of its folder
 * @param port its port
 */
record KeptNeo4j(Process process, FileChannel owner, int port) {

    private static final String KEY = "chipgraph.embedded-neo4j";

    /** Keeps a server for the next start with the same command line. Only classes of the JDK outlive those of the service. */
    static void keep(KeptNeo4j server, List<String> command) {
        DevConsoleManager.setGlobal(
                KEY,
                Map.of(
                        "process", server.process,
                        "owner", server.owner,
                        "port", server.port,
                        "command", command));
    }

    /** The server that was kept for this command line. One that was kept for another is stopped. */
    static Optional<KeptNeo4j> take(List<String> command) throws IOException {
        Map<String, Object> kept = DevConsoleManager.getGlobal(KEY);
        if (kept == null || kept.isEmpty()) {
            return Optional.empty();
        }
        // A value cannot be removed.
        DevConsoleManager.setGlobal(KEY, Map.of());
        var server =
                new KeptNeo4j((Process) kept.get("process"), (FileChannel) kept.get("owner"), (int) kept.get("port"));
        if (server.process.isAlive() && kept.get("command").equals(command)) {
            return Optional.of(server);
        }
        try (var _ = server.owner) {
            server.process.getOutputStream().close();
            server.process.onExit().join();
        }
        return Optional.empty();
    }
}
