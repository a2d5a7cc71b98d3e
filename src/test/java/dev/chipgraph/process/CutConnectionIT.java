package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.process.FaultProxy.Cut;
import dev.chipgraph.process.FaultProxy.Side;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The connection to the database breaks at each message of each kind of write in turn. Whatever the answer is, the same
 * request sent again is done, and was done once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutConnectionIT {

    private static final int LANES = 4;
    private static final int MOST_MESSAGES = 100;
    private static final int RECORDS = 8;

    /** An import has many messages, and each cut costs it seconds. With -Dcuts.first=2 and 3 it is cut at the others. */
    private static final int STEP = 3;

    private static final int FIRST = Integer.getInteger("cuts.first", 1);

    private ServiceProcess owner;
    private long before;
    private final List<Lane> all = new ArrayList<>();
    private final BlockingQueue<Lane> lanes = new LinkedBlockingQueue<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** A service of its own behind a proxy of its own, because cuts belong to requests. */
    private record Lane(FaultProxy proxy, ServiceProcess service) {

        static Lane open(int port, String... settings) throws IOException {
            var proxy = FaultProxy.to(port);
            // Nothing but requests is to send messages, so it looks once whether the database is there, and patiently.
            var quiet = Stream.concat(
                            Stream.of("chipgraph.database.probe-interval=10m", "chipgraph.database.probe-deadline=20s"),
                            Stream.of(settings))
                    .toArray(String[]::new);
            return new Lane(proxy, WritableService.another(proxy.port(), quiet));
        }

        void awaitQuiet() throws InterruptedException {
            service.awaitReady();
            Eventually.within(Eventually.PATIENCE, "the service is quiet", () -> proxy.quietMillis() > 1_500);
        }

        void close() {
            service.close();
            proxy.close();
        }
    }

    /**
     * A request that is sent through cuts.
     *
     * @param things ids of all that it changes, but for evidence and for what its answer names
     * @param check what has to be so afterwards
     */
    private record Attempt(
            String method, String path, String body, String match, int status, Set<String> things, Runnable check) {

        HttpResponse<String> send(ServiceProcess service, String key) {
            var headers = new ArrayList<>(List.of("Idempotency-Key", key));
            if (body != null) {
                headers.addAll(List.of(
                        "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json"));
            }
            if (match != null) {
                headers.addAll(List.of("If-Match", match));
            }
            return service.write(method, path, body, headers.toArray(String[]::new));
        }
    }

    /** Sets the stage for a request. */
    private interface Kind {
        Attempt of(String id);
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        owner = WritableService.ready();
        before = Agreement.begin(owner);
        for (int i = 0; i < LANES; i++) {
            all.add(Lane.open(WritableService.port(), "chipgraph.imports.workers=0"));
            all.getLast().service().awaitReady();
        }
        for (Lane lane : all) {
            lane.awaitQuiet();
            lanes.add(lane);
        }
    }

    @AfterAll
    void end() {
        executor.shutdownNow();
        all.forEach(Lane::close);
    }

    @TestFactory
    Stream<DynamicTest> eachMessageOfEachWrite() {
        var kinds = new LinkedHashMap<String, Kind>();
        kinds.put("POST entity", this::post);
        kinds.put("PUT entity, new", this::putNew);
        kinds.put("PUT entity", this::put);
        kinds.put("PATCH entity", this::patch);
        kinds.put("PATCH entity by the name that it loses", this::rename);
        kinds.put("DELETE entity", this::delete);
        kinds.put("POST relationship", this::postRelationship);
        kinds.put("PUT relationship", this::putRelationship);
        kinds.put("PATCH relationship", this::patchRelationship);
        kinds.put("DELETE relationship", this::deleteRelationship);
        kinds.put("restore relationship", this::restoreRelationship);
        kinds.put("POST evidence", this::postEvidence);
        kinds.put("POST evidence of a relationship", this::postEvidenceOfRelationship);
        kinds.put("PUT evidence", this::putEvidence);
        kinds.put("PATCH evidence", this::patchEvidence);
        kinds.put("DELETE evidence", this::deleteEvidence);
        kinds.put("merge", this::merge);
        kinds.put("unmerge", this::unmerge);
        kinds.put("restore", this::restore);
        var runs = new LinkedHashMap<String, Future<Integer>>();
        kinds.forEach((name, kind) -> {
            runs.put(name + ", cut at each message", executor.submit(inLane(lane -> everyMessage(lane, name, kind))));
            runs.put(name + ", cut at the commit", executor.submit(inLane(lane -> atCommit(lane, name, kind))));
        });
        return Stream.concat(
                runs.entrySet().stream()
                        .map(run -> DynamicTest.dynamicTest(
                                run.getKey(),
                                () -> assertThat(run.getValue().get()).isPositive())),
                Stream.of(DynamicTest.dynamicTest("the feed agrees", () -> Agreement.since(before, owner))));
    }

    private interface InLane {
        int with(Lane lane);
    }

    private Callable<Integer> inLane(InLane work) {
        return () -> {
            Lane lane = lanes.take();
            try {
                return work.with(lane);
            } finally {
                lanes.add(lane);
            }
        };
    }

    /**
     * Cuts at the first message, the second, and so on, until there is none any more. After a message and before the next
     * one is much the same, so the sides alternate. Returns how many messages there were.
     */
    private int everyMessage(Lane lane, String name, Kind kind) {
        for (int message = 1; message < MOST_MESSAGES; message++) {
            Side side = message % 2 == 0 ? Side.BEFORE : Side.AFTER;
            if (!cutOnce(lane, name, kind, new Cut(side, message, false))) {
                assertThat(message).as("Messages of %s", name).isGreaterThan(5);
                return message - 1;
            }
        }
        throw new AssertionError("More messages than there can be");
    }

    /** The message of which it matters most whether it arrives, with and without a database for the next try. */
    private int atCommit(Lane lane, String name, Kind kind) {
        for (Side side : Side.values()) {
            for (boolean stayAway : List.of(false, true)) {
                assertThat(cutOnce(lane, name, kind, new Cut(side, 0, stayAway)))
                        .isTrue();
            }
        }
        return 1;
    }

    /** Returns whether the request sent the message at which it was to be cut. */
    private boolean cutOnce(Lane lane, String name, Kind kind, Cut cut) {
        String id = "cut-"
                + (name + " " + cut.side() + " " + cut.message() + (cut.stayAway() ? " away" : ""))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-");
        Attempt attempt = kind.of(id);
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
                        .filter(entry -> attempt.things().contains(entry.about())
                                || entry.about().equals(named))
                        .map(Agreement.Entry::version)
                        .distinct())
                .as(story)
                .containsExactly(made);
        attempt.check().run();
        return hit;
    }

    // Kinds of write

    private JsonNode entity(String id) {
        return Agreement.json(owner.get("/v1/entities/" + id + "?include=evidence"), 200);
    }

    /** Makes something without any fault. Returns its document. */
    private JsonNode make(String path, String body) {
        return Agreement.json(owner.write("POST", path, body, "Content-Type", "application/json"), 201);
    }

    private void makeCompany(String id) {
        make("/v1/companies", Agreement.company(id, nameOf(id)));
    }

    private static String nameOf(String id) {
        return "The company " + id;
    }

    private String supply(String from, String to) {
        return make("/v1/relationships", supplies(from, to)).path("id").asText();
    }

    private static String supplies(String from, String to) {
        return "{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",\"evidence\":[%s]}"
                .formatted(from, to, Agreement.evidence("p1"));
    }

    private void assertGone(String path) {
        assertThat(owner.get(path).statusCode()).as(path).isEqualTo(410);
    }

    private Attempt post(String id) {
        return new Attempt(
                "POST",
                "/v1/companies",
                Agreement.company(id, nameOf(id)),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private Attempt putNew(String id) {
        return new Attempt(
                "PUT",
                "/v1/companies/" + id,
                Agreement.company(id, nameOf(id)),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private Attempt put(String id) {
        makeCompany(id);
        return new Attempt(
                "PUT",
                "/v1/companies/" + id,
                Agreement.company(id, nameOf(id)).replaceFirst("\\{", "{\"description\":\"Put.\","),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("description").asText()).isEqualTo("Put."));
    }

    private Attempt patch(String id) {
        makeCompany(id);
        return new Attempt(
                "PATCH",
                "/v1/companies/" + id,
                "{\"description\":\"Patched.\"}",
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("description").asText()).isEqualTo("Patched."));
    }

    private Attempt rename(String id) {
        makeCompany(id);
        return new Attempt(
                "PATCH",
                "/v1/companies/name:" + nameOf(id).replace(" ", "%20"),
                "{\"name\":\"Renamed %s\"}".formatted(id),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("name").asText()).isEqualTo("Renamed " + id));
    }

    private Attempt delete(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        return new Attempt(
                "DELETE", "/v1/companies/" + id + "?cascade=true", null, "*", 200, Set.of(id, relationship), () -> {
                    assertGone("/v1/companies/" + id);
                    assertGone("/v1/relationships/" + relationship);
                });
    }

    private Attempt postRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        return new Attempt("POST", "/v1/relationships", supplies(id, id + "-other"), null, 201, Set.of(id), () -> {
            var again = owner.write(
                    "POST", "/v1/relationships", supplies(id, id + "-other"), "Content-Type", "application/json");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        });
    }

    private Attempt putRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "PUT",
                path,
                supplies(id, id + "-other").replaceFirst("\\{", "{\"product\":\"chips\","),
                "*",
                200,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner.get(path), 200)
                                .path("product")
                                .asText())
                        .isEqualTo("chips"));
    }

    private Attempt restoreRelationship(String id) {
        Attempt delete = deleteRelationship(id);
        assertThat(delete.send(owner, "deleted-" + id).statusCode()).isEqualTo(200);
        return new Attempt(
                "POST",
                delete.path() + "/restore",
                null,
                null,
                200,
                delete.things(),
                () -> assertThat(Agreement.json(owner.get(delete.path() + "?include=evidence"), 200)
                                .path("evidence"))
                        .hasSize(1));
    }

    private Attempt postEvidenceOfRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "POST",
                path + "/evidence",
                Agreement.evidence("p2"),
                null,
                201,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner.get(path + "?include=evidence"), 200)
                                .path("evidence"))
                        .hasSize(2));
    }

    private Attempt putEvidence(String id) {
        return new Attempt(
                "PUT",
                "/v1/evidence/" + secondEvidence(id),
                Agreement.evidence("p2").replaceFirst("\\{", "{\"statement\":\"Says it all.\","),
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence").findValuesAsText("statement"))
                        .containsExactly("Says it all."));
    }

    private Attempt patchRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt(
                "PATCH",
                path,
                "{\"product\":\"wafers\"}",
                "*",
                200,
                Set.of(relationship),
                () -> assertThat(Agreement.json(owner.get(path), 200)
                                .path("product")
                                .asText())
                        .isEqualTo("wafers"));
    }

    private Attempt deleteRelationship(String id) {
        makeCompany(id);
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        String path = "/v1/relationships/" + relationship;
        return new Attempt("DELETE", path, null, "*", 200, Set.of(relationship), () -> assertGone(path));
    }

    private Attempt postEvidence(String id) {
        makeCompany(id);
        return new Attempt(
                "POST",
                "/v1/entities/" + id + "/evidence",
                Agreement.evidence("p2"),
                null,
                201,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(2));
    }

    private String secondEvidence(String id) {
        makeCompany(id);
        return make("/v1/entities/" + id + "/evidence", Agreement.evidence("p2")).findValuesAsText("id").stream()
                .filter(each -> owner.get("/v1/evidence/" + each).statusCode() == 200)
                .findFirst()
                .orElseThrow();
    }

    private Attempt patchEvidence(String id) {
        String path = "/v1/evidence/" + secondEvidence(id);
        return new Attempt(
                "PATCH",
                path,
                "{\"statement\":\"Says more.\"}",
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence").findValuesAsText("statement"))
                        .containsExactly("Says more."));
    }

    private Attempt deleteEvidence(String id) {
        String path = "/v1/evidence/" + secondEvidence(id);
        return new Attempt(
                "DELETE",
                path,
                null,
                "*",
                200,
                Set.of(id),
                () -> assertThat(entity(id).path("evidence")).hasSize(1));
    }

    private Attempt merge(String id) {
        makeCompany(id);
        makeCompany(id + "-kept");
        makeCompany(id + "-other");
        String relationship = supply(id, id + "-other");
        return new Attempt(
                "POST",
                "/v1/entities/" + id + "/merge",
                "{\"into\":\"%s-kept\"}".formatted(id),
                "*",
                200,
                Set.of(id, id + "-kept", relationship),
                () -> {
                    assertThat(owner.get("/v1/entities/" + id).statusCode()).isEqualTo(308);
                    assertThat(supplier(relationship)).isEqualTo(id + "-kept");
                });
    }

    private String supplier(String relationship) {
        return Agreement.json(owner.get("/v1/relationships/" + relationship), 200)
                .path("from")
                .path("id")
                .asText();
    }

    private Attempt unmerge(String id) {
        Attempt merge = merge(id);
        assertThat(merge.send(owner, "merged-" + id).statusCode()).isEqualTo(200);
        String relationship = merge.things().stream()
                .filter(Agreement::isRelationship)
                .findFirst()
                .orElseThrow();
        return new Attempt("POST", "/v1/entities/" + id + "/unmerge", null, null, 200, merge.things(), () -> {
            assertThat(entity(id).path("name").asText()).isEqualTo(nameOf(id));
            assertThat(supplier(relationship)).isEqualTo(id);
        });
    }

    private Attempt restore(String id) {
        Attempt delete = delete(id);
        assertThat(delete.send(owner, "deleted-" + id).statusCode()).isEqualTo(200);
        String relationship = delete.things().stream()
                .filter(Agreement::isRelationship)
                .findFirst()
                .orElseThrow();
        return new Attempt(
                "POST", "/v1/entities/" + id + "/history/1/restore", null, null, 200, delete.things(), () -> {
                    assertThat(entity(id).path("evidence")).hasSize(1);
                    assertThat(supplier(relationship)).isEqualTo(id);
                });
    }

    /** The messages of the upload, and of the checking and loading that follow it. */
    @Test
    void importsEndAsIfNothingHadHappened() throws IOException, InterruptedException {
        throughCutImports((lane, cut) -> {
            String name = "cut-import-" + cut.message();
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
        throughCutImports((lane, cut) -> {
            String name = "cut-prune-" + cut.message();
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
            kept.forEach(id -> assertThat(entity(id).path("evidence")).hasSize(1));
            return hit;
        });
    }

    private interface CutImport {
        /** Returns whether the import sent the message at which it was to be cut. */
        boolean through(Lane lane, Cut cut) throws InterruptedException;
    }

    private static void throughCutImports(CutImport each) throws IOException, InterruptedException {
        var lane = Lane.open(WritableService.port(), "chipgraph.imports.workers=1", "chipgraph.imports.poll=100ms");
        try {
            lane.service().awaitReady();
            int message = FIRST;
            while (each.through(lane, new Cut(message % 2 == 0 ? Side.BEFORE : Side.AFTER, message, false))) {
                message += STEP;
            }
            assertThat(message).as("Messages of an import").isGreaterThan(10);
        } finally {
            lane.close();
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
                        .formatted(Agreement.company(id, nameOf(id))
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
        throughEachCut((lane, name) -> {
            String file = name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
            var ids = IntStream.range(0, 2_000).mapToObj(i -> file + "-n" + i).toList();
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
        });
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

    @Test
    void aKeyIsMadeOnceAndIsAcceptedWhenItsSecretWasTold() throws InterruptedException {
        throughEachCut((lane, name) -> {
            var made = lane.service().write("POST", "/v1/keys", key(name), "Content-Type", "application/json");
            return () -> {
                assertThat(made.statusCode()).as(made.body()).isIn(201, 503);
                long there =
                        Agreement.json(owner.write("GET", "/v1/keys", null), 200)
                                .path("items")
                                .findValuesAsText("name")
                                .stream()
                                .filter(name::equals)
                                .count();
                if (made.statusCode() == 201) {
                    assertThat(there).isEqualTo(1);
                    assertAccepted(Agreement.json(made, 201));
                } else {
                    assertThat(there).isLessThanOrEqualTo(1);
                }
            };
        });
    }

    @Test
    void aKeyGetsANewSecretOrKeepsTheOldOne() throws InterruptedException {
        throughEachCut((lane, name) -> {
            JsonNode before = make("/v1/keys", key(name));
            String path = "/v1/keys/" + before.at("/key/id").asText() + "/rotate";
            var rotated = lane.service().write("POST", path + "?grace=PT1H", null);
            return () -> {
                assertThat(rotated.statusCode()).as(rotated.body()).isIn(200, 503);
                assertAccepted(rotated.statusCode() == 200 ? Agreement.json(rotated, 200) : before);
                assertAccepted(Agreement.json(lane.service().write("POST", path, null), 200));
            };
        });
    }

    @Test
    void aKeyThatIsRevokedStaysSo() throws InterruptedException {
        throughEachCut((lane, name) -> {
            String path =
                    "/v1/keys/" + make("/v1/keys", key(name)).at("/key/id").asText();
            var revoked = lane.service().write("DELETE", path, null);
            return () -> {
                assertThat(revoked.statusCode()).as(revoked.body()).isIn(204, 503);
                boolean ended =
                        Agreement.json(owner.write("GET", path, null), 200).has("revokedAt");
                assertThat(ended || revoked.statusCode() == 503).isTrue();
                assertThat(lane.service().write("DELETE", path, null).statusCode())
                        .isEqualTo(204);
            };
        });
    }

    private static String key(String name) {
        return "{\"name\":\"%s\",\"role\":\"editor\"}".formatted(name);
    }

    private void assertAccepted(JsonNode keyWithSecret) {
        var answer =
                owner.get("/v1/entities?limit=1", keyWithSecret.path("secret").asText());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private interface InSpiteOf {
        /** Sends a request that is cut, and returns what to check when the connection is whole again. */
        Check cut(Lane lane, String name);
    }

    private interface Check {
        void run() throws InterruptedException;
    }

    /** Cuts before and after the first message, the second, and so on, until there is none any more. */
    private void throughEachCut(InSpiteOf request) throws InterruptedException {
        Lane lane = lanes.take();
        try {
            boolean hit = true;
            for (int message = 1; hit; message++) {
                for (Side side : Side.values()) {
                    Check check;
                    lane.proxy().arm(new Cut(side, message, false));
                    try {
                        check = request.cut(lane, "Cut %s %d %s".formatted(side, message, request.hashCode()));
                    } finally {
                        hit = lane.proxy().disarm();
                    }
                    check.run();
                }
            }
        } finally {
            lanes.add(lane);
        }
    }
}
