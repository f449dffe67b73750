package io.taskforge.api.dispatch;

import io.quarkus.logging.LoggingFilter;
import io.taskforge.model.settings.DatabaseLog;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Keeps the broker client readable while the broker is away: it reports each of its attempts, one every two seconds for as long as
 * the outage lasts, with a stack trace. Here the same report comes once a minute, in one line.
 */
@LoggingFilter(name = "broker")
public final class BrokerLog implements Filter {

    private static final String CLIENT = "io.vertx.rabbitmq";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** A handler has one filter, and the database is heard through the same one. */
    private final Filter database = new DatabaseLog();

    private String lastReport = "";
    private Instant lastReportAt = Instant.EPOCH;

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (!database.isLoggable(entry)) {
            return false;
        }
        if (entry.getLoggerName() == null || !entry.getLoggerName().startsWith(CLIENT)) {
            return true;
        }
        return entry.getLevel().intValue() >= Level.WARNING.intValue() && worthSaying(entry);
    }

    private synchronized boolean worthSaying(LogRecord entry) {
        String report = entry.getThrown() == null ? entry.getMessage() : String.valueOf(entry.getThrown());
        if (report.equals(lastReport) && entry.getInstant().isBefore(lastReportAt.plus(PAUSE))) {
            return false;
        }
        lastReport = report;
        lastReportAt = entry.getInstant();
        if (entry.getThrown() != null) {
            entry.setMessage("Could not connect to the broker, trying on: " + report);
            entry.setThrown(null);
        }
        return true;
    }
}
