package io.taskforge.api.database;

import io.taskforge.model.settings.DatabaseVersion;
import io.taskforge.model.settings.SchemaState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** What a database has seen, before anything else reads it; also one that is empty, or older than the table that tells. */
final class SchemaLook {

    private static final String HAS_WINDOW = "select to_regclass('schema_window') is not null";

    private SchemaLook() {}

    /** @throws FlywayException when the database does not answer, or refuses */
    static SchemaState at(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        int version = current == null || current.getVersion() == null
                ? 0
                : current.getVersion().getMajor().intValueExact();
        try (Connection connection = flyway.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean known = one(statement, HAS_WINDOW).equals("t");
            return new SchemaState(version, known ? Integer.parseInt(one(statement, DatabaseVersion.WINDOW)) : 0);
        } catch (SQLException e) {
            throw new FlywayException("the schema's window cannot be read: " + e.getMessage(), e);
        }
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
