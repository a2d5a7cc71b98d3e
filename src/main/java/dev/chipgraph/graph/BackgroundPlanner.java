package dev.chipgraph.graph;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Plans statements for which a request had no time, so that the next try finds the plan. The database discards the plan that
 * it is making when a request gives up.
 */
final class BackgroundPlanner {

    private static final Logger LOG = Logger.getLogger(BackgroundPlanner.class);

    /** Planning keeps a processor busy. Other statements are planned at a later try. */
    private static final int MOST = 2;

    private final Database database;
    private final Set<String> inPlanning = ConcurrentHashMap.newKeySet();

    BackgroundPlanner(Database database) {
        this.database = database;
    }

    void plan(Query query) {
        if (inPlanning.size() < MOST && inPlanning.add(query.text())) {
            Thread.ofVirtual().name("planning").start(() -> {
                try {
                    // Execution uses the plans of EXPLAIN too.
                    database.readInBackground(session -> session.run("EXPLAIN " + query.text(), query.parameters())
                            .consume());
                } catch (RuntimeException e) {
                    LOG.debug("A statement could not be planned; a later try plans it again", e);
                } finally {
                    inPlanning.remove(query.text());
                }
            });
        }
    }
}
