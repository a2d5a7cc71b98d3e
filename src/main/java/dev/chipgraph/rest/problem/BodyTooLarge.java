package dev.chipgraph.rest.problem;

import java.io.IOException;

/** A body exceeds its limit; noticed while reading when the request has no Content-Length. */
public final class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    public BodyTooLarge(long limit) {
        super("The body is larger than %d bytes.".formatted(limit));
    }
}
