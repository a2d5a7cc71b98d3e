package dev.chipgraph.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chipgraph.model.Languages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.TransactionConfig;

/**
 * Runs queries within the deadline of the request. The first planning of the service's own statements, of which there is a
 * limited number, does not count. Other planning does; a query for which that takes the time is planned in the background for
 * the next try.
 */
final class QueryRunner {

    /** As many statements as the database keeps plans of. */
    private static final int PLANS = 1_000;

    private final Database database;
    private final BackgroundPlanner planner;
    private final Cache<String, Boolean> planned =
            Caffeine.newBuilder().maximumSize(PLANS).build();

    QueryRunner(Database database) {
        this.database = database;
        planner = new BackgroundPlanner(database);
    }

    List<Row> run(Query query, Languages languages) {
        var execution = new Execution(query);
        try {
            boolean first = planned.getIfPresent(query.text()) == null;
            var rows = database.read(
                    (session, limit) -> execution.rows(session, TransactionConfig.empty(), languages),
                    () -> first && execution.isInPlanning());
            if (first) {
                planned.put(query.text(), true);
                database.exclude(execution.planningTime());
            }
            return rows;
        } catch (DatabaseUnavailable e) {
            if (execution.isInPlanning()) {
                planner.plan(query);
            }
            throw e;
        }
    }

    /**
     * Runs queries of unknown cost one after the other. Their cost is to blame only for the time of their execution.
     *
     * @throws QueryAborted when executing them took at least half of the deadline, or too much memory
     */
    List<List<Row>> tryToRun(List<Query> queries, Languages languages) {
        var answers = new ArrayList<List<Row>>();
        Duration executed = Duration.ZERO;
        for (Query query : queries) {
            var execution = new Execution(query);
            try {
                answers.add(database.read((session, limit) -> execution.rows(session, ending(limit), languages)));
            } catch (QueryAborted e) {
                executed = executed.plus(execution.elapsed());
                boolean expensive = executed.compareTo(database.halfOfDeadline()) >= 0;
                if (!e.isOutOfTime() || (expensive && !execution.isInPlanning())) {
                    throw e;
                }
                planFrom(answers.size(), queries);
                throw new DatabaseUnavailable(
                        "The database had too little time for the query, because it was busy or had to plan it first.",
                        e);
            } catch (DatabaseUnavailable e) {
                planFrom(answers.size(), queries);
                throw e;
            }
            executed = executed.plus(execution.elapsed());
        }
        return answers;
    }

    private void planFrom(int first, List<Query> queries) {
        queries.subList(first, queries.size()).forEach(planner::plan);
    }

    private static TransactionConfig ending(Duration limit) {
        return TransactionConfig.builder().withTimeout(limit).build();
    }
}
