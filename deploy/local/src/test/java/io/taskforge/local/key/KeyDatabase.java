package io.taskforge.local.key;

import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.stack.Schema;
import io.taskforge.model.client.Pepper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own with our tables, and nobody in it. */
public final class KeyDatabase {

    public static final Pepper PEPPER = Pepper.parse("0f".repeat(32)).orElseThrow();

    private final PostgresUrl url = PostgresUrl.parse(EmbeddedPostgres.shared().createDatabase());

    public KeyDatabase() {
        try (Connection connection = url.connect()) {
            Schema.make(connection);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public PostgresUrl url() {
        return url;
    }

    public ClientKeys keys() {
        return new ClientKeys(url, PEPPER);
    }

    public ClientRegister clients() {
        return new ClientRegister(url, PEPPER);
    }

    /** The first column of the first row, as text. */
    public String ask(String sql) {
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void run(String sql) {
        try (Connection connection = url.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
