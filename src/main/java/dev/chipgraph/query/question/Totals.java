package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Conflict;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Money;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.ShownState;
import dev.chipgraph.query.core.QueryContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Sums of amounts of money: per currency, and in US dollars where the graph has a rate, with its date and source. */
@ApplicationScoped
public class Totals {

    private static final String DOLLAR = "USD";
    private static final Statement RATES = Statement.of("query/rates");

    private final Graph graph;

    Totals(Graph graph) {
        this.graph = graph;
    }

    /**
     * Sums of the amounts of a list, all of its pages included. Each entity counts once, however many sources it has.
     *
     * @param byCurrency the sums by currency
     * @param inUsd the sum of all amounts in US dollars; null when a rate is missing
     * @param withoutRate currencies for which the graph has no rate
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Totals", description = "Sums of the amounts of a list, all of its pages included.")
    public record Sums(List<Total> byCurrency, @Nullable InDollars inUsd, List<String> withoutRate) {}

    /**
     * A sum of amounts in one currency. Minimum and maximum differ only when an amount is a range or its sources contradict each
     * other.
     *
     * @param currency ISO 4217 code
     * @param min minimum of the sum; null when an amount has no minimum
     * @param max maximum of the sum; null when an amount has no maximum
     * @param investments number of investments (or other entities with an amount) in the sum
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CurrencyTotal")
    public record Total(
            String currency,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            long investments) {}

    /**
     * A sum in US dollars.
     *
     * @param min minimum of the sum; null when an amount has no minimum
     * @param max maximum of the sum; null when an amount has no maximum
     * @param rates the exchange rates used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "UsdTotal")
    public record InDollars(
            @Nullable BigDecimal min, @Nullable BigDecimal max, List<Rate> rates) {}

    /**
     * The value of one unit of a currency by an indicator of the graph with the metric "exchange-rate".
     *
     * @param currency ISO 4217 code
     * @param usd US dollars per unit
     * @param on the date of the rate
     * @param indicator id of the indicator
     * @param sources ids of its sources
     */
    @Schema(name = "ExchangeRate")
    public record Rate(String currency, BigDecimal usd, String on, String indicator, List<String> sources) {}

    /**
     * The sums of a property over entities.
     *
     * @param matching Cypher that binds {@code e}
     */
    Sums of(String matching, Map<String, Object> parameters, Property property, QueryContext context) {
        String amount = "e." + property.name();
        var plain = new Statement("totals", """
                %1$s AND %2$sCurrency IS NOT NULL AND NOT e.hasConflict
                WITH %2$sCurrency AS currency, coalesce(%2$sValue, %2$sMin) AS least, coalesce(%2$sValue, %2$sMax) AS greatest
                RETURN currency, count(*) AS entities,
                  CASE WHEN count(least) = count(*) THEN sum(least) END AS least,
                  CASE WHEN count(greatest) = count(*) THEN sum(greatest) END AS greatest
                """.formatted(matching, amount));
        var disputed = new Statement(
                "disputed totals",
                "%s AND %sCurrency IS NOT NULL AND e.hasConflict\nRETURN cg.entity_full(e) AS entity"
                        .formatted(matching, amount));
        var totals = new ArrayList<Total>(graph.read(
                plain,
                parameters,
                context.languages(),
                row -> new Total(
                        row.text("currency"),
                        decimal(row, "least"),
                        decimal(row, "greatest"),
                        row.number("entities"))));
        graph.read(disputed, parameters, context.languages(), row -> span(row.entity("entity"), property)).stream()
                .filter(Objects::nonNull)
                .map(money -> new Total(money.currency(), money.least(), money.greatest(), 1))
                .forEach(totals::add);
        return inDollars(sum(totals), context);
    }

    private Sums inDollars(List<Total> totals, QueryContext context) {
        var rates = new LinkedHashMap<String, Rate>();
        graph.read(
                        RATES,
                        Map.of(
                                "currencies",
                                totals.stream().map(Total::currency).toList(),
                                "at",
                                context.time()),
                        context.languages(),
                        Totals::rate)
                .forEach(rate -> rates.putIfAbsent(rate.currency(), rate));
        var missing = totals.stream()
                .map(Total::currency)
                .filter(currency -> !currency.equals(DOLLAR) && !rates.containsKey(currency))
                .toList();
        if (!missing.isEmpty() || totals.isEmpty()) {
            return new Sums(totals, null, missing);
        }
        Function<Function<Total, BigDecimal>, BigDecimal> dollars = end -> add(totals.stream()
                .map(total -> end.apply(total) == null
                        ? null
                        : total.currency().equals(DOLLAR)
                                ? end.apply(total)
                                : end.apply(total)
                                        .multiply(rates.get(total.currency()).usd(), MathContext.DECIMAL64))
                .toList());
        return new Sums(
                totals,
                new InDollars(dollars.apply(Total::min), dollars.apply(Total::max), List.copyOf(rates.values())),
                List.of());
    }

    private static Rate rate(Row row) {
        return new Rate(
                row.text("currency"), decimal(row, "usd"), row.text("period"), row.text("id"), row.texts("sources"));
    }

    private static BigDecimal decimal(Row row, String column) {
        Object number = row.values().get(column);
        return number == null ? null : new BigDecimal(number.toString());
    }

    /** The sums of amounts, by currency. */
    static List<Total> sumOf(List<Money> amounts) {
        return sum(amounts.stream()
                .map(money -> new Total(money.currency(), money.least(), money.greatest(), 1))
                .toList());
    }

    private static List<Total> sum(List<Total> totals) {
        return totals.stream()
                .collect(Collectors.groupingBy(Total::currency, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(same -> new Total(
                        same.getFirst().currency(),
                        add(same.stream().map(Total::min).toList()),
                        add(same.stream().map(Total::max).toList()),
                        same.stream().mapToLong(Total::investments).sum()))
                .toList();
    }

    private static BigDecimal add(List<BigDecimal> amounts) {
        return amounts.contains(null) ? null : amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The range of the amounts that the sources of an entity state in the currency that is shown; null when there is no
     * amount.
     */
    static Money span(Entity entity, Property property) {
        var shown = (Money) entity.properties().get(property.name());
        if (shown == null || entity.conflicts() == null) {
            return shown;
        }
        var stated = Stream.concat(
                        Stream.of(shown),
                        entity.conflicts().stream()
                                .filter(conflict -> conflict.field().equals(property.name()))
                                .flatMap(conflict -> conflict.claims().stream())
                                .map(Conflict.Claim::value)
                                .map(claimed -> (Money) ShownState.value(property, claimed))
                                .filter(Objects::nonNull))
                .filter(money -> money.currency().equals(shown.currency()))
                .toList();
        var least = stated.stream().map(Money::least).toList();
        var greatest = stated.stream().map(Money::greatest).toList();
        return new Money(
                null,
                least.contains(null)
                        ? null
                        : least.stream().min(Comparator.naturalOrder()).orElseThrow(),
                greatest.contains(null)
                        ? null
                        : greatest.stream().max(Comparator.naturalOrder()).orElseThrow(),
                shown.currency());
    }
}
