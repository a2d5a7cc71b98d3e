package dev.chipgraph.rest.door;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one client may ask for. */
@ConfigMapping(prefix = "chipgraph.limits")
public interface LimitsConfig {

    /** Requests a minute from one address without credentials; 0 for any number. */
    @WithDefault("600")
    int anonymousPerMinute();

    /** Requests a minute with the credentials of one principal; 0 for any number. */
    @WithDefault("6000")
    int principalPerMinute();

    /** Credentials that are not valid, a minute from one address, before it must wait; 0 for any number. */
    @WithDefault("30")
    int failedLoginsPerMinute();

    /** Greatest body of a request, imports aside. */
    @WithDefault("10M")
    MemorySize bodySize();

    /** Greatest body of an import. */
    @WithDefault("1G")
    MemorySize importSize();

    /** Time in which a body must have arrived, imports aside. */
    @WithDefault("30s")
    Duration bodyTime();
}
