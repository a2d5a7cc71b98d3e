package dev.chipgraph.rest.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of failure that clients meet (RFC 9457). {@code GET /problems/{type}} explains each. */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            "Invalid request",
            "Something in the request is unknown or out of bounds. Each entry of violations names where it stands (in, field) and what is allowed there."),
    MALFORMED_BODY(400, "Malformed body", "The body is not valid JSON. The detail says where it breaks off."),
    UNAUTHORIZED(
            401,
            "Authentication needed",
            "This needs an API key (header X-API-Key) or a bearer token, or the one that was sent is not valid. The detail says which, and which role is needed."),
    FORBIDDEN(403, "Forbidden", "The credentials are valid, but do not have the role that the detail names."),
    UNKNOWN_PATH(404, "Unknown path", "There is no such resource. The detail names what there is."),
    UNKNOWN_KEY(404, "Unknown API key", "There is no API key with this id."),
    UNKNOWN_REFERENCE(
            404,
            "Unknown reference",
            "No entity, relationship or other thing of a fitting kind is meant by the id, name or identifier. suggestions holds what was probably meant."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The resource has other methods; the header Allow names them."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The answer cannot be given in any of the formats that Accept names."),
    AMBIGUOUS_REFERENCE(
            409,
            "Ambiguous reference",
            "Several entities have this name. suggestions holds them; repeat the request with the id of the one that is meant."),
    ALREADY_EXISTS(
            409,
            "Already exists",
            "What is to be added is there already. The detail names it; referrers holds the relationship that it is."),
    SAME_NAME(
            409,
            "Same name",
            "An organisation of this name is in the graph; suggestions holds it. If yours is another, send confirmed=true."),
    REFERRED_TO(
            409,
            "Referred to",
            "What is to be deleted or merged is referred to, which the detail tells; referrers holds some of it."),
    CHANGED_AGAIN(409, "Changed again", "What is to be undone has changed since; the detail tells what."),
    GONE(410, "Gone", "It was deleted. Its history tells what it was and can bring it back; knownAt still shows it."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "It is not in the state that If-Match or If-None-Match names. Nothing was changed; read it again."),
    BODY_TOO_SLOW(408, "Body too slow", "The body did not arrive in time. Send it at once, or in smaller parts."),
    LAST_ADMIN_KEY(
            409,
            "Last admin key",
            "This is the last API key with the role admin: without it nobody could make another. Make one first."),
    TOO_LARGE(413, "Body too large", "The body is larger than the service takes."),
    URI_TOO_LONG(
            414, "URI too long", "The address is longer than the service takes; ask with fewer or shorter parameters."),
    TOO_EXPENSIVE(
            422,
            "Too expensive",
            "Answering takes more time or memory than a request may. The detail says how far it came and how to ask for less."),
    KEY_REUSED(
            422,
            "Key used before",
            "The Idempotency-Key was sent with another request before. Nothing was changed; take a new key."),
    PRECONDITION_REQUIRED(
            428,
            "Precondition required",
            "What is there is changed only on condition that nobody else has changed it meanwhile: send its ETag as If-Match, or If-Match: * to change it whatever it is."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body is in a format that this resource does not read."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The client has asked more often than it may. Repeat the request after the number of seconds in Retry-After; RateLimit and RateLimit-Policy tell what is left and what is allowed."),
    MALFORMED_REQUEST(
            400,
            "Malformed request",
            "The request is not valid HTTP, such as one without a host, or with an address that is none."),
    HEADERS_TOO_LARGE(
            431, "Headers too large", "The headers are longer than the service takes; send fewer, or shorter ones."),
    INTERNAL(500, "Internal error", "The service has failed. Quote the traceId when reporting it."),
    DATABASE_UNAVAILABLE(
            503,
            "Database unavailable",
            "The database does not answer, not in time, or is busy or still being filled. Repeat the request after the number of seconds in Retry-After.");

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
