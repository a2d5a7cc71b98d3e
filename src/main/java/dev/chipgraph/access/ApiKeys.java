package dev.chipgraph.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chipgraph.graph.Graph;
import dev.chipgraph.graph.Row;
import dev.chipgraph.graph.Statement;
import dev.chipgraph.model.Folding;
import dev.chipgraph.model.Languages;
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
 * The API keys. They are no part of the knowledge graph: writing them neither changes its version nor waits for those who
 * write it.
 */
@ApplicationScoped
public class ApiKeys {

    /** Who has the secret that the configuration gives. */
    public static final String CONFIGURED = "admin";

    private static final Statement ADMINS = Statement.of("access/admins");
    private static final Statement CREATE = Statement.of("access/create");
    private static final Statement FIND = Statement.of("access/find");
    private static final Statement KEY = Statement.of("access/key");
    private static final Statement KEYS = Statement.of("access/keys");
    private static final Statement REVOKE = Statement.of("access/revoke");
    private static final Statement ROTATE = Statement.of("access/rotate");
    private static final Languages ANY = Languages.accepting(null);
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
        // Unknown secrets are remembered too: who repeats one asks the database no more often than others.
        found = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(config.remembered())
                .build();
    }

    /**
     * The key of a secret.
     *
     * @param until when the secret ends before the key does
     */
    private record StoredKey(ApiKey key, Instant until) {}

    /**
     * Whose secret it is.
     *
     * @param principal id of the key, or {@link #CONFIGURED}
     * @param role what it allows
     */
    public record Holder(String principal, Role role) {}

    /**
     * A key and its secret, which can be told only now.
     *
     * @param key the key
     * @param secret its secret
     */
    public record Issued(ApiKey key, String secret) {

        /** Without the secret, which nothing but the answer may tell. */
        @Override
        public String toString() {
            return "Issued[key=" + key.id() + "]";
        }
    }

    /** Credentials that are not accepted; the message says why. */
    public static final class KeyRejected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public KeyRejected(String message) {
            super(message);
        }
    }

    /** There would be nobody left who may make keys. */
    public static final class LastAdmin extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LastAdmin() {
            super(
                    "This is the last key that may make others. Make another one first, or set chipgraph.access.admin-key.");
        }
    }

    /** Whether the secret was accepted a short while ago, so that looking it up costs nothing. */
    public boolean isRemembered(String secret) {
        String hash = Secret.hash(secret);
        Optional<StoredKey> remembered = found.getIfPresent(hash);
        return isConfigured(hash) || (remembered != null && remembered.isPresent());
    }

    /** Whether {@link #holder} answers without asking the database. */
    public boolean isAnsweredAtOnce(String secret) {
        String hash = Secret.hash(secret);
        return isConfigured(hash) || found.getIfPresent(hash) != null;
    }

    /**
     * Whose secret it is.
     *
     * @throws KeyRejected when it is nobody's, or no longer valid
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
            throw new KeyRejected("The API key was rotated; this secret was replaced by a new one.");
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
                ANY,
                row -> new StoredKey(ApiKey.of(row.row("key")), ApiKey.instant(row, "until")));
    }

    /** All keys, also those that have ended, newest first. */
    public List<ApiKey> all() {
        return graph.read(KEYS, Map.of(), ANY, ApiKeys::key);
    }

    /** A key; empty when there is none with this id. */
    public Optional<ApiKey> get(String id) {
        return graph.readOne(KEY, Map.of("id", id), ANY, ApiKeys::key);
    }

    /**
     * Makes a key.
     *
     * @param expires when it ends; null for the configured lifetime from now
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

    /** Readable in a history, and not to be guessed to be taken. */
    private static String id(String name) {
        String slug = Folding.fold(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        byte[] random = new byte[3];
        ThreadLocalRandom.current().nextBytes(random);
        return "%s-%s"
                .formatted(
                        slug.isEmpty() ? "key" : slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)),
                        HexFormat.of().formatHex(random));
    }

    /**
     * Gives a key a new secret.
     *
     * @param grace for how long the former secret is accepted too
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
     * Ends a key at once: here now, on other instances when they have forgotten it.
     *
     * @return whether there is a key with this id
     * @throws LastAdmin when nobody could make keys any more
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

    /** Whether anybody has a key with which others can be made. */
    public boolean hasAdmin() {
        return configured.isPresent()
                || graph.read(ADMINS, Map.of("now", time(Instant.now())), ANY, row -> row.number("keys"))
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
