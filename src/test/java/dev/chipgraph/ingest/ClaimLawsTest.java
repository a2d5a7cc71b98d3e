package dev.chipgraph.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Api;
import dev.chipgraph.Thorough;
import dev.chipgraph.ingest.ClaimStep.Line;
import dev.chipgraph.ingest.ClaimStep.Load;
import dev.chipgraph.ingest.ClaimStep.Prune;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds whatever the files of several sources say. */
@QuarkusTest
@TestProfile(ImportFixture.SmallBatches.class)
@ExtendWith(Api.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimLawsTest {

    private static final String PREFIX = "laws-";
    private static final int CASES = Thorough.or(100, 1_000);

    @Inject
    ClaimWriter writer;

    @AfterAll
    void remove() {
        writer.remove(PREFIX);
    }

    @Test
    void sourcesAddUpInAnyOrderAndGoWithoutTrace() {
        JqwikSession.run(() -> {
            var files = files();
            var forth = models("a");
            var back = models("b");
            writer.sources(forth);
            writer.sources(back);

            load(forth, files, 0);
            load(forth, files, 1);
            var two = ServedClaims.read(ids(forth));
            load(forth, files, 2);
            var three = ServedClaims.read(ids(forth));
            two.forEach((id, shown) -> assertKept(id, shown, three.get(id)));

            List.of(2, 1, 0).forEach(source -> load(back, files, source));
            assertThat(anonymous(back, ServedClaims.read(ids(back))))
                    .as("in another order")
                    .isEqualTo(anonymous(forth, three));

            String version = version();
            List.of(1, 2, 0).forEach(source -> load(forth, files, source));
            assertThat(version()).as("the same files again").isEqualTo(version);

            writer.write(steps(forth, i -> new Prune(2, List.of())));
            assertThat(ServedClaims.read(ids(forth)))
                    .as("without the third source")
                    .isEqualTo(two);
        });
    }

    /** What each source says, case by case. */
    private static List<List<List<Line>>> files() {
        var random = new Random(2);
        return IntStream.range(0, ClaimStep.SOURCES)
                .mapToObj(source -> {
                    var generator = ClaimStep.fileOf(source).generator(CASES);
                    return Stream.generate(() -> generator.next(random).value())
                            .limit(CASES)
                            .toList();
                })
                .toList();
    }

    private static List<ClaimsModel> models(String name) {
        return IntStream.range(0, CASES)
                .mapToObj(i -> new ClaimsModel(PREFIX + name + i + "-"))
                .toList();
    }

    private static Set<String> ids(List<ClaimsModel> models) {
        return models.stream().flatMap(model -> model.entities().stream()).collect(Collectors.toSet());
    }

    private void load(List<ClaimsModel> models, List<List<List<Line>>> files, int source) {
        writer.write(steps(models, i -> new Load(files.get(source).get(i))));
    }

    private static Map<ClaimsModel, ClaimStep> steps(List<ClaimsModel> models, Function<Integer, ClaimStep> step) {
        var steps = new LinkedHashMap<ClaimsModel, ClaimStep>();
        IntStream.range(0, models.size()).forEach(i -> steps.put(models.get(i), step.apply(i)));
        return steps;
    }

    private static String version() {
        return Api.get("/v1/schema").header("X-Graph-Version");
    }

    /** Nothing that was shown is missing: it is shown, or another source is trusted more and it is still claimed. */
    private static void assertKept(String id, Map<String, Object> before, Map<String, Object> after) {
        assertThat(after.keySet()).as(id).containsAll(before.keySet());
        ShownClaims.LISTS.stream()
                .filter(list -> !list.equals("names"))
                .forEach(list -> assertThat(values(after, list)).as(id).containsAll(values(before, list)));
        assertThat(names(after)).as(id).containsAll(names(before));
        assertThat(values(after, "evidence")).as(id).containsAll(values(before, "evidence"));
    }

    private static Set<Object> names(Map<String, Object> shown) {
        return Stream.concat(Stream.of(shown.get("name")), values(shown, "names").stream())
                .collect(Collectors.toSet());
    }

    private static Collection<Object> values(Map<String, Object> shown, String property) {
        return List.copyOf((Collection<?>) shown.get(property));
    }

    /** What is shown, by the number of the case and of the entity. */
    private static Map<String, String> anonymous(List<ClaimsModel> models, Map<String, Map<String, Object>> served) {
        var anonymous = new TreeMap<String, String>();
        IntStream.range(0, models.size()).forEach(i -> {
            ClaimsModel model = models.get(i);
            for (int entity = 0; entity < ClaimStep.ENTITIES; entity++) {
                var shown = new TreeMap<>(served.getOrDefault(model.entity(entity), Map.of()));
                shown.remove("evidence");
                anonymous.put(
                        i + " " + entity,
                        shown.toString().replace(model.source(0).replaceFirst("s0$", ""), ""));
            }
        });
        return anonymous;
    }
}
