package dev.chipgraph.rest.door;

import dev.chipgraph.graph.Database;
import dev.chipgraph.ingest.GraphPreparation;
import dev.chipgraph.model.Kind;
import dev.chipgraph.query.question.Counts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Measures the number of entities by kind. They are counted in the background, and only when the graph has changed, so that
 * reading the metrics never waits for the database.
 */
@ApplicationScoped
public class GraphMetrics {

    private static final Logger LOG = Logger.getLogger(GraphMetrics.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Database database;
    private final GraphPreparation preparation;
    private final Counts counts;
    private final MeterRegistry meters;
    private volatile Map<String, Object> counted = Map.of();
    private long countedVersion = -1;
    private Thread worker;

    GraphMetrics(Database database, GraphPreparation preparation, Counts counts, MeterRegistry meters) {
        this.database = database;
        this.preparation = preparation;
        this.counts = counts;
        this.meters = meters;
    }

    void start(@Observes @Priority(Database.STARTS + 2) StartupEvent event) {
        for (Kind kind : Kind.values()) {
            Gauge.builder("chipgraph.graph.entities", () -> (Number) counted.get(kind.wire()))
                    .tag("kind", kind.wire())
                    .register(meters);
        }
        worker = Thread.ofVirtual().name("graph-metrics").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    private void run() {
        try {
            while (true) {
                if (preparation.unavailableReason().isEmpty() && database.version() != countedVersion) {
                    count();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        long version = database.version();
        try {
            counted = counts.all();
            countedVersion = version;
        } catch (RuntimeException e) {
            LOG.debug("The entities could not be counted; a later try counts them", e);
        }
    }
}
