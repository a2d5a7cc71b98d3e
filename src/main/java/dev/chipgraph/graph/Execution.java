package dev.chipgraph.graph;

import dev.chipgraph.model.Languages;
import java.time.Duration;
import java.util.List;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;

/** One run of a query, and how far the database is with it. */
final class Execution {

    private final Query query;
    private volatile Stage stage = Stage.WAITING;
    private volatile long planningStart;
    private volatile long start;

    private enum Stage {
        WAITING,
        PLANNING,
        EXECUTING
    }

    Execution(Query query) {
        this.query = query;
    }

    List<Row> rows(Session session, TransactionConfig config, Languages languages) {
        planningStart = System.nanoTime();
        stage = Stage.PLANNING;
        // The database responds to this when it has planned the statement, and executes it to send rows.
        Result result = session.run(query.text(), query.parameters(), config);
        start = System.nanoTime();
        stage = Stage.EXECUTING;
        return Graph.rows(result, languages);
    }

    boolean isInPlanning() {
        return stage == Stage.PLANNING;
    }

    /** How long the planning of an executed statement took. */
    Duration planningTime() {
        return Duration.ofNanos(start - planningStart);
    }

    /** The time since the statement was planned; none when it is not. */
    Duration elapsed() {
        return stage == Stage.EXECUTING ? Duration.ofNanos(System.nanoTime() - start) : Duration.ZERO;
    }
}
