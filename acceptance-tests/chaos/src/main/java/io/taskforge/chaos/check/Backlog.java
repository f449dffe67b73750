package io.taskforge.chaos.check;

import io.taskforge.chaos.waiting.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;

/** What is left to do. */
public final class Backlog {

    private final String jdbcUrl;

    /** @param jdbcUrl straight to the database */
    public Backlog(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** Messages that wait for the broker. */
    public long messages() throws SQLException {
        return count("select count(*) from outbox");
    }

    /** Jobs that have not ended. */
    public long jobs() throws SQLException {
        return count("select count(*) from job where finished_at is null");
    }

    /** How long it took until the number of messages was as wanted; empty when it was not within the time. */
    public Optional<Duration> untilMessages(LongPredicate wanted, Duration time)
            throws SQLException, InterruptedException {
        long from = System.nanoTime();
        return Waiting.comes(() -> wanted.test(messages()), time)
                ? Optional.of(Duration.ofNanos(System.nanoTime() - from))
                : Optional.empty();
    }

    private long count(String question) throws SQLException {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }
}
