package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The types of problem documents (RFC 9457). {@code GET /problems/{type}} explains each. */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            "Invalid request",
            "A parameter, a header or a field of the body is unknown or has a value that is not allowed. Each entry of violations says where it is (in, field) and what is allowed there."),
    MALFORMED_BODY(400, "Malformed body", "The body is not valid JSON. The detail says where the error is."),
    UNAUTHORIZED(
            401,
            "Authentication needed",
            "The request needs an API key (header X-API-Key) or a bearer token, or the one it carries is not valid. The detail says which of the two it is, and which role is needed."),
    FORBIDDEN(403, "Forbidden", "The credentials are valid but do not have the role that the detail names."),
    UNKNOWN_PATH(404, "Unknown path", "No resource has this path. The detail lists the collections."),
    UNKNOWN_KEY(404, "Unknown API key", "No API key has this id."),
    UNKNOWN_REFERENCE(
            404,
            "Unknown reference",
            "No entity, relationship or other record of a suitable kind has this id, name or identifier. suggestions lists likely matches."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource does not support this method. The header Allow lists those it supports."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The resource offers none of the formats that the header Accept lists. The detail names those it offers."),
    AMBIGUOUS_REFERENCE(
            409,
            "Ambiguous reference",
            "Several entities have this name. suggestions lists them; repeat the request with the id of the one you mean."),
    ALREADY_EXISTS(
            409,
            "Already exists",
            "The record to be added exists already. The detail names it; if it is a relationship, referrers holds it."),
    SAME_NAME(
            409,
            "Same name",
            "An organisation with this name exists already; suggestions holds it. If yours is a different one, send confirmed=true."),
    SAME_IDENTIFIER(
            409,
            "Same identifier",
            "Another entity has this identifier of sameAs already; suggestions holds it. Merge the two if they are the same, or remove the identifier from one of them."),
    CYCLE(
            409,
            "Cycle",
            "The change would make relationships of one type lead back to where they start, which PART_OF, SUBSIDIARY_OF and SUCCEEDED_BY must not. The detail names the entities in their order."),
    REFERRED_TO(
            409,
            "Referred to",
            "Other records refer to the record that is to be deleted or merged. The detail says which; referrers lists some of them."),
    CHANGED_AGAIN(
            409,
            "Changed again",
            "A record has changed since the change that is to be undone. The detail names the record."),
    GONE(
            410,
            "Gone",
            "The record was deleted. Its history shows what it was and can restore it; a query with knownAt still finds it."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "The record is not in the state that If-Match or If-None-Match requires. Nothing was changed; read the record again."),
    BODY_TOO_SLOW(
            408,
            "Body too slow",
            "The body did not arrive in time. Send it without pauses, or in several smaller requests."),
    LAST_ADMIN_KEY(
            409,
            "Last admin key",
            "This is the last API key with the role admin. Without it nobody could create another; create one first."),
    TOO_LARGE(413, "Body too large", "The body is larger than the service accepts."),
    URI_TOO_LONG(414, "URI too long", "The URL is longer than the service accepts. Use fewer or shorter parameters."),
    TOO_EXPENSIVE(
            422,
            "Too expensive",
            "The answer needs more time or memory than one request may use. The detail says how far the query came and how to narrow it."),
    KEY_REUSED(
            422,
            "Key used before",
            "The Idempotency-Key was sent with a different request before. Nothing was changed; use a new key."),
    PRECONDITION_REQUIRED(
            428,
            "Precondition required",
            "A change must name the version of the record that it applies to. Send the ETag of the record as If-Match, or If-Match: * to change any version."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The resource does not read bodies of this media type. The detail names those it reads."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The client has sent more requests than it may. Repeat the request after the number of seconds in Retry-After. RateLimit tells how many requests are left, RateLimit-Policy how many are allowed."),
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request is not valid HTTP. For example, it has no host, or its URL is not valid."),
    HEADERS_TOO_LARGE(
            431,
            "Headers too large",
            "The headers are longer than the service accepts. Send fewer or shorter headers."),
    INTERNAL(500, "Internal error", "The service has failed. Quote the traceId when you report it."),
    DATABASE_UNAVAILABLE(
            503,
            "Database unavailable",
            "The database does not answer, is too slow or too busy, or is still being filled. Repeat the request after the number of seconds in Retry-After.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The URI reference that identifies the type and leads to its explanation. */
    @JsonValue
    public String uri() {
        return "/problems/" + slug();
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }
}
