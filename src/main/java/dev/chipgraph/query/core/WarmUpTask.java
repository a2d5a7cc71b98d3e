package dev.chipgraph.query.core;

/** Work that runs once at the start, because the database takes long to plan a statement for the first time. */
public interface WarmUpTask {

    /**
     * Runs queries and discards the results, or makes changes and rolls them back.
     *
     * @param id id of an entity, which may not exist
     */
    void warmUp(String id, PageRequest pageRequest, QueryContext context);
}
