package dev.chipgraph.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A service of its own behind a proxy of its own: a cut meets the request that it is meant for. */
record Lane(FaultProxy proxy, ServiceProcess service) implements AutoCloseable {

    /** A cut costs the driver a second of sleep, in which other lanes work. */
    private static final int LANES = 3;

    private static final List<Lane> ALL = new ArrayList<>();
    private static final BlockingQueue<Lane> FREE = new LinkedBlockingQueue<>();

    /** Opens a lane to the {@link SharedDatabase}, with settings of the form name=value. */
    static Lane open(String... settings) throws IOException {
        var proxy = FaultProxy.to(SharedDatabase.port());
        // Only requests may send messages, so it looks once whether the database is there, and patiently.
        var quiet = Stream.concat(
                        Stream.of("chipgraph.database.probe-interval=10m", "chipgraph.database.probe-deadline=20s"),
                        Stream.of(settings))
                .toArray(String[]::new);
        return new Lane(proxy, WritableService.another(proxy.port(), quiet));
    }

    /** Opens the lanes that all tests share, unless they are open. */
    static synchronized void openAll() throws IOException, InterruptedException {
        if (!ALL.isEmpty()) {
            return;
        }
        // One after the other: a lane looks for the database once, and starts that compete may make it miss the answer.
        for (int i = 0; i < LANES; i++) {
            Lane lane = open("chipgraph.imports.workers=0");
            ALL.add(lane);
            lane.service.awaitReady();
        }
        for (Lane lane : ALL) {
            lane.awaitQuiet();
            FREE.add(lane);
        }
    }

    static synchronized void closeAll() {
        FREE.clear();
        ALL.forEach(Lane::close);
        ALL.clear();
    }

    /** Work with a lane. */
    interface Work<T> {
        T with(Lane lane) throws InterruptedException;
    }

    /** Waits for a shared lane, and works with it. */
    static <T> T use(Work<T> work) throws InterruptedException {
        Lane lane = FREE.take();
        try {
            return work.with(lane);
        } finally {
            FREE.add(lane);
        }
    }

    private void awaitQuiet() throws InterruptedException {
        Eventually.within(Eventually.PATIENCE, "the service is quiet", () -> proxy.quietMillis() > 1_500);
    }

    @Override
    public void close() {
        service.close();
        proxy.close();
    }
}
