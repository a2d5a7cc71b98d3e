package dev.chipgraph.graph;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/** Measures how long a request has been at the database, from its first read on. */
@RequestScoped
public class RequestClock {

    private volatile long start = System.nanoTime();

    /** Begins anew, for an answer that is read piece by piece. */
    public void restart() {
        start = System.nanoTime();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
