package io.taskforge.local.key;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.ClientName;
import io.taskforge.model.client.KeyExpiry;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.Scope;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of one database. */
public final class ClientKeys {

    /** The client that the launcher itself works for: every scope, no limits, one key per run. */
    public static final String LOCAL_CLIENT = ClientName.LAUNCHERS;

    /** Who made a key, as it is kept with it: a person at the command line, or the launcher for itself. */
    private static final String CLI = "cli";

    private static final String LAUNCHER = "launcher";

    private static final String REVOKE =
            "update api_key set revoked_at = now() where revoked_at is null and key_id = ?";

    /** Unless it is the given client's; no row when there is no such key. */
    private static final String REVOKE_UNLESS_OF = """
            with found as (select k.key_id, k.revoked_at, c.name
                           from api_key k join client c on c.id = k.client_id where k.key_id = ?),
                 won as (update api_key k set revoked_at = now() from found
                         where k.key_id = found.key_id and k.revoked_at is null and found.name <> ? returning k.key_id)
            select name, revoked_at is not null as before, exists (select from won) as won from found""";

    private static final String INSERT = """
            insert into api_key (key_id, client_id, secret_hash, scopes, created_by, expires_at)
            select ?, id, ?, ?, ?, coalesce(?::timestamptz, now() + ?::float8 * interval '1 second') from client where name = ?
            returning expires_at, (select disabled_at is not null from client where id = api_key.client_id) as disabled""";

    /** A client without keys is one row without a key. */
    private static final String LIST = """
            select c.name, k.key_id, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at, k.created_by,
                   case when k.revoked_at is not null then 'revoked'
                        when k.expires_at <= now() then 'expired'
                        when c.disabled_at is not null then 'client_disabled'
                        else 'in_force' end as state
            from client c left join api_key k on k.client_id = c.id
            where coalesce(c.name = ?, true) order by c.name, k.created_at, k.key_id""";

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
            insert(connection, key, LOCAL_CLIENT, EnumSet.allOf(Scope.class), new KeyExpiry.Never(), LAUNCHER);
            connection.commit();
        }
    }

    /** A key for a client, which is made when there is none of that name. */
    public NewKey create(String client, Collection<Scope> scopes, KeyExpiry expiry) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            update(connection, "insert into client (name) values (?) on conflict (name) do nothing", client);
            NewKey made = insert(connection, mint(), client, scopes, expiry, CLI);
            connection.commit();
            return made;
        }
    }

    /** Every key, by client and age, those that open nothing any more too. */
    public List<ListedKey> list() throws SQLException {
        return listed(null).orElse(List.of());
    }

    /** The keys of one client; empty when there is no such client. */
    public Optional<List<ListedKey>> list(String client) throws SQLException {
        return listed(client);
    }

    private Optional<List<ListedKey>> listed(String client) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setString(1, client);
            List<ListedKey> keys = new ArrayList<>();
            boolean found = false;
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found = true;
                    if (row.getString("key_id") != null) {
                        keys.add(key(row));
                    }
                }
            }
            return found ? Optional.of(keys) : Optional.empty();
        }
    }

    private static ListedKey key(ResultSet row) throws SQLException {
        return new ListedKey(
                new KeyId(row.getString("key_id")),
                row.getString("name"),
                Arrays.asList((String[]) row.getArray("scopes").getArray()),
                moment(row, "created_at").orElseThrow(),
                moment(row, "expires_at"),
                moment(row, "last_used_at"),
                moment(row, "revoked_at"),
                Optional.ofNullable(row.getString("created_by")),
                ListedKey.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** From now on the key opens nothing. */
    public void revoke(ApiKey key) throws SQLException {
        try (Connection connection = database.connect()) {
            update(connection, REVOKE, key.keyId());
        }
    }

    /** The same, on the word of a person, and therefore not for a key that a launcher works with. */
    public Revocation revoke(KeyId key) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(REVOKE_UNLESS_OF)) {
            statement.setString(1, key.value());
            statement.setString(2, LOCAL_CLIENT);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return new Revocation.Unknown();
                }
                String client = row.getString("name");
                if (row.getBoolean("won")) {
                    return new Revocation.Done(client);
                }
                boolean launchers = client.equals(LOCAL_CLIENT) && !row.getBoolean("before");
                return launchers ? new Revocation.Launchers() : new Revocation.Before(client);
            }
        }
    }

    private NewKey insert(
            Connection connection,
            ApiKey key,
            String client,
            Collection<Scope> scopes,
            KeyExpiry expiry,
            String createdBy)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, key.keyId());
            statement.setBytes(2, key.hash(pepper));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", scopes.stream().map(Scope::wireName).toArray()));
            statement.setString(4, createdBy);
            statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setNull(6, Types.DOUBLE);
            switch (expiry) {
                case KeyExpiry.Never never -> {}
                case KeyExpiry.After after ->
                    statement.setDouble(6, after.life().toSeconds());
                case KeyExpiry.At at -> statement.setObject(5, at.moment().atOffset(ZoneOffset.UTC));
            }
            statement.setString(7, client);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("The client " + client + " went away meanwhile.");
                }
                return new NewKey(key, moment(row, "expires_at"), row.getBoolean("disabled"));
            }
        }
    }

    private static void update(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }
}
