package dev.chipgraph.rest.problem;

import java.io.IOException;

/** The body of a request exceeds its limit. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    public BodyTooLarge(long limit) {
        super("The body is larger than %d bytes.".formatted(limit));
    }
}
