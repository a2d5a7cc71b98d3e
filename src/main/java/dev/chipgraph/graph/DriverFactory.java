package dev.chipgraph.graph;

import io.quarkus.neo4j.runtime.Neo4jConfiguration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationSeverity;

/**
 * Creates the driver. The driver of the Quarkus extension cannot be used: it takes half a minute to connect at most, and
 * its address is fixed before the embedded server has a port. Nothing uses it, so it never connects.
 */
final class DriverFactory {

    private static final int SPARE_CONNECTIONS = 4;

    private final Neo4jConfiguration address;
    private final GraphConfig.Database limits;

    DriverFactory(Neo4jConfiguration address, GraphConfig.Database limits) {
        this.address = address;
        this.limits = limits;
    }

    /** Whether a database elsewhere is configured. The default address of the extension does not count. */
    static boolean isExternal() {
        return ConfigProvider.getConfig().getConfigValue("quarkus.neo4j.uri").getSourceOrdinal() > Integer.MIN_VALUE;
    }

    /** A driver for the configured database. */
    Driver external() {
        return GraphDatabase.driver(address.uri(), credentials(), config(address.uri()));
    }

    /** A driver for the embedded server. */
    Driver embedded(EmbeddedNeo4j server) {
        return GraphDatabase.driver(server.uri(), AuthTokens.basic("neo4j", server.password()), config(server.uri()));
    }

    private AuthToken credentials() {
        var authentication = address.authentication();
        if (authentication.disabled()) {
            return AuthTokens.none();
        }
        return authentication
                .value()
                .map(both -> both.split("/", 2))
                .map(both -> AuthTokens.basic(both[0], both[both.length - 1]))
                .orElseGet(() -> AuthTokens.basic(authentication.username(), authentication.password()));
    }

    @SuppressWarnings("deprecation") // The driver's own bridge to the system's log formats each message, logged or not.
    private Config config(String uri) {
        var builder = Config.builder()
                .withMaxConnectionPoolSize(limits.maxInFlight() + SPARE_CONNECTIONS)
                .withConnectionAcquisitionTimeout(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionTimeout(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withMaxTransactionRetryTime(limits.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionLivenessCheckTimeout(1, TimeUnit.MINUTES)
                .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                .withLogging(Logging.slf4j())
                .withUserAgent("chipgraph");
        boolean decidedByScheme = uri.matches("[a-z0-9]+\\+s.*");
        return address.encrypted() && !decidedByScheme
                ? builder.withEncryption()
                        .withTrustStrategy(address.trustSettings().toInternalRepresentation())
                        .build()
                : builder.build();
    }
}
