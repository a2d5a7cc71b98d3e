import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.LegalForms;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.question.Dimension;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.lookup.search.Search;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.question.Stats;
import dev.chipgraph.query.question.Timeline;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.SessionConfig;

/**
 * Measures how long the packaged application takes to answer each sort of question over HTTP, and next to it how long
 * the database takes for the same statements over Bolt.
 *
 * <p>Arguments: seconds per question (5), files of further data in the import format.
 */
public class Questions {

    static final int ROUNDS = 10;
    static final int TRIES = 20;
    static final Duration PAUSE = Duration.ofSeconds(1);
    static final long LARGE = 10_000_000;
    static final int LIMIT = 25;
    static final Duration PATIENCE = Duration.ofMinutes(30);
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    static final Path APPLICATION =
            Path.of("target/quarkus-app").toAbsolutePath().normalize();
    static final ObjectMapper JSON = new ObjectMapper();

    static final SessionConfig READ = SessionConfig.builder()
            .withDatabase("neo4j")
            .withDefaultAccessMode(AccessMode.READ)
            .build();
    static final QueryContext TODAY = new QueryContext(ValidAt.today(), KnownAt.NOW, false, Languages.accepting(null));
    static final QueryContext ANY_DATE =
            new QueryContext(ValidAt.fromString(ValidAt.ALL), KnownAt.NOW, false, Languages.accepting(null));
    static final List<String> ANY_KIND =
            Arrays.stream(Kind.values()).map(Kind::wire).toList();

    /** Five that are somebody's, and five that nearly are. */
    static final List<String> NAMES = List.of(
            "KFIA", "Nvidia", "FPT", "Samsung", "Seoul Semiconductor", "Samsng", "Nvidai", "Renesas Electroncs",
            "Hana Micronn", "Furiossa AI");

    static final String KOREAN_COMPANIES =
            """
            {"nodes": {"company": {"kind": "company", "where": {"country": "KR"}}}}""";
    static final String PARTNERS =
            """
            {"nodes": {"one": {"kind": "organization"}, "agreement": {"kind": "agreement"}, "other": {"kind": "organization"}},
             "edges": [{"from": "one", "type": "PARTY_TO", "to": "agreement"}, {"from": "other", "type": "PARTY_TO", "to": "agreement"}]}""";
    static final String POSITIONS_AT_EVENTS =
            """
            {"nodes": {"event": {"kind": "event"}, "person": {"kind": "person"}, "organization": {"kind": "organization"}, "sector": {"kind": "sector"}},
             "edges": [{"from": "person", "type": "ATTENDED", "to": "event"},
               {"from": "person", "type": "HOLDS", "to": "organization", "validAt": "event.startsOn"},
               {"from": "organization", "type": "ACTIVE_IN", "to": "sector", "optional": true}],
             "return": ["event", {"count": "person", "distinct": true, "as": "people"}, {"collect": "sector", "as": "sectors"}],
             "orderBy": ["-people"]}""";

    static HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static Driver database;
    static String address;

    /** A statement with its parameters. */
    record Ask(String text, Map<String, Object> parameters) {}

    /** A question, and what the service sends to the database for it; nothing where that depends on the answers. */
    record Question(String name, HttpRequest request, int status, List<Ask> asks) {}

    /** How long each answer took, in milliseconds, and how many were none. */
    record Times(List<Double> all, int[] failed) {

        Times() {
            this(new ArrayList<>(), new int[1]);
        }

        double percentile(double share) {
            var sorted = all.stream().sorted().toList();
            return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
        }

        double perSecond() {
            return 1000 * all.size() / all.stream().mapToDouble(each -> each).sum();
        }
    }

    record Measured(Question question, Times http, Times bolt) {}

    public static void main(String[] arguments) throws Exception {
        // The one of the application wants more of it than the class path.
        System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
        var files = Arrays.stream(arguments)
                .skip(1)
                .map(file -> Path.of(file).toAbsolutePath())
                .toList();
        if (Files.notExists(APPLICATION.resolve("quarkus-run.jar"))) {
            System.err.println("No packaged application in " + APPLICATION + ". Build it with ./mvnw package.");
            System.exit(1);
        }
        Path folder = Files.createTempDirectory("chipgraph-questions");
        int port = freePort();
        address = "http://127.0.0.1:" + port;
        Process service = start(folder, port, files);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(service, folder)));
        await(service);
        database = connect(folder.resolve("data"));

        System.out.printf(
                "%d cores, %s, load average before: %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).strip());
        var questions = new ArrayList<Question>();
        for (Question question : questions()) {
            if (isAnswered(question)) {
                questions.add(question);
            }
        }
        System.out.println("warming up");
        for (Question question : questions) {
            measure(question, seconds / 2);
        }
        var measured = new ArrayList<Measured>();
        for (Question question : questions) {
            System.out.println("measuring: " + question.name());
            measured.add(measure(question, seconds));
        }
        print(measured);
        database.close();
    }

    // --- the questions

    static List<Question> questions() throws Exception {
        var questions = new ArrayList<Question>();
        ask(questions, "entity by id", "/v1/entities/kfia", byId("kfia", TODAY), entity("kfia"));
        ask(questions, "entity by name", "/v1/entities/name:KFIA", byName("KFIA"), entity("kfia"));
        ask(questions, "companies", "/v1/companies", list(Kind.COMPANY, "", LIMIT));
        ask(
                questions,
                "relationships of an entity",
                "/v1/entities/vietnam/relationships",
                byId("vietnam", TODAY),
                page("relationships", TODAY, Map.of(
                        "id", "vietnam", "types", List.of(), "direction", "both", "kinds", List.of())));
        ask(
                questions,
                "partners",
                "/v1/organizations/fpt/partners",
                byId("fpt", TODAY),
                page("partners", TODAY, Map.of("id", "fpt")));
        ask(
                questions,
                "investors in a place",
                "/v1/places/vietnam/investors",
                byId("vietnam", TODAY),
                statement("place_on_date", Map.of("id", "vietnam", "at", TODAY.time())),
                page("investors", TODAY, Map.of("place", "vietnam")));
        String filters = "investorCountry=KR&minAmount=1000000&currency=USD";
        String investments = "/v1/investments?" + filters;
        ask(questions, "investments, filtered", investments, list(Kind.INVESTMENT, filters, LIMIT));
        ask(questions, "investments, filtered, with totals", investments + "&totals=true");
        String parties = "party=vietnam&partyCountry=KR";
        ask(
                questions,
                "agreements by party and country",
                "/v1/agreements?" + parties,
                byId("vietnam", TODAY),
                list(Kind.AGREEMENT, parties, LIMIT));
        String event = "vietnam-korea-digital-forum-2025";
        ask(
                questions,
                "participants",
                "/v1/events/" + event + "/participants",
                byId(event, TODAY),
                page("participants", TODAY, Map.of("id", event)));
        String source = "bizhub-2025-09-20-kfia-mou";
        ask(
                questions,
                "facts of a source",
                "/v1/sources/" + source + "/facts",
                byId(source, ANY_DATE),
                page("facts", ANY_DATE, Map.of("source", source)));
        ask(questions, "neighbourhood, depth 1", "/v1/entities/fpt/graph");
        ask(questions, "neighbourhood, depth 2", "/v1/entities/fpt/graph?depth=2");
        ask(questions, "paths", "/v1/paths?from=kfia&to=fpt");
        ask(questions, "common", "/v1/common?entity=fpt&entity=nvidia");
        ask(questions, "search", "/v1/search?q=semiconductor", search("semiconductor"));
        ask(questions, "suggest", "/v1/suggest?q=ninh+b", suggest("ninh b"));
        match(questions);
        pattern(questions, "pattern, 1 node", KOREAN_COMPANIES);
        pattern(questions, "pattern, 3 nodes", PARTNERS);
        pattern(questions, "pattern, 4 nodes, grouped", POSITIONS_AT_EVENTS);
        ask(
                questions,
                "stats",
                "/v1/stats?kind=agreement&groupBy=partyCountry,status",
                stats(Kind.AGREEMENT, "partyCountry", "status"));
        ask(
                questions,
                "timeline",
                "/v1/timeline?entity=vietnam",
                byId("vietnam", ANY_DATE),
                ask(
                        (Statement) field(Timeline.Subject.ENTITY, "statement"),
                        Map.of("id", "vietnam", "at", ANY_DATE.time(), "evidence", false, "most", Timeline.MOST)));
        notModified(questions, "companies, not modified", "/v1/companies");
        ask(
                questions,
                "companies as CSV",
                "/v1/companies?limit=500&format=csv",
                list(Kind.COMPANY, "", 500));
        return questions;
    }

    static void ask(List<Question> questions, String name, String path, Ask... asks) {
        questions.add(new Question(name, get(path).build(), 200, List.of(asks)));
    }

    static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    static HttpRequest post(String path, JsonNode body) {
        return get(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** To a question whose answer tells more about it; the first ones may take longer than a request may. */
    static JsonNode answer(HttpRequest request) throws Exception {
        var answer = send(request);
        for (int tried = 1; answer.statusCode() != 200; tried++) {
            if (tried == TRIES) {
                throw new IllegalStateException(new String(answer.body()));
            }
            Thread.sleep(PAUSE);
            answer = send(request);
        }
        return JSON.readTree(answer.body());
    }

    static void notModified(List<Question> questions, String name, String path) throws Exception {
        String tag = send(get(path).build()).headers().firstValue("ETag").orElse("");
        questions.add(new Question(name, get(path).header("If-None-Match", tag).build(), 304, List.of()));
    }

    /** Asks for the same names, then for similar ones where there are none, then for what is found. */
    static void match(List<Question> questions) throws Exception {
        var body = JSON.createObjectNode();
        NAMES.forEach(name -> body.withArray("queries").addObject().put("name", name));
        HttpRequest request = post("/v1/match", body);
        var found = new ArrayList<String>();
        var misspelt = new ArrayList<String>();
        for (JsonNode item : answer(request).path("items")) {
            item.path("candidates").forEach(candidate -> found.add(candidate.at("/entity/id").textValue()));
            if (!"exact".equals(item.at("/candidates/0/explanation/how").asText())) {
                misspelt.add(item.at("/query/name").textValue());
            }
        }
        questions.add(new Question(
                "match of 10 names",
                request,
                200,
                List.of(
                        statement("match_same", matching(NAMES)),
                        statement("match_similar", matching(misspelt)),
                        statement("matched", Map.of("ids", found.stream().distinct().toList(), "at", ANY_DATE.time())))));
    }

    static Map<String, Object> matching(List<String> names) {
        var queries = names.stream()
                .map(Folding::fold)
                .map(key -> Map.of(
                        "fingerprints",
                        Stream.of(key, LegalForms.without(key))
                                .map(Folding::fingerprint)
                                .distinct()
                                .toList(),
                        "words",
                        terms("like", words(key)),
                        "kinds",
                        ANY_KIND,
                        "countries",
                        List.of()))
                .toList();
        return Map.of("queries", queries, "at", ANY_DATE.time(), "on", TODAY.time());
    }

    /** The service tells the statement of a pattern, and its parameters with the limit of one row and times as texts. */
    static void pattern(List<Question> questions, String name, String pattern) throws Exception {
        var body = JSON.readTree(pattern);
        var explain = ((ObjectNode) body.deepCopy()).put("explain", true);
        JsonNode explained = answer(post("/v1/patterns", explain)).at("/meta/explained");
        Map<String, Object> parameters = JSON.convertValue(explained.path("parameters"), new TypeReference<>() {});
        parameters.put("at", TODAY.time());
        parameters.put("limit", LIMIT + 1);
        questions.add(new Question(
                name,
                post("/v1/patterns", body),
                200,
                List.of(new Ask(explained.path("cypher").textValue(), parameters))));
    }

    // --- what the service sends to the database for them

    static Ask statement(String name, Map<String, Object> parameters) {
        return ask(Statement.of("query/" + name), parameters);
    }

    static Ask ask(Statement statement, Map<String, Object> parameters) {
        return new Ask(statement.text(parameters), parameters);
    }

    static Ask byId(String id, QueryContext asked) {
        return statement("resolve_id", Map.of("id", id, "at", asked.time()));
    }

    static Ask byName(String name) {
        return statement("resolve_name", Map.of("key", Folding.fold(name), "kinds", ANY_KIND, "at", TODAY.time()));
    }

    static Ask entity(String id) {
        return statement("entity", Map.of("id", id, "at", TODAY.time(), "evidence", false));
    }

    static Ask page(String name, QueryContext asked, Map<String, Object> about) {
        var parameters = new HashMap<>(about);
        parameters.putAll(Map.of("at", asked.time(), "evidence", false, "after", "", "limit", LIMIT + 1));
        return statement(name, parameters);
    }

    static Ask list(Kind kind, String query, int limit) {
        var filters = new LinkedHashMap<ListFilter, List<Object>>();
        // In their order there, which the text of the statement follows.
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] both = parameter.split("=");
            ListFilter filter = ListFilter.of(kind).get(both[0]);
            filters.put(filter, List.of(filter.read(both[1])));
        }
        var criteria = new Entities.Criteria(Set.of(kind), filters, Sort.ID);
        Map<String, Object> parameters = new HashMap<>(parameters(criteria));
        parameters.putAll(Map.of("after", "", "afterKey", "", "limit", limit + 1));
        return ask((Statement) call(Entities.class, "page", criteria, TODAY), parameters);
    }

    static Ask stats(Kind kind, String... groupBy) {
        var criteria = new Entities.Criteria(Set.of(kind), Map.of(), Sort.ID);
        var dimensions =
                Stream.of(groupBy).map(Dimension.of(Set.of(kind))::get).toList();
        String text = (String) call(Stats.class, "text", criteria, dimensions, Stats.Measure.COUNT, null, TODAY);
        Map<String, Object> parameters = new HashMap<>(parameters(criteria));
        parameters.put("most", Stats.MOST_GROUPS + 1);
        return ask(new Statement("stats", text), parameters);
    }

    static Ask search(String text) {
        var words = words(text);
        var parameters = new HashMap<String, Object>(Map.of(
                "key", Folding.fold(text), "words", words, "bound", Search.BOUND, "kinds", List.of(), "countries",
                List.of(), "sectors", List.of(), "at", ANY_DATE.time(), "on", TODAY.time(), "afterScore", 2.0));
        parameters.putAll(Map.of(
                "names", terms("all", words), "texts", terms("allNearly", words), "weight", 1.0, "evidence", false));
        parameters.putAll(Map.of("after", "", "limit", LIMIT + 1));
        return statement("search", parameters);
    }

    static Ask suggest(String text) {
        var words = words(text);
        return statement(
                "suggest",
                Map.of(
                        "key", Folding.fold(text), "completing", terms("completing", words), "nearly",
                        terms("nearlyCompleting", words), "bound", 200, "kinds", ANY_KIND, "at", ANY_DATE.time(), "on",
                        TODAY.time(), "limit", 10, "evidence", false));
    }

    @SuppressWarnings("unchecked") // what the called methods return
    static Map<String, Object> parameters(Entities.Criteria criteria) {
        return (Map<String, Object>) call(Entities.class, "parameters", criteria, TODAY);
    }

    @SuppressWarnings("unchecked")
    static List<String> words(String text) {
        return (List<String>) call(Search.class, "words", text);
    }

    static String terms(String method, List<String> words) {
        try {
            return (String) call(Class.forName("dev.chipgraph.query.Terms"), method, words);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a static method that the service keeps to itself, for the statement to be its own. */
    static Object call(Class<?> type, String name, Object... arguments) {
        try {
            var method = Arrays.stream(type.getDeclaredMethods())
                    .filter(each -> each.getName().equals(name) && each.getParameterCount() == arguments.length)
                    .findFirst()
                    .orElseThrow();
            method.setAccessible(true);
            return method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object field(Object of, String name) {
        try {
            var field = of.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- measuring

    /** In rounds, so that both see the same state of the machine; who goes first changes with each. */
    static Measured measure(Question question, double seconds) throws Exception {
        var http = new Times();
        var bolt = new Times();
        for (int round = 0; round < ROUNDS; round++) {
            for (boolean overHttp : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
                if (overHttp) {
                    repeat(seconds / ROUNDS, http, () -> send(question.request()).statusCode() == question.status());
                } else if (!question.asks().isEmpty()) {
                    repeat(seconds / ROUNDS, bolt, () -> run(question) > 0);
                }
            }
        }
        return new Measured(question, http, bolt);
    }

    interface Answer {
        boolean isRight() throws Exception;
    }

    static void repeat(double seconds, Times times, Answer answer) throws Exception {
        long begin = System.nanoTime();
        do {
            long start = System.nanoTime();
            boolean right = answer.isRight();
            times.all().add(secondsSince(start) * 1000);
            times.failed()[0] += right ? 0 : 1;
        } while (secondsSince(begin) < seconds);
    }

    static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Each in a session of its own, as the service does. */
    static int run(Question question) {
        int rows = 0;
        for (Ask ask : question.asks()) {
            try (var session = database.session(READ)) {
                rows += session.run(ask.text(), ask.parameters()).list().size();
            }
        }
        return rows;
    }

    /** Whether it is, if need be after some tries: to plan a statement may take the database longer than a request may. */
    static boolean isAnswered(Question question) throws Exception {
        String trouble = trouble(question);
        for (int tried = 1; tried < TRIES && !trouble.isEmpty(); tried++) {
            Thread.sleep(PAUSE);
            trouble = trouble(question);
        }
        if (!trouble.isEmpty()) {
            System.out.printf("left out: %s, %s%n", question.name(), trouble);
        }
        return trouble.isEmpty();
    }

    static String trouble(Question question) throws Exception {
        var answer = send(question.request());
        String body = new String(answer.body());
        if (answer.statusCode() != question.status()) {
            return answer.statusCode() + " " + body;
        }
        if (body.contains("\"items\":[]")) {
            return "nothing is found";
        }
        return question.asks().isEmpty() || run(question) > 0 ? "" : "no rows";
    }

    // --- the processes

    static Process start(Path folder, int port, List<Path> files) throws IOException {
        var data = Stream.concat(Stream.of("bundled"), files.stream().map(Path::toString))
                .collect(Collectors.joining(","));
        var builder = new ProcessBuilder(
                        JAVA.toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dchipgraph.limits.anonymous-per-minute=0",
                        "-Dchipgraph.embedded.folder=" + folder.resolve("data"),
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("CHIPGRAPH_"));
        environment.put("CHIPGRAPH_DATA", data);
        environment.put("CHIPGRAPH_DATABASE_LOAD_DEADLINE", PATIENCE.toString());
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        if (size > LARGE) {
            environment.put("CHIPGRAPH_EMBEDDED_HEAP", "2g");
            environment.put("CHIPGRAPH_EMBEDDED_PAGE_CACHE", "512m");
            environment.put("CHIPGRAPH_EMBEDDED_TRANSACTION_MEMORY", "1g");
        }
        return builder.start();
    }

    static void await(Process service) throws Exception {
        long start = System.nanoTime();
        while (!isReady()) {
            if (!service.isAlive() || secondsSince(start) > PATIENCE.toSeconds()) {
                throw new IllegalStateException("The service is not ready: " + service);
            }
            Thread.sleep(100);
        }
        System.out.printf(Locale.ROOT, "ready after %.1f s%n", secondsSince(start));
    }

    static boolean isReady() throws InterruptedException {
        try {
            return send(get("/q/health/ready").build()).statusCode() == 200;
        } catch (IOException notListening) {
            return false;
        }
    }

    /** The database that the service brought along, as its folder tells. */
    static Driver connect(Path data) throws IOException {
        String setting = "server.bolt.listen_address=";
        String bolt = Files.readAllLines(data.resolve("conf").resolve("neo4j.conf")).stream()
                .filter(line -> line.startsWith(setting))
                .map(line -> line.substring(setting.length()))
                .findFirst()
                .orElseThrow();
        return GraphDatabase.driver(
                "bolt://" + bolt,
                AuthTokens.basic("neo4j", Files.readString(data.resolve("password"))),
                Config.builder()
                        .withMinimumNotificationSeverity(NotificationSeverity.OFF)
                        .build());
    }

    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void print(List<Measured> all) {
        System.out.println();
        System.out.println(
                "| question | HTTP median, ms | HTTP p99, ms | HTTP, 1/s | Bolt median, ms | Bolt p99, ms | ratio of medians | statements | samples |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Measured measured : all) {
            Times http = measured.http();
            Times bolt = measured.bolt();
            boolean both = !bolt.all().isEmpty();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.0f | %s | %s | %s | %s | %s |%n",
                    measured.question().name(),
                    http.percentile(0.5),
                    http.percentile(0.99),
                    http.perSecond(),
                    both ? number(bolt.percentile(0.5)) : "",
                    both ? number(bolt.percentile(0.99)) : "",
                    both ? number(http.percentile(0.5) / bolt.percentile(0.5)) : "",
                    both ? measured.question().asks().size() : "",
                    samples(http) + (both ? " / " + samples(bolt) : ""));
        }
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String samples(Times times) {
        int failed = times.failed()[0];
        return times.all().size() + (failed == 0 ? "" : " (" + failed + " failed)");
    }

    static void cleanUp(Process service, Path folder) {
        var started = Stream.concat(service.descendants(), Stream.of(service.toHandle())).toList();
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(process -> process.onExit().join());
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + folder + ": " + e);
        }
    }
}
