package dev.chipgraph.process;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One service with its own database for all tests that leave it as they found it: starting one takes long. A test that
 * failed may leave it broken, so each gets one that is ready.
 */
final class SharedService {

    private static Path folder;
    private static ServiceProcess service;

    private SharedService() {}

    static synchronized ServiceProcess ready() throws IOException, InterruptedException {
        if (folder == null) {
            folder = FilledGraph.copy();
            Runtime.getRuntime().addShutdownHook(new Thread(SharedService::end));
        }
        if (service == null || !service.isAlive()) {
            replaceBy(ServiceProcess.onFolder(folder));
        }
        service.awaitReady();
        return service;
    }

    /** Another one took its place on the same folder. */
    static synchronized void replaceBy(ServiceProcess successor) {
        service = successor;
    }

    static Path folder() {
        return folder;
    }

    private static synchronized void end() {
        if (service != null) {
            service.close();
        }
        FilledGraph.delete(folder);
    }
}
