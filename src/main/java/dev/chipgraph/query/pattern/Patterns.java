package dev.chipgraph.query.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Query;
import dev.chipgraph.graph.QueryAborted;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Relationship;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.model.Violation;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.TooExpensive;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.pattern.GraphPattern.Column;
import dev.chipgraph.query.pattern.GraphPattern.Edge;
import dev.chipgraph.query.pattern.GraphPattern.Shown;
import dev.chipgraph.query.question.Investments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers graph patterns, each by one statement. */
@ApplicationScoped
public class Patterns {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Graph graph;
    private final References references;
    private final Investments investments;

    Patterns(Graph graph, References references, Investments investments) {
        this.graph = graph;
        this.references = references;
        this.investments = investments;
    }

    /** A checked pattern, whose rows are read page by page. */
    public static final class Question {

        private final GraphPattern pattern;

        private Question(GraphPattern pattern) {
            this.pattern = pattern;
        }

        /** Names of the columns. */
        public List<String> columns() {
            return pattern.columns().stream().map(Column::name).toList();
        }
    }

    /**
     * The statement by which a pattern is answered.
     *
     * @param cypher the statement
     * @param parameters its parameters
     * @param kinds the kinds that each node can have
     */
    @Schema(name = "PatternExplanation")
    public record Explained(String cypher, Map<String, Object> parameters, Map<String, List<String>> kinds) {}

    /**
     * Checks a pattern.
     *
     * @param json nodes, edges, return, distinct and orderBy
     * @throws InvalidInput with every mistake
     */
    public Question read(ObjectNode json, QueryContext context) {
        GraphPattern pattern = PatternReader.read(json, referencesOn(context));
        if (context.evidence() && pattern.columns().stream().noneMatch(Patterns::hasEvidence)) {
            throw new InvalidInput(List.of(new Violation(
                    "body",
                    "include",
                    "has nothing to add evidence to: return an entity without fields, or an edge that has a name")));
        }
        return new Question(pattern);
    }

    private PatternReferences referencesOn(QueryContext context) {
        return new PatternReferences() {
            @Override
            public Entity.Ref entity(String reference, Set<Kind> kinds) {
                return references.resolve(reference, kinds, context);
            }

            @Override
            public List<String> current(List<String> ids) {
                return references.current(ids, context);
            }

            @Override
            public Map<String, Map<String, Object>> territory(String reference) {
                String place = entity(reference, Set.of(Kind.PLACE)).id();
                return investments.areas(investments.territory(place, context), context);
            }
        };
    }

    private static boolean hasEvidence(Column column) {
        return column.shown() instanceof Shown.OfEdge
                || (column.shown() instanceof Shown.OfNode node && node.terms().isEmpty());
    }

    /**
     * A page of rows, each with its values by name of the column.
     *
     * @throws TooExpensive when it takes too long or too much memory, with advice
     */
    public ResultPage<Map<String, Object>> ask(Question question, PageRequest pageRequest, QueryContext context) {
        GraphPattern pattern = question.pattern;
        var compiler = new PatternCompiler(pattern, context);
        Statement page = compiler.page(after(pageRequest, compiler));
        var parameters = parameters(compiler, pageRequest.limit() + 1, context);
        var queries = new ArrayList<>(List.of(new Query(page, parameters)));
        if (pageRequest.count()) {
            queries.add(count(pattern, context));
        }
        try {
            var answers = graph.tryRead(queries, context.languages());
            Long total = pageRequest.count() ? answers.getLast().getFirst().number("total") : null;
            return ResultPage.of(
                            answers.getFirst(),
                            pageRequest,
                            total,
                            row -> new ResultPage.Key(json(row.values().get("keys")), ""))
                    .map(row -> item(row, pattern.columns(), context));
        } catch (QueryAborted e) {
            throw new TooExpensive(advice(pattern, page, parameters), e);
        }
    }

    /** The statement of the first page of a pattern. */
    public Explained explained(Question question, int limit, QueryContext context) {
        var compiler = new PatternCompiler(question.pattern, context);
        Statement page = compiler.page(null);
        var parameters = parameters(compiler, limit + 1, context);
        return new Explained(page.text(parameters), parameters, question.pattern.kinds());
    }

    private static Map<String, Object> parameters(PatternCompiler compiler, int limit, QueryContext context) {
        var parameters = new LinkedHashMap<>(compiler.parameters());
        parameters.put("at", context.time());
        parameters.put("evidence", context.evidence());
        parameters.put("limit", limit);
        return parameters;
    }

    private static Query count(GraphPattern pattern, QueryContext context) {
        var compiler = new PatternCompiler(pattern, context);
        Statement count = compiler.count();
        var parameters = new LinkedHashMap<>(compiler.parameters());
        parameters.put("at", context.time());
        return new Query(count, parameters);
    }

    private String advice(GraphPattern pattern, Statement page, Map<String, Object> parameters) {
        var open = pattern.unrestrictedNodes();
        return "The pattern was stopped because it takes longer than a request may%s. %s Fewer hops and a shorter orderBy also help."
                .formatted(
                        expected(page, parameters),
                        open.isEmpty()
                                ? "Narrow the conditions."
                                : "Narrow it by a ref or a where on " + String.join(", ", open) + ".");
    }

    private String expected(Statement page, Map<String, Object> parameters) {
        try {
            return ": the database expects to process about %,.0f rows".formatted(graph.expectedRows(page, parameters));
        } catch (DatabaseUnavailable busy) {
            return "";
        }
    }

    private static List<?> after(PageRequest pageRequest, PatternCompiler compiler) {
        if (pageRequest.after() == null) {
            return null;
        }
        try {
            List<Object> keys = JSON.readValue(pageRequest.after().toString(), new TypeReference<>() {});
            if (keys.size() == compiler.keyCount()) {
                return keys;
            }
        } catch (JsonProcessingException broken) {
            throw invalidCursor(broken);
        }
        throw invalidCursor(null);
    }

    private static InvalidInput invalidCursor(Exception cause) {
        var invalid = new InvalidInput(
                List.of(new Violation("body", "cursor", "was not returned for this pattern; use page.next unchanged")));
        invalid.initCause(cause);
        return invalid;
    }

    private static String json(Object keys) {
        try {
            return JSON.writeValueAsString(keys);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> item(Row row, List<Column> columns, QueryContext context) {
        var item = new LinkedHashMap<String, Object>();
        for (int i = 0; i < columns.size(); i++) {
            item.put(columns.get(i).name(), cell(row, "c" + i, columns.get(i).shown(), context));
        }
        return item;
    }

    private static Object cell(Row row, String column, Shown shown, QueryContext context) {
        if (row.values().get(column) == null) {
            return null;
        }
        return switch (shown) {
            case Shown.OfNode of
            when of.terms().isEmpty() ->
                row.row(column).values().containsKey("version") ? row.entity(column) : row.ref(column);
            case Shown.OfNode of -> fields((List<?>) row.values().get(column), of.terms());
            case Shown.OfEdge(Edge edge) ->
                edge.at() == null
                        ? context.shown(row.relationship(column))
                        : onAll(
                                edge.at().dates(row.texts(column + PatternCompiler.ON)),
                                context.labelled(row.relationship(column)));
            case Shown.Aggregate aggregate
            when aggregate.function().equals("collect") ->
                aggregate.of() instanceof Shown.OfNode
                        ? row.refs(column).stream()
                                .sorted(Comparator.comparing(ref -> ref.id()))
                                .toList()
                        : ((List<?>) row.values().get(column))
                                .stream()
                                        .map(Patterns::plain)
                                        .sorted(Comparator.comparing(String::valueOf))
                                        .toList();
            default -> plain(row.values().get(column));
        };
    }

    /** The relationship, which is attested only when it is so on each of the dates. */
    private static Relationship onAll(Stream<ValidAt> dates, Relationship relationship) {
        return dates.map(relationship::on)
                .reduce((one, other) -> Boolean.FALSE.equals(one.validity().attested()) ? one : other)
                .orElse(relationship);
    }

    private static Map<String, Object> fields(List<?> values, List<Term> terms) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < terms.size(); i++) {
            fields.put(terms.get(i).name(), plain(values.get(i)));
        }
        return fields;
    }

    /** Removes from an amount the parts that are not stated. */
    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.toString();
            case Map<?, ?> map -> {
                var stated = new LinkedHashMap<>(map);
                stated.values().removeIf(part -> part == null);
                yield stated;
            }
            case Object other -> other;
        };
    }
}
