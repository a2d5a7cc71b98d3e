package dev.chipgraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowingConsumer;

/** Checks many cases that only read side by side, while one waits for the database of another. */
public final class Together {

    private static final int AT_ONCE = 3;

    private Together() {}

    /** Checks each case; the first that fails fails the test, when all were checked. */
    public static <T> void forEach(Iterable<T> cases, ThrowingConsumer<T> check) {
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            var runs = new ArrayList<Future<Void>>();
            for (T each : cases) {
                Callable<Void> run = () -> {
                    try {
                        check.accept(each);
                    } catch (Throwable e) {
                        throw new AssertionError("Case " + each, e);
                    }
                    return null;
                };
                runs.add(executor.submit(run));
            }
            assertThat(runs).as("cases").isNotEmpty();
            List<Throwable> failures = new ArrayList<>();
            for (var run : runs) {
                try {
                    run.get();
                } catch (ExecutionException e) {
                    failures.add(e.getCause());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            if (!failures.isEmpty()) {
                var first = new AssertionError(
                        "%d of %d cases fail. %s: %s"
                                .formatted(
                                        failures.size(),
                                        runs.size(),
                                        failures.getFirst().getMessage(),
                                        failures.getFirst().getCause()),
                        failures.getFirst());
                failures.stream().skip(1).forEach(first::addSuppressed);
                throw first;
            }
        }
    }
}
