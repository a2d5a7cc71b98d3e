package dev.chipgraph.process;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One service with its own database for all tests that leave it as they found it: starting one takes long. A test that
 * failed may leave it broken, so each gets one that is ready.
 */
final class SharedService {

    /** The build has deleted what an earlier run left there. */
    private static final Path FOLDER =
            Path.of("target", "process-graphs", "embedded").toAbsolutePath();

    private static ServiceProcess service;

    private SharedService() {}

    static synchronized ServiceProcess ready() throws IOException, InterruptedException {
        if (service == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(SharedService::end));
        }
        if (service == null || !service.isAlive()) {
            replaceBy(ServiceProcess.onFolder(FOLDER));
        }
        service.awaitReady();
        return service;
    }

    /** Another one took its place on the same folder. */
    static synchronized void replaceBy(ServiceProcess successor) {
        service = successor;
    }

    static Path folder() {
        return FOLDER;
    }

    private static synchronized void end() {
        service.close();
    }
}
