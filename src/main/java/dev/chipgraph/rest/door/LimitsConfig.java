package dev.chipgraph.rest.door;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of what one client may send. */
@ConfigMapping(prefix = "chipgraph.limits")
public interface LimitsConfig {

    /** Requests a minute from one address without credentials; 0 for no limit. */
    @WithDefault("600")
    int anonymousPerMinute();

    /** Requests a minute with the credentials of one principal; 0 for no limit. */
    @WithDefault("6000")
    int principalPerMinute();

    /** Invalid credentials a minute from one address; 0 for no limit. */
    @WithDefault("30")
    int failedLoginsPerMinute();

    /** Maximum size of the body of a request other than an import. */
    @WithDefault("10M")
    MemorySize bodySize();

    /** Maximum size of the body of an import. */
    @WithDefault("1G")
    MemorySize importSize();

    /** Time within which the body of a request other than an import must arrive. */
    @WithDefault("30s")
    Duration bodyTime();
}
