package dev.chipgraph.graph;

/** A newer edition of the service has written the stored data. */
public final class UnsupportedDataFormat extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedDataFormat(int stored, int supported) {
        super(
                "The stored data has format %d, but this edition of the service supports formats up to %d. Use the edition that wrote the data, or a newer one."
                        .formatted(stored, supported));
    }
}
