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

/** Who asks. */
@Path("/v1/me")
@RunOnVirtualThread
@Tag(name = "Access")
public class MeResource {

    /** What an identity that tells nothing else was known by. */
    private static final String BY_TOKEN = "oidc";

    private final SecurityIdentity identity;

    MeResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /**
     * Who asks, and what they may do.
     *
     * @param principal the name under which they write; absent when they showed no credentials
     * @param authenticatedBy api-key, configuration or oidc; absent likewise
     * @param roles their roles
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "Who asks, and what they may do.")
    public record Me(
            @Schema(description = "The name under which they write; absent when they showed no credentials.")
            String principal,

            @Schema(
                    description = "What they were known by; absent likewise.",
                    enumeration = {KeyAuthentication.BY_KEY, KeyAuthentication.BY_CONFIGURATION, BY_TOKEN})
            String authenticatedBy,

            @Schema(description = "Their roles.") List<Role> roles) {}

    @GET
    @Operation(
            operationId = "getMe",
            summary = "Who am I",
            description =
                    "Returns who asks, and which roles they have. Without credentials these are what everybody has.")
    public Me me() {
        return new Me(
                identity.isAnonymous() ? null : identity.getPrincipal().getName(),
                by(identity),
                Arrays.stream(Role.values())
                        .filter(role -> identity.hasRole(role.wire()))
                        .toList());
    }

    /** What an identity was known by; null when it is nobody's. */
    public static String by(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return null;
        }
        String by = identity.getAttribute(KeyAuthentication.BY);
        return by == null ? BY_TOKEN : by;
    }
}
