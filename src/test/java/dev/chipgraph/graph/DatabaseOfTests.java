package dev.chipgraph.graph;

import java.nio.file.Path;
import java.util.Map;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * One database for all tests that run in the JVM of the service. Quarkus starts the service anew for each test profile; its
 * database would start anew with it, and plan everything again.
 */
public final class DatabaseOfTests implements LauncherSessionListener {

    private DatabaseProcess database;

    /** The tests of the packaged service bring their own databases, so the build sets the folder only for the others. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String folder = System.getProperty("database.of.tests");
        if (folder == null) {
            return;
        }
        // It lives for minutes: only what is called most often is worth the time of the second compiler.
        String compiler =
                "-XX:Tier4InvocationThreshold=20000,-XX:Tier4MinInvocationThreshold=2400,-XX:Tier4CompileThreshold=60000";
        database = DatabaseProcess.start(Path.of(folder), Map.of("heap", "1g", "jvm-options", compiler));
        System.setProperty("quarkus.neo4j.uri", database.uri());
        System.setProperty("quarkus.neo4j.authentication.password", database.password());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (database != null) {
            database.close();
        }
    }
}
