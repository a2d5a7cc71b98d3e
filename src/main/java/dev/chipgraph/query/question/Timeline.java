package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.Validity;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Dated events of an entity, a place or a sector. */
@ApplicationScoped
public class Timeline implements WarmUpTask {

    /** The maximum number of relationships to consider. */
    public static final int MOST = 5_000;

    /** The dates of entities on which something happens. The date on which a source was read is not one. */
    private static final Set<String> DATES = Arrays.stream(Kind.values())
            .flatMap(kind -> kind.properties().stream())
            .filter(property -> property.type() == Property.Type.DATE)
            .map(Property::name)
            .filter(name -> !name.equals("retrievedOn"))
            .collect(Collectors.toCollection(TreeSet::new));

    private final Graph graph;

    Timeline(Graph graph) {
        this.graph = graph;
    }

    /** The subject of a timeline and how its entities are found. */
    public enum Subject {
        ENTITY(Set.of(Kind.values()), """
                RETURN s AS e, null AS r
                UNION
                MATCH (s)-[r]-(e:Entity)
                WHERE cg.holds(r)
                RETURN e, r LIMIT $most"""),
        PLACE(Set.of(Kind.PLACE), """
                UNWIND cg.territory(s) AS area
                WITH area.place AS place
                CALL (place) {
                  RETURN place AS e, null AS r
                  UNION
                  MATCH (place)-[r]-(e:Entity)
                  WHERE cg.holds(r)
                  RETURN e, r LIMIT $most
                }
                RETURN e, r LIMIT $most"""),
        SECTOR(Set.of(Kind.SECTOR), """
                MATCH (s) (()<-[part:PART_OF WHERE cg.known(part)]-(:Sector))* (field)
                WITH DISTINCT field
                MATCH (field)-[r]-(e:Entity)
                WHERE cg.holds(r)
                RETURN e, r LIMIT $most""");

        private final Set<Kind> kinds;
        private final Statement statement;

        Subject(Set<Kind> kinds, String found) {
            this.kinds = kinds;
            String dates = DATES.stream().map(date -> "." + date).collect(Collectors.joining(", "));
            statement = new Statement("timeline", """
                    MATCH (s:Entity {id: $id})
                    CALL (s) {
                    %s
                    }
                    WITH e, r WHERE cg.known(e)
                    RETURN cg.entity_ref(e) AS entity, head([seen IN [cg.state(e)] | seen {%s}]) AS dates,
                      cg.evidence(e) AS evidence,
                      CASE WHEN coalesce(r.validFrom, r.validTo) IS NOT NULL THEN cg.relationship_view(r) END AS relationship
                    """.formatted(found, dates));
        }

        /** Name of the parameter that names the subject. */
        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kinds of entities that have such a timeline. */
        public Set<Kind> kinds() {
            return kinds;
        }
    }

    /**
     * A dated event.
     *
     * @param date the date, as precise as in its source
     * @param field which date of the entity or relationship it is
     * @param sentence what happened, in words
     * @param entity the entity whose date it is; null for a relationship's
     * @param relationship the relationship that began or ended; null for an entity's date
     * @param evidence what supports the entity, if requested
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TimelineEntry", description = "A dated event.")
    public record Happening(
            @Schema(implementation = String.class, description = "The date, as precise as in its source.")
            PartialDate date,

            @Schema(description = "Which date of the entity or relationship it is, such as signedOn or validFrom.")
            String field,

            @Schema(description = "What happened, in words.")
            String sentence,

            @Schema(description = "The entity whose date it is.")
            Entity.@Nullable Ref entity,

            @Schema(description = "The relationship that began or ended.") @Nullable
            Relationship relationship,

            @Schema(description = "What supports the entity, when include=evidence asks for it.") @Nullable
            List<Evidence> evidence) {

        private Happening in(Languages languages) {
            String written = languages.write(texts -> texts.sentence(
                    entity == null
                            ? texts.say(
                                    field.equals("validFrom")
                                            ? "happening.relationship-begins"
                                            : "happening.relationship-ends",
                                    Map.of("clause", texts.clause(relationship)))
                            : texts.say("happening." + field, Map.of("entity", entity.name()))));
            return new Happening(date, field, written, entity, relationship, evidence);
        }

        private String key() {
            return date.text() + "\n" + (entity == null ? relationship.id() : entity.id()) + "\n" + field;
        }
    }

    /**
     * Which events to return.
     *
     * @param from first day; null when open
     * @param to last day; null when open
     * @param kinds kinds of the entities; all of them when empty
     * @param order in which order
     */
    public record Span(PartialDate from, PartialDate to, Set<Kind> kinds, Order order) {

        private boolean holds(Happening happening) {
            PartialDate date = happening.date();
            return (from == null || !date.lastDay().isBefore(from.firstDay()))
                    && (to == null || !date.firstDay().isAfter(to.lastDay()))
                    && (kinds.isEmpty()
                            || (happening.entity() != null
                                    && kinds.contains(happening.entity().kind())));
        }
    }

    /** The order of a timeline. */
    public enum Order implements WireName {
        OLDEST_FIRST("date", Comparator.naturalOrder()),
        NEWEST_FIRST("-date", Comparator.reverseOrder());

        private final String wire;
        private final Comparator<String> keys;

        Order(String wire, Comparator<String> keys) {
            this.wire = wire;
            this.keys = keys;
        }

        @JsonCreator
        public static Order fromString(String wire) {
            return WireName.read(Order.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** The dated events. Of an entity with many relationships, only {@link #MOST} are considered. */
    public ResultPage<Happening> of(
            Subject subject, String id, Span span, PageRequest pageRequest, QueryContext context) {
        var rows = graph.read(
                subject.statement,
                Map.of("id", id, "at", context.time(), "evidence", context.evidence(), "most", MOST),
                context.languages(),
                row -> row);
        var happenings = new LinkedHashMap<String, Happening>();
        for (Row row : rows) {
            happenings(row, context).stream()
                    .filter(span::holds)
                    .forEach(happening -> happenings.putIfAbsent(happening.key(), happening));
        }
        var part = happenings.values().stream()
                .sorted(Comparator.comparing(Happening::key, span.order().keys))
                .filter(happening -> pageRequest.after() == null
                        || span.order().keys.compare(happening.key(), (String) pageRequest.after()) > 0)
                .limit(pageRequest.limit() + 1L)
                .toList();
        return ResultPage.of(
                        part,
                        pageRequest,
                        pageRequest.count() ? (long) happenings.size() : null,
                        happening -> new ResultPage.Key(happening.key(), ""))
                .map(happening -> happening.in(context.languages()));
    }

    private static List<Happening> happenings(Row row, QueryContext context) {
        var happenings = new ArrayList<Happening>();
        Entity.Ref entity = row.ref("entity");
        entity.kind().properties().stream()
                .filter(property -> property.type() == Property.Type.DATE)
                .map(Property::name)
                .filter(DATES::contains)
                .forEach(field -> date(row.row("dates"), field)
                        .ifPresent(date -> happenings.add(
                                new Happening(date, field, null, entity, null, row.evidence("evidence")))));
        if (row.row("relationship") != null) {
            Relationship relationship = context.shown(row.relationship("relationship"));
            Validity validity = relationship.validity();
            for (String field : Arrays.asList("validFrom", "validTo")) {
                PartialDate date = field.equals("validFrom") ? validity.validFrom() : validity.validTo();
                if (date != null) {
                    happenings.add(new Happening(date, field, null, null, relationship, null));
                }
            }
        }
        return happenings;
    }

    private static Optional<PartialDate> date(Row dates, String field) {
        return Optional.ofNullable(dates.text(field)).map(PartialDate::new);
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        for (Subject subject : Subject.values()) {
            of(subject, id, new Span(null, null, Set.of(), Order.OLDEST_FIRST), pageRequest, context);
        }
    }
}
