package dev.chipgraph.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;

/** Settings of authentication and authorization. */
@ConfigMapping(prefix = "chipgraph.access")
public interface AccessConfig {

    /** A secret that authenticates the principal {@code admin} with the role admin; none by default. */
    Optional<@Size(min = 20, message = "must have at least 20 characters") String> adminKey();

    /** Whether anonymous clients may read; otherwise reading needs the role reader. */
    @WithDefault("true")
    boolean openReading();

    /** Whether to create a key with the role admin at the start, and print its secret, when no admin key exists. */
    @WithDefault("false")
    boolean firstKey();

    /** Lifetime of a new key that is created without an expiry. */
    @WithDefault("365d")
    Duration lifetime();

    /** How long a looked-up key is cached, and so how long another instance may accept a revoked key. */
    @WithDefault("10s")
    Duration remembered();
}
