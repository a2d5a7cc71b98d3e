package dev.chipgraph.rest.request;

import dev.chipgraph.graph.Database;
import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.RelationshipType;
import dev.chipgraph.model.Texts;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.core.PageRequest;
import dev.chipgraph.query.core.QueryContext;
import dev.chipgraph.query.core.ResultPage;
import dev.chipgraph.query.core.Truncation;
import dev.chipgraph.query.traversal.Neighbourhood.Omission;
import dev.chipgraph.rest.format.AnswerTexts;
import dev.chipgraph.rest.format.Attestation;
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
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the answer to the current request tells about itself: version of the graph, languages, and link to the next
 * page.
 */
@RequestScoped
public class ResponseContext {

    /** Page size in which a list is read that is streamed as a whole. */
    private static final int STREAMED_PAGE_SIZE = 1_000;

    private final UriInfo uri;
    private final RequestClock clock;
    private final String acceptLanguage;
    private String lang;
    private Languages languages;
    private boolean allLanguages;
    private long version;
    private URI next;

    ResponseContext(Database database, UriInfo uri, HttpHeaders headers, RequestClock clock) {
        this.uri = uri;
        this.clock = clock;
        version = database.version();
        acceptLanguage = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
    }

    private Languages accepted() {
        if (languages == null) {
            try {
                languages = Languages.accepting(lang == null ? acceptLanguage : lang);
            } catch (IllegalArgumentException malformed) {
                throw new InvalidInput(
                        lang == null ? "header" : "query",
                        lang == null ? HttpHeaders.ACCEPT_LANGUAGE : "lang",
                        "must be a list of BCP 47 language ranges, such as vi, en;q=0.8");
            }
        }
        return languages;
    }

    /**
     * The version of the graph when the request arrived. Whatever is read later is of this version or a newer one.
     */
    long version() {
        return version;
    }

    /** Notes the version of the graph that the request has made. */
    public void wrote(long made) {
        version = made;
    }

    /** The context of a query, at today's date unless the parameters name another. */
    public QueryContext context(ContextParameters parameters) {
        return context(parameters, ValidAt.today());
    }

    /** The context of a query whose default date is not today. */
    public QueryContext context(ContextParameters parameters, ValidAt defaultDate) {
        if (parameters.hasClaims()) {
            throw new InvalidInput(
                    "query", "include", "may be claims for a single entity only; here it must be evidence");
        }
        lang = parameters.lang;
        return parameters.with(accepted(), defaultDate);
    }

    /** The context of a query about one entity, to which its claims may be added. */
    public QueryContext contextOfEntity(ContextParameters parameters) {
        lang = parameters.lang;
        return parameters.with(accepted(), ValidAt.today());
    }

    /** The languages of the names, descriptions and sentences of an answer, as in {@code Content-Language}. */
    private String languagesOf(Stream<String> texts) {
        return String.join(", ", accepted().of(texts));
    }

    /**
     * The languages of a whole answer.
     *
     * @param streamed whether pages follow which are read later
     */
    String languages(Object answer, boolean streamed) {
        var texts = accepted();
        var used = new TreeSet<>(texts.of(AnswerTexts.in(answer)));
        if (streamed && next != null) {
            used.addAll(texts.expected());
        }
        if (allLanguages) {
            Texts.all().forEach(each -> used.add(each.language()));
        }
        return String.join(", ", used);
    }

    /** Notes that the answer has texts in every language. */
    public void wroteAllLanguages() {
        allLanguages = true;
    }

    /** Link to the next page; empty on the last one. */
    Optional<Link> next() {
        return Optional.ofNullable(next)
                .map(address -> Link.fromUri(address).rel("next").build());
    }

    /** Metadata of an answer that is one record. */
    public Listing.Meta meta() {
        return new Listing.Meta(version, languagesOf(Stream.of()), null, null, null, null);
    }

    /** Metadata of an answer that consists of several lists, which are given with their items. */
    public Listing.Meta meta(List<?> items) {
        return new Listing.Meta(version, languagesOf(AnswerTexts.in(items)), null, null, null, Attestation.of(items));
    }

    /**
     * Metadata of a traversal.
     *
     * @param content the entities and relationships of the answer, or what has these in it
     */
    public GraphAnswer.Meta meta(
            int limit, int hops, int expanded, List<Omission> omitted, Set<Truncation> truncated, List<?> content) {
        var leftOut = new EnumMap<RelationshipType, Long>(RelationshipType.class);
        omitted.forEach(omission -> leftOut.merge(omission.type(), omission.count(), Long::sum));
        return new GraphAnswer.Meta(
                version,
                languagesOf(AnswerTexts.in(content)),
                !truncated.isEmpty(),
                truncated,
                expanded,
                limit,
                hops,
                leftOut,
                omitted,
                Attestation.of(content));
    }

    /** A page of a list with a fixed order. */
    public <T> Listing<T> page(PagingParameters paging, Function<PageRequest, ResultPage<T>> question) {
        return page(paging, "", null, question);
    }

    /**
     * A page of a list.
     *
     * @param sort the order of the list, for which alone its cursors are valid
     * @param boundaries the boundaries by which a query about a place was answered, or null
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
                new Listing.Meta(
                        version,
                        languagesOf(AnswerTexts.in(found.items())),
                        boundaries,
                        null,
                        null,
                        Attestation.of(found.items())),
                null,
                paging.limit == null ? following(found, question) : Stream.of());
    }

    /** The pages after the first. Each is read when it is written, and has the time limit of a request of its own. */
    private <T> Stream<List<T>> following(ResultPage<T> first, Function<PageRequest, ResultPage<T>> question) {
        return Stream.iterate(first, Objects::nonNull, found -> {
                    if (found.last() == null) {
                        return null;
                    }
                    clock.stop();
                    accepted().told();
                    return question.apply(new PageRequest(
                            STREAMED_PAGE_SIZE,
                            found.last().value(),
                            found.last().id(),
                            false));
                })
                .skip(1)
                .map(ResultPage::items);
    }
}
