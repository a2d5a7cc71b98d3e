package dev.chipgraph.rest.read;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;

/**
 * Links from a profile to the whole lists, for the same dates and languages.
 *
 * @param id id of the entity
 * @param query query of the profile
 */
record ProfileLinks(String id, MultivaluedMap<String, String> query) {

    private static final List<String> KEPT = List.of("validAt", "knownAt", "lang", "include");

    /**
     * A link.
     *
     * @param path path, in which {@code {id}} stands for the id of the entity
     * @param parameters names and values of query parameters
     */
    String to(String path, String... parameters) {
        var link = UriBuilder.fromPath(path);
        for (int i = 0; i < parameters.length; i += 2) {
            link.queryParam(parameters[i], parameters[i + 1]);
        }
        for (String name : KEPT) {
            query.getOrDefault(name, List.of()).forEach(value -> link.queryParam(name, value));
        }
        return link.resolveTemplate("id", id).build().toString();
    }
}
