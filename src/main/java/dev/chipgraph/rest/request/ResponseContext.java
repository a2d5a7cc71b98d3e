package dev.chipgraph.rest.request;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import dev.chipgraph.rest.format.GraphAnswer;
import dev.chipgraph.rest.format.Listing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The answer to one request: of which version of the graph it is, in which languages, and where its list goes on. */
@RequestScoped
public class ResponseContext {

    /** Items that are read at once for a list that is written whole. */
    private static final int STREAMED_AT_ONCE = 1_000;

    private final UriInfo uri;
    private final RequestClock clock;
    private final String wished;
    private Languages languages;
    private long version;
    private URI next;

    ResponseContext(Database database, UriInfo uri, HttpHeaders headers, RequestClock clock) {
        this.uri = uri;
        this.clock = clock;
        version = database.version();
        wished = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
    }

    private Languages wishes() {
        if (languages == null) {
            try {
                languages = Languages.accepting(wished);
            } catch (IllegalArgumentException malformed) {
                throw new InvalidInput(
                        "header", HttpHeaders.ACCEPT_LANGUAGE, "must be BCP 47 language ranges such as vi, en;q=0.8");
            }
        }
        return languages;
    }

    /**
     * The version of the graph when the request came in. What is read later is of this version or a newer one, never of an
     * older one.
     */
    long version() {
        return version;
    }

    /** Notes that the request made a version of the graph. */
    public void wrote(long made) {
        version = made;
    }

    /** What the question is asked with. */
    public QueryContext context(ContextParameters parameters) {
        return context(parameters, ValidAt.today());
    }

    /** What the question is asked with, where a date that is not given means another than today. */
    public QueryContext context(ContextParameters parameters, ValidAt otherwise) {
        return parameters.with(wishes(), otherwise);
    }

    /** Languages of the names in the answer. */
    String languages() {
        return wishes().used();
    }

    /** Link to the next page of a list that goes on. */
    Optional<Link> next() {
        return Optional.ofNullable(next)
                .map(address -> Link.fromUri(address).rel("next").build());
    }

    /** About the answer. */
    public Listing.Meta meta() {
        return new Listing.Meta(version, wishes().used(), null, null, null);
    }

    /** What is told about a question that is answered step by step. */
    public GraphAnswer.Meta meta(int limit, int hops, int expanded, List<Omission> omitted, Set<Truncation> truncated) {
        var leftOut = new EnumMap<RelationshipType, Long>(RelationshipType.class);
        omitted.forEach(omission -> leftOut.merge(omission.type(), omission.count(), Long::sum));
        return new GraphAnswer.Meta(
                version, wishes().used(), !truncated.isEmpty(), truncated, expanded, limit, hops, leftOut, omitted);
    }

    /** A page of a list that has no order to choose. */
    public <T> Listing<T> page(PagingParameters paging, Function<PageRequest, ResultPage<T>> question) {
        return page(paging, "", null, question);
    }

    /**
     * A page of a list.
     *
     * @param sort the order, which cursors belong to
     * @param boundaries of a question about a place, those that it goes by
     */
    public <T> Listing<T> page(
            PagingParameters paging,
            String sort,
            Listing.Boundaries boundaries,
            Function<PageRequest, ResultPage<T>> question) {
        String list = uri.getPath() + "?sort=" + sort;
        ResultPage<T> found = question.apply(paging.pageRequest(list));
        String cursor = found.last() == null ? null : Cursor.of(list, found.last());
        if (cursor != null) {
            next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", cursor)
                    .build();
        }
        return new Listing<>(
                found.items(),
                new Listing.Page(paging.limit(), cursor, found.total()),
                new Listing.Meta(version, wishes().used(), boundaries, null, null),
                null,
                paging.limit == null ? following(found, question) : Stream.of());
    }

    /** The pages after the first, each read when it is wanted and in the time that a request has. */
    private <T> Stream<List<T>> following(ResultPage<T> first, Function<PageRequest, ResultPage<T>> question) {
        return Stream.iterate(first, Objects::nonNull, found -> {
                    if (found.last() == null) {
                        return null;
                    }
                    clock.stop();
                    return question.apply(new PageRequest(
                            STREAMED_AT_ONCE, found.last().value(), found.last().id(), false));
                })
                .skip(1)
                .map(ResultPage::items);
    }
}
