package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database dies or freezes under a service that goes on. The limits are those that users are promised. */
class FaultsIT {

    private static final Duration RED = Duration.ofSeconds(2);
    private static final Duration REFUSED = Duration.ofSeconds(3);
    private static final int CROWD = 40;
    /** As many as may ask the database at once. */
    private static final int FULL_HOUSE = 16;

    private ServiceProcess service;
    private String answer;

    @BeforeEach
    void ready() throws IOException, InterruptedException {
        service = SharedService.ready();
        var response = service.get(ServiceProcess.PARTNERS);
        assertThat(response.statusCode()).isEqualTo(200);
        answer = response.body();
    }

    @Test
    void killedDatabaseIsReportedAndStartedAgain() throws IOException, InterruptedException {
        // Given
        ProcessHandle database = service.database();

        // When
        Processes.signal("KILL", database);

        // Then
        Eventually.within(RED, "readiness is red", () -> !service.isReady());
        Eventually.within(
                RED, "the reason is the exit", () -> service.reason().contains("Neo4j ended with exit code 137"));
        assertRefused(1);
        assertRefused(CROWD);
        assertThat(service.isLive()).isTrue();

        // And it heals by itself
        assertHealed();
        assertThat(service.database().pid()).isNotEqualTo(database.pid());
    }

    @Test
    void frozenDatabaseIsReportedAndHealsWhenItThaws() throws IOException, InterruptedException {
        // Given: connections are open and have worked
        service.getAtOnce(CROWD, ServiceProcess.PARTNERS);
        ProcessHandle database = service.database();

        // When
        Processes.signal("STOP", database);
        try {
            // Then
            Eventually.within(RED, "readiness is red", () -> !service.isReady());
            assertThat(service.reason()).contains("did not answer within");
            assertRefused(1);
            assertRefused(CROWD);
            assertThat(service.isLive()).isTrue();
        } finally {
            Processes.signal("CONT", database);
        }

        // And it heals by itself, with the same process
        assertHealed();
        assertThat(service.database().pid()).isEqualTo(database.pid());
    }

    @Test
    void requestsUnderWayWhenTheDatabaseFreezesAreRefusedInTime() throws IOException, InterruptedException {
        // Given
        service.getAtOnce(CROWD, ServiceProcess.PARTNERS);
        ProcessHandle database = service.database();

        // When: nobody has noticed yet
        Processes.signal("STOP", database);
        try {
            // Then: nor do the first take away the turns of the next
            assertRefused(CROWD);
            assertRefused(CROWD);
            assertRefused(CROWD);
        } finally {
            Processes.signal("CONT", database);
        }
        assertHealed();
    }

    private void assertRefused(int times) throws InterruptedException {
        assertThat(service.getAtOnce(times, ServiceProcess.PARTNERS))
                .hasSize(times)
                .allSatisfy(asked -> {
                    HttpResponse<String> response = asked.response();
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                    assertThat(response.headers().firstValue("Content-Type"))
                            .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
                    assertThat(response.headers().firstValue("Retry-After"))
                            .hasValueSatisfying(seconds ->
                                    assertThat(Integer.parseInt(seconds)).isPositive());
                    assertThat(response.body()).contains("/problems/database-unavailable");
                    assertThat(asked.time()).isLessThanOrEqualTo(REFUSED);
                });
    }

    /** It answers as before, and as many requests at once as before. */
    private void assertHealed() throws InterruptedException {
        Eventually.within(Eventually.PATIENCE, "readiness is green", service::isReady);
        Eventually.within(Duration.ofSeconds(30), "a full house is answered", () -> allAnswered(FULL_HOUSE));
        assertThat(service.get(ServiceProcess.PARTNERS).body()).isEqualTo(answer);
    }

    private boolean allAnswered(int times) {
        try {
            return service.getAtOnce(times, ServiceProcess.PARTNERS).stream()
                    .allMatch(asked -> asked.response().statusCode() == 200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
