package dev.chipgraph.rest.problem;

/** No API key has the requested id. */
public final class UnknownKey extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownKey(String id) {
        super("No API key has the id \"%s\".".formatted(id));
    }
}
