package dev.chipgraph.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the service uses its database. */
@ConfigMapping(prefix = "chipgraph")
public interface GraphConfig {

    Database database();

    Embedded embedded();

    /**
     * What is loaded at start: {@code bundled} for the bundled ecosystem, and files or folders of files in the import
     * format. Files may refer to records of those before them.
     */
    @WithDefault(BUNDLED)
    List<String> data();

    /** Stands for the bundled ecosystem in {@link #data()}. */
    String BUNDLED = "bundled";

    /** Whether every question is planned at the start, beside the first requests, so that nobody waits for it. */
    @WithDefault("true")
    boolean warmUp();

    /** Use of the database, whichever it is. */
    interface Database {

        /** Name of the database in the server. */
        @WithDefault("neo4j")
        String name();

        /** Statements that may run at once; more wait for {@link #queueing()}. About 16 saturate two cores. */
        @WithDefault("16")
        int maxInFlight();

        /** How long a statement waits for its turn before the request is refused. */
        @WithDefault("500ms")
        Duration queueing();

        /** How long a request may wait for the answer of the database. */
        @WithDefault("2300ms")
        Duration deadline();

        /** How long a change may take, its waiting for other changes included. */
        @WithDefault("10s")
        Duration writeDeadline();

        /** Changes that may wait for others in one instance; more are refused. */
        @WithDefault("64")
        int maxWaitingWrites();

        /** Time between two looks at whether the database answers. */
        @WithDefault("500ms")
        Duration probeInterval();

        /** How long such a look waits for the answer. */
        @WithDefault("1s")
        Duration probeDeadline();

        /** How long set-up and loading may take. */
        @WithDefault("5m")
        Duration loadDeadline();
    }

    /** The server that runs when no address of a database is configured. */
    interface Embedded {

        /** Folder of the data, log files and credentials. */
        @WithDefault(".chipgraph")
        Path folder();

        /** Folder of the server's jars; absent: where the build puts them. */
        Optional<Path> libraries();

        /** Greatest heap of the server. */
        @WithDefault("512m")
        String heap();

        /** Page cache of the server. */
        @WithDefault("128m")
        String pageCache();

        /** Memory that all transactions together may take. */
        @WithDefault("256m")
        String transactionMemory();

        /** Further options of the server's JVM. */
        Optional<List<String>> jvmOptions();
    }
}
