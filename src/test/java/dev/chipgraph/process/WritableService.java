package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chipgraph.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One service with its own database for all tests that write to it. Each test writes things of its own; what others left
 * behind must not matter to it.
 */
final class WritableService {

    /** Records of imports that are loaded in one transaction. */
    static final int BATCH = Thorough.or(50, 500);

    private static final Pattern ADDRESS = Pattern.compile("server\\.bolt\\.listen_address=.*:(\\d+)");

    private static Path folder;
    private static ServiceProcess service;

    private WritableService() {}

    static synchronized ServiceProcess ready() throws IOException, InterruptedException {
        if (folder == null) {
            folder = FilledGraph.copy();
            Runtime.getRuntime().addShutdownHook(new Thread(WritableService::end));
        }
        if (service == null || !service.isAlive()) {
            service = start();
        }
        service.awaitReady();
        return service;
    }

    private static ServiceProcess start() throws IOException {
        return start(1);
    }

    private static ServiceProcess start(int importWorkers) throws IOException {
        return ServiceProcess.writable(
                "chipgraph.embedded.folder=" + folder,
                "chipgraph.imports.batch=" + BATCH,
                "chipgraph.imports.lease=3s",
                "chipgraph.imports.workers=" + importWorkers);
    }

    /** Kills it, which ends its database too, and starts it again on the same folder. */
    static synchronized ServiceProcess killAndStartAgain() throws IOException, InterruptedException {
        return killAndStartAgain(1);
    }

    /** Kills it, and starts it again with nobody who works on imports, so that they stay as they are. */
    static synchronized ServiceProcess killAndStartWithoutImports() throws IOException, InterruptedException {
        return killAndStartAgain(0);
    }

    private static ServiceProcess killAndStartAgain(int importWorkers) throws IOException, InterruptedException {
        ProcessHandle database = service.database();
        service.kill();
        Eventually.within(Eventually.PATIENCE, "the database has ended", () -> Processes.isGone(database));
        service = start(importWorkers);
        return service;
    }

    /** Port of its database. */
    static int port() throws IOException {
        var settings = ADDRESS.matcher(Files.readString(folder.resolve("conf").resolve("neo4j.conf")));
        assertThat(settings.find()).isTrue();
        return Integer.parseInt(settings.group(1));
    }

    /** Starts another instance on its database. */
    static ServiceProcess another(int port, String... settings) throws IOException {
        var all = new String[settings.length + 4];
        System.arraycopy(settings, 0, all, 4, settings.length);
        all[0] = "quarkus.neo4j.uri=bolt://127.0.0.1:" + port;
        all[1] = "quarkus.neo4j.authentication.password=" + Files.readString(folder.resolve("password"));
        all[2] = "chipgraph.imports.batch=" + BATCH;
        all[3] = "chipgraph.imports.lease=3s";
        return ServiceProcess.writable(all);
    }

    private static synchronized void end() {
        if (service != null) {
            service.close();
        }
        FilledGraph.delete(folder);
    }
}
