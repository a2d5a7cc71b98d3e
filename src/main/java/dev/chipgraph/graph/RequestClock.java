package dev.chipgraph.graph;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/** Measures how long a request has been at the database, from its first read on. */
@RequestScoped
public class RequestClock {

    private final long start = System.nanoTime();
    private volatile boolean stopped;

    /** Gives each read the time of a request from now on, for an answer that goes on for as long as its reader reads. */
    public void stop() {
        stopped = true;
    }

    Duration elapsed() {
        return stopped ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }
}
