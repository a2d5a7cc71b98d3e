package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.ClaimedValue;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.lookup.reference.References;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Relationships, by id and by entity, and their evidence. */
@ApplicationScoped
public class Relationships implements WarmUpTask {

    private static final Statement OF_ENTITY = Statement.of("query/relationships");
    private static final Statement COUNT = Statement.of("query/relationships_count");
    private static final Statement BY_ID = Statement.of("query/relationship");
    private static final Statement GONE = Statement.of("query/gone_relationship");
    private static final Statement RECORD = Statement.of("query/evidence_record");
    private static final Statement EVIDENCE = Statement.of("query/evidence");
    private static final Statement EVIDENCE_COUNT = Statement.of("query/evidence_count");

    private final Graph graph;
    private final PagedQueries lists;

    Relationships(Graph graph, PagedQueries lists) {
        this.graph = graph;
        this.lists = lists;
    }

    /** The direction of relationships, seen from an entity. */
    public enum Direction implements WireName {
        OUT,
        IN,
        BOTH;

        @JsonCreator
        public static Direction fromString(String wire) {
            return WireName.read(Direction.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Which relationships to return.
     *
     * @param types types; all of them when empty
     * @param direction direction seen from the entity
     * @param otherKinds kinds of the entity at the other end; all of them when empty
     */
    public record Criteria(Set<RelationshipType> types, Direction direction, Set<Kind> otherKinds) {}

    /** The relationships of an entity. */
    public ResultPage<Relationship> of(
            String entity, Criteria criteria, PageRequest pageRequest, QueryContext context) {
        var about = Map.<String, Object>of(
                "id",
                entity,
                "types",
                criteria.types().stream().map(RelationshipType::wire).toList(),
                "direction",
                criteria.direction().wire(),
                "kinds",
                criteria.otherKinds().stream().map(Kind::wire).toList());
        return lists.page(
                OF_ENTITY,
                COUNT,
                about,
                pageRequest,
                context,
                row -> row.row("relationship").text("id"),
                row -> context.shown(row.relationship("relationship"), entity));
    }

    /** The relationship with an id. */
    public Optional<Relationship> get(String id, QueryContext context) {
        return RelationshipType.ofId(id)
                .flatMap(type -> graph.readOne(
                        BY_ID,
                        Map.of("id", id, "type", type.wire(), "at", context.time(), "evidence", context.evidence()),
                        context.languages(),
                        row -> context.shown(row.relationship("relationship"))));
    }

    /**
     * The relationship with an id, which must exist.
     *
     * @throws References.Gone when it was deleted
     * @throws References.Unknown when there was none
     */
    public Relationship existing(String id, QueryContext context) {
        return get(id, context)
                .orElseThrow(() -> RelationshipType.ofId(id)
                        .flatMap(type -> graph.<RuntimeException>readOne(
                                GONE,
                                Map.of("id", id, "type", type.wire(), "at", context.time()),
                                context.languages(),
                                row -> new References.Gone(id, row.text("since"))))
                        .orElseGet(() -> References.Unknown.relationship(id)));
    }

    /**
     * An evidence record.
     *
     * @param subject id of the entity or relationship that it supports
     * @param evidence the record
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "EvidenceRecord")
    public record Supporting(String subject, @JsonUnwrapped Evidence evidence) {}

    /**
     * The evidence record with an id.
     *
     * @throws References.Gone when it was deleted
     * @throws References.Unknown when there was none
     */
    public Supporting evidenceRecord(String id, QueryContext context) {
        return graph.readOne(RECORD, Map.of("id", id, "at", context.time()), context.languages(), row -> row)
                .map(row -> {
                    if (!Boolean.TRUE.equals(row.values().get("known"))) {
                        throw new References.Gone(id, row.text("since"));
                    }
                    return new Supporting(row.text("subject"), row.evidenceRecord("evidence"));
                })
                .orElseThrow(() -> References.Unknown.evidence(id));
    }

    /**
     * What the sources of a relationship claim.
     *
     * @throws References.Gone when it was deleted
     * @throws References.Unknown when there was none
     */
    public List<ClaimedValue> claims(String id, QueryContext context) {
        return ClaimedValue.of(existing(id, context.withEvidence()));
    }

    /** The evidence of an entity or relationship. */
    public ResultPage<Evidence> evidence(String id, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                EVIDENCE,
                EVIDENCE_COUNT,
                Map.of("subject", id),
                pageRequest,
                context,
                row -> row.text("id"),
                row -> row.evidenceRecord("evidence"));
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        of(id, new Criteria(Set.of(), Direction.BOTH, Set.of()), pageRequest, context);
        get("holds-0000000000000", context);
    }
}
