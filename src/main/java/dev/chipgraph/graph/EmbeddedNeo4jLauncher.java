package dev.chipgraph.graph;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Main class of the embedded server's process. It runs with the server's class path, apart from the service's, and so
 * uses nothing but the JDK and, by reflection, Neo4j.
 *
 * <p>Argument: the folder. Standard input: the password in the first line, then nothing until the service ends; the end
 * of the input stops the server, so that it cannot outlive a service that was killed.
 */
public final class EmbeddedNeo4jLauncher {

    private static final long PATIENCE_MILLIS = 60_000;

    private EmbeddedNeo4jLauncher() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String password = input.readLine();
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> stopAtEnd(input));
        waitForPredecessor(folder);
        String conf = folder.resolve("conf").toString();
        if (Files.notExists(folder.resolve("data").resolve("databases").resolve("system"))) {
            setInitialPassword(folder, conf, password);
        }
        Method main = Class.forName("org.neo4j.server.Neo4jCommunity").getMethod("main", String[].class);
        main.invoke(null, (Object) new String[] {"--home-dir=" + folder, "--config-dir=" + conf});
    }

    private static void stopAtEnd(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                // nothing more is expected; only the end counts
            }
        } catch (IOException broken) {
            System.err.println("The service is gone: " + broken);
        }
        System.exit(0);
    }

    /**
     * The server of a service that was killed may still be closing its files. The lock ends with this process, so the
     * channel is never closed.
     */
    private static void waitForPredecessor(Path folder) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(folder.resolve("server"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (channel.tryLock() == null) {
            if (System.currentTimeMillis() > end) {
                System.err.println("Another Neo4j still uses " + folder);
                Runtime.getRuntime().halt(1);
            }
            Thread.sleep(100);
        }
    }

    private static void setInitialPassword(Path folder, String conf, String password)
            throws ReflectiveOperationException {
        Class<?> context = Class.forName("org.neo4j.cli.ExecutionContext");
        Object here = context.getConstructor(Path.class, Path.class).newInstance(folder, Path.of(conf));
        Object exit = Class.forName("org.neo4j.cli.AdminTool")
                .getMethod("execute", context, String[].class)
                .invoke(null, here, new String[] {"dbms", "set-initial-password", password});
        if (!Integer.valueOf(0).equals(exit)) {
            throw new IllegalStateException("The initial password could not be set");
        }
    }
}
