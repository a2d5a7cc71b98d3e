package dev.chipgraph.change;

/** No entity, relationship or evidence has or had the id, or it has another kind. */
public final class UnknownId extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownId(String id) {
        super("There is no entity, relationship or evidence with the id \"%s\".".formatted(id));
    }
}
