package dev.chipgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chipgraph.Api;
import dev.chipgraph.model.Languages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.neo4j.runtime.Neo4jConfiguration;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A query whose time is over, here after about a second, is too expensive only if executing it took the time. */
@QuarkusTest
@ExtendWith(Api.class)
class QueryTimesTest {

    private static final Languages ANY = Languages.accepting(null);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    Neo4jConfiguration address;

    @Inject
    RequestClock clock;

    private Database database;
    private Graph graph;

    @BeforeEach
    void connect() {
        clock.stop(); // Each read gets the whole deadline.
        var config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GraphConfig.class)
                .withDefaultValue("chipgraph.database.deadline", "1200ms")
                .withDefaultValue("chipgraph.database.planning-patience", PATIENCE.toSeconds() + "s")
                .build();
        database = new Database(address, config.getConfigMapping(GraphConfig.class), clock, new SimpleMeterRegistry());
        database.start(null);
        graph = new Graph(database);
        await(() -> database.unavailableReason() == null);
    }

    @AfterEach
    void disconnect() {
        database.stop(null);
    }

    @Test
    void executionThatTakesTooLongIsTooExpensive() {
        var endless = query("UNWIND range(1, 1000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(*) AS answer");
        await(() -> failure(endless)
                instanceof QueryAborted); // A cold database needs the time of the first try to plan it.

        assertThat(failure(endless)).isInstanceOf(QueryAborted.class);
    }

    @Test
    void planningThatTakesTooLongIsDoneBeforeALaterTry() {
        var client = query(longToPlan("client"));
        assertPlannedForALaterTry(() -> graph.tryRead(List.of(client), ANY).getFirst());
    }

    @Test
    void theFirstPlanningOfAStatementOfTheServiceIsWaitedFor() {
        var own = new Statement("test", longToPlan("own"));

        assertThat(graph.read(own, Map.of(), ANY, Function.identity())).isEmpty();
    }

    /** The first try fails, and its cost is not to blame; then there is a plan. */
    private static void assertPlannedForALaterTry(Supplier<List<Row>> query) {
        assertThatThrownBy(query::get).isInstanceOf(DatabaseUnavailable.class).isNotInstanceOf(QueryAborted.class);
        await(() -> isAnswered(query));
    }

    private Throwable failure(Query query) {
        return catchThrowable(() -> graph.tryRead(List.of(query), ANY));
    }

    private static boolean isAnswered(Supplier<List<Row>> query) {
        try {
            return query.get() != null;
        } catch (DatabaseUnavailable notPlanned) {
            assertThat(notPlanned).isNotInstanceOf(QueryAborted.class);
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static Query query(String text) {
        return new Query(new Statement("test", text), Map.of());
    }

    /** Each part takes as long to plan as the first, and none takes any time to execute. */
    private static String longToPlan(String column) {
        String paths = IntStream.range(0, 8)
                .mapToObj(i -> "(start)-[:PART_OF*1..%d]->(n%d:Place)".formatted(i % 2 + 1, i))
                .collect(Collectors.joining(", "));
        return IntStream.range(0, 5)
                .mapToObj(i ->
                        "MATCH (start:Entity {id: 'nowhere-%d'}), %s RETURN start.id AS %s".formatted(i, paths, column))
                .collect(Collectors.joining(" UNION ALL "));
    }
}
