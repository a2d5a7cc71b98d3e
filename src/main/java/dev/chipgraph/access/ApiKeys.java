package dev.chipgraph.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Languages;
import dev.chipgraph.model.Slugs;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The API keys. They are not part of the knowledge graph: writing them does not change its version and does not wait for
 * its writers.
 */
@ApplicationScoped
public class ApiKeys {

    /** Principal of the secret in the configuration. */
    public static final String CONFIGURED = "admin";

    private static final Statement ADMINS = Statement.of("access/admins");
    private static final Statement CREATE = Statement.of("access/create");
    private static final Statement FIND = Statement.of("access/find");
    private static final Statement KEY = Statement.of("access/key");
    private static final Statement KEYS = Statement.of("access/keys");
    private static final Statement REVOKE = Statement.of("access/revoke");
    private static final Statement ROTATE = Statement.of("access/rotate");
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_SLUG = 40;

    private final Graph graph;
    private final AccessConfig config;
    private final Optional<String> configured;
    private final Cache<String, Optional<StoredKey>> found;

    ApiKeys(Graph graph, AccessConfig config) {
        this.graph = graph;
        this.config = config;
        configured = config.adminKey().map(Secret::hash);
        // Unknown secrets are cached too, so that repeating one costs no database query.
        found = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(config.remembered())
                .build();
    }

    /**
     * The key that a secret belongs to.
     *
     * @param until when this secret expires, if before the key
     */
    private record StoredKey(ApiKey key, Instant until) {}

    /**
     * The authenticated holder of a secret.
     *
     * @param principal id of the key, or {@link #CONFIGURED}
     * @param role its role
     */
    public record Holder(String principal, Role role) {}

    /**
     * A new key with its secret, which is never shown again.
     *
     * @param key the key
     * @param secret its secret
     */
    public record Issued(ApiKey key, String secret) {

        /** Leaves the secret out, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Issued[key=" + key.id() + "]";
        }
    }

    /** The credentials are not accepted; the message gives the reason. */
    public static final class KeyRejected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public KeyRejected(String message) {
            super(message);
        }
    }

    /** The last key that can create keys cannot be revoked. */
    public static final class LastAdmin extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LastAdmin() {
            super(
                    "This is the last key with the role admin. Create another one first, or set chipgraph.access.admin-key.");
        }
    }

    /** Whether the secret was accepted recently and is still cached. */
    public boolean isRemembered(String secret) {
        String hash = Secret.hash(secret);
        Optional<StoredKey> remembered = found.getIfPresent(hash);
        return isConfigured(hash) || (remembered != null && remembered.isPresent());
    }

    /** Whether {@link #holder} can answer from the cache. */
    public boolean isAnsweredAtOnce(String secret) {
        String hash = Secret.hash(secret);
        return isConfigured(hash) || found.getIfPresent(hash) != null;
    }

    /**
     * Authenticates a secret.
     *
     * @throws KeyRejected when the secret is unknown, expired, revoked or replaced
     */
    public Holder holder(String secret) {
        String hash = Secret.hash(secret);
        if (isConfigured(hash)) {
            return new Holder(CONFIGURED, Role.ADMIN);
        }
        StoredKey one = found.get(hash, this::find).orElseThrow(() -> new KeyRejected("The API key is not known."));
        Instant now = Instant.now();
        if (one.key().revokedAt() != null) {
            throw new KeyRejected("The API key has been revoked.");
        }
        if (!one.key().expiresAt().isAfter(now)) {
            throw new KeyRejected(
                    "The API key expired at %s.".formatted(one.key().expiresAt()));
        }
        if (one.until() != null && !one.until().isAfter(now)) {
            throw new KeyRejected("The API key was rotated. This secret was replaced by a new one.");
        }
        return new Holder(one.key().id(), one.key().role());
    }

    private boolean isConfigured(String hash) {
        return configured
                .filter(own -> MessageDigest.isEqual(
                        own.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private Optional<StoredKey> find(String hash) {
        return graph.readOne(
                FIND,
                Map.of("hash", hash),
                Languages.ANY,
                row -> new StoredKey(ApiKey.of(row.row("key")), ApiKey.instant(row, "until")));
    }

    /** All keys, including expired and revoked ones, newest first. */
    public List<ApiKey> all() {
        return graph.read(KEYS, Map.of(), Languages.ANY, ApiKeys::key);
    }

    /** The key with an id, if it exists. */
    public Optional<ApiKey> get(String id) {
        return graph.readOne(KEY, Map.of("id", id), Languages.ANY, ApiKeys::key);
    }

    /**
     * Creates a key.
     *
     * @param expires when it expires; null for the configured lifetime
     */
    public Issued create(String name, Role role, Instant expires, String by) {
        Instant now = Instant.now();
        String secret = Secret.random();
        var parameters = Map.<String, Object>of(
                "id",
                id(name),
                "name",
                name,
                "hash",
                Secret.hash(secret),
                "role",
                role.wire(),
                "by",
                by,
                "now",
                time(now),
                "expires",
                time(expires == null ? now.plus(config.lifetime()) : expires));
        return graph.write(
                change -> new Issued(key(change.run(CREATE, parameters).getFirst()), secret));
    }

    /** Readable in a history; the random suffix makes it unique. */
    private static String id(String name) {
        String slug = Slugs.of(name);
        byte[] random = new byte[3];
        ThreadLocalRandom.current().nextBytes(random);
        return "%s-%s"
                .formatted(
                        slug.isEmpty() ? "key" : slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)),
                        HexFormat.of().formatHex(random));
    }

    /**
     * Replaces the secret of a key.
     *
     * @param grace how long the previous secret is accepted too
     * @return empty when there is no key with this id
     */
    public Optional<Issued> rotate(String id, Duration grace) {
        Instant now = Instant.now();
        String secret = Secret.random();
        var parameters = Map.<String, Object>of(
                "id", id, "hash", Secret.hash(secret), "until", time(now.plus(grace)), "now", time(now));
        Optional<ApiKey> rotated = graph.write(change -> {
            change.run(ROTATE, parameters);
            return change.run(KEY, Map.of("id", id)).stream().map(ApiKeys::key).findFirst();
        });
        found.invalidateAll();
        return rotated.map(key -> new Issued(key, secret));
    }

    /**
     * Revokes a key: at once on this instance, on others when their cached copy expires.
     *
     * @return whether there is a key with this id
     * @throws LastAdmin when no other key could create keys
     */
    public boolean revoke(String id) {
        ZonedDateTime now = time(Instant.now());
        boolean revoked = graph.write(change -> {
            long before = admins(change, now);
            boolean isThere = !change.run(REVOKE, Map.of("id", id, "now", now)).isEmpty();
            if (configured.isEmpty() && before > 0 && admins(change, now) == 0) {
                throw new LastAdmin();
            }
            return isThere;
        });
        found.invalidateAll();
        return revoked;
    }

    private static long admins(Graph.Change change, ZonedDateTime now) {
        return change.run(ADMINS, Map.of("now", now)).getFirst().number("keys");
    }

    /** Whether a valid key with the role admin exists. */
    public boolean hasAdmin() {
        return configured.isPresent()
                || graph.read(ADMINS, Map.of("now", time(Instant.now())), Languages.ANY, row -> row.number("keys"))
                                .getFirst()
                        > 0;
    }

    private static ApiKey key(Row row) {
        return ApiKey.of(row.row("key"));
    }

    private static ZonedDateTime time(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
