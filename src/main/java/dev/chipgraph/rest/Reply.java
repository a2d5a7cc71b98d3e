package dev.chipgraph.rest;

import dev.chipgraph.graph.Database;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.ValidAt;
import dev.chipgraph.query.Asked;
import dev.chipgraph.query.Found;
import dev.chipgraph.query.Slice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The answer to one request: which languages it is in, and where its list goes on. */
@RequestScoped
public class Reply {

    private final Database database;
    private final UriInfo uri;
    private final Languages languages;
    private URI next;

    Reply(Database database, UriInfo uri, HttpHeaders headers) {
        this.database = database;
        this.uri = uri;
        languages = languages(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Languages languages(String header) {
        try {
            return Languages.accepting(header);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidRequest(
                    "header", HttpHeaders.ACCEPT_LANGUAGE, "must be BCP 47 language ranges such as vi, en;q=0.8");
        }
    }

    /** What the question is asked with. */
    Asked asked(Asking asking) {
        return asked(asking, ValidAt.today());
    }

    /** What the question is asked with, where a date that is not given means another than today. */
    Asked asked(Asking asking, ValidAt otherwise) {
        return asking.with(languages, otherwise);
    }

    /** Languages of the names in the answer. */
    String languages() {
        return languages.used();
    }

    /** Link to the next page of a list that goes on. */
    Optional<Link> next() {
        return Optional.ofNullable(next)
                .map(address -> Link.fromUri(address).rel("next").build());
    }

    /** A page of a list that has no order to choose. */
    <T> Listing<T> page(Paging paging, Function<Slice, Found<T>> question) {
        return page(paging, "", null, question);
    }

    /**
     * A page of a list.
     *
     * @param sort the order, which cursors belong to
     * @param boundaries of a question about a place, those that it goes by
     */
    <T> Listing<T> page(Paging paging, String sort, Listing.Boundaries boundaries, Function<Slice, Found<T>> question) {
        String list = uri.getPath() + "?sort=" + sort;
        Found<T> found = question.apply(paging.slice(list));
        String cursor = found.last() == null ? null : Cursor.of(list, found.last());
        if (cursor != null) {
            next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", cursor)
                    .build();
        }
        return new Listing<>(
                found.items(),
                new Listing.Page(paging.limit, cursor, found.total()),
                new Listing.Meta(database.version(), languages.used(), boundaries));
    }
}
