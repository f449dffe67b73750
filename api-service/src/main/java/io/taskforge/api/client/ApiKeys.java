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
import java.util.Set;
import java.util.stream.Collectors;

/** Holds claims against the keys in the database. */
@ApplicationScoped
class ApiKeys {

    private static final String OF_KEY_ID = """
            select k.secret_hash, k.scopes, k.client_id, %s,
                   k.revoked_at is null and (k.expires_at is null or k.expires_at > now()) as in_force
            from api_key k join client c on c.id = k.client_id where k.key_id = $1""".formatted(ClientAccounts.COLUMNS);

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
                new ClientId(row.getUUID("client_id")),
                row.getString("name"),
                claim.keyId(),
                ClientAccounts.terms(row));
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
}
