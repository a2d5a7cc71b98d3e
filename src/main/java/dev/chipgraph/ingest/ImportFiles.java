package dev.chipgraph.ingest;

import jakarta.enterprise.context.ApplicationScoped;

/** The records in the files of an import, whatever their format. */
@ApplicationScoped
class ImportFiles {

    private final Imports imports;
    private final ImportConfig config;

    ImportFiles(Imports imports, ImportConfig config) {
        this.imports = imports;
        this.config = config;
    }

    /** The records of an import, from the first one. */
    Records open(ImportJob job) {
        return new NdjsonRecords(
                job.files(),
                position -> Unpacking.open(
                        imports, job.id(), position, config.maxUnpackedSize().asLongValue()),
                (int) config.maxLine().asLongValue());
    }
}
