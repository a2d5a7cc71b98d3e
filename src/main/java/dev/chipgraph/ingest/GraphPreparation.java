package dev.chipgraph.ingest;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.GraphConfig;
import dev.chipgraph.graph.SchemaSetup;
import dev.chipgraph.graph.UnsupportedDataFormat;
import dev.chipgraph.query.question.WarmUp;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Prepares the graph in the background: the schema, then the bundled data. Retries until the database answers.
 */
@ApplicationScoped
public class GraphPreparation {

    private static final Logger LOG = Logger.getLogger(GraphPreparation.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Database database;
    private final SchemaSetup schema;
    private final BundledData data;
    private final WarmUp warmUp;
    private final GraphConfig config;
    private final String url;
    private Thread worker;
    private volatile String pendingStep = "The database is not set up yet.";

    GraphPreparation(
            Database database,
            SchemaSetup schema,
            BundledData data,
            WarmUp warmUp,
            GraphConfig config,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.database = database;
        this.schema = schema;
        this.data = data;
        this.warmUp = warmUp;
        this.config = config;
        url = "http://%s:%d".formatted(host.equals("0.0.0.0") ? "localhost" : host, port);
    }

    void start(@Observes @Priority(Database.STARTS + 1) StartupEvent event) {
        worker = Thread.ofVirtual().name("preparation").start(this::prepare);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    /** The pending step of the preparation; empty after it has finished. */
    public Optional<String> pendingStep() {
        return Optional.ofNullable(pendingStep);
    }

    /** Why the graph cannot be queried now; empty when it is ready. */
    public Optional<String> unavailableReason() {
        return Optional.ofNullable(database.unavailableReason()).or(this::pendingStep);
    }

    private void prepare() {
        try {
            while (pendingStep != null) {
                if (database.unavailableReason() == null) {
                    tryToPrepare();
                }
                Thread.sleep(PAUSE);
            }
            if (config.warmUp()) {
                warmUp.run();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (UnsupportedDataFormat e) {
            pendingStep = e.getMessage();
            LOG.error(pendingStep);
        } catch (RuntimeException e) {
            pendingStep = "The bundled data could not be loaded. See the log.";
            LOG.error(pendingStep, e);
        }
    }

    private void tryToPrepare() {
        try {
            pendingStep = "The schema is being set up.";
            schema.setUp();
            pendingStep = "The bundled data is being loaded.";
            loadData();
            pendingStep = "The first queries are being planned.";
            warmUp.first();
            pendingStep = null;
            LOG.infof("Chipgraph is ready. Try %s/v1/organizations/name:KFIA/partners", url);
            LOG.infof("Swagger UI: %s/q/swagger-ui   Health: %s/q/health   Contract: %s/q/openapi", url, url, url);
        } catch (DatabaseUnavailable e) {
            pendingStep = e.getMessage();
            LOG.warn(e.getMessage());
        }
    }

    private void loadData() {
        try {
            data.load()
                    .ifPresentOrElse(
                            done -> LOG.infof(
                                    "Bundled data loaded: %d entities (%d new or changed), %d relationships (%d new or changed)",
                                    done.entities(),
                                    done.changedEntities(),
                                    done.relationships(),
                                    done.changedRelationships()),
                            () -> LOG.info("Bundled data is up to date"));
        } catch (ImportRejected e) {
            if (!data.isLoaded()) {
                throw e;
            }
            LOG.errorf(
                    e, "The new edition of the bundled data does not fit the graph; it is not loaded, or not in full");
        }
    }
}
