package dev.chipgraph.change;

import java.util.UUID;

/**
 * The author of a change, and the request that makes it.
 *
 * @param name the principal
 * @param origin id of the import that the change belongs to; empty when it belongs to none
 * @param request key of the request; a repeated request has the same key and is executed once
 * @param fingerprint digest of the request; a key that comes with another fingerprint is rejected
 */
public record Author(String name, String origin, String request, String fingerprint) {

    /** An author whose request only the database driver may retry. */
    public static Author of(String name) {
        return new Author(name, "", UUID.randomUUID().toString(), "");
    }

    /** The service, when it loads the bundled data. */
    public static final String SERVICE = "chipgraph";
}
