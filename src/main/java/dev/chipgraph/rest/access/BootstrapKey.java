package dev.chipgraph.rest.access;

import dev.chipgraph.access.AccessConfig;
import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.access.Role;
import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.ingest.GraphPreparation;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Creates and prints an admin key at the first start, if the configuration asks for it and no admin key exists. */
@ApplicationScoped
public class BootstrapKey {

    private static final Logger LOG = Logger.getLogger(BootstrapKey.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final AccessConfig config;
    private final ApiKeys keys;
    private final GraphPreparation preparation;
    private final int port;
    private Thread worker;

    BootstrapKey(
            AccessConfig config,
            ApiKeys keys,
            GraphPreparation preparation,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.keys = keys;
        this.preparation = preparation;
        this.port = port;
    }

    void start(@Observes @Priority(Database.STARTS + 2) StartupEvent event) {
        worker = Thread.ofVirtual().name("bootstrap-key").start(this::createWhenReady);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    private void createWhenReady() {
        try {
            while (!isDone()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isDone() {
        if (preparation.unavailableReason().isPresent()) {
            return false;
        }
        try {
            if (!keys.hasAdmin()) {
                create();
            }
            return true;
        } catch (DatabaseUnavailable e) {
            LOG.debug("The database is not available yet; the bootstrap key is created later", e);
            return false;
        }
    }

    private void create() {
        if (!config.firstKey()) {
            LOG.info(
                    "No API key has the role admin. To create keys, start the service once with CHIPGRAPH_ACCESS_FIRST_KEY=true, or set a secret of your own in CHIPGRAPH_ACCESS_ADMIN_KEY");
            return;
        }
        String secret = keys.create("First key", Role.ADMIN, null, "chipgraph").secret();
        // Printed and not logged, because logs are kept and read by others.
        System.out.printf(
                "%n    Your API key, shown only once:  %s%n%n    curl -H 'X-API-Key: %s' http://localhost:%d/v1/me%n%n",
                secret, secret, port);
    }
}
