package io.taskforge.model.settings;

import io.quarkus.logging.LoggingFilter;
import io.taskforge.model.log.LogLine;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps the log readable while the database is away: for each statement that was refused a connection, the pool of Vert.x 4 fails the
 * same promise a second time when its timer fires, which is reported as an uncaught exception with a stack trace. Whoever asked was told
 * the first time, and says so. What it lets through is a finished line.
 */
@LoggingFilter(name = "database")
public final class DatabaseLog implements Filter {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.";
    private static final int TOP_FRAMES = 3;

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (failedTwice(entry.getThrown())) {
            return false;
        }
        LogLine.finish(entry);
        return true;
    }

    private static boolean failedTwice(Throwable thrown) {
        return thrown instanceof IllegalStateException
                && "Result is already complete".equals(thrown.getMessage())
                && Arrays.stream(thrown.getStackTrace()).limit(TOP_FRAMES).anyMatch(frame -> frame.getClassName()
                        .startsWith(POOL));
    }
}
