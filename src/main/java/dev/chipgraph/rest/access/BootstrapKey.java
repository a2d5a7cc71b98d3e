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

/** The key with which the other keys are made, for who has just started the service and wants to write. */
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
        worker = Thread.ofVirtual().name("first-key").start(this::whenReady);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    private void whenReady() {
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
                provide();
            }
            return true;
        } catch (DatabaseUnavailable e) {
            LOG.debug("Tried again", e);
            return false;
        }
    }

    private void provide() {
        if (!config.firstKey()) {
            LOG.info(
                    "There is no API key with the role admin. To make keys, start once with CHIPGRAPH_ACCESS_FIRST_KEY=true or with a secret in CHIPGRAPH_ACCESS_ADMIN_KEY");
            return;
        }
        String secret = keys.create("First key", Role.ADMIN, null, "chipgraph").secret();
        // Not to the log, which others may read and which may be kept.
        System.out.printf(
                "%n    Your API key, shown this once:  %s%n%n    curl -H 'X-API-Key: %s' http://localhost:%d/v1/me%n%n",
                secret, secret, port);
    }
}
