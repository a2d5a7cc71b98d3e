package dev.chipgraph.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Which Neo4j to use. The names are those of the Quarkus extension for Neo4j. */
@ConfigMapping(prefix = "quarkus.neo4j")
public interface DatabaseConfig {

    /** {@code bolt://}, {@code neo4j://} or {@code neo4j+s://} address; absent: the embedded server. */
    Optional<String> uri();

    Authentication authentication();

    /** Credentials. */
    interface Authentication {

        @WithDefault("neo4j")
        String username();

        @WithDefault("neo4j")
        String password();

        /** For servers that ask for no credentials. */
        @WithDefault("false")
        boolean disabled();
    }
}
