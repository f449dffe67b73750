package io.taskforge.local.stack;

import io.taskforge.model.client.ApiKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Our tables, made as the api-service makes them, with the little that the launcher's tests have on their class path. */
public final class Schema {

    private static final List<String> MIGRATIONS = List.of(
            "V1__clients_and_jobs.sql",
            "V2__tickets_contract.sql",
            "V3__drafts.sql",
            "V4__base_jobs.sql",
            "V5__queue_in_order_of_submission.sql",
            "V6__administrators.sql",
            "V7__what_operators_see.sql",
            "V8__cancelled_by_an_administrator.sql",
            "V9__jobs_of_all_clients.sql",
            "V10__queue_in_one_order.sql",
            "V11__trace_of_jobs.sql",
            "V12__schema_window.sql");

    private Schema() {}

    /** Applies what is missing. */
    public static void make(Connection connection) throws SQLException, IOException {
        if (number(MIGRATIONS.getLast()) != SchemaVersion.newestKnown()) {
            throw new IllegalStateException("a migration is missing here");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists flyway_schema_history (version text, success boolean)");
            for (String name : MIGRATIONS) {
                int version = number(name);
                if (statement.executeUpdate("insert into flyway_schema_history select '" + version
                                + "', true where not exists (select from flyway_schema_history where version = '"
                                + version + "')")
                        > 0) {
                    statement.execute(migration(name));
                }
            }
        }
    }

    private static int number(String migration) {
        return Integer.parseInt(migration.substring(1, migration.indexOf("__")));
    }

    private static String migration(String name) throws IOException {
        try (InputStream text = ApiKey.class.getResourceAsStream("/db/migration/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
