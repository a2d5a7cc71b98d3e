package dev.chipgraph.rest.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chipgraph.change.Author;
import dev.chipgraph.change.Ledger;
import dev.chipgraph.change.Ledger.Receipt;
import dev.chipgraph.change.Precondition;
import dev.chipgraph.graph.DatabaseUnavailable;
import dev.chipgraph.graph.Digests;
import dev.chipgraph.graph.RequestClock;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.rest.request.CachingFilter;
import dev.chipgraph.rest.request.EntityTags;
import dev.chipgraph.rest.request.ResponseContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;

/** The headers of a request that writes, and its answer. */
@RequestScoped
public class WriteRequest {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String MINIMAL = "return=minimal";
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,15})-[0-9a-f]+\"");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;
    private final SecurityContext security;
    private final ResponseContext reply;
    private final CachingFilter tags;
    private final Ledger ledger;
    private final RequestClock clock;

    WriteRequest(
            HttpHeaders headers,
            UriInfo uri,
            Request request,
            SecurityContext security,
            ResponseContext reply,
            CachingFilter tags,
            Ledger ledger,
            RequestClock clock) {
        this.headers = headers;
        this.uri = uri;
        this.request = request;
        this.security = security;
        this.reply = reply;
        this.tags = tags;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Name of the principal that writes. */
    String principal() {
        return security.getUserPrincipal().getName();
    }

    /** The author of the write. A request with an Idempotency-Key is executed once, however often it is sent. */
    Author author(JsonNode body) {
        String name = principal();
        String key = headers.getHeaderString(IDEMPOTENCY_KEY);
        if (key == null) {
            return Author.of(name);
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput("header", IDEMPOTENCY_KEY, "must be 1 to 255 printable ASCII characters");
        }
        String fingerprint = Digests.of(
                String.join("\n", request.getMethod(), uri.getRequestUri().toString(), String.valueOf(body)));
        return new Author(name, "", name + " " + key, fingerprint);
    }

    /**
     * Carries out a request, unless it was carried out before. Then its references are not resolved again, because by now
     * they may lead nowhere.
     */
    Receipt once(JsonNode body, Function<Author, Receipt> work) {
        Author author = author(body);
        return (headers.getHeaderString(IDEMPOTENCY_KEY) == null ? Optional.<Receipt>empty() : ledger.done(author))
                .orElseGet(() -> work.apply(author));
    }

    /**
     * The condition in If-Match and If-None-Match. A weak tag is accepted too, against RFC 9110, 13.1.1: a proxy has weakened
     * it, and the version in it is as exact as before.
     */
    Precondition condition() {
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        String none = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (none != null && !EntityTags.isAny(none)) {
            throw new InvalidInput("header", HttpHeaders.IF_NONE_MATCH, "must be * in a request that writes");
        }
        if (match == null || EntityTags.isAny(match)) {
            return new Precondition(null, match != null, none != null);
        }
        Long newest = EntityTags.of(HttpHeaders.IF_MATCH, match).stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .max(Long::compare)
                .orElse(Precondition.NO_VERSION);
        return new Precondition(newest, false, none != null);
    }

    /**
     * Answers with what was written, unless {@code Prefer: return=minimal} asks for the status only.
     *
     * @param path where it can be read
     */
    <T> RestResponse<T> answer(Receipt receipt, String path, Supplier<T> written) {
        reply.wrote(receipt.version());
        boolean created = receipt.outcome().created();
        boolean minimal = prefers(MINIMAL);
        RestResponse.ResponseBuilder<T> answer = RestResponse.ResponseBuilder.<T>create(
                        created ? 201 : minimal ? 204 : 200)
                .header(HttpHeaders.ETAG, tags.tag(path, receipt.version()));
        if (created) {
            answer.location(URI.create(path));
        }
        if (receipt.repeated()) {
            answer.header("Idempotency-Replayed", "true");
        }
        if (minimal) {
            return answer.header("Preference-Applied", MINIMAL).build();
        }
        // The change may have waited for other writers longer than a read may take.
        clock.stop();
        try {
            return answer.entity(written.get()).build();
        } catch (DatabaseUnavailable e) {
            throw new DatabaseUnavailable(
                    "The change was made, in version %d of the graph, but its result cannot be read now: %s"
                            .formatted(receipt.version(), e.getMessage()),
                    e);
        }
    }

    private boolean prefers(String preference) {
        List<String> preferences = headers.getRequestHeader("Prefer");
        return preferences != null && preferences.stream().anyMatch(value -> value.contains(preference));
    }
}
