package io.taskforge.api.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Sha256;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks API keys up. Answers are kept for a while, which is how long a revoked key may still work: 30 s; an unknown one is asked
 * for again after 5 s, so that a key made a moment ago works soon.
 */
@ApplicationScoped
class ApiKeys {

    private static final Duration KEPT_IN_FORCE = Duration.ofSeconds(30);
    private static final Duration KEPT_NOT_IN_FORCE = Duration.ofSeconds(5);
    private static final int KEPT_AT_MOST = 10_000;

    private static final String OF_KEY_ID = """
            select k.secret_hash, k.scopes, k.client_id, c.name, c.disabled_at is not null as disabled, c.limits_exempt,
                   c.submit_per_second, c.submit_burst, c.read_per_second, c.read_burst, c.active_jobs_max, c.daily_jobs_max,
                   c.allowed_models, c.callback_hosts,
                   k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) as in_force
            from api_key k join client c on c.id = k.client_id where k.key_id = $1""";

    /** Compared with when there is no such key, so that its absence takes as long. */
    private static final byte[] NO_HASH = new byte[32];

    private final Pool pool;
    private final Pepper pepper;
    private final KeyUse use;

    /** By the token's SHA-256: tokens themselves are kept nowhere. */
    private final Cache<String, KeyStanding> known = Caffeine.newBuilder()
            .maximumSize(KEPT_AT_MOST)
            .expireAfter(Expiry.<String, KeyStanding>creating((token, standing) -> switch (standing) {
                case KeyStanding.InForce inForce -> KEPT_IN_FORCE;
                case KeyStanding.NotInForce notInForce -> KEPT_NOT_IN_FORCE;
            }))
            .build();

    ApiKeys(Pool pool, Pepper pepper, KeyUse use) {
        this.pool = pool;
        this.pepper = pepper;
        this.use = use;
    }

    /** Fails only when the database does. */
    Uni<KeyStanding> standing(String token) {
        return ApiKey.parse(token)
                .map(key -> standing(key, HexFormat.of().formatHex(Sha256.of(token))))
                .orElseGet(() -> Uni.createFrom().item(new KeyStanding.NotInForce()))
                .invoke(standing -> {
                    if (standing instanceof KeyStanding.InForce inForce) {
                        use.used(inForce.client().keyId());
                    }
                });
    }

    private Uni<KeyStanding> standing(ApiKey key, String cacheKey) {
        KeyStanding cached = known.getIfPresent(cacheKey);
        if (cached != null) {
            return Uni.createFrom().item(cached);
        }
        return DatabaseCall.read(pool.preparedQuery(OF_KEY_ID).execute(Tuple.of(key.keyId())))
                .map(found -> standing(key, found))
                .invoke(standing -> known.put(cacheKey, standing));
    }

    private KeyStanding standing(ApiKey key, RowSet<Row> found) {
        byte[] shown = key.hash(pepper);
        if (found.size() == 0) {
            MessageDigest.isEqual(shown, NO_HASH);
            return new KeyStanding.NotInForce();
        }
        Row row = found.iterator().next();
        boolean right =
                MessageDigest.isEqual(shown, row.getBuffer("secret_hash").getBytes());
        if (!right || !row.getBoolean("in_force")) {
            return new KeyStanding.NotInForce();
        }
        Set<String> scopes = Arrays.stream(row.getArrayOfStrings("scopes")).collect(Collectors.toUnmodifiableSet());
        var client = new CallingClient(
                new ClientId(row.getUUID("client_id")), row.getString("name"), key.keyId(), terms(row));
        return new KeyStanding.InForce(client, scopes, row.getBoolean("disabled"));
    }

    private static ClientTerms terms(Row row) {
        return new ClientTerms(
                row.getBoolean("limits_exempt"),
                rate(row.getInteger("submit_per_second"), row.getInteger("submit_burst")),
                rate(row.getInteger("read_per_second"), row.getInteger("read_burst")),
                optional(row.getInteger("active_jobs_max")),
                optional(row.getInteger("daily_jobs_max")),
                Optional.ofNullable(row.getArrayOfStrings("allowed_models")).map(List::of),
                Optional.ofNullable(row.getArrayOfStrings("callback_hosts")).map(List::of));
    }

    /** A burst alone, or none, is as much as a second lets through. */
    private static Optional<ClientTerms.Rate> rate(Integer perSecond, Integer burst) {
        return perSecond == null
                ? Optional.empty()
                : Optional.of(new ClientTerms.Rate(perSecond, burst == null ? perSecond : burst));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
