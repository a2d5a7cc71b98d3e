package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The connection to the database breaks while files are loaded. Imports end as if nothing had happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(3)
class CutImportsIT {

    private static final int RECORDS = 8;
    private static final int CANCELLED = 4 * WritableService.BATCH;
    private static final int TRIES = 6;

    /** An import has many messages, and each cut costs seconds; what comes before a COMMIT is taken back by the database. */
    private static final IntFunction<Cut> CUTS = Cuts.ALL ? Cut::alternating : Cut::afterCommit;

    private final String run = "cut" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private ServiceProcess owner;
    private Stage stage;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        owner = WritableService.ready();
        stage = new Stage(owner);
        Agreement.begin(owner);
        Lane.openAll();
    }

    /** The messages of the upload, and of the checking and loading that follow it. */
    @Test
    void importsEndAsIfNothingHadHappened() throws IOException, InterruptedException {
        throughCutImports((lane, cut, number) -> {
            String name = run + "import-" + number;
            var ids = IntStream.range(0, RECORDS).mapToObj(i -> name + "-n" + i).toList();
            long base = Agreement.feedEnd(owner);
            boolean hit = importsInSpiteOf(lane, cut, name, "", companies(ids, Agreement.SOURCE), RECORDS);
            assertThat(changesOf(name, base))
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(id -> "created " + id).toList());
            return hit;
        });
    }

    /** The same for a newer file of a source, with which goes what only the older one told. */
    @Test
    void pruningEndsAsIfNothingHadHappened() throws IOException, InterruptedException {
        throughCutImports((lane, cut, number) -> {
            String name = run + "prune-" + number;
            String source = "{\"source\":{\"id\":\"%s\",\"name\":\"%s\"}}\n".formatted(name, name);
            var ids = IntStream.range(0, RECORDS).mapToObj(i -> name + "-n" + i).toList();
            var kept = ids.subList(0, RECORDS / 2);
            Agreement.json(upload(lane.service(), name, "", source + companies(ids, name)), 202);
            awaitEnd(name);
            long base = Agreement.feedEnd(owner);
            boolean hit = importsInSpiteOf(
                    lane,
                    cut,
                    name,
                    "?prune=true&source=" + name,
                    source + companies(kept, name),
                    kept.size() + 1,
                    RECORDS + 1);
            assertThat(changesOf(name, base))
                    .containsExactlyInAnyOrderElementsOf(ids.subList(RECORDS / 2, RECORDS).stream()
                            .map(id -> "deleted " + id)
                            .toList());
            kept.forEach(id -> assertThat(stage.entity(id).path("evidence")).hasSize(1));
            return hit;
        });
    }

    private interface CutImport {
        /** Returns whether the import sent the message at which it was to be cut. */
        boolean through(Lane lane, Cut cut, String number) throws InterruptedException;
    }

    private static void throughCutImports(CutImport each) throws IOException, InterruptedException {
        try (var lane = Lane.open(
                "chipgraph.imports.workers=1", "chipgraph.imports.poll=100ms", "chipgraph.imports.lease=1s")) {
            lane.service().awaitReady();
            int cut = 1;
            int missed = 0;
            // The other instance may have been quicker to take the import, so a message may be missed for that.
            while (missed < TRIES) {
                boolean hit = each.through(lane, CUTS.apply(cut), "%d-%d".formatted(cut, missed));
                missed = hit ? 0 : missed + 1;
                cut += hit ? 1 : 0;
            }
            assertThat(cut).as("Cuts of an import").isGreaterThan(4);
        }
    }

    /** Returns whether the import sent the message at which it was to be cut. */
    private boolean importsInSpiteOf(Lane lane, Cut cut, String name, String query, String file, Integer... loaded)
            throws InterruptedException {
        lane.proxy().arm(cut);
        boolean hit;
        try {
            var taken = upload(lane.service(), name, query, file);
            if (taken.statusCode() == 503) {
                taken = upload(lane.service(), name, query, file);
            }
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
            awaitEnd(name);
        } finally {
            hit = lane.proxy().disarm();
        }
        assertThat(imports(name))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.path("rows").path("loaded").asInt())
                        .as("%s: %s", cut, job)
                        .isIn((Object[]) loaded));
        return hit;
    }

    private void awaitEnd(String name) throws InterruptedException {
        Eventually.within(
                Eventually.PATIENCE,
                "the imports have ended",
                () -> imports(name).stream()
                        .allMatch(job -> job.path("state").asText().equals("done")));
    }

    private static String companies(List<String> ids, String source) {
        return ids.stream()
                .map(id -> "{\"entity\":%s}"
                        .formatted(Agreement.company(id, Stage.nameOf(id))
                                .replaceFirst("\\{", "{\"kind\":\"company\",")
                                .replace("\"%s\"".formatted(Agreement.SOURCE), "\"%s\"".formatted(source))))
                .collect(Collectors.joining("\n"));
    }

    private List<String> changesOf(String name, long base) {
        return Agreement.feed(owner, base, "").stream()
                .filter(entry -> entry.id().startsWith(name + "-n"))
                .map(entry -> entry.change() + " " + entry.id())
                .toList();
    }

    /** Whether it was cancelled in time or not: it ends, and all that it says it loaded is there, and nothing else. */
    @Test
    void whatACancelledImportLoadedIsWhatItSays() throws InterruptedException {
        Lane.use(free -> Cuts.each(free, (lane, name) -> {
            String file = name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
            var ids =
                    IntStream.range(0, CANCELLED).mapToObj(i -> file + "-n" + i).toList();
            long base = Agreement.feedEnd(owner);
            String path = "/v1/imports/"
                    + Agreement.json(upload(owner, file, "", companies(ids, Agreement.SOURCE)), 202)
                            .path("id")
                            .asText();
            var cancelled = lane.service().write("DELETE", path, null);
            return () -> {
                assertThat(cancelled.statusCode()).as(cancelled.body()).isIn(200, 503);
                assertThat(lane.service().write("DELETE", path, null).statusCode())
                        .isEqualTo(200);
                JsonNode job = ended(path);
                assertThat(job.path("state").asText()).isIn("cancelled", "done");
                assertThat(changesOf(file, base))
                        .hasSize(job.path("rows").path("loaded").asInt());
            };
        }));
    }

    private JsonNode ended(String path) throws InterruptedException {
        Eventually.within(
                Eventually.PATIENCE,
                "the import has ended",
                () -> Agreement.json(owner.write("GET", path, null), 200).has("finishedAt"));
        return Agreement.json(owner.write("GET", path, null), 200);
    }

    private static HttpResponse<String> upload(ServiceProcess service, String name, String query, String file) {
        return service.write("PUT", "/v1/imports/" + name + query, file, "Content-Type", "application/x-ndjson");
    }

    private List<JsonNode> imports(String name) {
        var found = new ArrayList<JsonNode>();
        Agreement.json(owner.write("GET", "/v1/imports?limit=10", null), 200)
                .path("items")
                .forEach(job -> {
                    if (job.path("name").asText().equals(name)) {
                        found.add(job);
                    }
                });
        return found;
    }
}
