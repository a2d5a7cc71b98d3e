package dev.chipgraph.query.question;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Entity;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.PartialDate;
import dev.chipgraph.model.Property;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.PagedQueries;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.WarmUpTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Investors and investments in the territory of a place, by the boundaries of the date. */
@ApplicationScoped
public class Investments implements WarmUpTask {

    private static final Statement PLACE_ON_DATE = Statement.of("query/place_on_date");
    private static final Statement TERRITORY = Statement.of("query/territory");
    private static final Statement INVESTORS = Statement.of("query/investors");
    private static final Statement INVESTORS_COUNT = Statement.of("query/investors_count");
    private static final Statement INVESTMENTS = Statement.of("query/investments");
    private static final Statement INVESTMENTS_COUNT = Statement.of("query/investments_count");

    private static final Property AMOUNT = Kind.INVESTMENT.property("amount").orElseThrow();

    private final Graph graph;
    private final PagedQueries lists;

    Investments(Graph graph, PagedQueries lists) {
        this.graph = graph;
        this.lists = lists;
    }

    /**
     * The place and date whose boundaries apply. A place that does not exist on the requested date is replaced by its
     * predecessor of the same name or, without one, by itself on the nearest day of its existence.
     *
     * @param place the place
     * @param on the date
     */
    public record Territory(Entity.Ref place, ValidAt on) {}

    /**
     * An investor and its investments in a place.
     *
     * @param investor the investor
     * @param totals what it invests there by currency; each investment counts once, however many sources it has
     * @param investments the investments
     */
    public record Investor(Entity.Ref investor, List<Totals.Total> totals, List<Stake> investments) {}

    /**
     * An investment of an investor.
     *
     * @param investment the investment, with its conflicts and, if requested, its evidence
     * @param role role of the investor
     * @param share share of the investor, 0 to 1
     * @param places where it is
     * @param facilities facilities that it funds
     * @param sources number of its sources
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stake(
            @Schema(ref = "Investment") Entity investment,
            @Nullable String role,
            @Nullable Number share,
            List<Entity.Ref> places,
            List<Entity.Ref> facilities,
            long sources) {}

    /**
     * An investment in a place.
     *
     * @param investment the investment, with its conflicts and, if requested, its evidence
     * @param investors who invests
     * @param places where it is
     * @param facilities facilities that it funds
     * @param sources number of its sources
     */
    @Schema(name = "LocatedInvestment")
    public record Located(
            @Schema(ref = "Investment") Entity investment,
            List<Entity.Ref> investors,
            List<Entity.Ref> places,
            List<Entity.Ref> facilities,
            long sources) {}

    /** The place and date whose boundaries apply to a query about a place. */
    public Territory territory(String place, QueryContext context) {
        return graph.readOne(
                        PLACE_ON_DATE,
                        Map.of("id", place, "at", context.time()),
                        context.languages(),
                        row -> new Territory(row.ref("place"), on(row, context.at())))
                .orElseThrow();
    }

    /** The places in a territory, by id, each with the {@code first} and {@code last} date on which a location there counts. */
    public Map<String, Map<String, Object>> areas(Territory territory, QueryContext context) {
        return graph.read(TERRITORY, about(territory, context), context.languages(), row -> row).stream()
                .collect(Collectors.toMap(
                        row -> row.text("id"), row -> row.row("dates").values()));
    }

    private static ValidAt on(Row row, ValidAt context) {
        if (Boolean.TRUE.equals(row.values().get("existed"))) {
            return context;
        }
        String end = row.text("validTo");
        boolean over = end != null && new PartialDate(end).lastDay().toString().compareTo(context.first()) < 0;
        String nearest = over
                ? new PartialDate(end).lastDay().toString()
                : new PartialDate(row.text("validFrom")).firstDay().toString();
        return new ValidAt(nearest, nearest);
    }

    /** The investors in a territory. */
    public ResultPage<Investor> investors(Territory territory, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                INVESTORS,
                INVESTORS_COUNT,
                about(territory, context),
                pageRequest,
                context,
                row -> row.row("investor").text("id"),
                row -> investor(
                        row.ref("investor"),
                        row.rows("stakes").stream().map(Investments::stake).toList()));
    }

    /** The investments in a territory. */
    public ResultPage<Located> investments(Territory territory, PageRequest pageRequest, QueryContext context) {
        return lists.page(
                INVESTMENTS,
                INVESTMENTS_COUNT,
                about(territory, context),
                pageRequest,
                context,
                row -> row.text("id"),
                Investments::located);
    }

    private static Map<String, Object> about(Territory territory, QueryContext context) {
        return Map.of("place", territory.place().id(), "at", context.time(territory.on()));
    }

    private static Stake stake(Row row) {
        Row located = row.row("located");
        Row stake = row.row("stake");
        return new Stake(
                located.entity("investment"),
                stake.text("role"),
                (Number) stake.values().get("share"),
                located.refs("places"),
                located.refs("facilities"),
                located.number("sources"));
    }

    private static Located located(Row row) {
        Row located = row.row("located");
        return new Located(
                located.entity("investment"),
                row.refs("investors"),
                located.refs("places"),
                located.refs("facilities"),
                located.number("sources"));
    }

    private static Investor investor(Entity.Ref investor, List<Stake> stakes) {
        var amounts = stakes.stream()
                .map(stake -> Totals.span(stake.investment(), AMOUNT))
                .filter(Objects::nonNull)
                .toList();
        return new Investor(investor, Totals.sumOf(amounts), stakes);
    }

    @Override
    public void warmUp(String id, PageRequest pageRequest, QueryContext context) {
        var territory = new Territory(new Entity.Ref(id, Kind.PLACE, id, null), context.at());
        investors(territory, pageRequest, context);
        investments(territory, pageRequest, context);
        areas(territory, context);
        territory(id, context);
    }
}
