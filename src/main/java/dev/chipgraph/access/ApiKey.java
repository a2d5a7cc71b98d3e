package dev.chipgraph.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.WireName;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An API key without its secret. Only its owner knows the secret; the database stores a hash.
 *
 * @param id its id, which is also the author of changes made with it
 * @param name its purpose
 * @param role its role
 * @param status whether it can be used
 * @param createdAt when it was created
 * @param createdBy who created it
 * @param expiresAt when it expires
 * @param rotatedAt when its secret was last replaced; null when never
 * @param formerSecretUntil until when the previous secret is accepted too
 * @param revokedAt when it was revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        String id,
        String name,
        Role role,
        Status status,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant rotatedAt,
        @Nullable Instant formerSecretUntil,
        @Nullable Instant revokedAt) {

    /** Whether a key can be used. */
    @Schema(name = "ApiKeyStatus")
    public enum Status implements WireName {
        ACTIVE,
        EXPIRED,
        REVOKED;

        @Override
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ApiKey of(Row row) {
        Instant expires = instant(row, "expiresAt");
        Instant revoked = instant(row, "revokedAt");
        return new ApiKey(
                row.text("id"),
                row.text("name"),
                Role.fromString(row.text("role")),
                status(expires, revoked),
                instant(row, "createdAt"),
                row.text("createdBy"),
                expires,
                instant(row, "rotatedAt"),
                instant(row, "formerUntil"),
                revoked);
    }

    private static Status status(Instant expires, Instant revoked) {
        if (revoked != null) {
            return Status.REVOKED;
        }
        return expires.isAfter(Instant.now()) ? Status.ACTIVE : Status.EXPIRED;
    }

    static Instant instant(Row row, String column) {
        return (Instant) row.values().get(column);
    }
}
