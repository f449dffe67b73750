package io.taskforge.api.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class BrokerLogTest {

    private static final String CLIENT = "io.vertx.rabbitmq.impl.RabbitMQClientImpl";
    private static final String DRIVER = "com.rabbitmq.client.impl.ForgivingExceptionHandler";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final BrokerLog log = new BrokerLog();

    private static LogRecord entry(String logger, Level level, String message, Duration afterNoon) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(logger);
        entry.setInstant(NOON.plus(afterNoon));
        return entry;
    }

    private static LogRecord thrown(String logger, Duration afterNoon) {
        LogRecord entry = entry(logger, Level.SEVERE, "it broke", afterNoon);
        entry.setThrown(new IOException("heartbeat missing"));
        return entry;
    }

    @Test
    void a_broken_connection_is_one_line_without_a_stack_trace() {
        LogRecord entry = thrown(DRIVER, Duration.ZERO);

        assertTrue(log.isLoggable(entry));
        assertNull(entry.getThrown());
        assertEquals("The connection to the broker broke: java.io.IOException: heartbeat missing", entry.getMessage());
    }

    @Test
    void reports_that_come_in_turns_come_once_a_minute_each() {
        for (int second = 0; second < 60; second += 6) {
            Duration at = Duration.ofSeconds(second);
            assertEquals(second == 0, log.isLoggable(thrown(CLIENT, at)));
            assertEquals(second == 0, log.isLoggable(thrown(DRIVER, at)));
            assertEquals(second == 0, log.isLoggable(entry(DRIVER, Level.WARNING, "socket closed", at)));
        }
        assertTrue(log.isLoggable(thrown(CLIENT, Duration.ofMinutes(1))));
    }

    @Test
    void what_is_no_problem_is_not_said_and_what_others_say_stays_as_it_is() {
        assertFalse(log.isLoggable(entry(DRIVER, Level.INFO, "connected", Duration.ZERO)));
        LogRecord anothers = thrown("io.taskforge.api.sweep.Sweeper", Duration.ZERO);

        assertTrue(log.isLoggable(anothers));
        assertTrue(log.isLoggable(anothers), "and again");
        assertEquals("it broke", anothers.getMessage());
    }
}
