package io.taskforge.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The databases of the products: filled with jobs of the launcher's own client that have ended, without the time that drafting takes. */
final class Databases {

    private static final int BATCH = 50_000;

    /** One job a second, the newest a second ago. $1 the first's number, $2 the last's. */
    private static final String JOBS = """
            insert into job (id, client_id, idempotency_key, request_hash, title, options, status, attempt, available_at, expires_at,
                             created_at, updated_at, started_at, finished_at, progress, event_seq)
            select uuid_v7_at(at), c.id, 'seeded-' || n, sha256(n::text::bytea), 'Seeded ' || n, '{}', 'completed', 1, at, at + interval '1 day',
                   at, at, at, at, '{"phase":"done","percent":100,"tickets_drafted":5,"message":null}', 3
            from generate_series(?::bigint, ?::bigint) n
            cross join (select id from client where name = 'local') c
            cross join lateral (select now() - n * interval '1 second' as at) moment""";

    private static final String INPUTS = """
            insert into job_input (job_id, spec, spec_sha256, line_count)
            select id, repeat(md5(id::text), 47), request_hash, 1 from job
            where not exists (select 1 from job_input where job_id = job.id)""";

    private Databases() {}

    /** Another database on the same server. */
    static URI create(URI beside, String name) {
        try (Connection connection = Product.connect(beside);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return URI.create(beside.toString().replaceAll("/[^/]*$", "/" + name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds as many as asked afterwards, and nothing else. */
    static void refill(URI database, int count) {
        try (Connection connection = Product.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("truncate job cascade");
            for (int from = 1; from <= count; from += BATCH) {
                try (PreparedStatement insert = connection.prepareStatement(JOBS)) {
                    insert.setInt(1, from);
                    insert.setInt(2, Math.min(count, from + BATCH - 1));
                    insert.executeUpdate();
                }
            }
            statement.execute(INPUTS);
            statement.execute("vacuum (analyze) job");
            statement.execute("vacuum (analyze) job_input");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So that what the relay still has to do for one measure is not counted against the next. */
    static void emptyOutbox(URI database) {
        try (Connection connection = Product.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("truncate outbox");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest, as many as asked. */
    static List<UUID> newestJobs(URI database, int count) {
        try (Connection connection = Product.connect(database);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select id from job order by created_at desc limit " + count)) {
            List<UUID> ids = new ArrayList<>(count);
            while (found.next()) {
                ids.add(found.getObject(1, UUID.class));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static UUID localClient(URI database) {
        return id(database, "select id from client where name = 'local'");
    }

    private static UUID id(URI database, String sql) {
        try (Connection connection = Product.connect(database);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getObject(1, UUID.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
