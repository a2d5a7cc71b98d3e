package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.Thorough;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Processes die and freeze while files are loaded. The imports end as if nothing had happened, and load nothing twice. */
@Order(5)
class ImportFaultsIT {

    private static final int BATCH = WritableService.BATCH;

    /** So many that one can act while they are loaded, and act twice. Half of them, and all, are whole groups of four. */
    private static final int SOME = Thorough.or(16, 8) * BATCH;

    private static final int MANY = 40 * BATCH;
    private static final Duration FREEZE = Duration.ofSeconds(4);

    private final String run = "i" + UUID.randomUUID().toString().substring(0, 8);
    private ServiceProcess service;
    private long before;

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        service = WritableService.ready();
        before = Agreement.begin(service);
    }

    @Test
    void theServiceIsKilledAndStartedAgain() throws Exception {
        assertLoadedInSpiteOf(MANY, () -> {
            service = WritableService.killAndStartAgain();
            return null;
        });
    }

    @Test
    void theDatabaseIsKilled() throws Exception {
        assertLoadedInSpiteOf(SOME, () -> {
            Processes.signal("KILL", SharedDatabase.process());
            Eventually.within(Eventually.PATIENCE, "the service has noticed", () -> !service.isReady());
            return null;
        });
    }

    @Test
    void theDatabaseFreezesAndThaws() throws Exception {
        assertLoadedInSpiteOf(SOME, () -> {
            ProcessHandle database = SharedDatabase.process();
            Processes.signal("STOP", database);
            try {
                Thread.sleep(FREEZE);
            } finally {
                Processes.signal("CONT", database);
            }
            return null;
        });
    }

    @Test
    void ofTwoInstancesThatLoadTheSameTheOtherTakesOverWhatOneLeft() throws Exception {
        var other = WritableService.another(SharedDatabase.port(), "chipgraph.imports.workers=1");
        String first;
        String second;
        try {
            other.awaitReady();
            first = start(0, SOME);
            second = start(SOME / 2, SOME);
            awaitLoading(first, SOME);
            awaitLoading(second, SOME);
        } finally {
            other.kill();
        }

        assertDone(first, SOME);
        assertDone(second, SOME);
        assertCreatedOnce(IntStream.range(0, SOME + SOME / 2), Set.of(first, second));
    }

    @Test
    void whatIsCancelledAfterABreakTellsWhatWasLoadedBeforeIt() throws Exception {
        String id = start(0, MANY);
        awaitLoading(id, MANY);
        betweenTwoLives(() -> service.write("DELETE", "/v1/imports/" + id, null));

        JsonNode job = assertEnds(id, "cancelled");
        int loaded = job.path("rows").path("loaded").asInt();
        assertThat(loaded).isBetween(BATCH, MANY - 1);
        assertThat(job.path("detail").asText()).startsWith(loaded + " records were loaded and stay");
        assertThat(Agreement.since(before, service).feed())
                .filteredOn(entry -> !entry.record().equals("evidence"))
                .hasSize(loaded);
    }

    /**
     * Without one of its rows the first batch of relationships ends with what had been the first row of the second. What
     * comes long before its ends lets all relationships be loaded after the entities, before the break and after it.
     */
    @Test
    void rowsThatABreakMovesIntoAnotherBatchAreNotLost() throws Exception {
        String end = run + "-end";
        service.write(
                "POST", "/v1/companies", Agreement.company(end, "The end " + run), "Content-Type", "application/json");
        String id = start("?mode=lenient", relation(MANY - 2, end) + "\n" + records(0, MANY));
        awaitLoading(id, (int) companies(0, MANY) + BATCH, MANY);
        betweenTwoLives(() -> service.write("DELETE", "/v1/companies/" + end + "?cascade=true", null, "If-Match", "*"));

        JsonNode job = assertEnds(id, "done");
        assertThat(job.path("rows").path("read").asInt()).isEqualTo(MANY + 1);
        assertThat(job.path("rows").path("loaded").asInt()).isEqualTo(MANY);
        assertThat(job.path("rows").path("rejected").asInt()).isEqualTo(1);
        var agreement = Agreement.since(before, service);
        assertThat(created(agreement, "entity"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(end),
                                IntStream.range(0, MANY)
                                        .filter(number -> number % 4 != 3)
                                        .mapToObj(this::id))
                        .toList());
        assertThat(created(agreement, "relationship"))
                .hasSize((int) (MANY - companies(0, MANY)) + 1)
                .doesNotHaveDuplicates();
    }

    /** Kills the service, and starts it; but before it goes on with imports somebody does something. */
    private void betweenTwoLives(Callable<HttpResponse<String>> change) throws Exception {
        service = WritableService.killAndStartWithoutImports();
        try {
            service.awaitReady();
            var changed = change.call();
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        } finally {
            service = WritableService.killAndStartAgain();
        }
        service.awaitReady();
    }

    private void assertLoadedInSpiteOf(int records, Callable<Void> fault) throws Exception {
        String id = start(0, records);
        awaitLoading(id, records);

        fault.call();

        service.awaitReady();
        JsonNode done = assertDone(id, records);
        assertCreatedOnce(IntStream.range(0, records), Set.of(id));
        assertThat(done.path("changed").path("entities").asLong()).isEqualTo(companies(0, records));
        assertThat(done.path("changed").path("relationships").asLong()).isEqualTo(records - companies(0, records));
    }

    /** Every fourth record is a relationship, between the two companies before it. */
    private String record(int number) {
        return number % 4 == 3
                ? relation(number - 1, id(number - 2))
                : "{\"entity\":%s}"
                        .formatted(Agreement.company(id(number), "The company " + id(number))
                                .replaceFirst("\\{", "{\"kind\":\"company\","));
    }

    private String relation(int from, String to) {
        return "{\"relationship\":{\"from\":\"%s\",\"type\":\"SUPPLIES\",\"to\":\"%s\",\"evidence\":[%s]}}"
                .formatted(id(from), to, Agreement.evidence("p" + from));
    }

    private String id(int number) {
        return run + "-" + number;
    }

    private static long companies(int from, int to) {
        return IntStream.range(from, to).filter(number -> number % 4 != 3).count();
    }

    private String records(int from, int to) {
        return IntStream.range(from, to).mapToObj(this::record).collect(Collectors.joining("\n"));
    }

    /** Sends a file of so many records. Returns the id of the import. */
    private String start(int from, int records) {
        return start("", records(from, from + records));
    }

    private String start(String query, String file) {
        var taken = service.write(
                "PUT", "/v1/imports/" + run + ".ndjson" + query, file, "Content-Type", "application/x-ndjson");
        return Agreement.json(taken, 202).path("id").asText();
    }

    private JsonNode job(String id) {
        return Agreement.json(service.write("GET", "/v1/imports/" + id, null), 200);
    }

    private void awaitLoading(String id, int records) throws InterruptedException {
        awaitLoading(id, BATCH, records);
    }

    private void awaitLoading(String id, int least, int records) throws InterruptedException {
        Eventually.within(
                Eventually.PATIENCE,
                "a part is loaded",
                () -> job(id).path("rows").path("loaded").asInt() >= least);
        assertThat(job(id).path("rows").path("loaded").asInt())
                .as("It is in the midst of loading")
                .isLessThan(records);
    }

    private JsonNode assertDone(String id, int records) throws InterruptedException {
        JsonNode job = assertEnds(id, "done");
        for (String count : List.of("read", "accepted", "loaded")) {
            assertThat(job.path("rows").path(count).asInt())
                    .as("%s of %s", count, job)
                    .isEqualTo(records);
        }
        assertThat(job.path("rows").path("rejected").asInt()).isZero();
        return job;
    }

    private JsonNode assertEnds(String id, String state) throws InterruptedException {
        Eventually.within(Eventually.PATIENCE, "the import has ended", () -> {
            var answer = service.write("GET", "/v1/imports/" + id, null);
            return answer.statusCode() == 200
                    && List.of("done", "failed", "rejected", "cancelled")
                            .contains(Agreement.json(answer, 200).path("state").asText());
        });
        JsonNode job = job(id);
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo(state);
        return job;
    }

    private void assertCreatedOnce(IntStream numbers, Set<String> imports) throws InterruptedException {
        var wanted = numbers.boxed().toList();
        var agreement = Agreement.since(before, service);
        var companies = wanted.stream().filter(number -> number % 4 != 3).toList();
        assertThat(created(agreement, "entity"))
                .containsExactlyInAnyOrderElementsOf(
                        companies.stream().map(this::id).toList());
        assertThat(created(agreement, "relationship"))
                .hasSize(wanted.size() - companies.size())
                .doesNotHaveDuplicates();
        assertThat(created(agreement, "evidence")).hasSize(wanted.size()).doesNotHaveDuplicates();
        assertThat(agreement.feed())
                .allSatisfy(entry -> assertThat(entry.change()).isEqualTo("created"));
        assertThat(new HashSet<>(
                        agreement.feed().stream().map(Agreement.Entry::imported).toList()))
                .isEqualTo(imports);
        Stream.of(companies.getFirst(), companies.get(companies.size() / 2), companies.getLast())
                .forEach(number -> agreement.assertThere(id(number), "The company " + id(number)));
    }

    private static List<String> created(Agreement agreement, String record) {
        return agreement.feed().stream()
                .filter(entry ->
                        entry.change().equals("created") && entry.record().equals(record))
                .map(Agreement.Entry::id)
                .toList();
    }
}
