package dev.chipgraph.rest.access;

import dev.chipgraph.access.Role;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Requires the role reader for all of {@code /v1}. Everybody has it where reading is open. */
@ApplicationScoped
public class ReadAccessFilter {

    private final SecurityIdentity identity;

    ReadAccessFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void check(ResourceInfo resource) {
        // The path of the resource, because a URL can be written in several ways.
        Path path = resource.getResourceClass().getAnnotation(Path.class);
        if (path.value().startsWith("/v1") && !identity.hasRole(Role.READER.wire())) {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            throw new ForbiddenException();
        }
    }
}
