package dev.chipgraph.graph;

import dev.chipgraph.model.Languages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.TransactionContext;
import org.neo4j.driver.summary.Plan;

/** Asks and changes the graph, one statement at a time or several in one transaction. */
@ApplicationScoped
public class Graph {

    private final Database database;

    Graph(Database database) {
        this.database = database;
    }

    /** All rows of a read. */
    public <T> List<T> read(
            Statement statement, Map<String, Object> parameters, Languages languages, Function<Row, T> mapping) {
        return database.read(session -> rows(session.run(statement.text(), parameters), languages)).stream()
                .map(mapping)
                .toList();
    }

    /** All rows of a read with each of the parameters, at the same time, in the order of the parameters. */
    public <T> List<List<T>> readAtOnce(
            Statement statement,
            List<? extends Map<String, Object>> parameters,
            Languages languages,
            Function<Row, T> mapping) {
        return database
                .readAtOnce(parameters.stream()
                        .<Database.Work<List<Row>>>map(
                                each -> session -> rows(session.run(statement.text(), each), languages))
                        .toList())
                .stream()
                .map(rows -> rows.stream().map(mapping).toList())
                .toList();
    }

    /** The first row of a read. */
    public <T> Optional<T> readOne(
            Statement statement, Map<String, Object> parameters, Languages languages, Function<Row, T> mapping) {
        return read(statement, parameters, languages, mapping).stream().findFirst();
    }

    /** Whether half of the request's time is gone: what goes on step by step ends then, and tells what it has found. */
    public boolean isLate() {
        return database.late();
    }

    /**
     * All rows of a read of a client's making, whose cost nobody knows beforehand.
     *
     * @throws QueryAborted when it takes more time or memory than a request may
     */
    public List<Row> tryRead(Statement statement, Map<String, Object> parameters, Languages languages) {
        var limit = TransactionConfig.builder().withTimeout(database.patience()).build();
        return database.read(session -> rows(session.run(statement.text(), parameters, limit), languages));
    }

    /** The greatest number of rows that the database expects at any step of a read. */
    public double expectedRows(Statement statement, Map<String, Object> parameters) {
        return database.read(session -> greatest(
                session.run("EXPLAIN " + statement.text(), parameters).consume().plan()));
    }

    private static double greatest(Plan plan) {
        double own = plan.arguments().get("EstimatedRows").asDouble();
        return plan.children().stream().mapToDouble(Graph::greatest).reduce(own, Math::max);
    }

    /**
     * Does several statements in one transaction: all of it comes to be, or nothing. May be called again by the driver
     * when the database asks for another try, so the work must have no other effects. Whoever calls waits for those that
     * write already, but not for long.
     *
     * @throws DatabaseUnavailable when it cannot be done in time, or too many are waiting
     */
    public <T> T write(Function<Change, T> work) {
        return database.write((session, limit) -> inTransaction(session, limit, work));
    }

    /** The same for much at once, which may take its time. */
    public <T> T load(Function<Change, T> work) {
        return database.load((session, limit) -> inTransaction(session, limit, work));
    }

    private static <T> T inTransaction(Session session, Duration limit, Function<Change, T> work) {
        return session.executeWrite(
                transaction -> work.apply(new Change(transaction)),
                TransactionConfig.builder().withTimeout(limit).build());
    }

    /**
     * Writes what is no part of the graph itself, such as an upload: without a version, and without waiting for those who
     * write the graph.
     */
    public List<Row> writeAuxiliary(Statement statement, Map<String, Object> parameters) {
        return database.writeAuxiliary(
                (session, limit) -> inTransaction(session, limit, change -> change.run(statement, parameters)));
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
     * Has the database look at its indexes again and plan anew: what it planned while they were empty would scan them.
     * For use after much was loaded.
     */
    public void replan() {
        database.setUp(
                session -> session.run("CALL db.prepareForReplanning(60)").consume());
    }

    /** Names of the indexes and constraints that there are. */
    Set<String> names() {
        return database.setUp(session -> Set.copyOf(session.run("SHOW INDEXES YIELD name")
                .list(row -> row.get("name").asString())));
    }

    /** Runs statements about the schema in one transaction, then waits until all indexes are filled. */
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
            return rows(transaction.run(statement.text(), parameters), Languages.accepting(null));
        }
    }

    private static List<Row> rows(Result result, Languages languages) {
        return result.list((Record row) -> new Row(plain(row), languages));
    }

    @SuppressWarnings("unchecked") // a map stays a map
    private static Map<String, Object> plain(Record row) {
        return (Map<String, Object>) PropertyCodec.plain(row.asMap());
    }
}
