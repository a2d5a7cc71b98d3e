package dev.chipgraph.process;

import dev.chipgraph.graph.DatabaseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

/**
 * One database for all tests whose services use an external one. It outlives the services, and keeps the plans of their
 * statements, whose making takes a new database twenty seconds.
 */
final class SharedDatabase {

    /** The build has deleted what an earlier run left there. */
    private static final Path FOLDER =
            Path.of("target", "process-graphs", "external").toAbsolutePath();

    private static final Path NO_DATA = FOLDER.resolve("empty.ndjson");

    private static DatabaseProcess database;

    private SharedDatabase() {}

    private static synchronized DatabaseProcess database() throws IOException {
        if (database == null) {
            Files.createDirectories(FOLDER);
            Files.writeString(NO_DATA, "");
            database = DatabaseProcess.start(
                    FOLDER,
                    Map.of(
                            "libraries",
                            ServiceProcess.application().resolve("neo4j-server").toString()));
            Runtime.getRuntime().addShutdownHook(new Thread(SharedDatabase::end));
        }
        return database;
    }

    static int port() throws IOException {
        return database().port();
    }

    static ProcessHandle process() throws IOException {
        return database().process();
    }

    /**
     * Settings of a service without bundled data that uses it.
     *
     * @param port its port, or the one of something that stands before it
     * @param more settings of the form name=value
     */
    static String[] settings(int port, String... more) throws IOException {
        var settings = new ArrayList<>(List.of(
                "quarkus.neo4j.uri=bolt://127.0.0.1:" + port,
                "quarkus.neo4j.authentication.password=" + database().password(),
                "chipgraph.data=" + NO_DATA));
        settings.addAll(List.of(more));
        return settings.toArray(String[]::new);
    }

    /** Ends the services that tests share, and deletes all nodes and relationships. The schema stays. */
    static void clear() throws IOException, InterruptedException {
        Lane.closeAll();
        WritableService.end();
        Eventually.within(Eventually.PATIENCE, "the database is empty", () -> {
            try {
                run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS");
                return true;
            } catch (ServiceUnavailableException | IOException starting) {
                return false;
            }
        });
    }

    static void run(String statement) throws IOException {
        try (Driver driver = GraphDatabase.driver(
                        database().uri(), AuthTokens.basic("neo4j", database().password()));
                var session = driver.session()) {
            session.run(statement).consume();
        }
    }

    private static synchronized void end() {
        Lane.closeAll();
        WritableService.end();
        database.close();
    }
}
