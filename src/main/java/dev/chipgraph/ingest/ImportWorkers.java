package dev.chipgraph.ingest;

import dev.chipgraph.change.Ledger;
import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.Statement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Runs waiting imports, and imports whose instance has failed. */
@ApplicationScoped
public class ImportWorkers {

    private static final Logger LOG = Logger.getLogger(ImportWorkers.class);
    private static final Statement CLAIM = Statement.of("import/claim");
    private static final int MOST_TRIES = 20;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Imports imports;
    private final ImportFiles files;
    private final ImportConfig config;
    private final Ledger ledger;
    private final GraphPreparation preparation;
    private final ImportMetrics metrics;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean stopping;

    ImportWorkers(
            Imports imports,
            ImportFiles files,
            ImportConfig config,
            Ledger ledger,
            GraphPreparation preparation,
            ImportMetrics metrics) {

        this.imports = imports;
        this.files = files;
        this.config = config;
        this.ledger = ledger;
        this.preparation = preparation;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(Database.STARTS + 2) StartupEvent event) {
        for (int i = 0; i < config.workers(); i++) {
            String name = "import-" + UUID.randomUUID();
            workers.add(Thread.ofVirtual().name(name).start(() -> work(name)));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        workers.forEach(Thread::interrupt);
    }

    private void work(String worker) {
        while (!stopping) {
            try {
                boolean ready = preparation.unavailableReason().isEmpty();
                Optional<ImportJob> job = ready ? claim(worker) : Optional.empty();
                if (job.isPresent() && job.get().state().isEnd()) {
                    LOG.errorf(
                            "Import %s was given up after too many attempts",
                            job.get().id());
                    imports.drop(job.get().id());
                    metrics.count(job.get());
                } else if (job.isPresent()) {
                    LOG.infof("Import %s (%s) begins", job.get().id(), job.get().name());
                    new ImportRun(job.get(), worker, () -> files.open(job.get()), imports, config, ledger).run();
                    imports.get(job.get().id()).ifPresent(this::ended);
                } else {
                    Thread.sleep(config.poll());
                }
            } catch (InterruptedException e) {
                return;
            } catch (DatabaseUnavailable e) {
                // The import is stored; a worker resumes it when the database is back.
                if (!stopping) {
                    LOG.warnf("Imports wait for the database: %s", e.getMessage());
                    pause();
                }
            } catch (RuntimeException | Error e) {
                // Whatever one import breaks, the worker goes on with the next.
                LOG.error("Import failed", e);
                pause();
            }
        }
    }

    private void ended(ImportJob job) {
        LOG.infof(
                "Import %s: %s, %d records loaded",
                job.id(), job.state().wire(), job.rows().loaded());
        metrics.count(job);
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_A_FAULT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ImportJob> claim(String worker) {
        return imports
                .writeAuxiliary(
                        CLAIM,
                        Map.of(
                                "worker",
                                worker,
                                "instant",
                                imports.now(),
                                "until",
                                imports.now().plus(config.lease()),
                                "limit",
                                MOST_TRIES),
                        row -> ImportJob.of(row.row("job")))
                .stream()
                .findFirst();
    }
}
