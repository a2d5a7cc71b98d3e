package dev.chipgraph.ingest;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.model.Languages;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.ResultPage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Imports and their files. All of it is kept in the database, in parts: what was taken up is there, whichever instance
 * works on it, and after a crash of any of them.
 */
@ApplicationScoped
public class Imports {

    private static final int PART = 256 * 1024;
    private static final int PARTS_AT_ONCE = 20;
    private static final Statement KEEP_PART = Statement.of("import/keep_part");
    private static final Statement PART_OF = Statement.of("import/parts");
    private static final Statement DROP_PARTS = Statement.of("import/drop_parts");
    private static final Statement ABANDON_PARTS = Statement.of("import/abandon_parts");
    private static final Statement CREATE = Statement.of("import/create");
    private static final Statement GET = Statement.of("import/get");
    private static final Statement LIST = Statement.of("import/list");
    private static final Statement CANCEL = Statement.of("import/cancel");
    private static final Statement REJECT = Statement.of("import/reject");
    private static final Statement REJECTIONS = Statement.of("import/rejections");
    private static final Statement REPORT_DUPLICATES = Statement.of("import/report_duplicates");
    private static final Statement CHANGED = Statement.of("import/changed");
    private static final Statement DUPLICATES = Statement.of("import/duplicates");

    private final Graph graph;
    private final ImportConfig config;
    private final Clock clock = Clock.systemUTC();

    Imports(Graph graph, ImportConfig config) {
        this.graph = graph;
        this.config = config;
    }

    /**
     * A file as it comes in.
     *
     * @param name its name
     * @param bytes what is in it, possibly packed by gzip
     */
    public record Upload(String name, InputStream bytes) {}

    /**
     * How an import is wanted.
     *
     * @param name what it is called; null for the names of its files
     * @param mode what is done about bad rows
     * @param dryRun whether to check the rows without loading them
     * @param prune whether what the source no longer supports is withdrawn
     * @param source id of that source; null unless pruning
     * @param mappingName name of the mapping; null for files in the import format
     * @param mapping text of the mapping; null for files in the import format
     * @param by who sends it
     */
    public record Order(
            String name,
            Mode mode,
            boolean dryRun,
            boolean prune,
            String source,
            String mappingName,
            String mapping,
            String by) {}

    /** A file is larger than the service takes. */
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /** A row that cannot be loaded, as it is told. */
    @Schema(name = "ImportRejection")
    public record Mistake(String file, long line, @Nullable String field, String message) {}

    /**
     * Takes up an import. When this returns, it is in the database and will be worked on.
     *
     * @throws IOException when a file breaks off; nothing of it is kept then
     * @throws TooLarge when there is more than the service takes
     */
    public ImportJob take(Order order, List<Upload> files) throws IOException {
        // Ids in the order of time, so that the newest come last.
        String id = "%011x-%s"
                .formatted(clock.millis(), UUID.randomUUID().toString().substring(0, 8));
        boolean kept = false;
        try {
            long size = 0;
            var parts = new int[files.size()];
            for (int i = 0; i < files.size(); i++) {
                size = writeAuxiliary(id, i, files.get(i), parts, size);
            }
            var names = files.stream().map(Upload::name).toList();
            var properties = new LinkedHashMap<String, Object>();
            properties.put("name", Objects.requireNonNullElse(order.name(), String.join(", ", names)));
            properties.put("mode", order.mode().wire());
            properties.put("dryRun", order.dryRun());
            properties.put("prune", order.prune());
            properties.put("source", order.source());
            properties.put("mappingName", order.mappingName());
            properties.put("mapping", order.mapping());
            properties.put("files", names);
            properties.put("parts", Arrays.stream(parts).boxed().toList());
            properties.put("bytes", size);
            properties.put("by", order.by());
            Row created = graph.writeAuxiliary(CREATE, Map.of("id", id, "properties", properties, "instant", now()))
                    .getFirst();
            kept = true;
            return ImportJob.of(created.row("job"));
        } finally {
            if (!kept) {
                drop(id, ABANDON_PARTS);
            }
        }
    }

    private long writeAuxiliary(String id, int position, Upload file, int[] parts, long before) throws IOException {
        long size = before;
        byte[] bytes = file.bytes().readNBytes(PART);
        while (bytes.length > 0) {
            size += bytes.length;
            if (size > config.maxSize().asLongValue()) {
                throw new TooLarge("The files are larger than %d bytes, which is as much as an import may have."
                        .formatted(config.maxSize().asLongValue()));
            }
            graph.writeAuxiliary(
                    KEEP_PART,
                    Map.of(
                            "import", id,
                            "position", position,
                            "number", parts[position],
                            "file", file.name(),
                            "bytes", bytes));
            parts[position]++;
            bytes = file.bytes().readNBytes(PART);
        }
        return size;
    }

    /** A part of a file; empty when there is none. */
    byte[] part(String id, int position, int number) {
        return graph.readNow(PART_OF, Map.of("import", id, "position", position, "number", number)).stream()
                .map(row -> (byte[]) row.values().get("bytes"))
                .findFirst()
                .orElse(new byte[0]);
    }

    /** Lets go of the files of an import. */
    void drop(String id) {
        drop(id, DROP_PARTS);
    }

    private void drop(String id, Statement statement) {
        long dropped;
        do {
            dropped = graph.writeAuxiliary(statement, Map.of("import", id, "limit", PARTS_AT_ONCE))
                    .getFirst()
                    .number("dropped");
        } while (dropped > 0);
    }

    /** The import with an id. */
    public Optional<ImportJob> get(String id) {
        return graph.readOne(GET, Map.of("id", id), Languages.ANY, row -> ImportJob.of(row.row("job")));
    }

    /** Text of the mapping of an import; empty when its files are in the import format. */
    Optional<String> mapping(String id) {
        return graph.readNow(GET, Map.of("id", id)).stream()
                .map(row -> row.row("job").text("mapping"))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** All imports, newest first. */
    public ResultPage<ImportJob> list(PageRequest pageRequest) {
        String before = pageRequest.afterId().isEmpty() ? "~" : pageRequest.afterId();
        var jobs = graph.read(
                LIST,
                Map.of("before", before, "limit", pageRequest.limit() + 1),
                Languages.ANY,
                row -> ImportJob.of(row.row("job")));
        return ResultPage.of(jobs, pageRequest, null, job -> new ResultPage.Key(null, job.id()));
    }

    /** Asks for an import to be ended; what is being loaded is loaded first. Empty when there is none. */
    public Optional<ImportJob> cancel(String id) {
        var cancelled = graph.writeAuxiliary(CANCEL, Map.of("id", id, "instant", now())).stream()
                .findFirst()
                .map(row -> ImportJob.of(row.row("job")));
        cancelled.filter(job -> job.state() == ImportJob.State.CANCELLED).ifPresent(job -> drop(id));
        return cancelled;
    }

    /** Keeps mistakes, numbered from the first one. */
    void reject(String id, long first, List<Mistake> mistakes) {
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < mistakes.size(); i++) {
            Mistake mistake = mistakes.get(i);
            rows.add(Map.of(
                    "number", first + i,
                    "file", mistake.file(),
                    "line", mistake.line(),
                    "field", mistake.field(),
                    "message", mistake.message()));
        }
        graph.writeAuxiliary(REJECT, Map.of("import", id, "rows", rows));
    }

    /** What was wrong with rows of an import. */
    public ResultPage<Mistake> rejections(String id, PageRequest pageRequest) {
        return numbered(REJECTIONS, id, pageRequest, "rejection")
                .map(row -> new Mistake(row.text("file"), row.number("line"), row.text("field"), row.text("message")));
    }

    /** Stores probable duplicates, numbered from the first one. */
    void reportDuplicates(String id, long first, List<ImportDuplicate> duplicates) {
        var rows = IntStream.range(0, duplicates.size())
                .mapToObj(i -> Map.of(
                        "number", first + i, "properties", duplicates.get(i).properties()))
                .toList();
        graph.writeAuxiliary(REPORT_DUPLICATES, Map.of("import", id, "rows", rows));
    }

    /** The entities of an import that are probably the same as others. */
    public ResultPage<ImportDuplicate> duplicates(String id, PageRequest pageRequest) {
        return numbered(DUPLICATES, id, pageRequest, "duplicate").map(ImportDuplicate::of);
    }

    /** A page of rows that are numbered. */
    private ResultPage<Row> numbered(Statement statement, String id, PageRequest pageRequest, String column) {
        long after = pageRequest.afterId().isEmpty() ? -1 : Long.parseLong(pageRequest.afterId());
        var rows = graph.read(
                statement,
                Map.of("import", id, "number", after, "limit", pageRequest.limit() + 1),
                Languages.ANY,
                row -> row.row(column));
        return ResultPage.of(
                rows, pageRequest, null, row -> new ResultPage.Key(null, Long.toString(row.number("number"))));
    }

    /** What an import has changed in all. */
    ImportJob.Changed changed(String id) {
        return ImportJob.Changed.of(graph.readNow(CHANGED, Map.of("import", id)));
    }

    /** How many nodes the graph has. */
    long nodes() {
        return graph.nodes();
    }

    /** After much was loaded. */
    void replan() {
        graph.replan();
    }

    /** What the graph has, outside of any transaction. */
    List<Row> read(Statement statement, Map<String, Object> parameters) {
        return graph.readNow(statement, parameters);
    }

    ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    /** Runs a statement about imports. */
    <T> List<T> writeAuxiliary(Statement statement, Map<String, Object> parameters, Function<Row, T> mapping) {
        return graph.writeAuxiliary(statement, parameters).stream().map(mapping).toList();
    }
}
