package dev.chipgraph.rest.access;

import dev.chipgraph.access.ApiKey;
import dev.chipgraph.access.ApiKeys;
import dev.chipgraph.access.ApiKeys.Issued;
import dev.chipgraph.access.Role;
import dev.chipgraph.model.Instants;
import dev.chipgraph.model.InvalidInput;
import dev.chipgraph.model.Violation;
import dev.chipgraph.rest.problem.Answers;
import dev.chipgraph.rest.problem.ProblemType;
import dev.chipgraph.rest.problem.UnknownKey;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API keys, by which clients get a role. */
@Path("/v1/keys")
@RunOnVirtualThread
@RolesAllowed("admin")
@Tag(name = "Access")
public class KeyResource {

    private static final String JSON = "application/json";
    private static final String ID = "Id of the API key.";

    /** 30 days, and a second for the time between two readings of the clock. */
    private static final Duration MAX_GRACE = Duration.ofDays(30).plusSeconds(1);

    private final ApiKeys keys;
    private final SecurityIdentity identity;

    KeyResource(ApiKeys keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    /**
     * A key to create.
     *
     * @param name what it is for
     * @param role what it allows
     * @param expiresAt when it expires
     * @param expiresIn after which time it expires, instead of expiresAt
     */
    @Schema(name = "ApiKeyInput", description = "An API key to create.")
    public record NewKey(
            @Schema(description = "What it is for.")
            @NotBlank(message = "is required")
            @Size(max = 100, message = "must have at most 100 characters")
            String name,

            @Schema(description = "What it allows. Each role includes those before it.")
            @NotNull(message = "is required")
            Role role,

            @Schema(description = "When it expires.") @Nullable
            Instant expiresAt,

            @Schema(
                    description =
                            "After which time it expires, as an ISO 8601 duration; instead of expiresAt. Default: the setting chipgraph.access.lifetime, which is a year unless changed.",
                    examples = "P90D")
            @Nullable
            String expiresIn) {

        /** When it expires; null when neither is given. */
        private Instant expires() {
            if (expiresAt != null && expiresIn != null) {
                throw new InvalidInput("body", "expiresIn", "must not be given together with expiresAt");
            }
            String field = expiresIn == null ? "expiresAt" : "expiresIn";
            Instant end = expiresIn == null ? expiresAt : after(expiresIn, "body", field);
            if (end != null && !end.isAfter(Instant.now())) {
                throw new InvalidInput("body", field, "must lie in the future");
            }
            try {
                return end == null ? null : Instants.inRange(end);
            } catch (IllegalArgumentException e) {
                throw new InvalidInput("body", field, e.getMessage());
            }
        }
    }

    /**
     * A key and its secret.
     *
     * @param key the key
     * @param secret the secret
     */
    @Schema(name = "ApiKeyWithSecret")
    public record KeyWithSecret(ApiKey key, String secret) {

        /** Omits the secret, which must not get into a log. */
        @Override
        public String toString() {
            return "KeyWithSecret[key=" + key.id() + "]";
        }
    }

    /**
     * All keys.
     *
     * @param items the keys, newest first
     */
    @Schema(name = "ApiKeyList", description = "All keys.")
    public record KeyList(
            @Schema(description = "The keys, newest first.") List<ApiKey> items) {}

    @GET
    @Operation(
            operationId = "listKeys",
            summary = "API keys",
            description =
                    "Lists all API keys, including expired and revoked ones, newest first. Secrets are not shown.")
    public KeyList list() {
        return new KeyList(keys.all());
    }

    @POST
    @Operation(
            operationId = "createKey",
            summary = "Create an API key",
            description = "Creates an API key. Only this response shows its secret: the service stores a hash of it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = JSON,
                            examples =
                                    @ExampleObject(
                                            name = "editor",
                                            summary = "For an editor, for 90 days",
                                            value =
                                                    "{\"name\": \"Newsroom\", \"role\": \"editor\", \"expiresIn\": \"P90D\"}")))
    @APIResponse(
            responseCode = "201",
            description = "The key was created. Location is its URL.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyWithSecret.class)))
    public RestResponse<KeyWithSecret> create(@NotNull(message = "is required") @Valid NewKey body, UriInfo uri) {
        Issued issued = keys.create(
                body.name().strip(),
                body.role(),
                body.expires(),
                identity.getPrincipal().getName());
        return RestResponse.ResponseBuilder.<KeyWithSecret>created(
                        uri.getAbsolutePathBuilder().path(issued.key().id()).build())
                .entity(new KeyWithSecret(issued.key(), issued.secret()))
                .build();
    }

    @GET
    @Path("{id}")
    @Answers(ProblemType.UNKNOWN_KEY)
    @Operation(operationId = "getKey", summary = "An API key", description = "Returns an API key, without its secret.")
    public ApiKey get(@PathParam("id") @Parameter(description = ID, example = "newsroom-3f9a1c") String id) {
        return keys.get(id).orElseThrow(() -> new UnknownKey(id));
    }

    @POST
    @Path("{id}/rotate")
    @Answers(ProblemType.UNKNOWN_KEY)
    @Operation(
            operationId = "rotateKey",
            summary = "Give an API key a new secret",
            description =
                    "Gives an API key a new secret, for example when the old one may have been disclosed. The old secret is still accepted for the time given by grace.")
    @APIResponse(
            responseCode = "200",
            description = "The key and its new secret.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = KeyWithSecret.class)))
    public KeyWithSecret rotate(
            @PathParam("id") @Parameter(description = ID, example = "newsroom-3f9a1c") String id,
            @QueryParam("grace")
                    @Parameter(
                            description =
                                    "How long the old secret is still accepted: an ISO 8601 duration of at most 30 days. Default: not at all.",
                            example = "PT24H")
                    String grace) {
        return keys.rotate(id, grace == null ? Duration.ZERO : grace(grace))
                .map(issued -> new KeyWithSecret(issued.key(), issued.secret()))
                .orElseThrow(() -> new UnknownKey(id));
    }

    private static Duration grace(String text) {
        Duration duration = Duration.between(Instant.now(), after(text, "query", "grace"));
        if (duration.isNegative() || duration.compareTo(MAX_GRACE) > 0) {
            throw new InvalidInput("query", "grace", "must be from PT0S to P30D");
        }
        return duration;
    }

    @DELETE
    @Path("{id}")
    @Answers({ProblemType.UNKNOWN_KEY, ProblemType.LAST_ADMIN_KEY})
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke an API key",
            description =
                    "Revokes an API key. The key stays in the list, because records written with it name it as their author. Other instances of the service may accept it for some seconds more. The last key with the role admin cannot be revoked, unless the configuration sets one.")
    @APIResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(@PathParam("id") @Parameter(description = ID, example = "newsroom-3f9a1c") String id) {
        if (!keys.revoke(id)) {
            throw new UnknownKey(id);
        }
    }

    private static Instant after(String duration, String in, String field) {
        try {
            TemporalAmount amount = duration.contains("T") ? Duration.parse(duration) : Period.parse(duration);
            return ZonedDateTime.now(ZoneOffset.UTC).plus(amount).toInstant();
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidInput(
                    List.of(new Violation(in, field, "must be an ISO 8601 duration such as PT12H, P90D or P1Y")));
        }
    }
}
