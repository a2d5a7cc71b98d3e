package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Writers meet: at one thing, of which one of them must learn that it has changed; and in a queue that is full. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(4)
class ConflictingWritersIT {

    private static final int ROUNDS = 50;
    private static final int QUEUE = 4;
    private static final int CROWD = 24;

    private final String run = "c" + UUID.randomUUID().toString().substring(0, 8);
    private ServiceProcess one;
    private ServiceProcess other;
    private long before;

    @BeforeAll
    void two() throws IOException, InterruptedException {
        one = WritableService.ready();
        before = Agreement.begin(one);
        other = WritableService.another(
                SharedDatabase.port(), "chipgraph.database.max-waiting-writes=" + QUEUE, "chipgraph.imports.workers=0");
        other.awaitReady();
    }

    @AfterAll
    void end() {
        other.close();
    }

    @Test
    void ofTwoWhoChangeTheSameAtOnceOneWins() throws Exception {
        assertOneWins(one, one, run + "-same");
    }

    @Test
    void ofTwoWhoChangeTheSameAtOnceOnTwoInstancesOneWins() throws Exception {
        assertOneWins(one, other, run + "-two");
    }

    private void assertOneWins(ServiceProcess first, ServiceProcess second, String id) throws Exception {
        var made = create(first, id);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String tag = made.headers().firstValue("ETag").orElseThrow();
        for (int round = 0; round < ROUNDS; round++) {
            String since = tag;
            String said = "In round %d the ".formatted(round);
            var answers = atOnce(List.of(
                    () -> describe(first, id, since, said + "first"),
                    () -> describe(second, id, since, said + "second")));
            assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactlyInAnyOrder(200, 412);
            int winner = answers.getFirst().statusCode() == 200 ? 0 : 1;
            assertThat(Agreement.json(first.get("/v1/companies/" + id), 200)
                            .path("description")
                            .asText())
                    .isEqualTo(said + (winner == 0 ? "first" : "second"));
            tag = answers.get(winner).headers().firstValue("ETag").orElseThrow();
        }
        assertThat(Agreement.since(before, first).feed().stream()
                        .filter(entry -> entry.id().equals(id)))
                .hasSize(ROUNDS + 1);
    }

    private static HttpResponse<String> describe(ServiceProcess service, String id, String tag, String text) {
        return service.write(
                "PATCH",
                "/v1/companies/" + id,
                "{\"description\":\"%s\"}".formatted(text),
                "Content-Type",
                "application/merge-patch+json",
                "If-Match",
                tag);
    }

    private static HttpResponse<String> create(ServiceProcess service, String id) {
        return service.write(
                "POST",
                "/v1/companies",
                Agreement.company(id, nameOf(id)),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                id);
    }

    private static String nameOf(String id) {
        return "The company " + id;
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> requests)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(requests.size());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> answer : executor.invokeAll(requests.stream()
                    .<Callable<HttpResponse<String>>>map(request -> () -> {
                        start.await();
                        return request.call();
                    })
                    .toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void moreThanMayWaitAreRefusedAndChangeNothing() throws Exception {
        assertCrowd(run + "-crowd", false);
    }

    @Test
    void moreThanMayWaitForAFrozenDatabaseAreRefusedAndDoneLater() throws Exception {
        ProcessHandle database = SharedDatabase.process();
        Processes.signal("STOP", database);
        try {
            assertCrowd(run + "-frozen", true);
        } finally {
            Processes.signal("CONT", database);
        }
        one.awaitReady();
        other.awaitReady();
        assertAllAreDone(run + "-frozen");
    }

    private void assertCrowd(String name, boolean frozen) throws Exception {
        var ids = ids(name);
        var answers = atOnce(ids.stream()
                .<Callable<HttpResponse<String>>>map(id -> () -> create(other, id))
                .toList());
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isIn(201, 503);
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
        });
        assertThat(answers.stream().map(HttpResponse::body))
                .anySatisfy(body -> assertThat(body).contains("%d changes are waiting".formatted(QUEUE)));
        if (frozen) {
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(503));
            return;
        }
        var agreement = Agreement.since(before, other);
        for (int i = 0; i < CROWD; i++) {
            String body = answers.get(i).body();
            if (answers.get(i).statusCode() == 201) {
                agreement.assertThere(ids.get(i), nameOf(ids.get(i)));
            } else if (body.contains("Nothing was changed.")) {
                assertThat(agreement.assertThereOrNot(ids.get(i), nameOf(ids.get(i))))
                        .as(body)
                        .isFalse();
            }
        }
        assertAllAreDone(name);
    }

    private static List<String> ids(String name) {
        return IntStream.range(0, CROWD).mapToObj(i -> name + "-" + i).toList();
    }

    private void assertAllAreDone(String name) throws InterruptedException {
        for (String id : ids(name)) {
            var again = create(other, id);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        }
        var agreement = Agreement.since(before, other);
        ids(name).forEach(id -> agreement.assertThere(id, nameOf(id)));
    }
}
