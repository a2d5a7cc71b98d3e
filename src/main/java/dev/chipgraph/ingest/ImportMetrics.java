package dev.chipgraph.ingest;

import dev.chipgraph.ingest.ImportJob.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the imports that ended in this instance, by the state in which they ended, and their rows. */
@ApplicationScoped
public class ImportMetrics {

    private static final String ROWS = "chipgraph.import.rows";
    private static final String OUTCOME = "outcome";

    private final Map<State, Counter> ends;
    private final Counter loaded;
    private final Counter rejected;

    ImportMetrics(MeterRegistry meters) {
        ends = Arrays.stream(State.values())
                .filter(State::isEnd)
                .collect(Collectors.toMap(
                        Function.identity(), state -> meters.counter("chipgraph.imports", "state", state.wire())));
        loaded = meters.counter(ROWS, OUTCOME, "loaded");
        rejected = meters.counter(ROWS, OUTCOME, "rejected");
    }

    /** Counts an import, unless another instance has taken it over and is still at it. */
    void count(ImportJob job) {
        if (job.state().isEnd()) {
            ends.get(job.state()).increment();
            loaded.increment((double) job.rows().loaded());
            rejected.increment((double) job.rows().rejected());
        }
    }
}
