package io.taskforge.model.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class DatabaseLogTest {

    private final DatabaseLog log = new DatabaseLog();

    private static LogRecord thrown(String message, String thrower) {
        var failure = new IllegalStateException(message);
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
            new StackTraceElement(thrower, "lambda$execute$3", "Some.java", 1)
        });
        LogRecord entry = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        entry.setThrown(failure);
        return entry;
    }

    @Test
    void a_pool_that_fails_a_statement_twice_is_not_reported() {
        assertFalse(
                log.isLoggable(thrown("Result is already complete", "io.vertx.sqlclient.impl.pool.SqlConnectionPool")));
    }

    @Test
    void the_same_failure_of_anybody_else_is_reported() {
        assertTrue(log.isLoggable(thrown("Result is already complete", "io.taskforge.api.job.ReadJob")));
    }

    @Test
    void another_failure_of_the_pool_is_reported() {
        assertTrue(log.isLoggable(thrown("Pool closed", "io.vertx.sqlclient.impl.pool.SqlConnectionPool")));
    }

    @Test
    void an_entry_without_a_failure_is_reported() {
        assertTrue(log.isLoggable(new LogRecord(Level.INFO, "Listening")));
    }
}
