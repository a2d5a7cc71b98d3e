package dev.chipgraph.query.question;

import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.QueryAborted;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.RelationshipType;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers of entities by several dimensions at once, as a pivot table takes them. */
@ApplicationScoped
public class Stats implements WarmUpTask {

    /** Groups that an answer can have. */
    public static final int MOST_GROUPS = 10_000;

    private final Graph graph;

    Stats(Graph graph) {
        this.graph = graph;
    }

    /** What is counted or summed. */
    public enum Measure implements WireName {
        /** How many entities. */
        COUNT,
        /** Sums of their amounts, per currency. */
        AMOUNT,
        /** How many different parties or investors. */
        PARTIES;

        public static Measure fromString(String wire) {
            return WireName.read(Measure.class, wire);
        }

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A dimension.
     *
     * @param name its name
     * @param description one sentence for readers of the API
     * @param values Cypher of the list of values that {@code e} has in it
     * @param property whether the values are read from the entity itself
     * @param reference whether the values are ids of entities, to be shown with their names
     */
    public record Dimension(String name, String description, String values, boolean property, boolean reference) {}

    /** The dimensions of entities of these kinds, by name. */
    public static Map<String, Dimension> dimensions(Set<Kind> kinds) {
        var dimensions = new ArrayList<Dimension>();
        dimensions.add(own("kind", "Kind.", "[e.kind]"));
        dimensions.add(own("country", "Country, ISO 3166-1 alpha-2.", "[e.country]"));
        dimensions.add(own(
                "year",
                "Year of the date that the kind is known by.",
                "[toInteger(left(%s, 4))]".formatted(date(kinds))));
        dimensions.add(own(
                "month",
                "Month of that date.",
                "[CASE WHEN size(%1$s) > 4 THEN left(%1$s, 7) END]".formatted(date(kinds))));
        dimensions.add(own("tag", "Tag.", "e.tags"));
        dimensions.add(own("hasConflict", "Whether sources differ.", "[e.hasConflict]"));
        dimensions.add(new Dimension(
                "source",
                "Source that tells of it.",
                "COLLECT { MATCH (said:Evidence {subject: e.id}) WHERE known(said) RETURN DISTINCT said.source }",
                false,
                true));
        kinds.stream()
                .flatMap(kind -> kind.properties().stream())
                .collect(Collectors.groupingBy(Property::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((name, same) -> {
                    Property property = same.getFirst();
                    switch (property.type()) {
                        case TEXT, CHOICE, NUMBER ->
                            dimensions.add(own(
                                    name,
                                    property.description(),
                                    property.many() ? "e." + name : "[e.%s]".formatted(name)));
                        case DATE ->
                            dimensions.add(own(
                                    name + ".year",
                                    property.description() + " The year.",
                                    "[toInteger(left(e.%s, 4))]".formatted(name)));
                        case MONEY ->
                            dimensions.add(own(
                                    name + ".currency",
                                    property.description() + " The currency.",
                                    "[e.%sCurrency]".formatted(name)));
                        case LOCATION -> {}
                    }
                });
        related(dimensions, kinds, "sector", "Sector that it is active in, covers, funds or is about.", Kind.SECTOR);
        related(dimensions, kinds, "place", "Place that it is located or present in.", Kind.PLACE);
        var party = party(kinds);
        if (party != null) {
            String name = party == RelationshipType.PARTY_TO ? "party" : "investor";
            dimensions.add(new Dimension(name, "Who is a " + name + ".", parties(party, "one.id"), false, true));
            dimensions.add(new Dimension(
                    name + "Country", "Country of a " + name + ".", parties(party, "one.country"), false, false));
        }
        var byName = new LinkedHashMap<String, Dimension>();
        dimensions.forEach(dimension -> byName.putIfAbsent(dimension.name(), dimension));
        return byName;
    }

    private static Dimension own(String name, String description, String values) {
        return new Dimension(name, description, values, true, false);
    }

    /** The date that a kind is known by: the first that the vocabulary gives it. */
    private static String date(Set<Kind> kinds) {
        var dates = kinds.stream()
                .flatMap(kind -> kind.properties().stream()
                        .filter(property -> property.type() == Property.Type.DATE)
                        .limit(1))
                .map(property -> "e." + property.name())
                .distinct()
                .toList();
        return dates.isEmpty() ? "null" : "coalesce(%s)".formatted(String.join(", ", dates));
    }

    private static void related(List<Dimension> dimensions, Set<Kind> kinds, String name, String description, Kind to) {
        String types = Arrays.stream(RelationshipType.values())
                .filter(type -> type != RelationshipType.PART_OF && type != RelationshipType.RELATED_TO)
                .filter(type -> kinds.stream().anyMatch(kind -> type.joins(kind, to)))
                .map(RelationshipType::wire)
                .collect(Collectors.joining("|"));
        if (!types.isEmpty()) {
            dimensions.add(new Dimension(
                    name,
                    description,
                    "COLLECT { MATCH (e)-[has:%s]->(one:%s) WHERE holds(has) RETURN DISTINCT one.id }"
                            .formatted(types, to.label()),
                    false,
                    true));
        }
    }

    /** How others take part in entities of these kinds; null when there is no one way. */
    public static RelationshipType party(Set<Kind> kinds) {
        return kinds.equals(Set.of(Kind.AGREEMENT))
                ? RelationshipType.PARTY_TO
                : kinds.equals(Set.of(Kind.INVESTMENT)) ? RelationshipType.INVESTOR_IN : null;
    }

    private static String parties(RelationshipType type, String what) {
        return "COLLECT { MATCH (one:Entity)-[part:%s]->(e) WHERE holds(part) RETURN DISTINCT %s }"
                .formatted(type.wire(), what);
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
     * The groups, each with its values in the dimensions and the measure, ordered by the values. An entity with several values
     * in a dimension counts for each of them; one without any counts as null.
     *
     * @param amount the property whose amounts are summed, for that measure
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
            rows = graph.tryRead(statement, parameters, context.languages());
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
            values.add(parties(party(criteria.kinds()), "one.id") + " AS people");
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
                        ? "head(COLLECT { MATCH (one:Entity {id: d%1$d}) RETURN brief(one) }) AS d%1$d".formatted(i)
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
        groups(criteria, List.of(dimensions(kinds).get("status")), Measure.COUNT, null, pageRequest, context);
    }
}
