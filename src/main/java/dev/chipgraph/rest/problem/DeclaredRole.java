package dev.chipgraph.rest.problem;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The role that a resource needs by its {@link RolesAllowed}, on the method or else on the class. */
final class DeclaredRole {

    private DeclaredRole() {}

    static Optional<String> of(ResourceInfo resource) {
        return Stream.<AnnotatedElement>of(resource.getResourceMethod(), resource.getResourceClass())
                .map(element -> element.getAnnotation(RolesAllowed.class))
                .filter(Objects::nonNull)
                .findFirst()
                .map(allowed -> String.join(" or ", allowed.value()));
    }
}
