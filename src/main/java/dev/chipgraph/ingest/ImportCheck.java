package dev.chipgraph.ingest;

import dev.chipgraph.change.Identifiers;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.ingest.ImportJob.Mode;
import dev.chipgraph.ingest.ImportRun.Opening;
import dev.chipgraph.ingest.identity.DuplicateFinder;
import dev.chipgraph.ingest.identity.Resolution;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks all rows of an import before any is written. */
final class ImportCheck {

    private final ImportJob job;
    private final Opening opening;
    private final boolean resolved;
    private final Imports imports;
    private final ImportConfig config;
    private final ImportProgress progress;
    private final RowIndex index;
    private final ImportCycles cycles;

    /** Entities that were rejected since the last look for records that refer to them. */
    private final Set<String> rejectedEntities = new HashSet<>();

    private final DuplicateFinder duplicates;

    /** Ids, among those that were looked up last, that the graph has never had. */
    private final Set<String> newEntities = new HashSet<>();

    /** Rows of valid new entities that have not been compared with others. */
    private final Map<Entity, PendingRow> newRows = new LinkedHashMap<>();

    private final ImportWarnings warnings = new ImportWarnings();

    /** A row refers to an entity by name or identifier, or has the id of an entity that was merged. */
    static final class ReferencesFound extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * @param resolved whether the records have ids in place of references
     */
    ImportCheck(
            ImportJob job,
            Opening opening,
            boolean resolved,
            Imports imports,
            ImportConfig config,
            ImportProgress progress,
            RowIndex index,
            ImportCycles cycles,
            DuplicateFinder duplicates) {
        this.job = job;
        this.opening = opening;
        this.resolved = resolved;
        this.imports = imports;
        this.config = config;
        this.progress = progress;
        this.index = index;
        this.cycles = cycles;
        this.duplicates = duplicates;
    }

    /**
     * Checks all rows.
     *
     * @throws ReferencesFound when a row refers to entities by name or identifier and the records do not resolve these
     */
    void run() {
        var rows = new ArrayList<PendingRow>();
        try (RecordSource records = opening.open()) {
            ReadAhead.forEach(
                    () -> parse(records),
                    List::isEmpty,
                    progress::heartbeat,
                    part -> part.forEach(row -> add(row, rows)));
            warnings.addFilesWithoutEnd(records.withoutEnd(), job.files().size());
            progress.set("warnings", warnings.list());
        }
        checkOrPostpone(rows);
        if (index.hasForward()) {
            readAgain(record -> index.isForward(record.key()));
        }
        rejectDependents();
        cycles.find((row, message) -> reject(row, List.of(new Violation(ReferenceIndex.IN_ROW, "to", message))));
        progress.flush();
        progress.report(Map.of());
    }

    /** Reads as many rows as are looked up at once. */
    private List<ParsedRow> parse(RecordSource records) {
        var parsed = new ArrayList<ParsedRow>();
        while (parsed.size() < config.batch() && records.hasNext()) {
            var row = records.next();
            if (!resolved && Resolution.isNeeded(row.json())) {
                throw new ReferencesFound();
            }
            parsed.add(ParsedRow.of(row));
        }
        return parsed;
    }

    private void add(ParsedRow parsed, List<PendingRow> rows) {
        var row = parsed.row();
        progress.countRead();
        if (row.isOmitted()) {
            warnings.countOmitted(row.use());
            return;
        }
        parsed.violations().forEach(violation -> progress.reject(row, violation.field(), violation.message()));
        if (parsed.violations().isEmpty()) {
            progress.countAccepted();
            parsed.records().forEach(record -> add(row, record, rows));
        } else {
            countInvalid(row);
        }
        if (rows.size() >= config.batch()) {
            checkOrPostpone(rows);
        }
        progress.heartbeat();
    }

    private void add(RecordSource.Read row, PendingRow record, List<PendingRow> rows) {
        Entity entity = record.entity();
        boolean added =
                entity == null ? index.addRelationship(record.id()) : index.addEntity(entity.id(), entity.kind());
        if (added) {
            rows.add(record);
        } else {
            progress.withdrawAccepted();
            progress.reject(row, "id", "repeats the record of an earlier row: " + record.id());
            countInvalid(row);
        }
    }

    /** Checks rows whose references are all known, and leaves the others until everything has been read. */
    private void checkOrPostpone(List<PendingRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        ReferenceIndex known = references(rows);
        var holders = holders(rows);
        for (PendingRow row : rows) {
            if (row.references().allMatch(id -> known.kinds().containsKey(known.current(id)))) {
                check(row, known, holders);
            } else {
                index.markForward(row.key());
            }
        }
        reportDuplicates();
        rows.clear();
    }

    /** Reads the files again and checks the chosen records. */
    private void readAgain(Predicate<PendingRow> choice) {
        var rows = new ArrayList<PendingRow>();
        try (RecordSource records = opening.open()) {
            while (records.hasNext()) {
                var row = records.next();
                if (row.json() != null && !index.isInvalid(row)) {
                    PendingRow.of(row).filter(choice).forEach(rows::add);
                }
                if (rows.size() >= config.batch()) {
                    checkAll(rows);
                }
                progress.heartbeat();
            }
        }
        checkAll(rows);
    }

    private void checkAll(List<PendingRow> rows) {
        ReferenceIndex known = references(rows);
        var holders = holders(rows);
        rows.forEach(row -> check(row, known, holders));
        reportDuplicates();
        rows.clear();
    }

    /** Rejects records that refer to rejected entities, then those that refer to these, and so on. */
    private void rejectDependents() {
        while (job.mode() == Mode.LENIENT && !rejectedEntities.isEmpty()) {
            var rejected = Set.copyOf(rejectedEntities);
            rejectedEntities.clear();
            rejected.forEach(index::removeEntity);
            readAgain(record -> record.references().anyMatch(rejected::contains));
        }
    }

    /** Looks up, in the graph and in the files, what rows refer to. Removes rows about entities that editors deleted. */
    private ReferenceIndex references(List<PendingRow> rows) {
        var ids = rows.stream()
                .flatMap(row -> Stream.concat(
                        row.references(), Stream.ofNullable(row.entity()).map(Entity::id)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ReferenceIndex known = ReferenceIndex.of(imports::read, ids);
        if (!resolved
                && rows.stream()
                        .anyMatch(row -> row.entity() != null && known.merged().containsKey(row.id()))) {
            throw new ReferencesFound();
        }
        var remaining = rows.stream()
                .flatMap(row -> row.remaining(known, index::brings))
                .toList();
        rows.clear();
        rows.addAll(remaining);
        newEntities.clear();
        ids.stream().filter(known::isNew).forEach(newEntities::add);
        ids.stream()
                .filter(id -> index.brings(id) && !known.withdrawn().contains(id))
                .forEach(id -> known.kinds().putIfAbsent(id, index.kind(id)));
        return known;
    }

    /** The entities in the graph that have identifiers of rows, by identifier. */
    private Map<String, String> holders(List<PendingRow> rows) {
        return Identifiers.holders(
                imports::read,
                rows.stream()
                        .flatMap(row -> Stream.ofNullable(row.entity()))
                        .flatMap(entity -> Identifiers.keys(entity).stream())
                        .collect(Collectors.toSet()));
    }

    private void check(PendingRow record, ReferenceIndex known, Map<String, String> holders) {
        var violations = Stream.concat(record.check(known).stream(), takenIdentifiers(record.entity(), holders))
                .toList();
        if (violations.isEmpty()) {
            cycles.add(record, known);
            if (record.entity() != null && newEntities.contains(record.id())) {
                newRows.put(record.entity(), record);
            }
            return;
        }
        reject(record.row(), violations);
        if (record.entity() != null) {
            rejectedEntities.add(record.id());
        }
    }

    private void reportDuplicates() {
        duplicates
                .find(newRows.keySet())
                .forEach((entity, found) -> found.forEach(
                        duplicate -> progress.report(ImportDuplicate.of(newRows.get(entity), duplicate))));
        newRows.clear();
    }

    /** An entity of the files has the identifiers that the files give it, whatever it has in the graph. */
    private Stream<Violation> takenIdentifiers(Entity entity, Map<String, String> holders) {
        return Stream.ofNullable(entity)
                .flatMap(any -> Identifiers.keys(entity).stream())
                .flatMap(key -> Stream.ofNullable(holders.get(key))
                        .filter(holder -> !holder.equals(entity.id()) && !index.brings(holder))
                        .findFirst()
                        .or(() -> Optional.ofNullable(index.addIdentifier(key, entity.id())))
                        .map(holder -> new Violation(
                                ReferenceIndex.IN_ROW,
                                "sameAs",
                                "cannot be %s, which belongs to %s".formatted(key, holder)))
                        .stream());
    }

    private void reject(RecordSource.Read row, List<Violation> violations) {
        progress.withdrawAccepted();
        violations.forEach(violation -> progress.reject(row, violation.field(), violation.message()));
        countInvalid(row);
    }

    private void countInvalid(RecordSource.Read row) {
        progress.countRejected();
        if (job.mode() == Mode.LENIENT) {
            index.markInvalid(row);
        }
    }
}
