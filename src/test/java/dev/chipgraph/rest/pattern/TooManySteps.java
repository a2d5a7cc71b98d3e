package dev.chipgraph.rest.pattern;

/** Trying every assignment would take too long. */
final class TooManySteps extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
