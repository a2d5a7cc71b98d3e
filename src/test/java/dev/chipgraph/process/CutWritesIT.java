package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.process.Cut.Point;
import dev.chipgraph.process.Cut.Side;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The connection to the database breaks during each kind of write. Whatever the answer is, the same request sent again is
 * done, and was done once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class CutWritesIT {

    private static final int MOST_MESSAGES = 100;

    /**
     * The kinds that are cut at each message, as all are with -Dcuts=all and -Dthorough: one that creates, one that changes
     * most records, and one that resolves a name which it changes. What others do before the COMMIT is taken back by the
     * database alike, and what becomes of a lost COMMIT is found out alike, so they are cut when the COMMIT has arrived,
     * and when the answer is made, which each does in its own way.
     */
    private static final Set<String> AT_EACH_MESSAGE =
            Set.of("POST entity", "merge", "PATCH entity by the name that it loses");

    private final String run = "cut" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private ServiceProcess owner;
    private long before;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeAll
    void start() throws IOException, InterruptedException {
        owner = WritableService.ready();
        before = Agreement.begin(owner);
        Lane.openAll();
    }

    @AfterAll
    void end() {
        executor.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> eachKindOfWrite() {
        var kinds = new LinkedHashMap<>(new EntityWrites(owner).kinds());
        kinds.putAll(new RelationshipWrites(owner).kinds());
        assertThat(kinds).containsKeys(AT_EACH_MESSAGE.toArray(String[]::new));
        var runs = new LinkedHashMap<String, Future<Integer>>();
        kinds.forEach((name, kind) -> {
            if (Cuts.ALL || AT_EACH_MESSAGE.contains(name)) {
                runs.put(name + ", cut at each message", inLane(lane -> everyMessage(lane, name, kind)));
                runs.put(name + ", cut at the commit", inLane(lane -> atCommit(lane, name, kind)));
            } else {
                runs.put(name + ", cut when it is committed", inLane(lane -> committed(lane, name, kind)));
            }
        });
        return Stream.concat(
                runs.entrySet().stream()
                        .map(run -> DynamicTest.dynamicTest(
                                run.getKey(),
                                () -> assertThat(run.getValue().get()).isPositive())),
                Stream.of(DynamicTest.dynamicTest("the feed agrees", () -> Agreement.since(before, owner))));
    }

    private Future<Integer> inLane(Lane.Work<Integer> work) {
        return executor.submit(() -> Lane.use(work));
    }

    /** Cuts at the first message, the second, and so on, until there are no more. Returns how many there were. */
    private int everyMessage(Lane lane, String name, Function<String, Attempt> kind) {
        for (int message = 1; message < MOST_MESSAGES; message++) {
            if (!cutOnce(lane, name, kind, Cut.alternating(message))) {
                assertThat(message).as("Messages of %s", name).isGreaterThan(5);
                return message - 1;
            }
        }
        throw new AssertionError("More messages than there can be");
    }

    /** Cuts when the change has just been committed, and when the answer is made, for which not every kind asks again. */
    private int committed(Lane lane, String name, Function<String, Attempt> kind) {
        assertThat(cutOnce(lane, name, kind, Cut.at(Side.AFTER, Point.COMMIT))).isTrue();
        cutOnce(lane, name, kind, Cut.at(Side.BEFORE, Point.AFTER_COMMIT));
        return 2;
    }

    /** The message of which it matters most whether it arrives, with and without a database for the next try. */
    private int atCommit(Lane lane, String name, Function<String, Attempt> kind) {
        for (Side side : Side.values()) {
            for (Cut cut : List.of(Cut.at(side, Point.COMMIT), Cut.forGood(side, Point.COMMIT))) {
                assertThat(cutOnce(lane, name, kind, cut)).isTrue();
            }
        }
        return 4;
    }

    /** Returns whether the request sent the message at which it was to be cut. */
    private boolean cutOnce(Lane lane, String name, Function<String, Attempt> kind, Cut cut) {
        String id = run
                + (name + " " + cut.side() + " " + cut.point() + " " + cut.number() + (cut.stayAway() ? " away" : ""))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-");
        Attempt attempt = kind.apply(id);
        long base = Agreement.feedEnd(owner);

        lane.proxy().arm(cut);
        HttpResponse<String> first;
        boolean hit;
        try {
            first = attempt.send(lane.service(), id);
        } finally {
            hit = lane.proxy().disarm();
        }
        HttpResponse<String> second = attempt.send(lane.service(), id);

        String story = "%s with %s: first %d %s, then %d %s"
                .formatted(name, cut, first.statusCode(), first.body(), second.statusCode(), second.body());
        assertThat(first.statusCode()).as(story).isIn(attempt.status(), 503);
        assertThat(second.statusCode()).as(story).isEqualTo(attempt.status());
        boolean replayed = second.headers().firstValue("Idempotency-Replayed").isPresent();
        if (first.statusCode() == 503) {
            assertThat(first.headers().firstValue("Retry-After")).as(story).isPresent();
            assertThat(replayed && first.body().contains("Nothing was changed"))
                    .as(story)
                    .isFalse();
            assertThat(replayed || !first.body().contains("was made, in version"))
                    .as(story)
                    .isTrue();
            if (cut.stayAway()) {
                assertThat(first.body()).as(story).contains("same Idempotency-Key");
                assertThat(replayed).as(story).isEqualTo(cut.side() == Side.AFTER);
            }
        } else {
            assertThat(replayed).as(story).isTrue();
            assertThat(second.body()).as(story).isEqualTo(first.body());
        }
        long made =
                Long.parseLong(second.headers().firstValue("ETag").orElseThrow().replaceFirst("^\"(\\d+)-.*", "$1"));
        String named = Agreement.json(second, attempt.status()).path("id").asText();
        assertThat(Agreement.feed(owner, base, "").stream()
                        .filter(entry -> attempt.changed().contains(entry.about())
                                || entry.about().equals(named))
                        .map(Agreement.Entry::version)
                        .distinct())
                .as(story)
                .containsExactly(made);
        attempt.check().run();
        return hit;
    }
}
