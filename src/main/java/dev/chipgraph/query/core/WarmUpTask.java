package dev.chipgraph.query.core;

/** What is asked or done once before others do: planning a statement for the first time takes long. */
public interface WarmUpTask {

    /**
     * Asks and forgets the answers, or does and takes it back.
     *
     * @param id id of an entity, which need not exist
     */
    void warmUp(String id, PageRequest pageRequest, QueryContext context);
}
