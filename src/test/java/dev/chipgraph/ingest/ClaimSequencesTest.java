package dev.chipgraph.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random sequences of imports, edits, decisions, merges and prunings, on the service and on a naive model of what the
 * documents say. The sequences run side by side, so that one import carries the files of all of them and one read returns
 * what all of them show.
 */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimSequencesTest {

    private static final String PREFIX = "claims-";
    private static final int SEQUENCES = Thorough.or(500, 5_000);
    private static final int AT_ONCE = 500;

    /** Number of failing sequences that the message shows. */
    private static final int EXAMPLES = 3;

    /** Number of sequences whose claims are listed entity by entity. */
    private static final int LISTED = 40;

    @Inject
    ClaimWriter writer;

    private int number;

    @AfterAll
    void remove() {
        writer.remove(PREFIX);
    }

    @Test
    void whatIsShownFollowsFromTheClaims() {
        JqwikSession.run(() -> {
            var generator = ClaimStep.sequences().generator(SEQUENCES);
            var random = new Random(1);
            for (int done = 0; done < SEQUENCES; done += AT_ONCE) {
                var sequences = Stream.generate(() -> generator.next(random).value())
                        .limit(AT_ONCE)
                        .toList();
                var failures = run(sequences);
                if (!failures.isEmpty()) {
                    throw new AssertionError("%d of %d sequences fail, such as%n%s"
                            .formatted(
                                    failures.size(),
                                    AT_ONCE,
                                    failures.keySet().stream()
                                            .limit(EXAMPLES)
                                            .map(sequences::get)
                                            .map(this::explained)
                                            .collect(Collectors.joining("\n\n"))));
                }
            }
        });
    }

    private String explained(List<ClaimStep> failing) {
        var least = shrunk(failing);
        return Stream.concat(least.stream().map(ClaimStep::toString), run(List.of(least)).values().stream())
                .collect(Collectors.joining("\n"));
    }

    /** The steps of a sequence without which it would not fail. */
    private List<ClaimStep> shrunk(List<ClaimStep> failing) {
        var shorter = IntStream.range(0, failing.size())
                .mapToObj(without -> {
                    var rest = new ArrayList<>(failing);
                    rest.remove(without);
                    return List.copyOf(rest);
                })
                .filter(rest -> !rest.isEmpty())
                .toList();
        var failures = shorter.isEmpty() ? Map.<Integer, String>of() : run(shorter);
        return failures.isEmpty()
                ? failing
                : shrunk(shorter.get(failures.keySet().iterator().next()));
    }

    /** Runs sequences, and returns how the service differs from the model at the end of their first different step. */
    private Map<Integer, String> run(List<List<ClaimStep>> sequences) {
        var models = sequences.stream()
                .map(any -> new ClaimsModel(PREFIX + number++ + "-"))
                .toList();
        var failures = new LinkedHashMap<Integer, String>();
        writer.sources(models);
        int steps = sequences.stream().mapToInt(List::size).max().orElseThrow();
        for (int at = 0; at < steps; at++) {
            int step = at;
            var open = IntStream.range(0, models.size())
                    .filter(i ->
                            !failures.containsKey(i) && step < sequences.get(i).size())
                    .boxed()
                    .toList();
            var allowed = writer.write(open.stream()
                    .collect(Collectors.toMap(
                            models::get, i -> sequences.get(i).get(step), (a, b) -> a, LinkedHashMap::new)));
            open.forEach(i -> {
                boolean expected = models.get(i).apply(sequences.get(i).get(step));
                if (expected != allowed.get(models.get(i)).isEmpty()) {
                    failures.put(
                            i, "step %d: allowed %s, but %s".formatted(step + 1, expected, allowed.get(models.get(i))));
                }
            });
            compare(models, open, step, failures);
        }
        if (failures.isEmpty()) {
            compareClaims(models);
        }
        return failures;
    }

    private static void compare(List<ClaimsModel> models, List<Integer> open, int step, Map<Integer, String> failures) {
        var ids = new HashSet<String>();
        open.forEach(i -> ids.addAll(models.get(i).entities()));
        var served = ServedClaims.read(ids);
        for (int i : open) {
            var expected = models.get(i).shown();
            for (String id : models.get(i).entities()) {
                if (!failures.containsKey(i) && !Objects.equals(expected.get(id), served.get(id))) {
                    failures.put(
                            i,
                            "step %d: %s\nexpected %s\nserved   %s"
                                    .formatted(step + 1, id, expected.get(id), served.get(id)));
                }
            }
        }
    }

    /** The claims of some of the entities, as they are listed. */
    private static void compareClaims(List<ClaimsModel> models) {
        var some = models.stream().limit(LISTED).toList();
        for (ClaimsModel model : some) {
            model.shown()
                    .keySet()
                    .forEach(id -> assertThat(ServedClaims.claims(id))
                            .as("claims of %s", id)
                            .isEqualTo(model.claims(id)));
        }
    }
}
