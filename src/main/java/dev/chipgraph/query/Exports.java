package dev.chipgraph.query;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Evidence;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.RelationshipType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The whole graph in the import format: sources, then other entities, then the relationships of each type, all by id. */
@ApplicationScoped
public class Exports {

    private static final String SOURCES = "source";
    private static final String ENTITIES = "entity";
    private static final String RELATIONSHIPS = "relationship";

    private final Graph graph;

    Exports(Graph graph) {
        this.graph = graph;
    }

    /** What is written one after the other: a record knows its stage and id, from which the export goes on. */
    private record Stage(String name, Statement statement, Map<String, Object> parameters) {}

    /** Records of the import format. Loaded into an empty graph they make the same graph. */
    public Found<Map<String, Object>> records(Slice slice, Asked asked) {
        var records = new ArrayList<Map<String, Object>>();
        var keys = new ArrayList<Found.Key>();
        String after = slice.afterId();
        boolean reached = slice.after() == null;
        for (Stage stage : stages(asked)) {
            reached |= stage.name().equals(slice.after());
            int wanted = slice.limit() + 1 - records.size();
            if (!reached || wanted <= 0) {
                continue;
            }
            var parameters = new LinkedHashMap<>(stage.parameters());
            parameters.putAll(Map.of("after", after, "limit", wanted, "at", asked.time(), "evidence", true));
            // The display name, whichever language the reader prefers.
            graph.read(stage.statement(), parameters, Languages.accepting(null), row -> row)
                    .forEach(row -> {
                        keys.add(new Found.Key(stage.name(), row.text("id")));
                        records.add(
                                row.values().containsKey(RELATIONSHIPS)
                                        ? record(row.relationship(RELATIONSHIPS))
                                        : record(row.entity(ENTITIES)));
                    });
            after = "";
        }
        boolean more = records.size() > slice.limit();
        return new Found<>(
                more ? records.subList(0, slice.limit()) : records,
                more ? keys.get(slice.limit() - 1) : null,
                slice.count() ? total(asked) : null);
    }

    private static List<Stage> stages(Asked asked) {
        var others = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.SOURCE)
                .map(Kind::wire)
                .toList();
        // By an index on id unless an earlier state is asked for, which has other ids as well.
        String id = asked.known().isPast() ? "identity(r)" : "r.id";
        var stages =
                new ArrayList<>(List.of(entities(SOURCES, List.of(Kind.SOURCE.wire())), entities(ENTITIES, others)));
        for (RelationshipType type : RelationshipType.values()) {
            stages.add(new Stage(
                    type.wire(), new Statement("export " + type.wire(), """
                            MATCH ()-[r:%s]->()
                            WHERE %2$s > $after AND holds(r)
                            WITH r, %2$s AS id ORDER BY id LIMIT $limit
                            RETURN id, told(r) AS relationship
                            ORDER BY id
                            """.formatted(type.wire(), id)), Map.of()));
        }
        return stages;
    }

    private static Stage entities(String name, List<String> kinds) {
        return new Stage(name, new Statement("export " + name, """
                        MATCH (e:Entity)
                        WHERE e.id > $after AND e.kind IN $kinds AND holds(e)
                        WITH e ORDER BY e.id LIMIT $limit
                        RETURN e.id AS id, whole(e) AS entity
                        ORDER BY id
                        """), Map.of("kinds", kinds));
    }

    private long total(Asked asked) {
        var counts = Stream.concat(
                        Stream.of("COUNT { MATCH (e:Entity) WHERE e.id > '' AND holds(e) }"),
                        Arrays.stream(RelationshipType.values())
                                .map(type -> "COUNT { MATCH ()-[r:%s]->() WHERE holds(r) }".formatted(type.wire())))
                .collect(Collectors.joining(" + "));
        return graph.readOne(
                        new Statement("export count", "RETURN %s AS total".formatted(counts)),
                        Map.of("at", asked.time()),
                        asked.languages(),
                        row -> row.number("total"))
                .orElseThrow();
    }

    private static Map<String, Object> record(Entity entity) {
        boolean source = entity.kind() == Kind.SOURCE;
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", entity.id());
        fields.put("kind", source ? null : entity.kind());
        fields.put("name", entity.name());
        fields.put("names", entity.names());
        fields.put("description", entity.description());
        fields.putAll(entity.properties());
        fields.put("sameAs", entity.sameAs());
        fields.put("tags", entity.tags());
        fields.put("attributes", entity.attributes());
        fields.put("evidence", evidence(entity.evidence()));
        return Map.of(source ? SOURCES : ENTITIES, stated(fields));
    }

    private static Map<String, Object> record(Relationship relationship) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", relationship.id());
        fields.put("from", relationship.from().id());
        fields.put("type", relationship.type());
        fields.put("to", relationship.to().id());
        fields.putAll(relationship.properties());
        fields.put("validFrom", relationship.validFrom());
        fields.put("validTo", relationship.validTo());
        fields.put("evidence", evidence(relationship.evidence()));
        return Map.of(RELATIONSHIPS, stated(fields));
    }

    private static List<Map<String, Object>> evidence(List<Evidence> records) {
        return records.stream()
                .map(evidence -> {
                    var fields = new LinkedHashMap<String, Object>();
                    fields.put("source", evidence.source().id());
                    fields.put("locator", evidence.locator());
                    fields.put("quote", evidence.quote());
                    fields.put("statement", evidence.statement());
                    fields.put("claims", evidence.claims());
                    fields.put("confidence", evidence.confidence());
                    fields.put("extractor", evidence.extractor());
                    return stated(fields);
                })
                .toList();
    }

    private static Map<String, Object> stated(Map<String, Object> fields) {
        fields.values()
                .removeIf(value -> Objects.isNull(value)
                        || (value instanceof List<?> list && list.isEmpty())
                        || (value instanceof Map<?, ?> map && map.isEmpty()));
        return fields;
    }
}
