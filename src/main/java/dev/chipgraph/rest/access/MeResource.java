package dev.chipgraph.rest.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chipgraph.access.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The identity of the client. */
@Path("/v1/me")
@RunOnVirtualThread
@Tag(name = "Access")
public class MeResource {

    /** How an identity was authenticated that is not known by an API key. */
    private static final String BY_TOKEN = "oidc";

    private final SecurityIdentity identity;

    MeResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * The identity of a client and its roles.
     *
     * @param principal the name under which it writes; null without credentials
     * @param authenticatedBy api-key, configuration or oidc; null without credentials
     * @param roles its roles
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Identity", description = "The identity of the client and its roles.")
    public record Me(
            @Schema(description = "The name under which the client writes; absent without credentials.") @Nullable
            String principal,

            @Schema(
                    description = "How the client was authenticated; absent without credentials.",
                    enumeration = {KeyAuthentication.BY_KEY, KeyAuthentication.BY_CONFIGURATION, BY_TOKEN})
            @Nullable
            String authenticatedBy,

            @Schema(description = "The roles of the client.")
            List<Role> roles) {}

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Your identity",
            description =
                    "Returns the principal and the roles of the client. Without credentials there is no principal, and the roles are those that everybody has.")
    public Me me() {
        return new Me(
                identity.isAnonymous() ? null : identity.getPrincipal().getName(),
                by(identity),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.wire()))
                        .toList());
    }

    /** How an identity was authenticated; null when it is anonymous. */
    public static String by(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return null;
        }
        String by = identity.getAttribute(KeyAuthentication.BY);
        return by == null ? BY_TOKEN : by;
    }
}
