package dev.chipgraph.rest.write;

import jakarta.ws.rs.core.MediaType;

/** Media types and parameter descriptions that several edits share. */
final class Edit {

    static final String JSON = MediaType.APPLICATION_JSON;
    static final String MERGE_PATCH = "application/merge-patch+json";

    static final String CONFIRMED =
            "Whether the entity is known to differ from an organisation that has the same name. Without it, such a name is answered with 409 and the candidates. Default: false.";

    static final String CASCADE =
            "Whether to delete the entity's relationships, and the evidence of a source, with it. Without it, an entity that something refers to is answered with 409 and the referrers. Default: false.";

    private Edit() {}
}
