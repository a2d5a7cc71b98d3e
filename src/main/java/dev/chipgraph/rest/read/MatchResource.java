package dev.chipgraph.rest.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Kind;
import dev.chipgraph.model.KnownAt;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.lookup.match.Matching;
import dev.chipgraph.query.lookup.match.Matching.Candidate;
import dev.chipgraph.rest.format.Column;
import dev.chipgraph.rest.format.Format;
import dev.chipgraph.rest.format.TableColumns;
import dev.chipgraph.rest.format.Tabular;
import dev.chipgraph.rest.request.ContextParameters;
import dev.chipgraph.rest.request.ResponseContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Matching of names to entities. */
@Path("/v1")
@RunOnVirtualThread
@Tag(name = "Questions")
public class MatchResource {

    private static final int DEFAULT_CANDIDATES = 5;

    private final Matching matching;
    private final ResponseContext reply;

    MatchResource(Matching matching, ResponseContext reply) {
        this.matching = matching;
        this.reply = reply;
    }

    /**
     * Names to match.
     *
     * @param queries the names
     * @param limit greatest number of candidates for each, 5 when absent
     * @param validAt date on which the entities must exist; any when absent
     * @param knownAt instant at which the graph must have recorded them; now when absent
     */
    @Schema(description = "Names to match.")
    public record MatchRequest(
            @Schema(description = "The names.")
            @NotNull(message = "is required")
            @Size(min = 1, max = 500, message = "must hold 1 to 500 names")
            List<@NotNull(message = "must not be null") @Valid MatchQuery> queries,

            @Schema(description = "Greatest number of candidates for each. Default: 5.")
            @Min(value = 1, message = "must be from 1 to 20")
            @Max(value = 20, message = "must be from 1 to 20")
            @Nullable
            Integer limit,

            @Schema(description = "Keeps entities that exist on this date, as in other operations. Default: all.")
            @Nullable
            String validAt,

            @Schema(
                    description =
                            "Keeps what the graph had recorded at this instant, as in other operations. Default: now.")
            @Nullable
            String knownAt) {

        private ContextParameters parameters() {
            ContextParameters parameters = new ContextParameters();
            parameters.validAt = read("validAt", validAt, ValidAt::fromString);
            parameters.knownAt = read("knownAt", knownAt, KnownAt::fromString);
            return parameters;
        }

        private static <T> T read(String field, String text, Function<String, T> reading) {
            try {
                return text == null ? null : reading.apply(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidInput("body", field, e.getMessage());
            }
        }
    }

    /**
     * A name to match.
     *
     * @param name the name, or a text with names in it
     * @param kind only entities of this kind
     * @param country the country that it probably belongs to
     * @param identifiers identifiers that it probably has
     * @param mode what the name is, a name when absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "A name to match.")
    public record MatchQuery(
            @Schema(description = "The name, in any language and spelling, or a text with names in it.")
            @NotBlank(message = "is required")
            @Size(max = 500, message = "must have at most 500 characters")
            String name,

            @Schema(description = "Only entities of this kind.") @Nullable
            Kind kind,

            @Schema(
                    description =
                            "Country that it probably belongs to: ISO 3166-1 alpha-2 code. An entity of the same country scores higher, one of another country much lower.")
            @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 alpha-2 code such as VN")
            @Nullable
            String country,

            @Schema(
                    description =
                            "Identifiers that it probably has, such as wikidata:Q20718. An entity with one of them scores at least 0.98, one with another identifier of the same scheme half.")
            @Size(max = 10, message = "must hold at most 10 identifiers")
            @Nullable
            List<
                            @NotNull(message = "must not be null")
                            @Pattern(
                                    regexp = "[A-Za-z][A-Za-z0-9.-]{0,30}:\\S{1,400}",
                                    message = "must be a URL or an identifier such as wikidata:Q20718")
                            String>
                    identifiers,

            @Schema(
                    description =
                            "What the name is: whole, a name, which an address with a country may follow, as in Siemens AG, Munich, Germany; within, a text with names in it such as an affiliation or a sentence. Default: whole.")
            Matching.@Nullable Mode mode) {

        private Matching.Query query() {
            return new Matching.Query(
                    name,
                    kind == null ? EnumSet.allOf(Kind.class) : EnumSet.of(kind),
                    country == null ? List.of() : List.of(country),
                    identifiers == null ? List.of() : identifiers,
                    mode == null ? Matching.Mode.WHOLE : mode);
        }
    }

    /**
     * The candidates for each name.
     *
     * @param items one for each name, in the order of the names
     */
    @Schema(name = "MatchList", description = "The candidates for each name.")
    public record MatchAnswer(List<Match> items) implements Tabular<MatchRow> {

        /** A row for each candidate, and one for a name that has none. */
        @Override
        public Iterator<List<MatchRow>> pages() {
            return List.of(items.stream()
                            .flatMap(match -> match.candidates().isEmpty()
                                    ? Stream.of(new MatchRow(match.query(), 0, null))
                                    : IntStream.range(0, match.candidates().size())
                                            .mapToObj(i -> new MatchRow(
                                                    match.query(),
                                                    i + 1,
                                                    match.candidates().get(i))))
                            .toList())
                    .iterator();
        }

        @Override
        public List<Column> tableColumns() {
            return TableColumns.of(MatchRow.class);
        }
    }

    /**
     * A row of a table of matches.
     *
     * @param query the name that was sent
     * @param rank 1 for the best candidate; 0 when there is none
     * @param candidate the candidate; null when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(hidden = true)
    public record MatchRow(MatchQuery query, int rank, Candidate candidate) {}

    /**
     * The candidates for a name.
     *
     * @param query the name that was sent
     * @param candidates best first
     */
    @Schema(description = "The candidates for a name, best first.")
    public record Match(MatchQuery query, List<Candidate> candidates) {}

    @POST
    @Path("match")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "match")
    @Produces({Format.OF_JSON, Format.OF_CSV, Format.OF_NDJSON})
    public MatchAnswer match(
            @RequestBody(
                            description = "The names, at most 500.",
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = MatchRequest.class)))
                    @NotNull(message = "is required")
                    @Valid
                    MatchRequest body) {
        int limit = body.limit() == null ? DEFAULT_CANDIDATES : body.limit();
        var candidates = matching.match(
                body.queries().stream().map(MatchQuery::query).toList(),
                limit,
                reply.context(body.parameters(), ValidAt.fromString(ValidAt.ALL)));
        return new MatchAnswer(IntStream.range(0, candidates.size())
                .mapToObj(i -> new Match(body.queries().get(i), candidates.get(i)))
                .toList());
    }
}
