package io.taskforge.api.dispatch;

import io.quarkus.logging.LoggingFilter;
import io.taskforge.model.log.LogLine;
import io.taskforge.model.settings.DatabaseLog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Keeps the broker client and its driver readable while the broker is away: they report each of their attempts, one every few seconds
 * for as long as the outage lasts, with a stack trace. Here the same report comes once a minute, in one line.
 */
@LoggingFilter(name = "broker")
public final class BrokerLog implements Filter {

    private static final String CLIENT = "io.vertx.rabbitmq";
    private static final String DRIVER = "com.rabbitmq.client";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Different reports remembered: an outage has two or three, in turns. */
    private static final int REMEMBERED = 16;

    /** A handler has one filter, and the database is heard through the same one. */
    private final Filter database = new DatabaseLog();

    /** When each was last let through; the eldest is forgotten first. */
    private final Map<String, Instant> reports = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (!database.isLoggable(entry) || !heard(entry)) {
            return false;
        }
        // Its words may be other ones by now.
        LogLine.finish(entry);
        return true;
    }

    private boolean heard(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        if (logger.startsWith(CLIENT)) {
            return isProblem(entry) && worthSaying(entry, "Could not connect to the broker, trying on: ");
        }
        return !logger.startsWith(DRIVER)
                || isProblem(entry) && worthSaying(entry, "The connection to the broker broke: ");
    }

    private static boolean isProblem(LogRecord entry) {
        return entry.getLevel().intValue() >= Level.WARNING.intValue();
    }

    /** @param instead of a stack trace */
    private synchronized boolean worthSaying(LogRecord entry, String instead) {
        String report = entry.getThrown() == null ? entry.getMessage() : instead + entry.getThrown();
        Instant before = reports.get(report);
        if (before != null && entry.getInstant().isBefore(before.plus(PAUSE))) {
            return false;
        }
        reports.remove(report);
        reports.put(report, entry.getInstant());
        if (entry.getThrown() != null) {
            entry.setMessage(report);
            entry.setThrown(null);
        }
        return true;
    }
}
