package dev.chipgraph.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files are imported. */
@ConfigMapping(prefix = "chipgraph.imports")
public interface ImportConfig {

    /** Imports that one instance works on at the same time; others wait. */
    @WithDefault("2")
    int workers();

    /** Records that are loaded in one transaction. An import of no more than that is loaded as a whole or not at all. */
    @WithDefault("5000")
    int batch();

    /** Greatest size of the files of an import, as they are sent. */
    @WithDefault("2G")
    MemorySize maxSize();

    /** Greatest size of a file of an import when it is unpacked. */
    @WithDefault("20G")
    MemorySize maxUnpackedSize();

    /** Longest line of an NDJSON file. */
    @WithDefault("1M")
    MemorySize maxLine();

    /** Rejected rows that are listed; all of them are counted. */
    @WithDefault("10000")
    int maxRejections();

    /** After how long without a sign of life another instance takes over an import. */
    @WithDefault("30s")
    Duration lease();

    /** Time between two looks for imports to work on. */
    @WithDefault("500ms")
    Duration poll();
}
