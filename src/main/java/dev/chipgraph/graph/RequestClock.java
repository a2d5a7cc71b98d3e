package dev.chipgraph.graph;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Measures the time since the first read of a request. */
@RequestScoped
public class RequestClock {

    private final long start = System.nanoTime();
    private final AtomicLong excluded = new AtomicLong();
    private volatile boolean stopped;

    /** From now on, gives each read the whole deadline of a request: for responses that stream as long as the client reads. */
    public void stop() {
        stopped = true;
    }

    /** Does not count some of the time. */
    void exclude(Duration time) {
        excluded.addAndGet(time.toNanos());
    }

    Duration elapsed() {
        return stopped ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start - excluded.get());
    }
}
