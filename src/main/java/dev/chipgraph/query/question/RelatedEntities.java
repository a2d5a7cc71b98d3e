package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.RelatedField;
import dev.chipgraph.model.RelatedField.Way;
import dev.chipgraph.model.Validity;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Adds to entities those that they are related to, in the fields that the vocabulary gives to their kinds. */
@ApplicationScoped
public class RelatedEntities implements WarmUpTask {

    private static final Statement RELATED = new Statement("related", """
            UNWIND $ids AS id
            MATCH (e:Entity {id: id})
            CALL (e) {
              %s
            }
            RETURN id, field, r {.role, .share, .position, .validFrom, .validTo, .attestedOn} AS link, cg.entity_ref(o) AS other
            ORDER BY id, field, link IS NULL, coalesce(link.validFrom, ''), other.id
            """.formatted(Arrays.stream(Kind.values())
            .flatMap(kind -> RelatedField.of(kind).stream()
                    .flatMap(field -> field.ways().stream().map(way -> reached(kind, field.name(), way))))
            .collect(Collectors.joining("\n  UNION ALL\n  "))));

    private final Graph graph;

    RelatedEntities(Graph graph) {
        this.graph = graph;
    }

    /**
     * An entity in short, with how another is related to it.
     *
     * @param id its id
     * @param kind its kind
     * @param name its name, in the requested language
     * @param country ISO 3166-1 alpha-2 code of its country, when known
     * @param role in which role
     * @param share its share, 0 to 1
     * @param position the title of the position that is held there
     * @param validity when it was so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "An entity in short, with how another is related to it.")
    public record RelatedEntity(
            String id,
            Kind kind,
            String name,
            @Nullable String country,
            @Nullable String role,
            @Nullable Number share,
            @Nullable String position,
            @JsonUnwrapped Validity validity) {

        private static RelatedEntity of(Row row, QueryContext context) {
            Entity.Ref other = row.ref("other");
            // In two steps, none of the relationships is the entity's own, whose role or dates could be told.
            Row link = Objects.requireNonNullElse(row.row("link"), new Row(Map.of(), context.languages()));
            return new RelatedEntity(
                    other.id(),
                    other.kind(),
                    other.name(),
                    other.country(),
                    link.text("role"),
                    (Number) link.values().get("share"),
                    link.text("position"),
                    link.validity().on(context.at()));
        }
    }

    /** The entities with those of these fields that their kinds have. A field in which there is nothing to show is left out. */
    public List<Entity> added(List<Entity> entities, Set<String> fields, QueryContext context) {
        var ids = entities.stream()
                .filter(entity -> RelatedField.of(entity.kind()).stream()
                        .map(RelatedField::name)
                        .anyMatch(fields::contains))
                .map(Entity::id)
                .toList();
        if (ids.isEmpty()) {
            return entities;
        }
        var found = new LinkedHashMap<String, Map<String, List<RelatedEntity>>>();
        for (Row row : graph.read(RELATED, Map.of("ids", ids, "at", context.time()), context.languages(), row -> row)) {
            var others = found.computeIfAbsent(row.text("id"), id -> new LinkedHashMap<>())
                    .computeIfAbsent(row.text("field"), field -> new ArrayList<>());
            RelatedEntity other = RelatedEntity.of(row, context);
            if (row.row("link") != null
                    || others.stream().noneMatch(shown -> shown.id().equals(other.id()))) {
                others.add(other);
            }
        }
        return entities.stream()
                .map(entity -> entity.with(found.getOrDefault(entity.id(), Map.of())))
                .toList();
    }

    private static String reached(Kind kind, String field, Way way) {
        String direction = way.incoming() ? "<-[r:%s]-(o)" : "-[r:%s]->(o)";
        String last = direction.formatted(way.type());
        String label = way.through() == null ? "" : ":" + way.through().label();
        String path = way.via() == null
                ? last.replace("(o)", "(o%s)".formatted(label))
                : "-[via:%s WHERE cg.holds(via)]->(%s)%s".formatted(way.via(), label, last);
        return "WITH e WHERE e:%s MATCH (e)%s WHERE cg.holds(r) RETURN DISTINCT '%s' AS field, %s, o"
                .formatted(kind.label(), path, field, way.via() == null ? "r" : "null AS r");
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        added(List.of(Entity.named(id, Kind.AGREEMENT, id)), RelatedField.names(), context);
    }
}
