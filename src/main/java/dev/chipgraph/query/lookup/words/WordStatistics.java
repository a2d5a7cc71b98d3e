package dev.chipgraph.query.lookup.words;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The rarity of words in the names of the graph. It is counted at the start and again when the number of names has changed
 * by a tenth.
 */
@ApplicationScoped
public class WordStatistics implements WarmUpTask {

    private static final Logger LOG = Logger.getLogger(WordStatistics.class);
    private static final Statement NAMES = Statement.of("query/names");
    private static final Statement FREQUENT_WORDS = Statement.of("query/frequent_words");

    /** Counting again is worth it when the number of names differs by this share. */
    private static final double DRIFT = 0.1;

    /** Words that fewer of so many names have are rare, which keeps the table small. */
    private static final long NAMES_PER_RARE_WORD = 50_000;

    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    private final Graph graph;
    private final AtomicLong nextCheck = new AtomicLong(System.nanoTime());
    private volatile WordRarity current = WordRarity.UNKNOWN;

    WordStatistics(Graph graph) {
        this.graph = graph;
    }

    /** The rarity as counted last. A due check runs in the background. */
    public WordRarity current() {
        long due = nextCheck.get();
        long now = System.nanoTime();
        if (now - due >= 0 && nextCheck.compareAndSet(due, now + BETWEEN_CHECKS.toNanos())) {
            Thread.ofVirtual().start(this::refresh);
        }
        return current;
    }

    private void refresh() {
        try {
            count();
        } catch (RuntimeException e) {
            // The rarity of before is still good, and the next check tries again.
            LOG.debug("The words of the names could not be counted", e);
        }
    }

    private void count() {
        long names = graph.survey(NAMES, Map.of()).getFirst().number("names");
        if (Math.abs(names - current.names()) <= DRIFT * current.names()) {
            return;
        }
        long least = 2 + names / NAMES_PER_RARE_WORD;
        current = new WordRarity(
                names,
                graph.survey(FREQUENT_WORDS, Map.of("least", least)).stream()
                        .collect(Collectors.toUnmodifiableMap(row -> row.text("word"), row -> row.number("count"))),
                least);
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        count();
        nextCheck.set(System.nanoTime() + BETWEEN_CHECKS.toNanos());
    }
}
