package dev.chipgraph.rest.door;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the compression of answers. */
@ConfigMapping(prefix = "chipgraph.compression")
public interface CompressionConfig {

    /** Whether answers are compressed for clients that accept it. */
    @WithDefault("true")
    boolean enabled();

    /** Minimum size of an answer that is compressed, as far as its size is known beforehand. */
    @WithDefault("1K")
    MemorySize minSize();
}
