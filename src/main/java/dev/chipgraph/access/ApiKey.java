package dev.chipgraph.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chipgraph.graph.Row;
import dev.chipgraph.model.WireName;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An API key, without its secret, which nobody knows but who was given it.
 *
 * @param id names it, also as the author of what is written with it
 * @param name what it is for
 * @param role what it allows
 * @param status whether it can be used
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param expiresAt when it ends
 * @param rotatedAt when it got its present secret, if that is not its first
 * @param formerSecretUntil until when the secret before that is accepted too
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
        Instant rotatedAt,
        Instant formerSecretUntil,
        Instant revokedAt) {

    /** Whether a key can be used. */
    @Schema(name = "KeyStatus")
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
