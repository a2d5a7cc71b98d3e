package dev.chipgraph.process;

import dev.chipgraph.Thorough;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * One service for all tests that write, on the {@link SharedDatabase}. Each test writes things of its own; what others left
 * behind must not matter to it.
 */
final class WritableService {

    /** Records of imports that are loaded in one transaction. */
    static final int BATCH = Thorough.or(50, 500);

    private static ServiceProcess service;

    private WritableService() {}

    static synchronized ServiceProcess ready() throws IOException, InterruptedException {
        if (service == null || !service.isAlive()) {
            service = start(1);
        }
        service.awaitReady();
        return service;
    }

    private static ServiceProcess start(int importWorkers) throws IOException {
        return another(SharedDatabase.port(), "chipgraph.imports.workers=" + importWorkers);
    }

    /** Kills it, and starts it again. */
    static synchronized ServiceProcess killAndStartAgain() throws IOException, InterruptedException {
        return killAndStartAgain(1);
    }

    /** Kills it, and starts it again with nobody who works on imports, so that they stay as they are. */
    static synchronized ServiceProcess killAndStartWithoutImports() throws IOException, InterruptedException {
        return killAndStartAgain(0);
    }

    private static ServiceProcess killAndStartAgain(int importWorkers) throws IOException, InterruptedException {
        service.kill();
        service = start(importWorkers);
        return service;
    }

    /** Starts another instance on the same database, which it reaches at a port. */
    static ServiceProcess another(int port, String... settings) throws IOException {
        return ServiceProcess.writable(SharedDatabase.settings(
                port,
                Stream.concat(
                                Stream.of("chipgraph.imports.batch=" + BATCH, "chipgraph.imports.lease=3s"),
                                Stream.of(settings))
                        .toArray(String[]::new)));
    }

    static synchronized void end() {
        if (service != null) {
            service.close();
        }
        service = null;
    }
}
