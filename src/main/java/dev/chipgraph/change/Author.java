package dev.chipgraph.change;

import java.util.UUID;

/**
 * Who changes the graph, and by which request.
 *
 * @param name the principal
 * @param origin id of the import that the change belongs to; empty when it belongs to none
 * @param request what identifies the request, also when it is repeated: it is done once
 * @param fingerprint digest of what is asked for, so that a key that is used for something else is noticed
 */
public record Author(String name, String origin, String request, String fingerprint) {

    /** Somebody whose request will not be repeated by anyone but the driver of the database. */
    public static Author of(String name) {
        return new Author(name, "", UUID.randomUUID().toString(), "");
    }

    /** The service itself, as it loads its data. */
    public static final String SERVICE = "chipgraph";
}
