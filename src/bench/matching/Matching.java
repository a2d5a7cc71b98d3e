import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.LegalForms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/**
 * Measures how well names are matched and how fast they are found: of each organisation of the ROR registry that has several
 * names, one name is held back, the others are loaded, and the service is asked for the one that it does not know.
 *
 * <p>Arguments: the registry as JSON lines, gzipped; number of names to ask for (5000).
 */
public class Matching {

    static final int BATCH = 50;
    static final Path APPLICATION =
            Path.of("target/quarkus-app").toAbsolutePath().normalize();
    static final String KEY = "the-key-of-this-benchmark-which-is-long-enough";
    static final ObjectMapper JSON = new ObjectMapper();
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static String address;

    /** A name that was held back: its organisation, its text and what the registry says it is. */
    record Held(String id, String name, String type, String country, String city, String countryName) {
        String withAddress() {
            return name + ", " + city + ", " + countryName;
        }

        Held at(Held other) {
            return new Held(id, name, type, other.country, other.city, other.countryName);
        }
    }

    /** The best candidate for a name, if any. */
    record Answer(Held held, String id, String matchedName, double score) {
        boolean isRight() {
            return held.id().equals(id);
        }
    }

    public static void main(String[] arguments) throws Exception {
        int asked = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        var held = new ArrayList<Held>();
        Map<String, Set<String>> names = new HashMap<>();
        Path folder = Files.createTempDirectory("chipgraph-matching");
        Path records = folder.resolve("ror.ndjson");
        read(Path.of(arguments[0]), records, held, names);
        Collections.shuffle(held, new Random(3));
        System.out.printf("%d organisations, %d names held back%n", names.size(), held.size());
        Process service = start(folder);
        try {
            load(records);
            var some = held.subList(0, Math.min(asked, held.size()));
            // Warms up what has not been asked yet.
            ask(held.subList(held.size() - 1_000, held.size()), Held::name, "whole", false);
            report("the name alone", ask(some, Held::name, "whole", false), names);
            report("the name and its country", ask(some, Held::name, "whole", true), names);
            report("name (country)", ask(some, each -> each.name() + " (" + each.countryName() + ")", "whole", false), names);
            report("name country", ask(some, each -> each.name() + " " + each.countryName(), "whole", false), names);
            report("name, city, country", ask(some, Held::withAddress, "whole", false), names);
            report("name, city, country as a text with names", ask(some, Held::withAddress, "within", false), names);
            report("name, city and country of another", ask(others(some), Held::withAddress, "whole", false), names);
            speed("500 held-back names", some.subList(0, 500).stream().map(Held::name).toList());
            latencies(some.stream().map(Held::name).limit(2_000).toList());
        } finally {
            service.destroy();
            service.waitFor();
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Writes the records to load, and notes the names that are held back and, folded, all names of each organisation. */
    static void read(Path registry, Path records, List<Held> held, Map<String, Set<String>> names) throws IOException {
        var random = new Random(7);
        Map<String, String> countries = countries();
        try (var lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(registry)), StandardCharsets.UTF_8));
                var writer = Files.newBufferedWriter(records)) {
            writer.write("{\"source\":{\"id\":\"ror\",\"name\":\"Research Organization Registry\"}}\n");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode organization = JSON.readTree(line);
                if (organization.path("status").asText().equals("withdrawn")) {
                    continue;
                }
                String ror = organization.path("id").asText();
                String id = "ror-" + ror.substring(ror.lastIndexOf('/') + 1);
                JsonNode place = organization.path("locations").path(0).path("geonames_details");
                String country = place.path("country_code").asText();
                var all = new ArrayList<JsonNode>();
                organization.path("names").forEach(all::add);
                if (all.size() > 1) {
                    JsonNode out = all.remove(random.nextInt(all.size()));
                    String type = StreamSupport.stream(out.path("types").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(","));
                    held.add(new Held(
                            id,
                            out.path("value").asText(),
                            type,
                            country,
                            place.path("name").asText(),
                            place.path("country_name").asText()));
                    names.computeIfAbsent(id, key -> new HashSet<>()).add(folded(out.path("value").asText()));
                }
                var distinct = new LinkedHashMap<String, Map<String, String>>();
                all.forEach(name -> distinct.putIfAbsent(
                        name.path("value").asText().toLowerCase(), Map.of("value", name.path("value").asText())));
                all.forEach(name -> names.computeIfAbsent(id, key -> new HashSet<>())
                        .add(folded(name.path("value").asText())));
                var evidence = List.of(Map.of("source", "ror"));
                writer.write(JSON.writeValueAsString(Map.of(
                        "entity",
                        Map.of(
                                "id", id,
                                "kind", "institute",
                                "name", all.getFirst().path("value").asText(),
                                "names", distinct.values().stream().skip(1).toList(),
                                "evidence", evidence))));
                writer.newLine();
                if (countries.containsKey(country)) {
                    writer.write(JSON.writeValueAsString(Map.of(
                            "relationship",
                            Map.of("from", id, "type", "LOCATED_IN", "to", countries.get(country), "evidence", evidence))));
                    writer.newLine();
                }
            }
        }
    }

    /** Ids of the bundled countries by ISO code. */
    static Map<String, String> countries() throws IOException {
        try (var lines = Files.lines(Path.of("src/main/resources/dataset/reference/countries.ndjson"))) {
            var byCode = new HashMap<String, String>();
            for (String line : lines.toList()) {
                JsonNode entity = JSON.readTree(line).path("entity");
                byCode.put(entity.path("isoCode").asText(), entity.path("id").asText());
            }
            return byCode;
        }
    }

    static String folded(String name) {
        return Folding.fingerprint(LegalForms.without(Folding.fold(name)));
    }

    static Process start(Path folder) throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dchipgraph.embedded.folder=" + folder.resolve("data"),
                        "-Dchipgraph.limits.principal-per-minute=0",
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile());
        builder.environment().put("CHIPGRAPH_ACCESS_ADMIN_KEY", KEY);
        Process process = builder.start();
        for (long end = System.nanoTime() + Duration.ofMinutes(5).toNanos(); !isReady(); Thread.sleep(500)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(Files.readString(folder.resolve("service.log")));
            }
        }
        return process;
    }

    static boolean isReady() throws InterruptedException {
        try {
            return CLIENT.send(request("/q/health/ready").build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("X-API-Key", KEY);
    }

    /** The answer to a request, which is repeated while the database is busy or plans. */
    static JsonNode send(HttpRequest request) throws Exception {
        for (int tries = 0; ; tries++) {
            var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() < 300) {
                return JSON.readTree(answer.body());
            }
            if (answer.statusCode() != 503 || tries > 20) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            Thread.sleep(1_000);
        }
    }

    static void load(Path records) throws Exception {
        JsonNode job = send(request("/v1/imports?name=ror")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofFile(records))
                .build());
        while (!Set.of("done", "failed").contains(job.path("state").asText())) {
            Thread.sleep(2_000);
            job = send(request("/v1/imports/" + job.path("id").asText()).build());
        }
        System.out.println(job);
        Thread.sleep(30_000); // the words are counted again
    }

    /** The names with addresses in other countries, where nothing should score high. */
    static List<Held> others(List<Held> names) {
        return IntStream.range(1, names.size())
                .filter(i -> !names.get(i).country().equals(names.get(i - 1).country()))
                .mapToObj(i -> names.get(i).at(names.get(i - 1)))
                .toList();
    }

    static List<Answer> ask(List<Held> names, Function<Held, String> form, String mode, boolean withCountry)
            throws Exception {
        var answers = new ArrayList<Answer>();
        for (int from = 0; from < names.size(); from += BATCH) {
            var batch = names.subList(from, Math.min(names.size(), from + BATCH));
            var queries = batch.stream()
                    .map(held -> {
                        var query = new HashMap<String, Object>();
                        String text = form.apply(held);
                        query.put("name", text.substring(0, Math.min(500, text.length())));
                        query.put("kind", "institute");
                        query.put("mode", mode);
                        if (withCountry && !held.country().isEmpty()) {
                            query.put("country", held.country());
                        }
                        return query;
                    })
                    .toList();
            JsonNode items = match(queries, 1).path("items");
            for (int i = 0; i < batch.size(); i++) {
                JsonNode best = items.path(i).path("candidates").path(0);
                answers.add(new Answer(
                        batch.get(i),
                        best.path("entity").path("id").asText(),
                        best.path("matchedName").asText(),
                        best.path("score").asDouble()));
            }
        }
        return answers;
    }

    static JsonNode match(List<? extends Map<String, ?>> queries, int limit) throws Exception {
        return send(request("/v1/match")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("queries", queries, "limit", limit))))
                .build());
    }

    static void report(String what, List<Answer> answers, Map<String, Set<String>> names) {
        System.out.printf("%n%s%nnames      | asked | right at rank 1%n", what);
        for (String type : List.of("label", "alias", "acronym", "")) {
            var some = answers.stream()
                    .filter(answer -> answer.held().type().contains(type))
                    .toList();
            System.out.printf(
                    "%-10s | %5d | %.3f%n",
                    type.isEmpty() ? "all" : type,
                    some.size(),
                    some.stream().filter(Answer::isRight).count() / (double) some.size());
        }
        System.out.println("score from | names | right | right, or an organisation that has the name too");
        for (int i = 5; i <= 20; i++) {
            double least = i * 0.05;
            var some = answers.stream().filter(answer -> answer.score() >= least - 1e-9).toList();
            System.out.printf(
                    "%.2f       | %5d | %.4f | %.4f%n",
                    least,
                    some.size(),
                    some.stream().filter(Answer::isRight).count() / (double) some.size(),
                    some.stream()
                                    .filter(answer -> answer.isRight()
                                            || names.getOrDefault(answer.id(), Set.of())
                                                    .contains(folded(answer.held().name())))
                                    .count()
                            / (double) some.size());
        }
    }

    static void speed(String what, List<String> names) throws Exception {
        var queries = names.stream().map(name -> Map.of("name", name)).toList();
        var times = new ArrayList<Double>();
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            match(queries, 5);
            times.add((System.nanoTime() - start) / 1e6);
        }
        Collections.sort(times);
        System.out.printf("%n%s in one request: median %.0f ms, least %.0f ms%n", what, times.get(5), times.getFirst());
    }

    /** Search and suggest with one client; suggest with the first letters of the names. */
    static void latencies(List<String> names) throws Exception {
        for (String path : List.of("/v1/search", "/v1/suggest")) {
            var times = new ArrayList<Double>();
            for (int round = 0; round < 2; round++) {
                times.clear();
                for (String name : names) {
                    String text = path.endsWith("search")
                            ? name.substring(0, Math.min(200, name.length()))
                            : name.substring(0, Math.min(name.length(), 3 + name.length() % 6));
                    var request = request(path + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).build();
                    long start = System.nanoTime();
                    send(request);
                    times.add((System.nanoTime() - start) / 1e6);
                }
            }
            Collections.sort(times);
            System.out.printf(
                    "%s: median %.1f ms, 90 %% within %.1f ms, 99 %% within %.1f ms%n",
                    path,
                    times.get(times.size() / 2),
                    times.get(times.size() * 9 / 10),
                    times.get(times.size() * 99 / 100));
        }
    }
}
