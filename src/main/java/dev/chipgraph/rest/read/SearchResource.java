package dev.chipgraph.rest.read;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.CountryCode;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.ListFilter;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.lookup.reference.References;
import dev.chipgraph.query.lookup.search.Facets;
import dev.chipgraph.query.lookup.search.Search;
import dev.chipgraph.query.lookup.search.Suggestions;
import dev.chipgraph.rest.format.Column;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.Listing;
import dev.chipgraph.rest.format.TableColumns;
import dev.chipgraph.rest.format.Tabular;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.PagingParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search by words, and completion of names. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class SearchResource {

    private static final int LONGEST = 200;
    private static final String LENGTHS = "must have 1 to 200 characters";
    private static final String LIMITS = "must be from 1 to 50";

    /** Entities of all dates are found unless validAt is given. */
    private static final ValidAt ANY_DATE = ValidAt.fromString(ValidAt.ALL);

    private final Search search;
    private final Suggestions suggestions;
    private final References references;
    private final ResponseContext reply;

    SearchResource(Search search, Suggestions suggestions, References references, ResponseContext reply) {
        this.search = search;
        this.suggestions = suggestions;
        this.references = references;
        this.reply = reply;
    }

    /**
     * The answer to a search.
     *
     * @param items the hits of this page, best first
     * @param page position of the page
     * @param facets number of hits per kind, country and sector, on all pages
     * @param meta about the answer
     * @param following the remaining hits, page by page, when all of them are asked for
     */
    @Schema(name = "SearchHitList", description = "A page of hits, best first, with facets.")
    public record SearchAnswer(
            List<Search.Hit> items,
            Listing.Page page,
            Facets facets,
            SearchMeta meta,
            @JsonIgnore @Schema(hidden = true) Stream<List<Search.Hit>> following)
            implements Tabular<Search.Hit> {

        @Override
        public Iterator<List<Search.Hit>> pages() {
            return Stream.concat(Stream.of(items), following).iterator();
        }

        @Override
        public List<Column> tableColumns() {
            return TableColumns.of(Search.Hit.class);
        }
    }

    /**
     * About the answer to a search.
     *
     * @param graphVersion version of the graph that it came from
     * @param language languages of the names in it
     * @param truncated whether more fitted than were examined
     * @param bound number of names, of other texts and of statements that were examined; null unless truncated
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "About the answer to a search.")
    public record SearchMeta(
            @Schema(description = "Version of the graph; every change of the graph has a higher one.")
            long graphVersion,

            @Schema(description = "BCP 47 tags of the languages of the names, descriptions, labels and sentences.")
            String language,

            @Schema(
                    description =
                            "Whether more names, texts or statements had some of the words than were compared. Hits, facets and total then cover the best of them.")
            boolean truncated,

            @Schema(
                    description =
                            "Number of names, of other texts and of statements that were examined. Only given when more fitted.")
            @Nullable
            Integer bound) {}

    /**
     * The answer to a completion.
     *
     * @param items best first
     */
    @Schema(name = "CompletionList", description = "Completions of what is being typed, best first.")
    public record SuggestAnswer(List<Suggestions.Completion> items) implements Tabular<Suggestions.Completion> {

        @Override
        public Iterator<List<Suggestions.Completion>> pages() {
            return List.of(items).iterator();
        }

        @Override
        public List<Column> tableColumns() {
            return TableColumns.of(Suggestions.Completion.class);
        }
    }

    @GET
    @Path("search")
    @Answers(references = true)
    @Operation(operationId = "search")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public SearchAnswer search(
            @QueryParam("q")
                    @NotNull(message = "is required")
                    @Size(min = 1, max = LONGEST, message = LENGTHS)
                    @Parameter(
                            description =
                                    "The words, 1 to 200 characters. Everything except letters and digits separates words.",
                            required = true,
                            example = "semiconductor")
                    String q,
            @QueryParam("kind") @Parameter(description = "Keeps entities of these kinds.") List<Kind> kinds,
            @QueryParam("country")
                    @Parameter(
                            description =
                                    "Keeps entities that lie or have their seat in these countries: ISO 3166-1 alpha-2 codes.",
                            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
                    List<CountryCode> countries,
            @QueryParam("sector")
                    @Parameter(
                            description =
                                    "Keeps entities that cover, fund, are active in, are about or belong to these sectors or sectors within them: ids, names or identifiers.")
                    List<String> sectors,
            @Valid @BeanParam PagingParameters paging,
            @BeanParam ContextParameters parameters) {
        if (!countries.isEmpty() && !ListFilter.of(kinds).containsKey(ListFilter.COUNTRY)) {
            throw new InvalidInput("query", ListFilter.COUNTRY, ListFilter.NO_COUNTRY);
        }
        QueryContext context = reply.context(parameters, ANY_DATE);
        var query = new Search.Query(
                q,
                Set.copyOf(kinds),
                countries.stream().map(CountryCode::code).toList(),
                sectors.stream()
                        .map(sector -> references
                                .resolve(sector, Set.of(Kind.SECTOR), context)
                                .id())
                        .toList());
        var result = new AtomicReference<Search.Result>();
        var page = reply.page(paging, Folding.fold(q), null, pageRequest -> {
            result.set(search.find(query, pageRequest, context));
            return result.get().found();
        });
        boolean truncated = result.get().truncated();
        return new SearchAnswer(
                page.items(),
                page.page(),
                result.get().facets(),
                new SearchMeta(
                        page.meta().graphVersion(), page.meta().language(), truncated, truncated ? Search.BOUND : null),
                page.following());
    }

    @GET
    @Path("suggest")
    @Operation(operationId = "suggest")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public SuggestAnswer suggest(
            @QueryParam("q")
                    @NotNull(message = "is required")
                    @Size(min = 1, max = LONGEST, message = LENGTHS)
                    @Parameter(
                            description = "What was typed so far, 1 to 200 characters.",
                            required = true,
                            example = "ninh b")
                    String q,
            @QueryParam("kind") @Parameter(description = "Keeps entities of these kinds.") List<Kind> kinds,
            @QueryParam("limit")
                    @DefaultValue("10")
                    @Min(value = 1, message = LIMITS)
                    @Max(value = 50, message = LIMITS)
                    @Parameter(description = "Greatest number of entities to return.")
                    int limit,
            @BeanParam ContextParameters parameters) {
        return new SuggestAnswer(suggestions.suggest(
                q,
                kinds.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(kinds),
                limit,
                reply.context(parameters, ANY_DATE)));
    }
}
