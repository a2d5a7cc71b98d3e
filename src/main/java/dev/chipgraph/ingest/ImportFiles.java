package dev.chipgraph.ingest;

import dev.chipgraph.ingest.RecordSource.Read;
import dev.chipgraph.ingest.mapping.InvalidMapping;
import dev.chipgraph.ingest.mapping.MappedTables;
import dev.chipgraph.ingest.mapping.Mapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;

/** Opens the files of an import in any format. */
@ApplicationScoped
class ImportFiles {

    private final Imports imports;
    private final ImportConfig config;

    ImportFiles(Imports imports, ImportConfig config) {
        this.imports = imports;
        this.config = config;
    }

    /** Opens the records of an import from the beginning. */
    RecordSource open(ImportJob job) {
        return imports.mapping(job.id())
                .map(mapping -> mapped(job, mapping))
                .orElseGet(() -> new NdjsonRecords(
                        job.files(),
                        position -> UploadStream.open(
                                imports,
                                job.id(),
                                position,
                                config.maxUnpackedSize().asLongValue()),
                        (int) config.maxLine().asLongValue()));
    }

    /** Opens mapped tables. A mapping that does not fit the files yields rejections instead of records. */
    private RecordSource mapped(ImportJob job, String mapping) {
        var files = new LinkedHashMap<String, MappedTables.Bytes>();
        for (int i = 0; i < job.files().size(); i++) {
            int position = i;
            files.put(
                    job.files().get(i),
                    () -> UploadStream.open(
                            imports,
                            job.id(),
                            position,
                            config.maxUnpackedSize().asLongValue()));
        }
        try {
            return new Mapped(MappedTables.open(
                    Mapping.of(mapping),
                    files,
                    unpacked -> new UploadStream.Limited(
                            unpacked, config.maxUnpackedSize().asLongValue())));
        } catch (InvalidMapping unfit) {
            return RecordSource.of(unfit.violations().stream()
                    .map(violation -> Read.wrong("mapping", 0, violation.field(), violation.message()))
                    .toList());
        }
    }

    private record Mapped(MappedTables tables) implements RecordSource {

        @Override
        public boolean hasNext() {
            return tables.hasNext();
        }

        @Override
        public Read next() {
            return switch (tables.next()) {
                case MappedTables.MappedRecord made -> Read.of(made.file(), made.line(), made.json());
                case MappedTables.RowRejected refused ->
                    Read.wrong(refused.file(), refused.line(), refused.field(), refused.reason());
            };
        }

        @Override
        public void close() {
            tables.close();
        }
    }
}
