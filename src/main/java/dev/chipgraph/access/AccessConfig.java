package dev.chipgraph.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;

/** Who may do what. */
@ConfigMapping(prefix = "chipgraph.access")
public interface AccessConfig {

    /** A secret that always stands for the principal {@code admin} with the role admin; absent: none does. */
    Optional<@Size(min = 20, message = "must have at least 20 characters") String> adminKey();

    /** Whether everybody may read; otherwise the role reader is needed. */
    @WithDefault("true")
    boolean openReading();

    /** Whether to make a key with the role admin at start, and print its secret, when there is no way to write yet. */
    @WithDefault("false")
    boolean firstKey();

    /** For how long a new key lasts when that is not told. */
    @WithDefault("365d")
    Duration lifetime();

    /** For how long a key that was looked up is remembered: after that at the latest, no instance takes a revoked key. */
    @WithDefault("10s")
    Duration remembered();
}
