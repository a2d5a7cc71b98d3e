package dev.chipgraph.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** That the graph, the feed and the histories tell the same, and that what was written is there as a whole or not at all. */
final class Agreement {

    /** Supports all that these tests write. */
    static final String SOURCE = "fault-paper";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOOKED_AT = 60;
    private static final Duration SEEN = Duration.ofSeconds(20);

    private final ServiceProcess service;
    private final long after;
    private List<Entry> feed = List.of();

    /** An entry of the feed. */
    record Entry(long version, String change, String record, String id, String into, String subject, String imported) {

        /** What it is about: evidence is about its subject. */
        String about() {
            return record.equals("evidence") ? subject : id;
        }
    }

    private Agreement(ServiceProcess service, long after) {
        this.service = service;
        this.after = after;
    }

    /** Looks at what was written since a version, when nobody writes any more, and checks that it agrees. */
    static Agreement since(long version, ServiceProcess service) throws InterruptedException {
        awaitPlans(service);
        var agreement = new Agreement(service, version);
        agreement.feed = feed(service, version, "");
        agreement.check();
        return agreement;
    }

    /**
     * Waits until a database that was just started has planned what will be asked, for which it may take longer than a
     * request may. From then on no question may fail.
     */
    private static void awaitPlans(ServiceProcess service) throws InterruptedException {
        for (String path : List.of(
                "/v1/entities/" + SOURCE,
                "/v1/entities/" + SOURCE + "/history",
                "/v1/companies/" + SOURCE + "-absent?include=evidence",
                "/v1/companies/name:" + SOURCE + "-absent",
                "/v1/relationships/" + SOURCE + "-absent",
                "/v1/changes?limit=500")) {
            Eventually.within(
                    Eventually.PATIENCE,
                    "%s is planned".formatted(path),
                    () -> service.get(path).statusCode() != 503);
        }
    }

    /** Makes the source, if it is not there, when the database has planned how. Returns the version of the graph. */
    static long begin(ServiceProcess service) throws InterruptedException {
        String source =
                "{\"id\":\"%s\",\"type\":\"article\",\"name\":\"A paper about faults\",\"publishedOn\":\"2026-01\"}"
                        .formatted(SOURCE);
        Eventually.within(Eventually.PATIENCE, "the source is there", () -> {
            var made = service.write("POST", "/v1/sources", source, "Content-Type", "application/json");
            assertThat(made.statusCode()).as(made.body()).isIn(201, 409, 503);
            return made.statusCode() != 503;
        });
        awaitPlans(service);
        return feedEnd(service);
    }

    /** Evidence by that source, as JSON. */
    static String evidence(String locator) {
        return "{\"source\":\"%s\",\"locator\":\"%s\"}".formatted(SOURCE, locator);
    }

    /** A company supported by that source, as JSON. */
    static String company(String id, String name) {
        return "{\"id\":\"%s\",\"name\":\"%s\",\"names\":[{\"value\":\"%s\",\"lang\":\"en\",\"type\":\"short\"}],\"evidence\":[%s]}"
                .formatted(id, name, id, evidence("p1"));
    }

    /** Version of the last entry of the feed. */
    static long feedEnd(ServiceProcess service) {
        JsonNode source = json(service.get("/v1/entities/" + SOURCE + "/history"), 200);
        long known = source.path("items").get(0).path("graphVersion").asLong();
        var after = feed(service, known, "");
        return after.isEmpty() ? known : after.getLast().version();
    }

    /** All entries of the feed after a version. */
    static List<Entry> feed(ServiceProcess service, long after, String filter) {
        var entries = new ArrayList<Entry>();
        String cursor = after + "-999999999";
        int read;
        do {
            JsonNode page = json(service.get("/v1/changes?limit=500&cursor=" + cursor + filter), 200);
            read = page.path("items").size();
            page.path("items")
                    .forEach(item -> entries.add(new Entry(
                            item.path("graphVersion").asLong(),
                            item.path("change").asText(),
                            item.path("record").asText(),
                            item.path("id").asText(),
                            item.path("into").asText(),
                            item.path("subject").asText(),
                            item.path("import").asText(item.path("imported").asText()))));
            cursor = page.path("page").path("next").asText();
        } while (read > 0);
        return entries;
    }

    /** The JSON of an answer with a status. */
    static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    List<Entry> feed() {
        return feed;
    }

    private void check() throws InterruptedException {
        if (feed.isEmpty()) {
            return;
        }
        var versions = feed.stream().map(Entry::version).distinct().toList();
        long last = versions.getLast();
        assertThat(versions)
                .as("Each version of the graph is in the feed, in their order")
                .isEqualTo(LongStream.rangeClosed(after + 1, last).boxed().toList());
        Eventually.within(
                SEEN,
                "the graph has the version %d of the feed".formatted(last),
                () -> service.get("/v1/entities/" + SOURCE)
                        .headers()
                        .firstValue("X-Graph-Version")
                        .equals(Optional.of(Long.toString(last))));
        feed.stream()
                .collect(Collectors.groupingBy(Entry::id, LinkedHashMap::new, Collectors.toList()))
                .forEach(Agreement::checkOrder);
        var things =
                feed.stream().collect(Collectors.groupingBy(Entry::about, LinkedHashMap::new, Collectors.toList()));
        var ids = new ArrayList<>(things.keySet());
        Collections.shuffle(ids, new Random(last));
        ids.stream().limit(LOOKED_AT).forEach(id -> checkThing(id, things));
    }

    /** Only evidence that was deleted is created again, when its subject is brought back. */
    private static void checkOrder(String id, List<Entry> entries) {
        for (int i = 1; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            assertThat(entry.version())
                    .as("Entries of %s, one a version", id)
                    .isGreaterThan(entries.get(i - 1).version());
            if (entry.change().equals("created")) {
                assertThat(entry.record())
                        .as("What is created again: %s", entries)
                        .isEqualTo("evidence");
                assertThat(entries.get(i - 1).change()).isEqualTo("deleted");
            }
        }
    }

    private void checkThing(String id, Map<String, List<Entry>> things) {
        var entries = things.get(id);
        Entry last = entries.stream()
                .filter(entry -> !entry.record().equals("evidence"))
                .reduce((first, second) -> second)
                .orElse(entries.getLast());
        String path = entries.stream().anyMatch(entry -> entry.record().equals("relationship")) || isRelationship(id)
                ? "/v1/relationships/"
                : "/v1/entities/";
        var answer = service.get(path + id);
        boolean gone = !last.record().equals("evidence") && last.change().equals("deleted");
        boolean merged = last.change().equals("merged");
        assertThat(answer.statusCode())
                .as("%s, of which the feed says %s; %s", id, last, answer.body())
                .isEqualTo(gone ? 410 : merged ? 308 : 200);
        if (merged) {
            assertThat(answer.headers().firstValue("Location"))
                    .hasValueSatisfying(there -> assertThat(there).endsWith("/" + last.into()));
        }
        var history = new TreeSet<Long>();
        String cursor = "";
        do {
            JsonNode page = json(service.get(path + id + "/history" + cursor), 200);
            page.path("items")
                    .forEach(item -> history.add(item.path("graphVersion").asLong()));
            cursor = "?cursor=" + page.path("page").path("next").asText();
        } while (!cursor.equals("?cursor=null"));
        assertThat(history.tailSet(after, false))
                .as("Versions in the history of %s, of which the feed says %s", id, entries)
                .isEqualTo(entries.stream().map(Entry::version).collect(Collectors.toCollection(TreeSet::new)));
    }

    static boolean isRelationship(String id) {
        return id.matches("[a-z-]+-[0-9a-z]{13}") && id.startsWith("supplies-");
    }

    /** What was acknowledged: the company is there, with its evidence, found by its name, created once. */
    void assertThere(String id, String name) {
        JsonNode company = json(service.get("/v1/companies/" + id + "?include=evidence"), 200);
        assertThat(company.path("name").asText()).isEqualTo(name);
        assertThat(company.path("evidence")).isNotEmpty();
        assertThat(company.path("evidence").get(0).path("source").path("id").asText())
                .isEqualTo(SOURCE);
        assertThat(json(byName(name), 200).path("id").asText()).isEqualTo(id);
        assertThat(feed.stream()
                        .filter(entry ->
                                entry.about().equals(id) && entry.change().equals("created"))
                        .map(Entry::record))
                .as("What the feed says was created of %s", id)
                .contains("entity", "evidence");
    }

    /** What was never acknowledged: the company is there as a whole, or not at all. Returns which. */
    boolean assertThereOrNot(String id, String name) {
        int status = service.get("/v1/companies/" + id).statusCode();
        if (status == 200) {
            assertThere(id, name);
            return true;
        }
        assertThat(status).isEqualTo(404);
        assertThat(byName(name).statusCode()).isEqualTo(404);
        assertThat(feed).noneMatch(entry -> entry.about().equals(id));
        return false;
    }

    private HttpResponse<String> byName(String name) {
        return service.get("/v1/companies/name:"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
