package dev.chipgraph.rest.access;

import dev.chipgraph.access.AccessConfig;
import dev.chipgraph.access.Role;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds to each identity the roles that its own roles include, and the role reader where reading is open to all. */
@ApplicationScoped
public class RoleHierarchy implements SecurityIdentityAugmentor {

    private final AccessConfig config;

    RoleHierarchy(AccessConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        var roles = Stream.of(Role.values())
                .filter(role -> identity.hasRole(role.wire()))
                .flatMap(role -> role.all().stream())
                .map(Role::wire)
                .collect(Collectors.toSet());
        if (config.openReading()) {
            roles.add(Role.READER.wire());
        }
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder(identity).addRoles(roles).build());
    }
}
