import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures how long the packaged application takes from {@code java -jar} until it is ready, how long its first answer
 * takes then, and how much memory it and its database hold.
 *
 * <p>Arguments: number of runs (5), folder of the packaged application (target/quarkus-app).
 */
public class StartUp {

    static final String QUESTION = "/v1/organizations/name:KFIA/partners";
    static final Duration SETTLING = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final List<ProcessHandle> STARTED = new ArrayList<>();

    /** What one start came to. */
    record Start(double ready, double firstAnswer, int status, double service, double database) {}

    static Path application;

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        application = Path.of(arguments.length > 1 ? arguments[1] : "target/quarkus-app")
                .toAbsolutePath()
                .normalize();
        if (Files.notExists(application.resolve("quarkus-run.jar"))) {
            System.err.println("No packaged application in " + application + ". Build it with ./mvnw package.");
            System.exit(1);
        }
        Path folder = Files.createTempDirectory("chipgraph-startup");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(folder)));

        System.out.printf(
                "%d cores, %s, load average before: %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).strip());
        var starts = new LinkedHashMap<String, List<Start>>();
        for (int run = 1; run <= runs; run++) {
            System.out.printf("run %d of %d%n", run, runs);
            embedded(folder.resolve("embedded" + run), starts);
            external(folder.resolve("external" + run), starts);
        }
        print(starts);
    }

    static void embedded(Path folder, Map<String, List<Start>> starts) throws Exception {
        for (String data : List.of("empty", "filled")) {
            add(starts, "embedded, " + data, measure(null, "-Dchipgraph.embedded.folder=" + folder));
        }
    }

    /** One server for both: cold for the first start, as after its installation, warm for the second, as in operation. */
    static void external(Path folder, Map<String, List<Start>> starts) throws Exception {
        int port = freePort();
        Process database = startNeo4j(folder, port);
        try {
            for (String data : List.of("empty", "filled")) {
                add(
                        starts,
                        "external, " + data,
                        measure(
                                database.toHandle(),
                                "-Dquarkus.neo4j.uri=bolt://127.0.0.1:" + port,
                                "-Dquarkus.neo4j.authentication.disabled=true"));
            }
        } finally {
            stop(database);
        }
    }

    static void add(Map<String, List<Start>> starts, String what, Start start) {
        System.out.printf(Locale.ROOT, "  %-18s ready after %.1f s%n", what, start.ready());
        starts.computeIfAbsent(what, none -> new ArrayList<>()).add(start);
    }

    static Start measure(ProcessHandle external, String... settings) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(List.of(JAVA.toString(), "-Dquarkus.http.host=127.0.0.1"));
        command.add("-Dquarkus.http.port=" + port);
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", application.resolve("quarkus-run.jar").toString()));
        long start = System.nanoTime();
        Process service = start(command, ProcessBuilder.Redirect.DISCARD);
        try {
            await(service, "ready", () -> status(port, "/q/health/ready") == 200);
            double ready = secondsSince(start);
            long asked = System.nanoTime();
            int status = status(port, QUESTION);
            double firstAnswer = secondsSince(asked);
            Thread.sleep(SETTLING);
            ProcessHandle database = external != null
                    ? external
                    : service.children().findFirst().orElseThrow();
            return new Start(ready, firstAnswer, status, resident(service.toHandle()), resident(database));
        } finally {
            stop(service);
        }
    }

    /** The server that the application brings along, without the settings that keep the embedded one small. */
    static Process startNeo4j(Path folder, int port) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("logs"));
        Files.write(
                conf.resolve("neo4j.conf"),
                List.of(
                        "server.bolt.listen_address=127.0.0.1:" + port,
                        "server.http.enabled=false",
                        "server.https.enabled=false",
                        "server.memory.pagecache.size=512m",
                        "dbms.security.auth_enabled=false",
                        "dbms.usage_report.enabled=false",
                        "server.fleet_discovery.enabled=false"));
        Path log = folder.resolve("logs").resolve("console.log");
        Process database = start(
                List.of(
                        JAVA.toString(),
                        "-Xmx1g",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        application.resolve("neo4j-server") + "/*",
                        "org.neo4j.server.Neo4jCommunity",
                        "--home-dir=" + folder,
                        "--config-dir=" + conf),
                ProcessBuilder.Redirect.to(log.toFile()));
        Path server = folder.resolve("logs").resolve("neo4j.log");
        await(database, "started", () -> Files.exists(server) && Files.readString(server).contains("Started."));
        return database;
    }

    static Process start(List<String> command, ProcessBuilder.Redirect output) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("CHIPGRAPH_"));
        Process process = builder.start();
        STARTED.add(process.toHandle());
        return process;
    }

    interface Condition {
        boolean met() throws Exception;
    }

    static void await(Process process, String what, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.met()) {
            if (!process.isAlive() || secondsSince(start) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("Process %s is not %s: %s".formatted(process.pid(), what, process));
            }
            Thread.sleep(20);
        }
    }

    static int status(int port, String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException notListening) {
            return 0;
        }
    }

    /** Resident memory in MiB. */
    static double resident(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    static void stop(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void print(Map<String, List<Start>> starts) {
        System.out.println();
        System.out.println("Median (least to greatest):");
        System.out.println();
        System.out.println("| database, data | ready, s | first answer, s | service, MiB | database, MiB |");
        System.out.println("|---|---|---|---|---|");
        starts.forEach((what, all) -> System.out.printf(
                "| %s | %s | %s%s | %s | %s |%n",
                what,
                summary(all, Start::ready, "%.1f"),
                summary(all, Start::firstAnswer, "%.2f"),
                failures(all),
                summary(all, Start::service, "%.0f"),
                summary(all, Start::database, "%.0f")));
    }

    static String failures(List<Start> all) {
        long failed = all.stream().filter(start -> start.status() != 200).count();
        return failed == 0 ? "" : ", %d of %d not answered".formatted(failed, all.size());
    }

    static String summary(List<Start> all, ToDoubleFunction<Start> figure, String format) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return String.format(
                Locale.ROOT,
                format + " (" + format + " to " + format + ")",
                median,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    static void cleanUp(Path folder) {
        STARTED.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + ": " + e);
        }
    }
}
