package dev.chipgraph.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chipgraph.Leftovers;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.ChangeRejected;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Outcome;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.change.ReferenceIndex;
import dev.chipgraph.change.UnknownId;
import dev.chipgraph.change.edit.Decisions;
import dev.chipgraph.change.edit.EntityEdits;
import dev.chipgraph.change.edit.EvidenceEdits;
import dev.chipgraph.change.merge.Merges;
import dev.chipgraph.change.merge.Unmerges;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.ingest.ClaimStep.Line;
import dev.chipgraph.ingest.ClaimStep.Piece;
import dev.chipgraph.ingest.identity.EntityLookup;
import dev.chipgraph.ingest.mapping.SpillStore;
import dev.chipgraph.model.ClaimFields;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the steps of sequences with the beans that resources and workers write with. */
@Singleton
class ClaimWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Kind> COMPANIES = Set.of(Kind.COMPANY);

    private final Graph graph;
    private final Ledger ledger;
    private final Importer importer;
    private final EntityEdits edits;
    private final EvidenceEdits evidence;
    private final Decisions decisions;
    private final Merges merges;
    private final Unmerges unmerges;
    private final RequestClock clock;

    ClaimWriter(
            Graph graph,
            Ledger ledger,
            Importer importer,
            EntityEdits edits,
            EvidenceEdits evidence,
            Decisions decisions,
            Merges merges,
            Unmerges unmerges,
            RequestClock clock) {
        this.graph = graph;
        this.ledger = ledger;
        this.importer = importer;
        this.edits = edits;
        this.evidence = evidence;
        this.decisions = decisions;
        this.merges = merges;
        this.unmerges = unmerges;
        this.clock = clock;
    }

    /** Removes entities whose ids begin so. */
    void remove(String prefix) {
        Leftovers.remove(graph, prefix);
    }

    /** Loads the sources of sequences. */
    void sources(List<ClaimsModel> models) {
        clock.stop();
        load(models.stream()
                .flatMap(model -> IntStream.range(0, ClaimStep.SOURCES).mapToObj(source -> {
                    var record = new HashMap<String, Object>(Map.of("id", model.source(source), "name", "Source"));
                    record.put("publishedOn", ClaimStep.publishedOn(source));
                    record.values().removeIf(value -> value == null);
                    return Map.<String, Object>of("source", record);
                }))
                .toList());
    }

    private void load(List<Map<String, Object>> records) {
        if (!records.isEmpty()) {
            importer.load(lines(records));
        }
    }

    private static Stream<FileLine> lines(List<Map<String, Object>> records) {
        return IntStream.range(0, records.size()).mapToObj(i -> new FileLine("file", i + 1, json(records.get(i))));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records of a file. */
    static List<Map<String, Object>> records(ClaimsModel model, List<Line> file) {
        return file.stream()
                .map(line -> {
                    var record = new LinkedHashMap<>(line.values());
                    record.put("id", model.entity(line.entity()));
                    record.put("kind", "company");
                    record.put(
                            "evidence",
                            line.evidence().stream()
                                    .map(piece -> record(model, piece))
                                    .toList());
                    return Map.<String, Object>of("entity", record);
                })
                .toList();
    }

    private static Map<String, Object> record(ClaimsModel model, Piece piece) {
        return Map.of(
                "source", model.source(piece.source()),
                "locator", piece.locator(),
                "confidence", piece.confidence(),
                "claims", piece.claims());
    }

    /** Writes a step of each sequence. Returns why a step is not allowed; empty when it is. */
    Map<ClaimsModel, String> write(Map<ClaimsModel, ClaimStep> steps) {
        var problems = new HashMap<ClaimsModel, String>();
        var records = new ArrayList<Map<String, Object>>();
        steps.forEach((model, step) -> {
            problems.put(model, "");
            switch (step) {
                case ClaimStep.Load load -> records.addAll(records(model, load.file()));
                case ClaimStep.Prune prune -> prune(model.source(prune.source()), records(model, prune.file()));
                default -> {
                    try {
                        edit(model, step);
                    } catch (ChangeRejected | UnknownId | InvalidInput e) {
                        problems.put(model, e.toString());
                    }
                }
            }
        });
        load(records);
        return problems;
    }

    private void edit(ClaimsModel model, ClaimStep step) {
        var author = Author.of("tests");
        switch (step) {
            case ClaimStep.Patch patch ->
                edits.patch(
                        model.entity(patch.entity()),
                        COMPANIES,
                        JSON.valueToTree(
                                patch.value() == null
                                        ? removal(patch.property())
                                        : ClaimFields.unflat(patch.property(), patch.value())),
                        Precondition.WHATEVER,
                        author);
            case ClaimStep.Decide decide -> {
                var body = new HashMap<String, Object>();
                body.put("property", decide.property());
                body.put("value", decide.value());
                body.put("reason", "Checked.");
                if (decide.source() != null) {
                    body.put("source", model.source(decide.source()));
                }
                decisions.onEntity(model.entity(decide.entity()), JSON.valueToTree(body), author);
            }
            case ClaimStep.Add add ->
                evidence.add(model.entity(add.entity()), JSON.valueToTree(record(model, add.evidence())), author);
            case ClaimStep.Delete delete -> {
                String entity = model.entity(delete.entity());
                String id = model.evidence(entity, delete.which());
                evidence.delete(id == null ? entity : id, Precondition.WHATEVER, author);
            }
            case ClaimStep.Merge merge ->
                merges.merge(model.entity(merge.entity()), model.entity(merge.into()), Precondition.WHATEVER, author);
            case ClaimStep.Unmerge unmerge -> unmerges.unmerge(model.entity(unmerge.entity()), author);
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private static Map<String, Object> removal(String property) {
        return property.startsWith("attributes.")
                ? Map.of("attributes", Collections.singletonMap(property.substring("attributes.".length()), null))
                : Collections.singletonMap(property, null);
    }

    /** Loads a file and withdraws what its source does not say in it, as {@link ImportRun} does. */
    private void prune(String source, List<Map<String, Object>> records) {
        load(records);
        try (var store = new SpillStore()) {
            var rows = RecordBatch.rows(lines(records));
            var resolved = new ArrayList<RecordSource.Read>();
            ResolvedRecords.resolve(() -> RecordSource.of(rows), store, new EntityLookup(graph::readNow), 100, () -> {})
                    .open()
                    .forEachRemaining(resolved::add);
            var batch = new RecordBatch(resolved);
            var prune = new ImportPrune(job(source), null, ledger, null, store);
            prune.keep(batch, ReferenceIndex.of(graph::readNow, batch.references()));
            prune.run(
                    graph::readNow,
                    (request, work) -> ledger.load(Author.of("tests"), transaction -> {
                        work.accept(transaction);
                        return new Outcome(false, "", Map.of());
                    }));
        }
    }

    private static ImportJob job(String source) {
        return new ImportJob(
                null, null, null, null, false, true, source, null, List.of(), null, null, null, null, null, null, null,
                null, 0, 0, null, null, false);
    }
}
