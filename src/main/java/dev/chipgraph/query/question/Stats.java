package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Query;
import dev.chipgraph.graph.QueryAborted;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.WireName;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.core.TooExpensive;
import dev.chipgraph.query.core.WarmUpTask;
import dev.chipgraph.query.question.Entities.Criteria;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Numbers of entities by several dimensions at once, for pivot tables. */
@ApplicationScoped
public class Stats implements WarmUpTask {

    /** The maximum number of groups. */
    public static final int MOST_GROUPS = 10_000;

    private final Graph graph;

    Stats(Graph graph) {
        this.graph = graph;
    }

    /** What is counted or summed in each group. */
    @Schema(name = "StatsMeasure")
    public enum Measure implements WireName {
        /** Number of entities. */
        COUNT,
        /** Sums of their amounts by currency. */
        AMOUNT,
        /** Number of different parties or investors. */
        PARTIES;

        public static Measure fromString(String wire) {
            return WireName.read(Measure.class, wire);
        }

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Names of the columns of an answer. */
    public static List<String> columns(List<Dimension> dimensions, Measure measure) {
        var columns = new ArrayList<String>();
        dimensions.forEach(dimension -> columns.addAll(
                dimension.reference()
                        ? List.of(dimension.name() + ".id", dimension.name() + ".name")
                        : List.of(dimension.name())));
        columns.addAll(
                switch (measure) {
                    case COUNT -> List.of("count");
                    case AMOUNT -> List.of("currency", "count", "min", "max");
                    case PARTIES -> List.of("count", "parties");
                });
        return columns;
    }

    /**
     * The groups, each with its values in the dimensions and the measure, ordered by the values. An entity with several
     * values in a dimension counts for each of them; an entity without a value counts for null.
     *
     * @param amount the property to sum for {@link Measure#AMOUNT}
     * @throws TooExpensive when there are more than {@link #MOST_GROUPS} groups or it takes too long
     */
    public ResultPage<Map<String, Object>> groups(
            Criteria criteria,
            List<Dimension> dimensions,
            Measure measure,
            Property amount,
            PageRequest pageRequest,
            QueryContext context) {
        var statement = new Statement("stats", text(criteria, dimensions, measure, amount, context));
        var parameters = new LinkedHashMap<>(Entities.parameters(criteria, context));
        parameters.put("most", MOST_GROUPS + 1);
        List<Row> rows;
        try {
            rows = graph.tryRead(List.of(new Query(statement, parameters)), context.languages())
                    .getFirst();
        } catch (QueryAborted e) {
            throw new TooExpensive(
                    "Counting was given up, for it takes longer than a request may. Ask for one kind, filter more, or group by less.",
                    e);
        }
        if (rows.size() > MOST_GROUPS) {
            throw new TooExpensive(
                    "There are more than %d groups. Filter more, or group by less.".formatted(MOST_GROUPS), null);
        }
        int from = 0;
        while (pageRequest.after() != null
                && from < rows.size()
                && rows.get(from).text("position").compareTo((String) pageRequest.after()) <= 0) {
            from++;
        }
        var part = rows.subList(from, Math.min(rows.size(), from + pageRequest.limit() + 1));
        return ResultPage.of(
                        part,
                        pageRequest,
                        pageRequest.count() ? (long) rows.size() : null,
                        row -> new ResultPage.Key(row.text("position"), ""))
                .map(row -> group(row, dimensions, measure));
    }

    private static String text(
            Criteria criteria, List<Dimension> dimensions, Measure measure, Property amount, QueryContext context) {
        var values = IntStream.range(0, dimensions.size())
                .mapToObj(i -> "%s AS l%d".formatted(values(dimensions.get(i), context), i))
                .collect(Collectors.toCollection(ArrayList::new));
        String measured =
                switch (measure) {
                    case COUNT -> "count(DISTINCT e) AS count";
                    case AMOUNT ->
                        "currency, count(DISTINCT e) AS count, CASE WHEN count(least) = count(*) THEN sum(least) END AS min, CASE WHEN count(greatest) = count(*) THEN sum(greatest) END AS max";
                    case PARTIES -> "count(DISTINCT e) AS count, count(DISTINCT party) AS parties";
                };
        if (measure == Measure.AMOUNT) {
            String of = "e." + amount.name();
            values.add(context.value("e", of + "Currency") + " AS currency");
            values.add(context.value("e", "coalesce(%1$sValue, %1$sMin)".formatted(of)) + " AS least");
            values.add(context.value("e", "coalesce(%1$sValue, %1$sMax)".formatted(of)) + " AS greatest");
        } else if (measure == Measure.PARTIES) {
            values.add(Dimension.parties(Dimension.party(criteria.kinds()), "one.id") + " AS people");
        }
        String unwound = Stream.concat(
                        IntStream.range(0, dimensions.size())
                                .mapToObj(i ->
                                        "UNWIND CASE WHEN coalesce(size(l%1$d), 0) = 0 THEN [null] ELSE l%1$d END AS d%1$d"
                                                .formatted(i)),
                        measure == Measure.PARTIES
                                ? Stream.of("UNWIND CASE WHEN size(people) = 0 THEN [null] ELSE people END AS party")
                                : Stream.of())
                .collect(Collectors.joining("\n"));
        String names =
                IntStream.range(0, dimensions.size()).mapToObj(i -> "d" + i).collect(Collectors.joining(", "));
        String comma = dimensions.isEmpty() ? "" : ", ";
        String position = IntStream.range(0, dimensions.size())
                .mapToObj(i -> "CASE WHEN d%1$d IS NULL THEN '~' ELSE '!' + toString(d%1$d) END".formatted(i))
                .collect(Collectors.joining(" + '\\n' + "));
        String shown = IntStream.range(0, dimensions.size())
                .mapToObj(i -> dimensions.get(i).reference()
                        ? "head(COLLECT { MATCH (one:Entity {id: d%1$d}) RETURN cg.entity_ref(one) }) AS d%1$d"
                                .formatted(i)
                        : "d" + i)
                .collect(Collectors.joining(", "));
        return """
                %s
                WITH e%s%s
                %s
                WITH %s%s%s
                WITH *, %s%s AS position
                ORDER BY position LIMIT $most
                RETURN %s%s%s, position
                ORDER BY position
                """.formatted(
                        Entities.matching(criteria, context),
                        values.isEmpty() ? "" : ", ",
                        String.join(", ", values),
                        unwound,
                        names,
                        comma,
                        measured,
                        position.isEmpty() ? "''" : position,
                        measure == Measure.AMOUNT ? " + '\\n' + coalesce(currency, '~')" : "",
                        shown,
                        comma,
                        switch (measure) {
                            case COUNT -> "count";
                            case AMOUNT -> "currency, count, min, max";
                            case PARTIES -> "count, parties";
                        });
    }

    private static String values(Dimension dimension, QueryContext context) {
        return dimension.property() ? context.value("e", dimension.values()) : dimension.values();
    }

    private static Map<String, Object> group(Row row, List<Dimension> dimensions, Measure measure) {
        var group = new LinkedHashMap<String, Object>();
        for (int i = 0; i < dimensions.size(); i++) {
            group.put(
                    dimensions.get(i).name(),
                    dimensions.get(i).reference()
                            ? row.ref("d" + i)
                            : row.values().get("d" + i));
        }
        if (measure == Measure.AMOUNT) {
            group.put("currency", row.text("currency"));
        }
        group.put("count", row.number("count"));
        switch (measure) {
            case COUNT -> {}
            case AMOUNT -> {
                group.put("min", decimal(row.values().get("min")));
                group.put("max", decimal(row.values().get("max")));
            }
            case PARTIES -> group.put("parties", row.number("parties"));
        }
        return group;
    }

    private static BigDecimal decimal(Object number) {
        return number == null ? null : new BigDecimal(number.toString());
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var kinds = Set.of(Kind.AGREEMENT);
        var criteria = new Criteria(kinds, Map.of(), Sort.ID);
        groups(criteria, List.of(Dimension.of(kinds).get("status")), Measure.COUNT, null, pageRequest, context);
    }
}
