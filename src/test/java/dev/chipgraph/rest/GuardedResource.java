package dev.chipgraph.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What editors may do, for the tests of who may do what. */
@Path("/v1/keys/guarded/test")
@RunOnVirtualThread
public class GuardedResource {

    private final SecurityIdentity identity;

    GuardedResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    @POST
    @RolesAllowed("editor")
    @Operation(hidden = true)
    public String edit(JsonNode body) {
        return identity.getPrincipal().getName();
    }
}
