package dev.chipgraph.rest.problem;

/** There is no API key with the requested id. */
public final class UnknownKey extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownKey(String id) {
        super("There is no API key with the id \"%s\".".formatted(id));
    }
}
