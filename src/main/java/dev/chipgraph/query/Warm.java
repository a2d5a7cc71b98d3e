package dev.chipgraph.query;

/** Questions that are asked once before others ask them: planning a statement for the first time takes long. */
interface Warm {

    /**
     * Asks, and forgets the answers.
     *
     * @param id id of an entity, which need not exist
     */
    void warm(String id, Slice slice, Asked asked);
}
