package dev.chipgraph.rest.door;

import dev.chipgraph.graph.Database;
import dev.chipgraph.ingest.GraphPreparation;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready when the database answers and the schema and the bundled data are loaded. */
@Readiness
@ApplicationScoped
public class GraphHealthCheck implements HealthCheck {

    private final GraphPreparation preparation;
    private final Database database;

    GraphHealthCheck(GraphPreparation preparation, Database database) {
        this.preparation = preparation;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        var reason = preparation.unavailableReason();
        var response = HealthCheckResponse.named("graph").status(reason.isEmpty());
        reason.ifPresent(text -> response.withData("reason", text).withData("database", database.uri()));
        return response.build();
    }
}
