package dev.chipgraph.graph;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * One database for all tests that run in the JVM of the service. Quarkus starts the service anew for each test profile; its
 * database would start anew with it, and plan everything again.
 */
public final class DatabaseOfTests implements LauncherSessionListener {

    private EmbeddedNeo4j database;

    /** The tests of the packaged service bring their own databases, so the build sets the folder only for the others. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String folder = System.getProperty("database.of.tests");
        if (folder == null) {
            return;
        }
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GraphConfig.class)
                .withDefaultValue("chipgraph.embedded.folder", folder)
                .withDefaultValue("chipgraph.embedded.heap", "1g")
                // It lives for minutes: only what is called most often is worth the time of the second compiler.
                .withDefaultValue(
                        "chipgraph.embedded.jvm-options",
                        "-XX:Tier4InvocationThreshold=20000,-XX:Tier4MinInvocationThreshold=2400,-XX:Tier4CompileThreshold=60000")
                .build()
                .getConfigMapping(GraphConfig.class);
        database = EmbeddedNeo4j.start(config.embedded());
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
