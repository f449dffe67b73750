package io.taskforge.chaos.check;

import io.taskforge.model.job.ClaimStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a claim costs while the workers claim: the workers' own statement, from a session beside theirs, which then takes it
 * back and commits a row of its own. What counts is the claim and the commit, which takes both to the disk; what lies between does not.
 * No job notices: other sessions pass by the row that it held for this moment.
 */
public final class ClaimProbe implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Duration> took = new ArrayList<>();
    private final Thread thread;
    private volatile String failure = "";

    private ClaimProbe(String jdbcUrl) {
        thread = Thread.ofPlatform().name("claim-probe").daemon().start(() -> measure(jdbcUrl));
    }

    /** Measures from now on until it is closed. */
    public static ClaimProbe start(String jdbcUrl) {
        return new ClaimProbe(jdbcUrl);
    }

    /** Ends the measuring. */
    public List<Duration> taken() throws InterruptedException {
        stop.countDown();
        thread.join();
        if (!failure.isEmpty()) {
            throw new IllegalStateException("the claims could not be measured: " + failure);
        }
        return List.copyOf(took);
    }

    private void measure(String jdbcUrl) {
        try (Connection database = DriverManager.getConnection(jdbcUrl);
                Statement statement = database.createStatement()) {
            statement.execute("create table if not exists chaos_probe (n bigint)");
            database.setAutoCommit(false);
            try (PreparedStatement claim = database.prepareStatement(ClaimStatement.by("chaos"));
                    PreparedStatement trace = database.prepareStatement("insert into chaos_probe values (1)")) {
                do {
                    took.add(once(database, claim, trace));
                } while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
            }
            statement.execute("drop table chaos_probe");
            database.commit();
        } catch (SQLException e) {
            failure = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration once(Connection database, PreparedStatement claim, PreparedStatement trace)
            throws SQLException {
        Savepoint before = database.setSavepoint();
        long begun = System.nanoTime();
        claim.execute();
        long claimed = System.nanoTime();
        database.rollback(before);
        trace.execute();
        long committing = System.nanoTime();
        database.commit();
        return Duration.ofNanos(claimed - begun + System.nanoTime() - committing);
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
