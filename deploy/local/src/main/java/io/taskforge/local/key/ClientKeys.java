package io.taskforge.local.key;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.regex.Pattern;

/** The clients and keys of one database. */
public final class ClientKeys {

    /** The client that the launcher itself works for: every scope, no limits, one key per run. */
    public static final String LOCAL_CLIENT = "local";

    /** As the database checks it. */
    public static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final String REVOKE =
            "update api_key set revoked_at = now() where revoked_at is null and key_id = ?";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PostgresUrl database;
    private final Pepper pepper;

    public ClientKeys(PostgresUrl database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    /** Not valid before {@link #replaceLocal}. */
    public static ApiKey mint() {
        return ApiKey.mint(RANDOM);
    }

    /**
     * Makes the key valid, as one of {@value #LOCAL_CLIENT}, and revokes the earlier ones in the same transaction. Other keys of that
     * client stay: they are those of other launchers on the same database.
     *
     * @param earlier the ids of the keys that the caller's own earlier runs left behind when they were killed
     */
    public void replaceLocal(Collection<String> earlier, ApiKey key) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            update(
                    connection,
                    "insert into client (name, limits_exempt) values (?, true)"
                            + " on conflict (name) do update set limits_exempt = true, disabled_at = null",
                    LOCAL_CLIENT);
            for (String keyId : earlier) {
                update(connection, REVOKE, keyId);
            }
            insert(connection, key, LOCAL_CLIENT, EnumSet.allOf(Scope.class));
            connection.commit();
        }
    }

    /** A key for a client, which is made when there is none of that name. */
    public ApiKey create(String client, Collection<Scope> scopes) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            update(connection, "insert into client (name) values (?) on conflict (name) do nothing", client);
            ApiKey key = mint();
            insert(connection, key, client, scopes);
            connection.commit();
            return key;
        }
    }

    /** From now on the key opens nothing. */
    public void revoke(ApiKey key) throws SQLException {
        try (Connection connection = database.connect()) {
            update(connection, REVOKE, key.keyId());
        }
    }

    private void insert(Connection connection, ApiKey key, String client, Collection<Scope> scopes)
            throws SQLException {
        String sql = "insert into api_key (key_id, client_id, secret_hash, scopes)"
                + " select ?, id, ?, ? from client where name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.keyId());
            statement.setBytes(2, key.hash(pepper));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", scopes.stream().map(Scope::wireName).toArray()));
            statement.setString(4, client);
            statement.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }
}
