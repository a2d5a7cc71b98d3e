package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.ImportFormat;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Earlier states of entities and relationships, with who changed them and when. */
@ApplicationScoped
public class History implements WarmUpTask {

    private static final Statement OF_ENTITY = Statement.of("query/history");
    private static final Statement OF_RELATIONSHIP = Statement.of("query/history_of_relationship");

    private final Graph graph;

    History(Graph graph) {
        this.graph = graph;
    }

    /**
     * A change of an entity or relationship.
     *
     * @param graphVersion version of the graph that the change made
     * @param at when it was recorded
     * @param by who made it
     * @param imported id of the import that it belongs to
     * @param change created, updated, deleted, merged or restored
     * @param version number of the state that it made, which can be restored; absent for relationships and when only evidence
     *     changed
     * @param into id of the entity that it was merged into
     * @param differences the changed fields
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Revision(
            long graphVersion,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable String imported,
            @Schema(ref = "ChangeOperation") String change,
            @Nullable Long version,
            @Nullable String into,
            List<Difference> differences) {}

    /**
     * A field that a change affected.
     *
     * @param field the field; for evidence, "evidence" and the id of the record
     * @param before its value before; absent when it had none
     * @param after its value after; absent when it has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Difference(
            String field,
            @Schema(ref = "FormerValue") @Nullable Object before,
            @Schema(ref = "FormerValue") @Nullable Object after) {}

    /** The history of an entity, deleted and merged ones included, newest first; empty when there was none. */
    public ResultPage<Revision> ofEntity(String id, PageRequest pageRequest, QueryContext context) {
        return graph.readOne(OF_ENTITY, Map.of("id", id), context.languages(), Function.identity())
                .map(row -> page(row, state -> document(state.entity("state")), pageRequest))
                .orElse(new ResultPage<>(List.of(), null, null));
    }

    /** The history of a relationship, deleted ones included, newest first; empty when there was none. */
    public ResultPage<Revision> ofRelationship(String id, PageRequest pageRequest, QueryContext context) {
        return RelationshipType.ofId(id)
                .flatMap(type -> graph.readOne(
                        OF_RELATIONSHIP,
                        Map.of("id", id, "type", type.wire()),
                        context.languages(),
                        Function.identity()))
                .map(row -> page(row, state -> ImportFormat.of(state.relationship("state")), pageRequest))
                .orElse(new ResultPage<>(List.of(), null, null));
    }

    /** The entity in the import format, with its country, which is derived but worth showing in a history. */
    private static Map<String, Object> document(Entity entity) {
        var document = ImportFormat.of(entity);
        if (entity.country() != null) {
            document.put("country", entity.country());
        }
        return document;
    }

    private static ResultPage<Revision> page(
            Row row, Function<Row, Map<String, Object>> document, PageRequest pageRequest) {
        var all = revisions(row, document);
        long before = pageRequest.after() == null
                ? Long.MAX_VALUE
                : Long.parseLong(pageRequest.after().toString());
        var rest = all.stream()
                .filter(revision -> revision.graphVersion() < before)
                .toList();
        var page = rest.stream().limit(pageRequest.limit()).toList();
        ResultPage.Key last = rest.size() > pageRequest.limit()
                ? new ResultPage.Key(
                        page.getLast().graphVersion(),
                        Long.toString(page.getLast().graphVersion()))
                : null;
        return new ResultPage<>(page, last, pageRequest.count() ? (long) all.size() : null);
    }

    /** One revision for each graph version that changed something. */
    private static List<Revision> revisions(Row row, Function<Row, Map<String, Object>> document) {
        var states = row.rows("states").stream()
                .sorted(Comparator.comparingLong(state -> state.number("changedIn")))
                .toList();
        var changes = new HashMap<Long, Row>();
        row.rows("changes").forEach(change -> changes.put(change.number("version"), change));
        NavigableMap<Long, RevisionBuilder> happened = new TreeMap<>(Comparator.reverseOrder());
        Map<String, Object> before = Map.of();
        for (int i = 0; i < states.size(); i++) {
            Row state = states.get(i);
            var now = document.apply(new Row(Map.of("state", state.values()), row.languages()));
            at(state, "changedIn", happened)
                    .became(
                            state.text("change") == null ? change(i, before) : state.text("change"),
                            (Long) state.values().get("version"),
                            differences(before, now));
            before = now;
            boolean replaced = i + 1 < states.size()
                    && Objects.equals(
                            states.get(i + 1).values().get("changedIn"),
                            state.values().get("supersededIn"));
            if (state.values().get("supersededIn") != null && !replaced) {
                at(state, "supersededIn", happened).removed(state.text("mergedInto"));
                before = Map.of();
            }
        }
        row.rows("evidence").forEach(record -> {
            var said = ImportFormat.of(
                    new Row(Map.of("record", record.values()), row.languages()).evidenceRecord("record"));
            at(record, "changedIn", happened).supported(record.text("id"), said, true);
            if (record.values().get("supersededIn") != null) {
                at(record, "supersededIn", happened).supported(record.text("id"), said, false);
            }
        });
        var revisions = new ArrayList<Revision>();
        happened.forEach((version, what) -> revisions.add(what.revision(version, changes.get(version))));
        return revisions;
    }

    /** The operation of a relationship, which is not stored: after an absence, it is a restoration. */
    private static String change(int state, Map<String, Object> before) {
        return state == 0 ? "created" : before.isEmpty() ? "restored" : "updated";
    }

    private static RevisionBuilder at(Row row, String field, Map<Long, RevisionBuilder> happened) {
        return happened.computeIfAbsent((Long) row.values().get(field), any -> new RevisionBuilder());
    }

    private static List<Difference> differences(Map<String, Object> before, Map<String, Object> after) {
        var fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(after.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .map(field -> new Difference(field, before.get(field), after.get(field)))
                .toList();
    }

    /** Collects the changes of one graph version. */
    private static final class RevisionBuilder {

        private String change = "updated";
        private Long version;
        private String into;
        private final List<Difference> differences = new ArrayList<>();
        private final Map<String, Object> gone = new TreeMap<>();
        private final Map<String, Object> come = new TreeMap<>();

        private void became(String what, Long number, List<Difference> different) {
            change = what;
            version = number;
            differences.addAll(different);
        }

        private void removed(String mergedInto) {
            change = mergedInto == null ? "deleted" : "merged";
            into = mergedInto;
        }

        private void supported(String id, Map<String, Object> said, boolean added) {
            (added ? come : gone).put(id, said);
        }

        private Revision revision(long graphVersion, Row change) {
            differences.addAll(History.differences(gone, come).stream()
                    .map(each -> new Difference("evidence " + each.field(), each.before(), each.after()))
                    .toList());
            return new Revision(
                    graphVersion,
                    change == null ? null : (Instant) change.values().get("at"),
                    change == null ? null : change.text("by"),
                    change == null ? null : change.text("origin"),
                    this.change,
                    version,
                    into,
                    differences);
        }
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        ofEntity(id, pageRequest, context);
    }
}
