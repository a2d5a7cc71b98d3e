package dev.chipgraph.ingest;

import java.util.List;
import java.util.stream.Collectors;

/** Nothing was loaded because lines were rejected. */
public final class ImportRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Rejection> rejections;

    ImportRejected(List<Rejection> rejections) {
        super(rejections.stream().map(Rejection::toString).collect(Collectors.joining("\n", "", "")));
        this.rejections = rejections;
    }

    public List<Rejection> rejections() {
        return rejections;
    }
}
