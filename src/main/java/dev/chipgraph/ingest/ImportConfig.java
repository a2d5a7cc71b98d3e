package dev.chipgraph.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of imports. */
@ConfigMapping(prefix = "chipgraph.imports")
public interface ImportConfig {

    /** Number of imports that one instance runs at the same time; others wait. */
    @WithDefault("2")
    int workers();

    /** Number of records per transaction. A smaller import is atomic. */
    @WithDefault("5000")
    int batch();

    /** Maximum number of records of a dry run whose changes are counted, by making them in one transaction and rolling back. */
    @WithDefault("50000")
    long maxPreview();

    /** Maximum size of the uploaded files of an import. */
    @WithDefault("2G")
    MemorySize maxSize();

    /** Maximum size of a decompressed file. */
    @WithDefault("20G")
    MemorySize maxUnpackedSize();

    /** Maximum length of a line of an NDJSON file. */
    @WithDefault("1M")
    MemorySize maxLine();

    /** Maximum number of listed rejections; all of them are counted. */
    @WithDefault("10000")
    int maxRejections();

    /** Lease of a running import: after this time without a heartbeat another instance takes it over. */
    @WithDefault("30s")
    Duration lease();

    /** Interval at which workers look for imports. */
    @WithDefault("500ms")
    Duration poll();
}
