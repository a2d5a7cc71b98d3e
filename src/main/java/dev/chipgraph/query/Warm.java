package dev.chipgraph.query;

/** What is asked or done once before others do: planning a statement for the first time takes long. */
public interface Warm {

    /**
     * Asks and forgets the answers, or does and takes it back.
     *
     * @param id id of an entity, which need not exist
     */
    void warm(String id, Slice slice, Asked asked);
}
