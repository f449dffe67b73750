package io.taskforge.chaos.check;

import io.taskforge.chaos.waiting.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until nothing is left to do: every job has ended, every message has left, every callback has been tried. */
public final class Quiescence {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** A callback that is due later than this waits for its receiver, not for the service. */
    private static final String LATER = "30 seconds";

    private static final List<String> LEFT = List.of(
            "select string_agg(n || ' jobs ' || status, ', ') from (select status, count(*) n from job"
                    + " where finished_at is null group by status order by status) s",
            "select nullif(count(*), 0) || ' messages in the outbox' from outbox",
            "select nullif(count(*), 0) || ' callbacks to be tried' from callback_delivery where claim_token is not null"
                    + " or status = 'pending' or (status = 'retrying' and due_at < now() + interval '" + LATER + "')");

    private final String jdbcUrl;

    /** @param jdbcUrl straight to the database */
    public Quiescence(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Empty once it is quiet; when it is not within the time, what is left. */
    public Optional<Violation> await(Duration time) throws InterruptedException {
        Optional<String> left = Waiting.settled(this::left, Optional::isEmpty, time, LOOK);
        return left.map(what ->
                new Violation("I2", "after " + time.toSeconds() + " s it is not quiet, there are left: " + what));
    }

    private Optional<String> left() {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                Statement statement = database.createStatement()) {
            for (String question : LEFT) {
                try (ResultSet row = statement.executeQuery(question)) {
                    row.next();
                    if (row.getString(1) != null) {
                        return Optional.of(row.getString(1));
                    }
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of("a database that does not answer: " + e.getMessage());
        }
    }
}
