package io.taskforge.local.key;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.ClientId;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/** The clients of one database, and what holds for each of them. A client that is not there is an ordinary answer. */
public final class ClientRegister {

    private static final String LIMITS = """
            disabled_at is not null as disabled, limits_exempt, submit_per_second, submit_burst, read_per_second, read_burst,
            active_jobs_max, daily_jobs_max, allowed_models, callback_hosts""";

    private static final String DISABLE = "update client c set disabled_at = now() from found"
            + " where c.id = found.id and c.disabled_at is null returning c.id";

    private static final String ENABLE = "update client c set disabled_at = null from found"
            + " where c.id = found.id and c.disabled_at is not null returning c.id";

    /** Not locked harder than it is changed: jobs of the client are submitted meanwhile. */
    private static final String WEBHOOK_SECRETS = """
            select id, webhook_secret is not null as rotated,
                   webhook_secret_before is not null and webhook_secret_rotated_at > now() - interval '24 hours' as cut_short
            from client where name = ? for no key update""";

    private static final String RENEW = """
            update client set webhook_secret_before = webhook_secret,
                   webhook_secret_rotated_at = case when webhook_secret is not null then now() end,
                   webhook_secret = ?
            where id = ?""";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What became of the wish to disable or enable a client. */
    public enum Switch {
        DONE,
        BEFORE,
        UNKNOWN
    }

    private final PostgresUrl database;
    private final Pepper pepper;

    public ClientRegister(PostgresUrl database, Pepper pepper) {
        this.database = database;
        this.pepper = pepper;
    }

    public Optional<ClientLimits> limits(String client) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("select " + LIMITS + " from client where name = ?")) {
            statement.setString(1, client);
            return limits(statement);
        }
    }

    /**
     * What holds after the change.
     *
     * @param change not empty
     */
    public Optional<ClientLimits> change(String client, LimitsChange change) throws SQLException {
        Map<String, LimitsChange.Value> columns = change.columns();
        String assignments =
                columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "update client set " + assignments + " where name = ? returning " + LIMITS)) {
            int index = 1;
            for (LimitsChange.Value value : columns.values()) {
                switch (value) {
                    case LimitsChange.Unset unset -> statement.setNull(index++, Types.NULL);
                    case LimitsChange.Count count -> statement.setInt(index++, count.value());
                    case LimitsChange.Names names ->
                        statement.setArray(
                                index++,
                                connection.createArrayOf("text", names.values().toArray()));
                }
            }
            statement.setString(index, client);
            return limits(statement);
        }
    }

    private static Optional<ClientLimits> limits(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            return Optional.of(new ClientLimits(
                    row.getBoolean("disabled"),
                    row.getBoolean("limits_exempt"),
                    rate(row, "submit_per_second", "submit_burst"),
                    rate(row, "read_per_second", "read_burst"),
                    number(row, "active_jobs_max"),
                    number(row, "daily_jobs_max"),
                    names(row, "allowed_models"),
                    names(row, "callback_hosts")));
        }
    }

    /** As the services read it: a burst alone, or none, is as much as a second lets through. */
    private static Optional<ClientLimits.Rate> rate(ResultSet row, String perSecond, String burst) throws SQLException {
        OptionalInt rate = number(row, perSecond);
        return rate.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientLimits.Rate(
                        rate.getAsInt(), number(row, burst).orElse(rate.getAsInt())));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Optional<List<String>> names(ResultSet row, String column) throws SQLException {
        Array names = row.getArray(column);
        return names == null ? Optional.empty() : Optional.of(List.of((String[]) names.getArray()));
    }

    /** From now on none of its keys opens anything; its jobs go on. */
    public Switch disable(String client) throws SQLException {
        return turned(client, DISABLE);
    }

    public Switch enable(String client) throws SQLException {
        return turned(client, ENABLE);
    }

    private Switch turned(String client, String turn) throws SQLException {
        String sql = "with found as (select id from client where name = ?), won as (" + turn
                + ") select exists (select from won) from found";
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, client);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Switch.UNKNOWN;
                }
                return row.getBoolean(1) ? Switch.DONE : Switch.BEFORE;
            }
        }
    }

    /** Makes the client's first secret, or another one in its place; of the earlier ones only the last is kept. */
    public Optional<NewWebhookSecret> newWebhookSecret(String client) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            UUID id;
            NewWebhookSecret made;
            try (PreparedStatement statement = connection.prepareStatement(WEBHOOK_SECRETS)) {
                statement.setString(1, client);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    id = row.getObject("id", UUID.class);
                    made = new NewWebhookSecret(
                            WebhookSecret.mint(RANDOM), row.getBoolean("rotated"), row.getBoolean("cut_short"));
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
                statement.setBytes(1, made.secret().seal(pepper, new ClientId(id), RANDOM));
                statement.setObject(2, id);
                statement.executeUpdate();
            }
            connection.commit();
            return Optional.of(made);
        }
    }
}
