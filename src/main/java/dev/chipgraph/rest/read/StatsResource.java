package dev.chipgraph.rest.read;

import static dev.chipgraph.rest.problem.ProblemType.TOO_EXPENSIVE;

import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.Property;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.Sort;
import dev.chipgraph.query.question.Dimension;
import dev.chipgraph.query.question.Entities;
import dev.chipgraph.query.question.Stats;
import dev.chipgraph.query.question.Stats.Measure;
import dev.chipgraph.rest.format.Column;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.problem.DidYouMean;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.KindFilters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Statistics. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class StatsResource {

    private final Stats stats;
    private final EntityListing listing;
    private final ResponseContext reply;

    StatsResource(Stats stats, EntityListing listing, ResponseContext reply) {
        this.stats = stats;
        this.listing = listing;
        this.reply = reply;
    }

    @GET
    @Path("stats")
    @KindFilters(byQuery = true)
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    @Answers(references = true, value = TOO_EXPENSIVE)
    @Operation(operationId = "getStats")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = Format.OF_JSON, schema = @Schema(ref = "StatsRowList")),
                @Content(mediaType = Format.OF_CSV),
                @Content(mediaType = Format.OF_NDJSON)
            })
    public Listing<Map<String, Object>> stats(
            @QueryParam("kind") @Parameter(description = "Counts entities of these kinds.", example = "[\"agreement\"]")
                    List<Kind> kinds,
            @QueryParam("groupBy")
                    @Parameter(
                            description = "Dimensions, separated by commas. Default: kind.",
                            example = "partyCountry,status")
                    String groupBy,
            @QueryParam("measure")
                    @Parameter(
                            description =
                                    "What to compute for each group. count: the number of entities. amount: also the sums of their amounts per currency, for kinds that have amounts; of ranges, both the least and the greatest sum. parties: also the number of different parties of agreements, or investors of investments. Default: count.")
                    Measure measure,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters,
            UriInfo uri) {
        Set<Kind> counted = kinds.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(kinds);
        var dimensions = dimensions(groupBy, counted);
        Measure measured = measure == null ? Measure.COUNT : measure;
        Property amount =
                counted.size() == 1 ? EntityListing.amount(counted.iterator().next()) : null;
        if (measured == Measure.AMOUNT && amount == null) {
            throw new InvalidInput(
                    "query", "measure", "amount needs one kind that has amounts: kind=investment or kind=agreement");
        }
        if (measured == Measure.PARTIES && Dimension.party(counted) == null) {
            throw new InvalidInput("query", "measure", "parties needs kind=agreement or kind=investment");
        }
        QueryContext context = reply.context(parameters);
        var criteria = new Entities.Criteria(
                kinds.isEmpty() ? Set.of() : counted,
                listing.filters(ListFilter.of(kinds), uri.getQueryParameters(), context),
                Sort.ID);
        return reply.page(
                        paging,
                        dimensions + "/" + measured,
                        null,
                        pageRequest -> stats.groups(criteria, dimensions, measured, amount, pageRequest, context))
                .with(Column.at(Stats.columns(dimensions, measured)));
    }

    private static List<Dimension> dimensions(String groupBy, Set<Kind> kinds) {
        var known = Dimension.of(kinds);
        return Arrays.stream((groupBy == null ? "kind" : groupBy).split(",", -1))
                .distinct()
                .map(name -> {
                    Dimension dimension = known.get(name);
                    if (dimension == null) {
                        throw new InvalidInput(
                                "query",
                                "groupBy",
                                "does not know \"%s\"%s of %s there are %s"
                                        .formatted(
                                                name,
                                                DidYouMean.best(name, known.keySet())
                                                        .map(meant -> "; did you mean " + meant + "?")
                                                        .orElse(";"),
                                                kinds.size() == Kind.values().length
                                                        ? "all kinds together"
                                                        : Kind.described(kinds),
                                                String.join(", ", known.keySet())));
                    }
                    return dimension;
                })
                .toList();
    }
}
