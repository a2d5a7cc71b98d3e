package dev.chipgraph.rest;

import dev.chipgraph.graph.Database;
import dev.chipgraph.ingest.Preparation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready means that the database answers now, and that schema and bundled data are there. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements HealthCheck {

    private final Database database;
    private final Preparation preparation;

    Readiness(Database database, Preparation preparation) {
        this.database = database;
        this.preparation = preparation;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> trouble = trouble();
        var response = HealthCheckResponse.named("graph").status(trouble.isEmpty());
        trouble.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }

    /** Why the graph cannot be asked at the moment; empty when it can. */
    Optional<String> trouble() {
        return Optional.ofNullable(database.trouble()).or(preparation::missing);
    }
}
