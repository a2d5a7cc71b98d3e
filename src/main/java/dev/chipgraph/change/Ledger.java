package dev.chipgraph.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Graph.Change;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.query.question.ChangeFeed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The only way to change the graph. Each transaction first takes a lock, so that writers run one after the other and
 * comparisons stay valid. It ends by writing the next version of the graph and the feed entries, which are therefore in
 * commit order. A request that was executed before, and is repeated because its acknowledgement was lost, returns the
 * stored outcome and changes nothing.
 */
@ApplicationScoped
public class Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Statement BEGIN = Statement.of("change/begin");
    private static final Statement CURRENT = Statement.of("change/current");
    private static final Statement DONE = Statement.of("change/done");
    private static final Statement FINISH = Statement.of("change/finish");

    private final Graph graph;
    private final Clock clock = Clock.systemUTC();

    Ledger(Graph graph) {
        this.graph = graph;
    }

    /**
     * The outcome of a request.
     *
     * @param created whether it created something
     * @param id id of its subject
     * @param details further results
     */
    public record Outcome(boolean created, String id, Map<String, Object> details) {}

    /**
     * Confirms an executed request.
     *
     * @param outcome its outcome
     * @param version version of the graph after it
     * @param at when it was recorded
     * @param repeated whether it was executed before
     */
    public record Receipt(Outcome outcome, long version, Instant at, boolean repeated) {}

    /**
     * Makes a change within the time limit of a request, or fails.
     *
     * @throws ChangeRejected with {@link ChangeRejected.Reason#KEY_REUSED} when the key belongs to another request
     */
    public Receipt write(Author author, Function<WriteTransaction, Outcome> work) {
        return seen(graph.write(change -> record(change, author, work)));
    }

    /** Makes a change without that time limit, such as a batch of an import. */
    public Receipt load(Author author, Function<WriteTransaction, Outcome> work) {
        return seen(graph.load(change -> record(change, author, work)));
    }

    /** Makes a change and rolls it back, so that the database plans its statements. */
    public void rehearse(Author author, Function<WriteTransaction, Outcome> work) {
        try {
            graph.write(change -> {
                record(change, author, work);
                throw new RolledBack();
            });
        } catch (RolledBack done) {
            return;
        }
    }

    /**
     * Makes a change and rolls it back, to find out what it would do. Other writers go on meanwhile.
     *
     * @param work may run again after a transient error
     */
    public <T> T preview(Function<WriteTransaction, T> work) {
        return graph.tryOut(change -> {
            Row current = change.run(CURRENT, Map.of()).getFirst();
            return work.apply(new WriteTransaction(
                    change, current, now((Instant) current.values().get("recordedAt"))));
        });
    }

    private static final class RolledBack extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * The receipt of a request that was executed before; empty when it was not.
     *
     * @throws ChangeRejected with {@link ChangeRejected.Reason#KEY_REUSED} when the key belongs to another request
     */
    public Optional<Receipt> done(Author author) {
        return graph.readNow(DONE, Map.of("request", author.request())).stream()
                .findFirst()
                .map(row -> seen(repeated(row.row("done"), author)));
    }

    private Receipt seen(Receipt receipt) {
        graph.seen(receipt.version());
        return receipt;
    }

    private Receipt record(Change change, Author author, Function<WriteTransaction, Outcome> work) {
        Row begun = change.run(BEGIN, Map.of("request", author.request())).getFirst();
        Row done = begun.row("done");
        if (done != null) {
            return repeated(done, author);
        }
        var transaction =
                new WriteTransaction(change, begun, now((Instant) begun.values().get("recordedAt")));
        Outcome outcome = work.apply(transaction);
        if (!transaction.changedAnything()) {
            return new Receipt(outcome, begun.number("version"), transaction.now.toInstant(), false);
        }
        transaction.run(
                FINISH,
                Map.of(
                        "by", author.name(),
                        "origin", author.origin(),
                        "request", author.request(),
                        "fingerprint", author.fingerprint(),
                        "outcome", json(outcome),
                        "parts", transaction.parts()));
        return new Receipt(outcome, transaction.version, transaction.now.toInstant(), false);
    }

    /** A time later than every recorded one, even if the clocks of instances differ: no two states share a time. */
    private ZonedDateTime now(Instant before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return (before == null || now.isAfter(before) ? now : before.plusMillis(1)).atZone(ZoneOffset.UTC);
    }

    private static Receipt repeated(Row done, Author author) {
        if (!done.text("fingerprint").equals(author.fingerprint())) {
            throw new ChangeRejected(
                    ChangeRejected.Reason.KEY_REUSED,
                    "This Idempotency-Key was used for another request. Use a new key.");
        }
        try {
            return new Receipt(
                    JSON.readValue(done.text("outcome"), Outcome.class),
                    done.number("version"),
                    (Instant) done.values().get("at"),
                    true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored outcome is not JSON", e);
        }
    }

    private static String json(Outcome outcome) {
        try {
            return JSON.writeValueAsString(outcome);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An open transaction: runs statements with its time and version, and collects the feed entries. */
    public static final class WriteTransaction {

        private final Change change;
        private final Row begun;
        private final long version;
        private final ZonedDateTime now;
        private final Map<String, FeedEntry> feed = new LinkedHashMap<>();

        private record FeedEntry(String op, String kind, String id, String other) {}

        private WriteTransaction(Change change, Row begun, ZonedDateTime now) {
            this.change = change;
            this.begun = begun;
            this.now = now;
            version = begun.number("version") + 1;
        }

        /** Digest of the loaded bundled data; null before the first load. */
        public String dataset() {
            return begun.text("dataset");
        }

        /** Whether this is the first transaction of the graph. */
        public boolean isFirst() {
            return version == 1;
        }

        /** The version of the graph that this transaction creates. */
        public long version() {
            return version;
        }

        /** The record time. */
        public ZonedDateTime now() {
            return now;
        }

        public List<Row> run(Statement statement, Map<String, Object> parameters) {
            var all = new LinkedHashMap<>(parameters);
            if (statement.parameters().contains("now")) {
                all.put("now", now);
            }
            if (statement.parameters().contains("version")) {
                all.put("version", version);
            }
            return change.run(statement, all);
        }

        /**
         * Adds an entry to the feed. The first entry of a subject counts, except that a deletion replaces an update.
         *
         * @param kind kind of an entity, type of a relationship, or {@code evidence}
         * @param other id that it was merged into, or id of the subject of evidence; otherwise empty
         */
        public void note(String op, String kind, String id, String other) {
            var entry = new FeedEntry(op, kind, id, other);
            feed.merge(kind + id, entry, (first, second) -> op.equals("updated") ? first : second);
        }

        boolean changedAnything() {
            return !feed.isEmpty();
        }

        /** Number of changed entities, relationships or records of these kinds. */
        public long changed(Predicate<String> kinds) {
            return feed.values().stream().map(FeedEntry::kind).filter(kinds).count();
        }

        private List<Map<String, Object>> parts() {
            var all = new ArrayList<>(feed.values());
            var parts = new ArrayList<Map<String, Object>>();
            for (int from = 0; from < all.size(); from += ChangeFeed.PART_SIZE) {
                var part = all.subList(from, Math.min(all.size(), from + ChangeFeed.PART_SIZE));
                parts.add(Map.of(
                        "ops", part.stream().map(FeedEntry::op).toList(),
                        "kinds", part.stream().map(FeedEntry::kind).toList(),
                        "ids", part.stream().map(FeedEntry::id).toList(),
                        "others", part.stream().map(FeedEntry::other).toList()));
            }
            return parts;
        }
    }
}
