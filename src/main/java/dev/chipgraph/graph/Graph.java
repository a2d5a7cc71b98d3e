package dev.chipgraph.graph;

import dev.chipgraph.model.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.summary.Plan;

/** Runs statements: single ones that read, and transactions that change the graph. */
@ApplicationScoped
public class Graph {

    private static final Statement VERSION = Statement.of("query/version");

    private final Database database;
    private final QueryRunner queries;

    Graph(Database database) {
        this.database = database;
        queries = new QueryRunner(database);
    }

    /** All rows of a statement. */
    public <T> List<T> read(
            Statement statement, Map<String, Object> parameters, Languages languages, Function<Row, T> mapping) {
        return queries.run(new Query(statement, parameters), languages).stream()
                .map(mapping)
                .toList();
    }

    /** All rows of a statement for each of the parameters, read concurrently, in the order of the parameters. */
    public <T> List<List<T>> readAtOnce(
            Statement statement,
            List<? extends Map<String, Object>> parameters,
            Languages languages,
            Function<Row, T> mapping) {
        return ConcurrentReads.run(parameters.stream()
                .<Supplier<List<T>>>map(each -> () -> read(statement, each, languages, mapping))
                .toList());
    }

    /** The results of several reads of one request, done concurrently, in their order. */
    public <T> List<T> atOnce(List<Supplier<T>> reads) {
        return ConcurrentReads.run(reads);
    }

    /** The first row of a statement. */
    public <T> Optional<T> readOne(
            Statement statement, Map<String, Object> parameters, Languages languages, Function<Row, T> mapping) {
        return read(statement, parameters, languages, mapping).stream().findFirst();
    }

    /**
     * All rows of a statement as of the last commit, independent of any request. In a cluster, other reads may see a
     * follower that lags behind.
     */
    public List<Row> readNow(Statement statement, Map<String, Object> parameters) {
        return alone(statement, parameters);
    }

    /** Whether more than half of the deadline of the request is over. Work in steps then stops with what it has. */
    public boolean isLate() {
        return database.isLate();
    }

    /**
     * All rows of each of a client's own queries, whose cost is unknown.
     *
     * @throws QueryAborted when executing them takes more time or memory than a request may
     * @throws DatabaseUnavailable when waiting for the database and planning take the time
     */
    public List<List<Row>> tryRead(List<Query> ofClient, Languages languages) {
        return queries.tryToRun(ofClient, languages);
    }

    /** The greatest number of rows that the planner estimates for any operator of a statement. */
    public double expectedRows(Statement statement, Map<String, Object> parameters) {
        return database.read(session -> greatest(session.run("EXPLAIN " + statement.text(parameters), parameters)
                .consume()
                .plan()));
    }

    private static double greatest(Plan plan) {
        double own = plan.arguments().get("EstimatedRows").asDouble();
        return plan.children().stream().mapToDouble(Graph::greatest).reduce(own, Math::max);
    }

    /**
     * Runs a transaction that changes the graph. The driver may run the work again after a transient error, so the work
     * must have no other effects.
     *
     * @throws DatabaseUnavailable when it cannot be done in time or too many changes are waiting
     */
    public <T> T write(Function<Change, T> work) {
        return database.write((session, limit) -> inTransaction(session, limit, work));
    }

    /** Like {@link #write}, with the longer deadline of loading data. */
    public <T> T load(Function<Change, T> work) {
        return database.load((session, limit) -> inTransaction(session, limit, work));
    }

    /**
     * Writes data that is not part of the graph, such as an upload: without a version and without waiting for writers of
     * the graph.
     */
    public List<Row> writeAuxiliary(Statement statement, Map<String, Object> parameters) {
        return alone(statement, parameters);
    }

    /** Runs a transaction with the deadline of loading data, without waiting for writers, and rolls it back. */
    public <T> T tryOut(Function<Change, T> work) {
        var result = new AtomicReference<T>();
        try {
            return database.loadWithoutTurn((session, limit) -> inTransaction(session, limit, change -> {
                result.set(work.apply(change));
                throw new RolledBack();
            }));
        } catch (RolledBack done) {
            return result.get();
        }
    }

    private static final class RolledBack extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private List<Row> alone(Statement statement, Map<String, Object> parameters) {
        return database.withoutTurn(
                (session, limit) -> inTransaction(session, limit, change -> change.run(statement, parameters)));
    }

    private static <T> T inTransaction(Session session, Duration limit, Function<Change, T> work) {
        return session.executeWrite(
                transaction -> work.apply(new Change(transaction)),
                TransactionConfig.builder().withTimeout(limit).build());
    }

    /** Whether the graph has a version, as of the last commit. */
    public boolean hasVersion(long version) {
        if (database.version() < version) {
            readNow(VERSION, Map.of()).forEach(row -> seen(row.number("version")));
        }
        return database.version() >= version;
    }

    /** Notes a version that the graph is known to have. */
    public void seen(long version) {
        database.seen(version);
    }

    /** How many nodes there are, of every kind; the database keeps the count. */
    public long nodes() {
        return database.setUp(session ->
                session.run("MATCH (n) RETURN count(n)").single().get(0).asLong());
    }

    /**
     * Discards the query plans and samples the indexes again. Plans that were made for empty indexes would scan them, so this
     * is for use after loading much data.
     */
    public void replan() {
        administer("CALL db.prepareForReplanning(60)", Map.of());
    }

    /** All rows of a statement that reads much of the graph, with the deadline of loading data, independent of any request. */
    public List<Row> survey(Statement statement, Map<String, Object> parameters) {
        return administer(statement.text(), parameters);
    }

    /** Runs a statement in a transaction of its own, with the deadline of loading data. */
    List<Row> administer(String statement, Map<String, Object> parameters) {
        return database.setUp(session -> rows(session.run(statement, parameters), Languages.ANY));
    }

    /** Runs schema statements in one transaction and waits until all indexes are online. */
    void define(Collection<String> statements) {
        database.setUp(session -> {
            session.executeWriteWithoutResult(transaction ->
                    statements.forEach(statement -> transaction.run(statement).consume()));
            return session.run("CALL db.awaitIndexes(300)").consume();
        });
    }

    /** A transaction that changes the graph. */
    public static final class Change {

        private final TransactionContext transaction;

        private Change(TransactionContext transaction) {
            this.transaction = transaction;
        }

        public List<Row> run(Statement statement, Map<String, Object> parameters) {
            return rows(transaction.run(statement.text(parameters), parameters), Languages.ANY);
        }
    }

    static List<Row> rows(Result result, Languages languages) {
        return result.list((Record row) -> new Row(plain(row), languages));
    }

    @SuppressWarnings("unchecked") // a map stays a map
    private static Map<String, Object> plain(Record row) {
        return (Map<String, Object>) RowReader.plain(row.asMap());
    }
}
