package dev.chipgraph.graph;

import io.quarkus.arc.Arc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Does several reads of one request at the same time, all of them within its deadline. */
final class ConcurrentReads {

    private ConcurrentReads() {}

    /**
     * The results, in the order of the reads.
     *
     * @throws DatabaseUnavailable when one of them cannot be done in time
     */
    static <T> List<T> run(List<Supplier<T>> reads) {
        if (reads.size() == 1) {
            return List.of(reads.getFirst().get());
        }
        var context = Arc.container().requestContext();
        var request = context.getStateIfActive();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = reads.stream()
                    .map(read -> threads.submit(() -> {
                        if (request != null) {
                            context.activate(request); // for the clock, which belongs to the request
                        }
                        try {
                            return read.get();
                        } finally {
                            context.deactivate();
                        }
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (InterruptedException e) {
            throw Neo4jErrors.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
