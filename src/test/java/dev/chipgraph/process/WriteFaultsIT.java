package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Processes die and freeze while four clients write. What was acknowledged is there, and nothing is there in part or twice. */
@Order(6)
class WriteFaultsIT {

    private static final int WRITERS = 4;
    private static final int SHARED = 3;
    private static final int ENOUGH = 12;
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A change may take 10 s: what waits for shorter is done, for longer refused. */
    private static final Duration FREEZE = Duration.ofSeconds(12);

    /** Those 10 s, and a moment to tell so. */
    private static final Duration DEADLINE = Duration.ofSeconds(13);

    private final String run = "w" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicReference<ServiceProcess> service = new AtomicReference<>();
    private final Queue<Write> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Write> unacknowledged = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;
    private long before;

    /**
     * A request to write.
     *
     * @param name what it writes: a company of this id, or an attribute of this name
     * @param shared the company that gets the attribute; null when a company is made
     * @param tag the If-Match of the change
     */
    private record Write(String name, String shared, String tag) {

        HttpResponse<String> send(ServiceProcess service) {
            return shared == null
                    ? service.write(
                            "POST",
                            "/v1/companies",
                            Agreement.company(name, nameOf(name)),
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            name)
                    : service.write(
                            "PATCH",
                            "/v1/companies/" + shared,
                            "{\"attributes\":{\"%s\":\"set\"}}".formatted(name),
                            "Content-Type",
                            "application/merge-patch+json",
                            "If-Match",
                            tag,
                            "Idempotency-Key",
                            name);
        }
    }

    private static String nameOf(String id) {
        return "The company " + id;
    }

    private String shared(int number) {
        return run + "-shared-" + number;
    }

    @BeforeEach
    void sharedCompanies() throws IOException, InterruptedException {
        service.set(WritableService.ready());
        before = Agreement.begin(service.get());
        for (int i = 0; i < SHARED; i++) {
            assertThat(new Write(shared(i), null, null).send(service.get()).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void theDatabaseIsKilled() throws Exception {
        whileWriting(() -> {
            Processes.signal("KILL", SharedDatabase.process());
            Eventually.within(
                    Eventually.PATIENCE,
                    "the service has noticed",
                    () -> !service.get().isReady());
            return null;
        });
    }

    @Test
    void theDatabaseFreezesAndThaws() throws Exception {
        whileWriting(() -> {
            ProcessHandle database = SharedDatabase.process();
            Processes.signal("STOP", database);
            try {
                Thread.sleep(FREEZE);
            } finally {
                Processes.signal("CONT", database);
            }
            return null;
        });
        assertThat(unacknowledged).as("Requests that met the freeze").isNotEmpty();
    }

    @Test
    void theServiceIsKilledAndStartedAgain() throws Exception {
        whileWriting(() -> {
            service.set(WritableService.killAndStartAgain());
            return null;
        });
    }

    /** Writes before, during and after a fault. */
    private void whileWriting(Callable<Void> fault) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(executor.submit(() -> write(number)));
            }
            try {
                awaitAcknowledged(ENOUGH, writers);
                fault.call();
                service.get().awaitReady();
                awaitAcknowledged(acknowledged.size() + ENOUGH, writers);
            } finally {
                enough = true;
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        settle();
    }

    private void awaitAcknowledged(int least, List<Future<?>> writers) throws InterruptedException, ExecutionException {
        Eventually.within(
                Eventually.PATIENCE,
                "%d writes are acknowledged".formatted(least),
                () -> acknowledged.size() >= least || writers.stream().anyMatch(Future::isDone));
        for (Future<?> writer : writers) {
            if (writer.isDone()) {
                writer.get();
            }
        }
    }

    private Void write(int writer) throws InterruptedException {
        for (int number = 0; !enough; number++) {
            String name = "%s-w%d-n%d".formatted(run, writer, number);
            Write write = number % 3 == 0 ? new Write(name, null, null) : change(name, shared(number % SHARED));
            if (write == null) {
                Thread.sleep(PAUSE);
            } else {
                send(write);
            }
        }
        return null;
    }

    /** A change of what is there now; null when that cannot be read. */
    private Write change(String name, String id) {
        try {
            var read = service.get().get("/v1/companies/" + id);
            return read.statusCode() == 200
                    ? new Write(name, id, read.headers().firstValue("ETag").orElseThrow())
                    : null;
        } catch (UncheckedIOException killed) {
            return null;
        }
    }

    private void send(Write write) throws InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer;
        try {
            answer = write.send(service.get());
        } catch (UncheckedIOException killed) {
            unacknowledged.add(write);
            Thread.sleep(PAUSE);
            return;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
        switch (answer.statusCode()) {
            case 200, 201 -> acknowledged.add(write);
            case 503 -> {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("/problems/database-unavailable", "detail");
                unacknowledged.add(write);
                Thread.sleep(PAUSE);
            }
            case 412 -> assertThat(write.shared()).as("What may be stale").isNotNull();
            default -> throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    /** First all is as it was told; then what was not acknowledged is sent again, and all is as that was told. */
    private void settle() throws InterruptedException {
        var agreement = Agreement.since(before, service.get());
        var made = new HashSet<>(unacknowledged.stream()
                .filter(write -> write.shared() == null)
                .filter(write -> agreement.assertThereOrNot(write.name(), nameOf(write.name())))
                .toList());
        var set = attributes();
        assertTold(agreement, set);
        for (Write write : unacknowledged) {
            var again = write.send(service.get());
            boolean done = made.contains(write) || set.contains(write.name());
            assertThat(again.headers().firstValue("Idempotency-Replayed").isPresent())
                    .as("That %s was done: %s", write, again.body())
                    .isEqualTo(done);
            if (write.shared() != null && !done && again.statusCode() == 412) {
                continue;
            }
            assertThat(again.statusCode()).as(again.body()).isEqualTo(write.shared() == null ? 201 : 200);
            acknowledged.add(write);
        }
        assertTold(Agreement.since(before, service.get()), attributes());
    }

    private void assertTold(Agreement agreement, Set<String> attributes) {
        var told = new HashSet<String>();
        for (Write write : acknowledged) {
            if (write.shared() == null) {
                agreement.assertThere(write.name(), nameOf(write.name()));
            } else {
                told.add(write.name());
            }
        }
        assertThat(attributes).containsAll(told);
        var attempted = new HashSet<>(told);
        unacknowledged.forEach(write -> attempted.add(write.name()));
        assertThat(attempted).containsAll(attributes);
    }

    /** Names of all attributes of the shared companies. */
    private Set<String> attributes() {
        var names = new HashSet<String>();
        for (int i = 0; i < SHARED; i++) {
            JsonNode company = Agreement.json(service.get().get("/v1/companies/" + shared(i)), 200);
            company.path("attributes").fieldNames().forEachRemaining(names::add);
        }
        return names;
    }
}
