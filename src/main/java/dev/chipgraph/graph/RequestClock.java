package dev.chipgraph.graph;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/** Measures the time since the first read of a request. */
@RequestScoped
public class RequestClock {

    private final long start = System.nanoTime();
    private volatile boolean stopped;

    /** From now on, gives each read the whole deadline of a request: for responses that stream as long as the client reads. */
    public void stop() {
        stopped = true;
    }

    Duration elapsed() {
        return stopped ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }
}
