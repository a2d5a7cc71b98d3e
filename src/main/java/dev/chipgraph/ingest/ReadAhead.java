package dev.chipgraph.ingest;

import dev.chipgraph.graph.DatabaseUnavailable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads a part of the files while the part before it is used. */
final class ReadAhead {

    private ReadAhead() {}

    /**
     * Passes on each part, in order, up to the end.
     *
     * @param reading reads the next part; runs in another thread
     * @param isEnd whether a part shows that there are no more
     * @param heartbeat runs every second in which no part is ready
     */
    static <T> void forEach(Callable<T> reading, Predicate<T> isEnd, Runnable heartbeat, Consumer<T> action) {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var next = thread.submit(reading);
            for (T part = await(next, heartbeat); !isEnd.test(part); part = await(next, heartbeat)) {
                next = thread.submit(reading);
                action.accept(part);
            }
        }
    }

    private static <T> T await(Future<T> part, Runnable heartbeat) {
        while (true) {
            try {
                return part.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                heartbeat.run();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    default -> throw new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseUnavailable("The service stops.");
            }
        }
    }
}
