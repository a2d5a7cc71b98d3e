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

/** All of {@code /v1} needs the role reader, which everybody has where reading is open. */
@ApplicationScoped
public class ReadAccessFilter {

    private final SecurityIdentity identity;

    ReadAccessFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    void check(ResourceInfo resource) {
        // The resource and not the address, of which there are many that lead to the same resource.
        Path path = resource.getResourceClass().getAnnotation(Path.class);
        if (path.value().startsWith("/v1") && !identity.hasRole(Role.READER.wire())) {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            throw new ForbiddenException();
        }
    }
}
