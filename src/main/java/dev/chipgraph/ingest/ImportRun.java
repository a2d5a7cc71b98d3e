package dev.chipgraph.ingest;

import dev.chipgraph.change.Author;
import dev.chipgraph.change.Digests;
import dev.chipgraph.change.GeneratedIds;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Ledger.WriteTransaction;
import dev.chipgraph.change.RecordWriter;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.ingest.ImportJob.State;
import dev.chipgraph.ingest.Imports.Mistake;
import dev.chipgraph.ingest.Imports.TooLarge;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Plural;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The work on one import. First all rows are read and checked; then, unless one is bad and the mode strict, they are read
 * again and loaded in batches, each a transaction that is done once however often it is tried. So whoever takes the work
 * over after a crash does it from the beginning and passes over what was done.
 */
final class ImportRun {

    private static final Logger LOG = Logger.getLogger(ImportRun.class);
    private static final Statement PROGRESS = Statement.of("import/progress");
    private static final Statement SUPPORTED = Statement.of("import/supported");
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    private static final Set<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::wire).collect(Collectors.toSet());
    private static final Set<String> TYPES =
            Arrays.stream(RelationshipType.values()).map(RelationshipType::wire).collect(Collectors.toSet());

    private static final int DIGITS = 12;
    /** A warning names no more files than fit on a screen. */
    private static final int FILES_NAMED = 10;

    private final ImportJob job;
    private final String worker;
    private final Opening opening;
    private final Imports imports;
    private final ImportConfig config;
    private final Ledger ledger;

    private final Map<String, Object> noted = new LinkedHashMap<>();
    private final SpillStore scratch = new SpillStore();
    /** Kinds of the entities in the files. */
    private final Map<String, String> own = scratch.map("own");

    private final Set<Long> relationshipIds = scratch.set("relationships");
    /** Records that refer to what was not read yet. */
    private final Set<String> forward = scratch.set("forward");

    private final Set<String> badRows = scratch.set("bad");
    private final Set<Long> supporting = scratch.set("supporting");
    private final Set<String> refused = new HashSet<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private long read;
    private long accepted;
    private long rejected;
    private long listed;
    private long loaded;
    private long entities;
    private long relationships;
    private long evidence;
    private long lastSign = System.nanoTime();

    /** Opens the records of the import from the first one. */
    interface Opening {
        RecordSource open();
    }

    /** The work is not ours any more, or is not wanted any more. */
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean cancelled;

        private Stopped(boolean cancelled) {
            this.cancelled = cancelled;
        }
    }

    ImportRun(ImportJob job, String worker, Opening opening, Imports imports, ImportConfig config, Ledger ledger) {
        this.job = job;
        this.worker = worker;
        this.opening = opening;
        this.imports = imports;
        this.config = config;
        this.ledger = ledger;
    }

    /** Works until the import has ended, or another worker has it. */
    void run() {
        try (scratch) {
            note(Map.of("state", State.CHECKING.wire(), "phaseStartedAt", imports.now()));
            check();
            if (rejected > 0 && job.mode() == Mode.STRICT) {
                if (loadedEver() == 0) {
                    end(
                            State.REJECTED,
                            "Nothing was loaded, because of " + Plural.of(rejected, "1 bad row.", "%d bad rows."));
                } else {
                    end(
                            State.FAILED,
                            "The graph was changed meanwhile, so that %s now. %s"
                                    .formatted(Plural.of(rejected, "1 row is bad", "%d rows are bad"), soFar()));
                }
            } else if (job.dryRun()) {
                end(State.DONE, "Nothing was loaded: this was a dry run.");
            } else {
                long before = imports.nodes();
                boolean parted = job.parted() || !forward.isEmpty();
                note(Map.of("state", State.LOADING.wire(), "phaseStartedAt", imports.now(), "parted", parted));
                if (parted) {
                    load(RecordBatch.ENTITIES);
                    load(RecordBatch.RELATIONSHIPS);
                } else {
                    load(RecordBatch.ENTITIES | RecordBatch.RELATIONSHIPS);
                }
                end(State.DONE, job.prune() ? prune() : null);
                replan(before);
            }
        } catch (Stopped ended) {
            if (ended.cancelled) {
                end(State.CANCELLED, soFar());
            }
        } catch (TooLarge | Refusal e) {
            end(State.FAILED, e.getMessage() + " " + soFar());
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Tried again it would fail again, for ever.
            LOG.errorf(e, "Import %s failed", job.id());
            String reason = e instanceof VirtualMachineError
                    ? "The import needs more memory than the service has"
                    : "The service has failed";
            end(State.FAILED, reason + "; the log tells why. " + soFar());
        }
    }

    /**
     * Drops the plans when the graph has at least doubled: a plan for a small graph may take very long in a large one. Below
     * that they stay, because clients would wait while their questions are planned, and the database itself replans what
     * its statistics outgrow. The import has ended, so a failure here is only logged.
     */
    private void replan(long nodesBefore) {
        try {
            if (imports.nodes() >= 2 * nodesBefore) {
                imports.replan();
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "The database did not plan anew after the import %s", job.id());
        }
    }

    /** Reasons for which a load cannot go on. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Refusal(String message) {
            super(message);
        }
    }

    private String soFar() {
        return loadedEver() == 0
                ? "Nothing was loaded."
                : "%s; /v1/changes?import=%s lists what changed."
                        .formatted(
                                Plural.of(
                                        loadedEver(),
                                        "1 record was loaded and stays",
                                        "%d records were loaded and stay"),
                                job.id());
    }

    /** Also by a worker that broke off, whose batches are passed over one by one. */
    private long loadedEver() {
        return Math.max(loaded, job.rows().loaded());
    }

    private void end(State state, String detail) {
        flushMistakes();
        var last = new LinkedHashMap<String, Object>();
        last.put("state", state.wire());
        last.put("finishedAt", imports.now());
        last.put("detail", detail);
        last.put("mapping", null);
        writeAuxiliary(last);
        imports.drop(job.id());
    }

    // Checking

    /** Reads everything, so that what is wrong is known before anything is written. */
    private void check() {
        var rows = new ArrayList<Pending>();
        try (RecordSource records = opening.open()) {
            while (records.hasNext()) {
                var row = records.next();
                read++;
                var batch = new RecordBatch(row);
                batch.rejections()
                        .forEach(rejection -> reject(
                                row,
                                rejection.violation().field(),
                                rejection.violation().message()));
                if (batch.rejections().isEmpty()) {
                    accepted++;
                    take(row, batch, rows);
                } else {
                    badRow(row);
                }
                if (rows.size() >= config.batch()) {
                    settle(rows);
                }
                sign();
            }
            noted.put("warnings", warnings(records.withoutEnd()));
        }
        settle(rows);
        if (!forward.isEmpty()) {
            checkAgain((key, row) -> forward.contains(key));
        }
        checkReferringToRefused();
        flushMistakes();
        note(Map.of());
    }

    /** Null when there is nothing to warn of. */
    private List<String> warnings(List<String> withoutEnd) {
        return withoutEnd.isEmpty()
                ? null
                : List.of("%d of %d files have no end record, so the import could not check that they are complete: %s"
                        .formatted(
                                withoutEnd.size(),
                                job.files().size(),
                                withoutEnd.stream().limit(FILES_NAMED).collect(Collectors.joining(", "))));
    }

    /** A row whose references are still to be checked. */
    private record Pending(String file, long line, Entity entity, Relationship relationship) {

        private String key() {
            return "%s:%d %s".formatted(file, line, entity == null ? relationship.id() : entity.id());
        }

        private Stream<String> references() {
            return entity == null ? ReferenceIndex.references(relationship) : ReferenceIndex.sources(entity.evidence());
        }

        private Stream<Pending> remaining(ReferenceIndex known, Predicate<String> brought) {
            return entity == null
                    ? known.remaining(relationship, brought).map(left -> new Pending(file, line, null, left)).stream()
                    : known.remaining(entity, brought).map(left -> new Pending(file, line, left, null)).stream();
        }
    }

    private void take(RecordSource.Read row, RecordBatch batch, List<Pending> rows) {
        for (Entity entity : batch.entities().values()) {
            if (own.putIfAbsent(entity.id(), entity.kind().wire()) != null) {
                again(row, entity.id());
            } else {
                rows.add(new Pending(row.file(), row.line(), entity, null));
            }
        }
        for (Relationship relationship : batch.relationships().values()) {
            if (!relationshipIds.add(number(relationship.id()))) {
                again(row, relationship.id());
            } else {
                rows.add(new Pending(row.file(), row.line(), null, relationship));
            }
        }
    }

    private void again(RecordSource.Read row, String id) {
        accepted--;
        reject(row, "id", "is the same record as in a row before: " + id);
        badRow(row);
    }

    /** Ids of relationships and evidence end with a digest, which 62 bits of tell apart. */
    private static long number(String id) {
        return Long.parseLong(id.substring(id.length() - DIGITS), Character.MAX_RADIX);
    }

    /** Checks a batch of rows against the graph and what was read so far; what may still come waits. */
    private void settle(List<Pending> rows) {
        if (rows.isEmpty()) {
            return;
        }
        ReferenceIndex known = known(rows);
        for (Pending row : rows) {
            if (row.references().allMatch(id -> known.kinds().containsKey(known.current(id)))) {
                mistakesOf(row, known);
            } else {
                forward.add(row.key());
            }
        }
        rows.clear();
    }

    private interface Choice {
        boolean wants(String key, Pending row);
    }

    /** Reads again, for the rows of which more can be said now. */
    private void checkAgain(Choice choice) {
        var rows = new ArrayList<Pending>();
        try (RecordSource records = opening.open()) {
            while (records.hasNext()) {
                var row = records.next();
                if (row.json() != null && !isBad(row)) {
                    pending(row).filter(each -> choice.wants(each.key(), each)).forEach(rows::add);
                }
                if (rows.size() >= config.batch()) {
                    mistakesOf(rows);
                }
                sign();
            }
        }
        mistakesOf(rows);
    }

    private void mistakesOf(List<Pending> rows) {
        ReferenceIndex known = known(rows);
        rows.forEach(row -> mistakesOf(row, known));
        rows.clear();
    }

    private boolean isBad(RecordSource.Read row) {
        return badRows.contains(row.file() + ":" + row.line());
    }

    /** What refers to a record that was refused cannot be loaded either, nor what refers to that. */
    private void checkReferringToRefused() {
        while (job.mode() == Mode.LENIENT && !refused.isEmpty()) {
            var gone = Set.copyOf(refused);
            refused.clear();
            gone.forEach(own::remove);
            checkAgain((key, row) -> row.references().anyMatch(gone::contains));
        }
    }

    private static Stream<Pending> pending(RecordSource.Read row) {
        var batch = new RecordBatch(row);
        return Stream.concat(
                batch.entities().values().stream().map(entity -> new Pending(row.file(), row.line(), entity, null)),
                batch.relationships().values().stream()
                        .map(relationship -> new Pending(row.file(), row.line(), null, relationship)));
    }

    /** What the graph and the files have of what the rows refer to. Rows that editors keep out are taken out. */
    private ReferenceIndex known(List<Pending> rows) {
        var ids = rows.stream()
                .flatMap(row -> Stream.concat(
                        row.references(), Stream.ofNullable(row.entity()).map(Entity::id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ReferenceIndex known = ReferenceIndex.of(imports::read, ids);
        var left = rows.stream()
                .flatMap(row -> row.remaining(known, own::containsKey))
                .toList();
        rows.clear();
        rows.addAll(left);
        ids.stream()
                .filter(id -> own.containsKey(id) && !known.withdrawn().contains(id))
                .forEach(id -> known.kinds().putIfAbsent(id, Kind.fromString(own.get(id))));
        return known;
    }

    private void mistakesOf(Pending row, ReferenceIndex known) {
        var violations =
                row.entity() == null ? known.check("row", row.relationship()) : known.check("row", row.entity());
        if (!violations.isEmpty()) {
            accepted--;
            var at = RecordSource.Read.of(row.file(), row.line(), null);
            violations.forEach(violation -> reject(at, violation.field(), violation.message()));
            badRow(at);
            if (row.entity() != null) {
                refused.add(row.entity().id());
            }
        }
    }

    private void reject(RecordSource.Read row, String field, String message) {
        if (listed + mistakes.size() < config.maxRejections()) {
            mistakes.add(new Mistake(row.file(), row.line(), field, message));
        }
        if (mistakes.size() >= 1_000) {
            flushMistakes();
        }
    }

    private void badRow(RecordSource.Read row) {
        rejected++;
        if (job.mode() == Mode.LENIENT) {
            badRows.add(row.file() + ":" + row.line());
        }
    }

    private void flushMistakes() {
        if (!mistakes.isEmpty()) {
            imports.reject(job.id(), listed, mistakes);
            listed += mistakes.size();
            mistakes.clear();
        }
    }

    // Loading

    /** Reads a batch while the one before is being loaded. */
    private void load(int what) {
        try (RecordSource records = opening.open();
                var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<RecordBatch> reading = () -> batch(records, what);
            var next = reader.submit(reading);
            for (int number = 1; ; number++) {
                RecordBatch batch = read(next);
                if (batch.size() == 0) {
                    return;
                }
                next = reader.submit(reading);
                load(batch, what + "-" + number);
            }
        }
    }

    private RecordBatch batch(RecordSource records, int what) {
        var batch = new RecordBatch();
        while (batch.size() < config.batch() && records.hasNext()) {
            var row = records.next();
            if (row.json() != null && !isBad(row)) {
                batch.read(row, what);
            }
        }
        return batch;
    }

    private static RecordBatch read(Future<RecordBatch> batch) {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("The service stops.");
        }
    }

    private void load(RecordBatch batch, String name) {
        if (job.prune()) {
            var known = ReferenceIndex.of(imports::read, batch.references());
            batch.entities().values().forEach(entity -> supports(entity.id(), known.current(entity.evidence())));
            batch.relationships()
                    .values()
                    .forEach(relationship -> supports(relationship.id(), known.current(relationship.evidence())));
        }
        int size = batch.size();
        var author = new Author(job.by(), job.id(), "%s %s %s".formatted(job.id(), name, batch.digest()), "");
        var receipt = ledger.load(author, entry -> {
            sign(entry);
            var known = ReferenceIndex.of(entry, batch.references());
            batch.check(known, own::containsKey);
            if (!batch.rejections().isEmpty()) {
                return new Outcome(
                        false,
                        "",
                        Map.of("rejected", batch.rejections().getFirst().toString()));
            }
            batch.redirect(known);
            Importer.record(batch, entry);
            return new Outcome(true, "", counted(entry, size));
        });
        var details = receipt.outcome().details();
        if (details.containsKey("rejected")) {
            throw new Refusal(
                    "The graph was changed while the import was checked: %s.".formatted(details.get("rejected")));
        }
        loaded += size;
        if (!receipt.repeated()) {
            noted.put("tries", 1);
        }
        counted(details);
    }

    private void counted(Map<String, Object> details) {
        entities += count(details, "entities");
        relationships += count(details, "relationships");
        evidence += count(details, "evidence");
        note(Map.of());
    }

    /** Counts what a batch changed in its own transaction, so that a crash right after it leaves no count behind. */
    private Map<String, Object> counted(WriteTransaction entry, long records) {
        Map<String, Object> changes = Map.of(
                "entities", entry.changed(KINDS::contains),
                "relationships", entry.changed(TYPES::contains),
                "evidence", entry.changed(kind -> !KINDS.contains(kind) && !TYPES.contains(kind)));
        sign(entry, progress(records, changes));
        return changes;
    }

    private static long count(Map<String, Object> details, String what) {
        return details.get(what) instanceof Number number ? number.longValue() : 0;
    }

    private void supports(String subject, List<Evidence> records) {
        GeneratedIds.of(subject, records).forEach(id -> supporting.add(number(id)));
    }

    // Pruning

    /** Withdraws what the source said once and says no more. What nothing else supports goes, unless something refers to it. */
    private String prune() {
        String source = ReferenceIndex.of(imports::read, List.of(job.source())).current(job.source());
        prune(source, false);
        long kept = prune(source, true);
        return kept == 0
                ? null
                : Plural.of(
                        kept,
                        "1 entity that the source no longer tells of was kept, because relationships refer to it.",
                        "%d entities that the source no longer tells of were kept, because relationships refer to them.");
    }

    /** Relationships first, so that what only they refer to can go after them. Returns how many entities were kept. */
    private long prune(String source, boolean ofEntities) {
        String after = "";
        long kept = 0;
        while (true) {
            var rows = imports.writeAuxiliary(
                    SUPPORTED, Map.of("source", source, "after", after, "limit", 1_000), row -> row);
            if (rows.isEmpty()) {
                return kept;
            }
            after = rows.getLast().text("subject");
            var evidenceGone = new ArrayList<String>();
            var entitiesGone = new ArrayList<String>();
            var relationshipsGone = new LinkedHashMap<String, RelationshipType>();
            for (var row : rows) {
                var gone = row.texts("ids").stream()
                        .filter(id -> !supporting.contains(number(id)))
                        .toList();
                boolean all = gone.size() == row.number("records");
                String subject = row.text("subject");
                boolean entity = RelationshipType.ofId(subject).isEmpty();
                if (gone.isEmpty() || subject.equals(source) || entity != ofEntities) {
                    continue;
                }
                if (all && Boolean.TRUE.equals(row.values().get("related"))) {
                    kept++;
                    continue;
                }
                evidenceGone.addAll(gone);
                if (all) {
                    RelationshipType.ofId(subject)
                            .ifPresentOrElse(
                                    type -> relationshipsGone.put(subject, type), () -> entitiesGone.add(subject));
                }
            }
            if (!evidenceGone.isEmpty()) {
                // Named by what goes, not by a number: what went before a break is not found again.
                var author = new Author(
                        job.by(), job.id(), "%s prune %s".formatted(job.id(), Digests.id(evidenceGone.toString())), "");
                var receipt = ledger.load(author, entry -> {
                    sign(entry);
                    var writer = new RecordWriter(entry, false);
                    writer.withdraw(entitiesGone, relationshipsGone, evidenceGone);
                    writer.settle();
                    return new Outcome(true, "", counted(entry, 0));
                });
                counted(receipt.outcome().details());
            }
        }
    }

    // Telling how far it is

    private void sign() {
        if (System.nanoTime() - lastSign > SIGN_OF_LIFE.toNanos()) {
            note(Map.of());
        }
    }

    private void note(Map<String, Object> more) {
        if (writeAuxiliary(more)) {
            throw new Stopped(true);
        }
    }

    /** Returns whether the end is wished. */
    private boolean writeAuxiliary(Map<String, Object> more) {
        lastSign = System.nanoTime();
        noted.putAll(more);
        var answers = imports.writeAuxiliary(
                PROGRESS, progress(0, Map.of()), row -> row.values().get("cancelled"));
        if (answers.isEmpty()) {
            throw new Stopped(false);
        }
        return Boolean.TRUE.equals(answers.getFirst());
    }

    /** In the transaction of a batch: it is loaded by who has the import, or not at all. */
    private void sign(WriteTransaction entry) {
        sign(entry, progress(0, Map.of()));
    }

    private static void sign(WriteTransaction entry, Map<String, Object> progress) {
        if (entry.run(PROGRESS, progress).isEmpty()) {
            throw new Stopped(false);
        }
    }

    /**
     * The state of the import.
     *
     * @param records number of records that are being loaded as well
     * @param changes what they change
     */
    private Map<String, Object> progress(long records, Map<String, Object> changes) {
        var properties = new HashMap<>(noted);
        properties.put("read", read);
        properties.put("accepted", accepted);
        properties.put("rejected", rejected);
        properties.put("listed", listed);
        properties.put("loaded", Math.max(loaded + records, job.rows().loaded()));
        properties.put(
                "changedEntities",
                Math.max(entities + count(changes, "entities"), job.changed().entities()));
        properties.put(
                "changedRelationships",
                Math.max(
                        relationships + count(changes, "relationships"),
                        job.changed().relationships()));
        properties.put(
                "changedEvidence",
                Math.max(evidence + count(changes, "evidence"), job.changed().evidence()));
        ZonedDateTime until = imports.now().plus(config.lease());
        return Map.of("id", job.id(), "worker", worker, "until", until, "properties", properties);
    }
}
