import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.change.Subject;
import dev.chipgraph.change.record.DesiredValues;
import dev.chipgraph.change.record.EvidenceRow;
import dev.chipgraph.graph.PropertyCodec;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.mapping.MappedTables;
import dev.chipgraph.ingest.mapping.Mapping;
import dev.chipgraph.model.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionContext;

/**
 * Measures single changes by the service, and next to them the same statements over bare Bolt; or an import by the service,
 * and next to it a bare driver that writes the same nodes and relationships by UNWIND into a database of the same schema,
 * without evidence, names, history or feed.
 *
 * <p>Arguments: name or file of a mapping, then the files; without any, single changes are measured. Each round
 * starts on empty folders.
 */
public class Writes {

    static final int ROUNDS = Integer.getInteger("rounds", 2);
    static final int AT_ONCE = 10_000;
    static final int WARM_UP = 10; // of both machines: the first of these turns make a third of the changes of the last
    static final int TURNS = 6;
    static final Duration TURN = Duration.ofSeconds(5);
    static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();
    static final String KEY = "key-of-the-benchmark-only";
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String... arguments) throws Exception {
        System.out.println("load average: " + Files.readString(Path.of("/proc/loadavg")).strip());
        for (int round = 1; round <= ROUNDS; round++) {
            if (arguments.length == 0) {
                try (var service = new Service()) {
                    single(service, round);
                }
                continue;
            }
            String mapping =
                    Files.exists(Path.of(arguments[0])) ? Files.readString(Path.of(arguments[0])) : arguments[0];
            var files = Arrays.stream(arguments).skip(1).map(Path::of).toList();
            Seconds bare;
            try (var service = new Service()) {
                bare = bare(service, mapping, files);
                System.out.printf(
                        Locale.ROOT,
                        "round %d, bare driver: %.1f s to read the files, %.1f s to write%n",
                        round,
                        bare.reading(),
                        bare.writing());
            }
            try (var service = new Service()) {
                var phases = imported(service, mapping, files);
                System.out.printf(
                        Locale.ROOT,
                        "round %d, import: %.1f s to upload and check, %.1f s to load: %.2f times the rows per second of reading and writing, %.2f of writing alone; service at most %d MB%n",
                        round,
                        phases.checking(),
                        phases.loading(),
                        (bare.reading() + bare.writing()) / phases.sum(),
                        bare.writing() / phases.sum(),
                        service.peakMegabytes());
            }
        }
    }

    /** What is measured: reading the files by the mapping, and writing. */
    record Seconds(double reading, double writing) {}

    /** The seconds that an import takes from the first byte sent to the end of its check, and then to load. */
    record Phases(double checking, double loading) {

        double sum() {
            return checking + loading;
        }
    }

    static Seconds bare(Service service, String mapping, List<Path> files) throws Exception {
        long begin = System.nanoTime();
        var nodes = new TreeMap<String, List<Map<String, Object>>>();
        var relationships = new TreeMap<String, List<Map<String, Object>>>();
        var tables = new LinkedHashMap<String, MappedTables.Bytes>();
        files.forEach(file -> tables.put(file.getFileName().toString(), () -> Files.newInputStream(file)));
        try (var rows = MappedTables.open(Mapping.of(mapping), tables)) {
            while (rows.hasNext()) {
                if (rows.next() instanceof MappedTables.MappedRecord made) {
                    var field = made.json().properties().iterator().next();
                    JsonNode record = field.getValue();
                    if (field.getKey().equals("relationship")) {
                        relationships.computeIfAbsent(record.path("type").asText(), any -> new ArrayList<>())
                                .add(Map.of(
                                        "from", record.path("from").asText(),
                                        "to", record.path("to").asText(),
                                        "properties", plain(record, "from", "to", "type", "evidence")));
                    } else {
                        String kind = record.path("kind").asText("source");
                        nodes.computeIfAbsent(Kind.fromString(kind).label(), any -> new ArrayList<>())
                                .add(plain(record, "evidence", "names"));
                    }
                }
            }
        }
        long start = System.nanoTime();
        try (Driver driver = service.driver();
                var session = driver.session(SessionConfig.forDatabase("neo4j"))) {
            nodes.forEach((label, all) -> inParts(all, part -> session.executeWrite(transaction -> transaction
                    .run("UNWIND $rows AS row CREATE (e:Entity:%s) SET e = row".formatted(label), Map.of("rows", part))
                    .consume())));
            relationships.forEach((type, all) -> inParts(all, part -> session.executeWrite(transaction -> transaction
                    .run(
                            "UNWIND $rows AS row MATCH (a:Entity {id: row.from}) MATCH (b:Entity {id: row.to}) CREATE (a)-[r:%s]->(b) SET r = row.properties"
                                    .formatted(type),
                            Map.of("rows", part))
                    .consume())));
        }
        return new Seconds((start - begin) / 1e9, (System.nanoTime() - start) / 1e9);
    }

    static Map<String, Object> plain(JsonNode record, String... without) {
        var plain = new LinkedHashMap<String, Object>();
        record.properties().stream()
                .filter(field -> field.getValue().isValueNode() && !Arrays.asList(without).contains(field.getKey()))
                .forEach(field -> plain.put(
                        field.getKey(),
                        field.getValue().isNumber() ? field.getValue().doubleValue() : field.getValue().asText()));
        return plain;
    }

    static <T> void inParts(List<T> all, java.util.function.Consumer<List<T>> work) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            work.accept(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    /** From the first byte sent until the import is done, checks included. */
    static Phases imported(Service service, String mapping, List<Path> files) throws Exception {
        var body = new ByteArrayOutputStream();
        for (Path file : files) {
            body.write(("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                            .formatted(file.getFileName()))
                    .getBytes(StandardCharsets.UTF_8));
            body.write(Files.readAllBytes(file));
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write("--x\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n%s\r\n--x--\r\n"
                .formatted(mapping)
                .getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();
        JsonNode job = JSON.readTree(service.send(service.request("/v1/imports")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build()));
        String id = job.path("id").asText();
        long loading = start;
        while (job.path("finishedAt").isMissingNode()) {
            Thread.sleep(100);
            job = JSON.readTree(service.send(service.request("/v1/imports/" + id).build()));
            if (job.path("state").asText().equals("checking")) {
                loading = System.nanoTime();
            }
        }
        System.out.println(job);
        return new Phases((loading - start) / 1e9, (System.nanoTime() - loading) / 1e9);
    }

    static final String ID = "benchmark";
    static final String SOURCE = "iso-3166-1";

    /** Changes of one entity, one after the other: over HTTP, and in turn with that the same statements over bare Bolt. */
    static void single(Service service, int round) throws Exception {
        String path = "/v1/companies/" + ID;
        service.send(service.request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"Benchmark\",\"evidence\":[{\"source\":\"%s\"}]}".formatted(SOURCE)))
                .build());
        var perSecond = new double[2];
        try (Driver driver = service.driver();
                var session = driver.session(SessionConfig.forDatabase("neo4j"))) {
            for (int turn = 0; turn < WARM_UP + TURNS; turn++) {
                double http = perSecond(number -> service.send(service.request(path)
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", "*")
                        .header("Prefer", "return=minimal")
                        .method(
                                "PATCH",
                                HttpRequest.BodyPublishers.ofString("{\"description\":\"%d\"}".formatted(number)))
                        .build()));
                double bolt = perSecond(number -> session.executeWriteWithoutResult(
                        transaction -> change(transaction, "bolt " + number)));
                if (turn >= WARM_UP) {
                    perSecond[0] += http / TURNS;
                    perSecond[1] += bolt / TURNS;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "round %d, single changes: %.0f/s over HTTP, %.0f/s as statements over Bolt: %.2f%n",
                round,
                perSecond[0],
                perSecond[1],
                perSecond[0] / perSecond[1]);
    }

    interface Change {
        void make(int number) throws Exception;
    }

    static double perSecond(Change change) throws Exception {
        int count = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < TURN.toNanos()) {
            change.make(count++);
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    /** What the service runs for a PATCH of a description. */
    static void change(TransactionContext transaction, String text) {
        var run = new Object() {
            List<Record> statement(String name, Map<String, Object> parameters) {
                return transaction.run(Statement.of(name).text(), parameters).list();
            }
        };
        String request = UUID.randomUUID().toString();
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        long version = run.statement("change/begin", Map.of("request", request))
                        .getFirst()
                        .get("version")
                        .asLong()
                + 1;
        run.statement("change/entity", Map.of("id", ID));
        run.statement("change/evidence_of", Map.of("subjects", List.of(ID)));
        run.statement("merge/states_of_entities", Map.of("ids", List.of(ID)));
        var decision = EvidenceRow.of(
                Subject.ofEntity(ID),
                1,
                new DesiredValues(Map.of(), null, null, false)
                        .decision("description")
                        .withClaims(Map.of("description", text)));
        run.statement(
                "merge/known_entities",
                Map.of("ids", List.of(decision.evidence().source().id())));
        run.statement(
                "merge/evidence",
                Map.of(
                        "now", now,
                        "version", version,
                        "rows",
                                List.of(row(
                                        "id", decision.id(),
                                        "properties",
                                                PropertyCodec.properties(decision.evidence(), ID, Subject.ENTITY, 1),
                                        "hash", null,
                                        "digest", request,
                                        "since", null,
                                        "restored", false))));
        var properties = Map.of(
                "id", ID,
                "kind", "company",
                "name", "Benchmark",
                "nameKey", "benchmark",
                "names", List.of(),
                "nameLangs", List.of(),
                "nameTypes", List.of(),
                "description", text);
        run.statement(
                "merge/entities",
                Map.of(
                        "now", now,
                        "version", version,
                        "rows",
                                List.of(row(
                                        "id", ID,
                                        "labels", List.of("Entity", "Organization", "Company"),
                                        "properties", properties,
                                        "words", "benchmark " + text,
                                        "conflict", false))));
        run.statement(
                "change/finish",
                Map.of(
                        "version", version,
                        "now", now,
                        "by", "benchmark",
                        "origin", "",
                        "request", request,
                        "fingerprint", "",
                        "outcome", "{}",
                        "parts",
                                List.of(Map.of(
                                        "ops", List.of("updated"),
                                        "kinds", List.of("company"),
                                        "ids", List.of(ID),
                                        "others", List.of("")))));
    }

    static Map<String, Object> row(Object... namesAndValues) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    /** The packaged application with a database of its own. */
    static final class Service implements AutoCloseable {

        final Path folder = Files.createTempDirectory("chipgraph-writes");
        final int port;
        final Process process;
        long peak;

        Service() throws Exception {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx256m",
                            "-Dquarkus.http.host=127.0.0.1",
                            "-Dquarkus.http.port=" + port,
                            "-Dchipgraph.embedded.folder=" + folder.resolve("data"),
                            "-Dchipgraph.embedded.heap=1g",
                            "-Dchipgraph.embedded.page-cache=512m",
                            "-Dchipgraph.embedded.transaction-memory=512m",
                            "-Dchipgraph.limits.principal-per-minute=0",
                            "-jar",
                            APPLICATION.resolve("quarkus-run.jar").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("service.log").toFile());
            builder.environment().put("CHIPGRAPH_ACCESS_ADMIN_KEY", KEY);
            process = builder.start();
            long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
            while (!isReady()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(Files.readString(folder.resolve("service.log")));
                }
                Thread.sleep(200);
            }
            Thread.sleep(40_000); // what is warmed up beside the first clients
        }

        boolean isReady() throws InterruptedException {
            try {
                return CLIENT.send(request("/q/health/ready").build(), HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200;
            } catch (IOException notListening) {
                return false;
            }
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("X-API-Key", KEY);
        }

        String send(HttpRequest request) throws Exception {
            var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }

        Driver driver() throws IOException {
            Path data = folder.resolve("data");
            String setting = "server.bolt.listen_address=";
            try (Stream<Path> found = Files.walk(data)) {
                String bolt = found.filter(file -> file.getFileName().toString().equals("neo4j.conf"))
                        .findFirst()
                        .map(Writes::lines)
                        .orElseThrow()
                        .filter(line -> line.startsWith(setting))
                        .findFirst()
                        .orElseThrow()
                        .substring(setting.length());
                return GraphDatabase.driver(
                        "bolt://" + bolt, AuthTokens.basic("neo4j", Files.readString(data.resolve("password"))));
            }
        }

        /** What the process of the service held at most, without the database. */
        long peakMegabytes() throws IOException {
            return lines(Path.of("/proc/" + process.pid() + "/status"))
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
