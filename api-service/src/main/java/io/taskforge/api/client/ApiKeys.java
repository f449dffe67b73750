package io.taskforge.api.client;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.job.ClientId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds claims against the keys in the database. */
@ApplicationScoped
class ApiKeys {

    private static final String OF_KEY_ID = """
            select k.secret_hash, k.scopes, k.client_id, c.name, c.disabled_at is not null as disabled, c.limits_exempt,
                   c.submit_per_second, c.submit_burst, c.read_per_second, c.read_burst, c.active_jobs_max, c.daily_jobs_max,
                   c.allowed_models, c.callback_hosts,
                   k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) as in_force
            from api_key k join client c on c.id = k.client_id where k.key_id = $1""";

    /** Compared with when there is no such key, so that its absence takes as long. */
    private static final byte[] NO_HASH = new byte[32];

    private final Pool pool;

    ApiKeys(Pool pool) {
        this.pool = pool;
    }

    /** Fails only when the database does. */
    Uni<KeyStanding> standing(KeyClaim claim) {
        return DatabaseCall.read(pool.preparedQuery(OF_KEY_ID).execute(Tuple.of(claim.keyId())))
                .map(found -> standing(claim, found));
    }

    private static KeyStanding standing(KeyClaim claim, RowSet<Row> found) {
        Row row = found.size() == 0 ? null : found.iterator().next();
        if (!holds(claim, row) || !row.getBoolean("in_force")) {
            return new KeyStanding.NotInForce();
        }
        var client = new CallingClient(
                new ClientId(row.getUUID("client_id")), row.getString("name"), claim.keyId(), terms(row));
        return new KeyStanding.InForce(client, scopes(claim, row), row.getBoolean("disabled"));
    }

    /** @param row null when no key has that id */
    private static boolean holds(KeyClaim claim, Row row) {
        return switch (claim) {
            case KeyClaim.Secret shown -> {
                byte[] stored =
                        row == null ? NO_HASH : row.getBuffer("secret_hash").getBytes();
                yield MessageDigest.isEqual(shown.secretHash(), stored) && row != null;
            }
            case KeyClaim.Exchanged exchanged ->
                row != null && exchanged.client().value().equals(row.getUUID("client_id"));
        };
    }

    private static Set<String> scopes(KeyClaim claim, Row row) {
        Set<String> ofKey = Arrays.stream(row.getArrayOfStrings("scopes")).collect(Collectors.toUnmodifiableSet());
        return switch (claim) {
            case KeyClaim.Secret shown -> ofKey;
            case KeyClaim.Exchanged exchanged ->
                exchanged.scopes().stream().filter(ofKey::contains).collect(Collectors.toUnmodifiableSet());
        };
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
