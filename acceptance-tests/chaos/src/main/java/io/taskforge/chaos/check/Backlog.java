package io.taskforge.chaos.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** The messages that wait for the broker. */
public final class Backlog {

    private static final long LOOK_MILLIS = 50;

    private final String jdbcUrl;
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param jdbcUrl straight to the database */
    public Backlog(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    public long messages() throws SQLException {
        try (Connection database = DriverManager.getConnection(jdbcUrl)) {
            return messages(database);
        }
    }

    private static long messages(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from outbox")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** How long it took until their number was as wanted; empty when it was not within the time. */
    public Optional<Duration> until(LongPredicate wanted, Duration time) throws SQLException, InterruptedException {
        long from = System.nanoTime();
        try (Connection database = DriverManager.getConnection(jdbcUrl)) {
            while (!wanted.test(messages(database))) {
                if (System.nanoTime() - from > time.toNanos()) {
                    return Optional.empty();
                }
                boolean unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return Optional.of(Duration.ofNanos(System.nanoTime() - from));
        }
    }
}
