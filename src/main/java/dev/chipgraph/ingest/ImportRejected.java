package dev.chipgraph.ingest;

import dev.chipgraph.change.ChangeRejected;
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

    /** The lines do not fit the graph together. */
    ImportRejected(ChangeRejected reason) {
        super(reason.getMessage(), reason);
        rejections = List.of();
    }

    public List<Rejection> rejections() {
        return rejections;
    }
}
