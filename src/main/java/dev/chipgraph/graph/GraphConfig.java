package dev.chipgraph.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the database. */
@ConfigMapping(prefix = "chipgraph")
public interface GraphConfig {

    Database database();

    Embedded embedded();

    /**
     * What is loaded at the start: {@code bundled} for the bundled ecosystem, and files or folders of files in the import
     * format. Files may refer to records of earlier ones.
     */
    @WithDefault(BUNDLED)
    List<String> data();

    /** Stands for the bundled ecosystem in {@link #data()}. */
    String BUNDLED = "bundled";

    /** Whether the database plans every query at the start, in parallel with the first requests. */
    @WithDefault("true")
    boolean warmUp();

    /** How long a request waits for the service to become ready before it is rejected. */
    @WithDefault("0s")
    Duration startPatience();

    /** Limits for any database. */
    interface Database {

        /** Name of the database in the server. */
        @WithDefault("neo4j")
        String name();

        /** Maximum number of statements that run at once; others wait for {@link #queueing()}. About 16 saturate two cores. */
        @WithDefault("16")
        int maxInFlight();

        /** How long a statement may wait for others before the request is rejected. */
        @WithDefault("500ms")
        Duration queueing();

        /** How long a request may wait for the answer of the database. */
        @WithDefault("2300ms")
        Duration deadline();

        /**
         * How much longer a request waits while the database plans one of the service's own statements for the first time. It is
         * rejected at once when the database stops answering.
         */
        @WithDefault("20s")
        Duration planningPatience();

        /** How long the database may plan a statement in the background when a request had no time for it. */
        @WithDefault("1m")
        Duration planningDeadline();

        /** How long a change may take, including the wait for other changes. */
        @WithDefault("10s")
        Duration writeDeadline();

        /** Maximum number of changes that wait in one instance; others are rejected. */
        @WithDefault("64")
        int maxWaitingWrites();

        /** Time between two probes of the database. */
        @WithDefault("500ms")
        Duration probeInterval();

        /** How long a probe may take. */
        @WithDefault("1s")
        Duration probeDeadline();

        /** How long a transaction that sets up the schema or loads data may take. */
        @WithDefault("5m")
        Duration loadDeadline();
    }

    /** The embedded server, which runs when no external database is configured. */
    interface Embedded {

        /** Folder of data, log files and credentials. */
        @WithDefault(".chipgraph")
        Path folder();

        /** Folder of the server's jars; by default where the build puts them. */
        Optional<Path> libraries();

        /** Maximum heap of the server. */
        @WithDefault("512m")
        String heap();

        /** Page cache of the server. */
        @WithDefault("128m")
        String pageCache();

        /** Maximum memory of all transactions together. */
        @WithDefault("256m")
        String transactionMemory();

        /** Additional options of the server's JVM. */
        Optional<List<String>> jvmOptions();
    }
}
