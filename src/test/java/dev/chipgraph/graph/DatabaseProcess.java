package dev.chipgraph.graph;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** The embedded Neo4j without a service, for tests whose services come and go. Started again when it is killed. */
public final class DatabaseProcess implements AutoCloseable {

    private final EmbeddedNeo4j server;

    private DatabaseProcess(EmbeddedNeo4j server) {
        this.server = server;
    }

    /**
     * Starts the server and returns at once; it takes some seconds to answer.
     *
     * @param folder where its data is
     * @param settings names and values of {@code chipgraph.embedded}
     */
    public static DatabaseProcess start(Path folder, Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GraphConfig.class)
                .withDefaultValue("chipgraph.embedded.folder", folder.toString());
        settings.forEach((name, value) -> config.withDefaultValue("chipgraph.embedded." + name, value));
        return new DatabaseProcess(EmbeddedNeo4j.start(
                config.build().getConfigMapping(GraphConfig.class).embedded()));
    }

    public String uri() {
        return server.uri();
    }

    public int port() {
        return Integer.parseInt(uri().replaceFirst(".*:", ""));
    }

    public String password() {
        return server.password();
    }

    /** Process of the server that runs now. */
    public ProcessHandle process() {
        return server.process();
    }

    @Override
    public void close() {
        server.close();
    }
}
