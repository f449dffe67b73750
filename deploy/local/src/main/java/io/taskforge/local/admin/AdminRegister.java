package io.taskforge.local.admin;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.admin.SecretToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The administrators of one database, and the links that are made for them. */
public final class AdminRegister {

    /** Where a link is opened, behind the address of the service. */
    private static final String PAGE = "/admin/setup?token=";

    private static final String NONE = "select not exists (select from admin_user) as none";

    private static final String CREATE = """
            insert into admin_setup (token_hash, created_by, expires_at) values (?, ?, now() + ? * interval '1 second')""";

    private static final String CREATE_FOR = """
            insert into admin_setup (token_hash, created_by, expires_at, admin_id)
            select ?, ?, now() + ? * interval '1 second', id from admin_user where name = ?""";

    private static final String LOG = "insert into audit_log (actor, action, target) values (?, ?, ?)";

    private final PostgresUrl database;
    private final String baseUrl;

    /** @param baseUrl of the service, without a slash at the end */
    public AdminRegister(PostgresUrl database, String baseUrl) {
        this.database = database;
        this.baseUrl = baseUrl;
    }

    /** Whether there is no administrator yet. */
    public boolean none() throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(NONE);
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean("none");
        }
    }

    /**
     * A link with which whoever has it becomes an administrator, once.
     *
     * @param by who makes it, for the log
     * @param good how long it is good, in whole seconds
     */
    public String newAdministrator(String by, Duration good) throws SQLException {
        return made(CREATE, by, good, Optional.empty()).orElseThrow();
    }

    /** A link that sets a new password of the administrator, once; empty when there is none of that name. */
    public Optional<String> newPassword(String by, Duration good, String name) throws SQLException {
        return made(CREATE_FOR, by, good, Optional.of(name));
    }

    private Optional<String> made(String sql, String by, Duration good, Optional<String> name) throws SQLException {
        SecretToken token = SecretToken.mint();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setBytes(1, token.hash());
                statement.setString(2, by);
                statement.setLong(3, good.toSeconds());
                if (name.isPresent()) {
                    statement.setString(4, name.get());
                }
                if (statement.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            log(connection, by, name);
            connection.commit();
        }
        return Optional.of(baseUrl + PAGE + token.reveal());
    }

    private static void log(Connection connection, String by, Optional<String> name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOG)) {
            statement.setString(1, by);
            statement.setString(2, name.isPresent() ? "password_link_made" : "admin_invited");
            statement.setString(3, name.orElse("a new administrator"));
            statement.executeUpdate();
        }
    }
}
